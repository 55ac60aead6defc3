from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from gui.changes import ChangeHub
from gui.page import PageTools
from gui.pages.importing import PAGE
from gui.pages.importing.page import ImportingPage
from gui.tasks import TaskRunner
from services.context import AppContext
from services.settings import SettingsFile
from tests.gui.doubles import Shell
from tests.workbooks import nik, row, write_list

Press = Callable[..., None]


@pytest.fixture
def page(qtbot: Any, dressed: QApplication, village: AppContext, tmp_path: Path) -> Iterator[ImportingPage]:
    settings = SettingsFile(tmp_path / "window")
    # Qt owns them, as in the window: the collector may run on a worker thread and must not destroy them there.
    tasks, changes = TaskRunner(dressed), ChangeHub(dressed)
    page = PAGE.build(PageTools(village, tasks, changes, settings, Shell()))  # type: ignore[arg-type]
    assert isinstance(page, ImportingPage)
    qtbot.addWidget(page)
    page.resize(1150, 690)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    page.arrive()
    yield page
    assert tasks.close()
    tasks.deleteLater()
    changes.deleteLater()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Three people, the third with a NIK of 15 digits."""
    return write_list(tmp_path / "daftar.xlsx", [row(9001), row(9002), row(9003, nik=nik(9003)[:15])])


@pytest.fixture
def press(qtbot: Any) -> Press:
    """Keys where the focus is, as a person presses them; text is typed letter by letter."""

    def send(*keys: Any) -> None:
        for key in keys:
            if isinstance(key, str):
                for letter in key:
                    qtbot.keyClick(_hears(), letter)
                continue
            target = _hears()
            assert target is not None
            if isinstance(key, tuple):
                qtbot.keyClick(target, key[0], key[1])
            else:
                qtbot.keyClick(target, key)

    return send


def _hears() -> QWidget | None:
    """Who gets the next key: a list that hangs open comes first."""
    return QApplication.activePopupWidget() or QApplication.focusWidget()


CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def idle(page: ImportingPage) -> bool:
    """Nothing runs any more."""
    return not page._tools.tasks.busy


def reach(qtbot: Any, page: ImportingPage, view: Any) -> None:
    """Wait until a step is shown and nothing runs."""
    qtbot.waitUntil(lambda: view.isVisible() and idle(page) and page.go_on.isVisible())


def to_check(qtbot: Any, page: ImportingPage, path: Path) -> None:
    page.open_file(path)
    reach(qtbot, page, page.columns)
    page.go_on.click()
    reach(qtbot, page, page.check)


def settle(qtbot: Any, page: ImportingPage) -> None:
    qtbot.waitUntil(lambda: idle(page))


def notes(page: ImportingPage) -> list[str]:
    return page._tools.shell.notes  # type: ignore[attr-defined,no-any-return]
