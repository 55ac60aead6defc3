"""Money: dots while typing, cents of pasted sums left out, nothing is None."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.forms.money import MoneyField, NumberField

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform


@pytest.fixture
def field(qtbot: QtBot) -> MoneyField:
    made = MoneyField(suffix="/bulan", name="Penghasilan")
    qtbot.addWidget(made)
    made.show()
    return made


def test_dots_while_typing(field: MoneyField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "900000")
    assert field.text() == "900.000"
    assert field.value() == 900_000


def test_empty_is_none_and_zero_is_zero(field: MoneyField, qtbot: QtBot) -> None:
    assert field.value() is None
    qtbot.keyClicks(field, "0")
    assert field.value() == 0


def test_leading_zeros_go(field: MoneyField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "0005")
    assert field.text() == "5"


def test_typed_dots_and_commas_are_taken(field: MoneyField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "1.250,000")
    assert field.value() == 1_250_000


@pytest.mark.parametrize(
    ("pasted", "value"),
    [
        ("Rp 900.000,00", 900_000),
        ("900.000,-", 900_000),
        ("1,250,000.50", 1_250_000),
        ("Rp16.800", 16_800),
        ("302.400.000", 302_400_000),
    ],
)
def test_pasted_sums(field: MoneyField, qtbot: QtBot, pasted: str, value: int) -> None:
    QApplication.clipboard().setText(pasted)
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.value() == value


def test_deleting_one_digit_does_not_lose_more(field: MoneyField, qtbot: QtBot) -> None:
    field.set_value(1_900_000)
    field.end(False)
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert field.value() == 190_000
    assert field.text() == "190.000"


def test_caret_stays_behind_the_typed_digit(field: MoneyField, qtbot: QtBot) -> None:
    field.set_value(16_800)
    field.setCursorPosition(1)
    qtbot.keyClicks(field, "9")
    assert field.text() == "196.800"
    assert field.cursorPosition() == 2


def test_change_is_told_with_its_value(field: MoneyField, qtbot: QtBot) -> None:
    told: list[object] = []
    field.changed.connect(told.append)
    qtbot.keyClicks(field, "12")
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert told == [1, 12, 1, None]


def test_number_field_has_a_limit(qtbot: QtBot) -> None:
    field = NumberField(suffix="jam", digits=2)
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "123")
    assert field.value() == 12


@given(st.integers(0, 999_999_999_999))
def test_what_is_set_is_what_is_read(qapp: QApplication, amount: int) -> None:
    field = MoneyField(amount)
    assert field.value() == amount
