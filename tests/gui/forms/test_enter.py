"""Enter moves on: both keys, backwards with Shift, past what cannot be changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.forms.choice import Choice
from gui.forms.enter import PASSED_BY_ENTER, enter_moves_on
from gui.forms.field import FormField
from gui.widgets.button import Button
from gui.widgets.check import Check
from gui.widgets.layouts import Box, V
from gui.widgets.segment import Segment
from gui.widgets.text_input import TextInput

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform


class _Form(Box):
    def __init__(self) -> None:
        self.name, self.village, self.address = TextInput(), TextInput(), TextInput()
        self.job = Choice([("tani", "Buruh tani")])
        self.told = Check("Sudah dijelaskan")
        self.village.setReadOnly(True)
        self.pressed: list[bool] = []
        self.ended: list[bool] = []
        self.add = Button("Tambah", on_click=lambda: self.pressed.append(True))
        fields = [FormField("Nama", self.name), FormField("Desa", self.village), FormField("Alamat", self.address)]
        super().__init__(V(*fields, FormField("Pekerjaan", self.job), self.told, self.add))
        enter_moves_on(self, at_end=lambda: self.ended.append(True))


@pytest.fixture
def form(qtbot: QtBot) -> _Form:
    made = _Form()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.name.setFocus()
    return made


def _focused() -> QWidget | None:
    return QApplication.focusWidget()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_both_enter_keys_skip_what_is_locked(form: _Form, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(form.name, key)
    assert _focused() is form.address


def test_keypad_enter_counts(form: _Form, qtbot: QtBot) -> None:
    qtbot.keyClick(form.name, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert _focused() is form.address


def test_shift_enter_goes_back(form: _Form, qtbot: QtBot) -> None:
    form.address.setFocus()
    qtbot.keyClick(form.address, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert _focused() is form.name


def test_through_choice_and_check(form: _Form, qtbot: QtBot) -> None:
    form.address.setFocus()
    qtbot.keyClick(form.address, Qt.Key.Key_Return)
    assert _focused() in (form.job, form.job.lineEdit())
    qtbot.keyClick(form.job, Qt.Key.Key_Return)
    assert _focused() is form.told
    qtbot.keyClick(form.told, Qt.Key.Key_Return)
    assert _focused() is form.add


def test_enter_on_a_button_presses_it(form: _Form, qtbot: QtBot) -> None:
    form.add.setFocus()
    qtbot.keyClick(form.add, Qt.Key.Key_Return)
    assert form.pressed == [True]
    assert form.ended == []


def test_a_button_that_only_tab_reaches_is_passed(form: _Form, qtbot: QtBot) -> None:
    form.add.setProperty(PASSED_BY_ENTER, True)
    form.told.setFocus()
    qtbot.keyClick(form.told, Qt.Key.Key_Return)
    assert form.ended == [True]
    qtbot.keyClick(form.told, Qt.Key.Key_Tab)
    assert _focused() is form.add


def test_past_the_last_field_the_page_decides(form: _Form, qtbot: QtBot) -> None:
    form.add.hide()
    form.told.setFocus()
    qtbot.keyClick(form.told, Qt.Key.Key_Return)
    assert form.ended == [True]


def test_ctrl_enter_is_left_to_the_page(form: _Form, qtbot: QtBot) -> None:
    qtbot.keyClick(form.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert _focused() is form.name


def test_text_is_selected_on_arrival(form: _Form, qtbot: QtBot) -> None:
    form.address.setText("Dukuh Ngasem")
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    assert form.address.selectedText() == "Dukuh Ngasem"


def test_a_full_field_is_left_by_itself_and_one_enter_of_habit_is_forgiven(qtbot: QtBot) -> None:
    form, (first, second, third) = _three(qtbot)
    mover = enter_moves_on(form)
    first.setFocus()
    mover.advance(second)
    assert form.focusWidget() is first  # only a field that has the focus is left
    mover.advance(first)
    assert form.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Return)
    assert form.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Return)
    assert form.focusWidget() is third
    first.setFocus()
    mover.advance(first)
    qtbot.keyClicks(second, "a")
    qtbot.keyClick(second, Qt.Key.Key_Return)
    assert form.focusWidget() is third


def test_buttons_of_one_choice_are_one_field(qtbot: QtBot) -> None:
    form, after = QWidget(), TextInput()
    choice = Segment([("a", "A"), ("b", "B"), ("c", "C")], empty=True)
    layout = QVBoxLayout(form)
    layout.addWidget(choice)
    layout.addWidget(after)
    qtbot.addWidget(form)
    enter_moves_on(form)
    form.show()
    qtbot.waitUntil(form.isVisible)
    choice.buttons()[0].setFocus()
    qtbot.keyClick(choice.buttons()[0], Qt.Key.Key_Return)
    assert form.focusWidget() is after


def _three(qtbot: QtBot) -> tuple[QWidget, tuple[TextInput, TextInput, TextInput]]:
    form, fields = QWidget(), (TextInput(), TextInput(), TextInput())
    layout = QVBoxLayout(form)
    for field in fields:
        layout.addWidget(field)
    qtbot.addWidget(form)
    form.show()
    qtbot.waitUntil(form.isVisible)
    return form, fields
