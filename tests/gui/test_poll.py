from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.poll import Poll


def test_it_looks_only_while_somebody_can_see_it(qtbot: QtBot) -> None:
    looks: list[int] = []
    widget = QWidget()
    qtbot.addWidget(widget)
    poll = Poll(widget, lambda: looks.append(1), ms=5)
    assert not poll.isActive()
    widget.show()
    qtbot.waitUntil(lambda: len(looks) >= 2)
    widget.hide()
    assert not poll.isActive()
    widget.show()
    assert poll.isActive()


def test_what_is_shown_already_is_looked_after_at_once(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    assert Poll(widget, lambda: None).isActive()
