from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

Present = Callable[[QWidget], None]


@pytest.fixture
def present(qtbot: QtBot) -> Present:
    """Shows a window in front, so that its controls can take the focus."""

    def show(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is widget, timeout=2000)

    return show
