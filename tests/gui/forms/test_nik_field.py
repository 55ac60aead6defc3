"""The NIK field: groups while typing, a caret that stays, pasting from anywhere."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.forms.nik_field import NikField, NikInput

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform

NIK = "3316065203799004"


@pytest.fixture
def field(qtbot: QtBot) -> NikField:
    made = NikField()
    qtbot.addWidget(made)
    made.show()
    return made


def test_digits_are_grouped_while_typing(field: NikField, qtbot: QtBot) -> None:
    shown = []
    for digit in NIK:
        qtbot.keyClick(field.editor, digit)
        shown.append(field.editor.text())
    assert shown[5] == "331606"
    assert shown[6] == "331606 5"
    assert shown[12] == "331606 520379 9"
    assert shown[15] == "331606 520379 9004"
    assert field.value() == NIK


def test_count_shows_until_sixteen(field: NikField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field.editor, NIK[:15])
    assert field.count_text() == "15 dari 16"
    qtbot.keyClicks(field.editor, NIK[15])
    assert field.count_text() == ""


def test_completed_once_per_number(field: NikField, qtbot: QtBot) -> None:
    told: list[str] = []
    field.completed.connect(told.append)
    qtbot.keyClicks(field.editor, NIK)
    assert told == [NIK]
    qtbot.keyClick(field.editor, Qt.Key.Key_Backspace)
    qtbot.keyClicks(field.editor, "4")
    assert told == [NIK, NIK]


def test_digit_typed_in_the_middle_keeps_the_caret(field: NikField, qtbot: QtBot) -> None:
    field.set_value(NIK[:15])
    field.editor.setCursorPosition(3)
    qtbot.keyClicks(field.editor, "78")
    assert field.value() == "331" + "78" + NIK[3:15]
    assert field.editor.cursorPosition() == 5


def test_backspace_passes_over_the_gap(field: NikField, qtbot: QtBot) -> None:
    field.set_value(NIK)
    field.editor.setCursorPosition(7)  # right behind the first gap
    qtbot.keyClick(field.editor, Qt.Key.Key_Backspace)
    assert field.value() == NIK[:5] + NIK[6:]
    assert field.editor.cursorPosition() == 5


def test_delete_passes_over_the_gap(field: NikField, qtbot: QtBot) -> None:
    field.set_value(NIK)
    field.editor.setCursorPosition(6)
    qtbot.keyClick(field.editor, Qt.Key.Key_Delete)
    assert field.value() == NIK[:6] + NIK[7:]


@pytest.mark.parametrize(
    "pasted",
    ["3316065203799004", " 331606-520379-9004 ", "33.16.06.520379.9004", "'3316065203799004", "33160652O3799OO4"],
)
def test_pasting_from_anywhere(field: NikField, qtbot: QtBot, pasted: str) -> None:
    QApplication.clipboard().setText(pasted)
    field.editor.setFocus()
    qtbot.keyClick(field.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.value() == NIK
    assert field.editor.text() == "331606 520379 9004"


def test_too_many_digits_are_counted_not_cut(field: NikField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field.editor, NIK + "7")
    assert field.value() == NIK + "7"
    assert field.count_text() == "17 dari 16"


def test_letters_are_left_out(field: NikField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field.editor, "33a16 b")
    assert field.value() == "3316"


def test_error_is_said_above_and_to_screen_readers(field: NikField) -> None:
    field.set_error("NIK baru 15 angka. Lengkapi sampai 16 angka.")
    assert field.editor.state() == "error"
    assert "Lengkapi sampai 16 angka." in field.editor.accessibleDescription()
    assert field.editor.accessibleName() == "NIK"
    field.set_error("")
    assert field.editor.state() == "normal"
    assert "Lengkapi" not in field.editor.accessibleDescription()


def test_link_calls_back(field: NikField, qtbot: QtBot) -> None:
    pressed: list[bool] = []
    field.set_action("Buka datanya", lambda: pressed.append(True))
    qtbot.mouseClick(field._link, Qt.MouseButton.LeftButton)
    assert pressed == [True]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.text(alphabet="0123456789", max_size=24), st.integers(0, 40))
def test_caret_always_follows_the_same_digits(qapp: QApplication, digits: str, place: int) -> None:
    edit = NikInput()
    edit.set_kept(digits)
    place = min(place, len(edit.text()))
    edit.setCursorPosition(place)
    before = len(edit.keep(edit.text()[:place]))
    edit.insert("7")
    assert edit.kept() == (digits[:before] + "7" + digits[before:])[:24]
    assert len(edit.keep(edit.text()[: edit.cursorPosition()])) == min(before + 1, len(edit.kept()))
