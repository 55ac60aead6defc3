"""Keys that come while a form is saved."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.forms.enter import enter_moves_on
from gui.forms.type_ahead import TypeAhead


class Desk:
    """Two inputs, a button, and the keyboard."""

    def __init__(self, bot: QtBot) -> None:
        self.bot, self.form = bot, QWidget()
        self.first, self.second, self.button = QLineEdit(), QLineEdit(), QPushButton("Simpan")
        lines = QVBoxLayout(self.form)
        for each in (self.first, self.second, self.button):
            lines.addWidget(each)
        enter_moves_on(self.form)
        bot.addWidget(self.form)
        self.form.show()
        bot.waitUntil(self.form.isActiveWindow)
        self.first.setFocus()
        self.ahead = TypeAhead(self.form)

    @property
    def keyboard(self) -> QWindow:
        handle = self.form.windowHandle()
        assert handle is not None
        return handle

    def type(self, text: str) -> None:
        for sign in text:
            self.bot.keyClick(self.keyboard, sign)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    yield Desk(qtbot)


def test_what_is_typed_meanwhile_goes_to_the_next_form_in_order(desk: Desk) -> None:
    desk.type("3316")
    desk.ahead.hold()
    desk.type("77")
    desk.bot.keyClick(desk.keyboard, Qt.Key.Key_Return)
    desk.type("S")
    assert (desk.first.text(), desk.second.text()) == ("3316", "")
    desk.first.clear()
    desk.ahead.give()
    desk.type("8")  # it comes before the kept ones are given: it waits its turn
    desk.bot.waitUntil(lambda: desk.second.text() != "")
    assert (desk.first.text(), desk.second.text()) == ("77", "S8")
    desk.type("9")
    assert desk.second.text() == "S89"


def test_a_form_that_stays_hears_nothing_of_it(desk: Desk) -> None:
    desk.ahead.hold()
    desk.type("77")
    desk.ahead.give()
    desk.ahead.drop()
    desk.bot.waitUntil(lambda: not desk.ahead._holds)
    assert desk.first.text() == ""


def test_chords_and_clicks_do_nothing_meanwhile(desk: Desk) -> None:
    acts: list[str] = []
    QShortcut(QKeySequence("Ctrl+Return"), desk.form).activated.connect(lambda: acts.append("again"))
    desk.button.clicked.connect(lambda: acts.append("click"))
    desk.ahead.hold()
    desk.bot.keyClick(desk.keyboard, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.bot.mouseClick(desk.keyboard, Qt.MouseButton.LeftButton, pos=desk.button.geometry().center())
    desk.ahead.give()
    desk.bot.waitUntil(lambda: not desk.ahead._holds)
    assert acts == []
    desk.bot.keyClick(desk.keyboard, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.bot.mouseClick(desk.keyboard, Qt.MouseButton.LeftButton, pos=desk.button.geometry().center())
    assert acts == ["again", "click"]
