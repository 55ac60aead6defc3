from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gui.todo import Task
from gui.widgets.button import Button
from gui.widgets.empty_state import EmptyState, StartCard
from gui.widgets.task_card import TaskCard

NIK = Task("nik", "id-card", "err", "3 NIK perlu dicek", "Bandingkan dengan KTP", "Periksa", "workers")
USB = Task("usb", "usb", "info", "27 belum diserahkan", "Terakhir kemarin", "Serahkan", "handover", keycap="F9")


@pytest.fixture
def card(dressed: QApplication, qtbot: QtBot) -> TaskCard:
    card = TaskCard()
    qtbot.addWidget(card)
    card.resize(640, 300)
    card.show()
    qtbot.waitUntil(card.isActiveWindow)
    return card


def texts(card: TaskCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card)]


def test_a_task_is_pressed_and_named_in_full(card: TaskCard, qtbot: QtBot) -> None:
    card.show_tasks([NIK, USB])
    assert [button.accessibleName() for button in card.buttons] == [
        "Periksa: 3 NIK perlu dicek",
        "Serahkan: 27 belum diserahkan",
    ]
    assert "2 hal" in texts(card)
    with qtbot.waitSignal(card.wanted) as told:
        qtbot.keyClick(card.buttons[1], Qt.Key.Key_Return)
    assert told.args == [USB]


def test_the_focus_stays_on_the_same_task(card: TaskCard) -> None:
    card.show_tasks([NIK, USB])
    card.buttons[1].setFocus()
    card.show_tasks([USB])
    assert card.buttons[0].hasFocus()
    same = card.buttons[0]
    card.show_tasks([replace(USB)])
    assert card.buttons[0] is same


def test_nothing_to_do_is_said_from_the_start(card: TaskCard, qtbot: QtBot) -> None:
    card.show_tasks([])
    qtbot.waitUntil(lambda: "Beres. Tidak ada yang tertunda." in texts(card))
    assert "0 hal" not in texts(card)


@pytest.mark.parametrize(("width", "beside"), [(1000, True), (640, False)])
def test_ways_to_begin_stand_below_each_other_where_it_is_narrow(
    dressed: QApplication, qtbot: QtBot, width: int, beside: bool
) -> None:
    cards = [StartCard("usb", f"Cara {number}", "Begini caranya", Button("Mulai")) for number in range(3)]
    empty = EmptyState("Mulai dari mana saja", "Tidak perlu lengkap.", cards=cards)
    qtbot.addWidget(empty)
    empty.resize(width, 900)
    empty.show()
    qtbot.waitUntil(lambda: (cards[0].y() == cards[1].y()) is beside)
    assert (cards[0].x() == cards[1].x()) is not beside
