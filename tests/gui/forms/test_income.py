from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gui.forms.income import IncomeField


@pytest.fixture
def field(qtbot: QtBot) -> IncomeField:
    made = IncomeField(suffix="/bulan")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "income", "shown"),
    [
        ("900000", 900_000, "900.000"),
        ("900.000", 900_000, "900.000"),
        ("1.200.000", 1_200_000, "1.200.000"),
        ("900", 900_000, "900.000"),
        ("1500", 1_500_000, "1.500.000"),
        ("900rb", 900_000, "900.000"),
        ("900 ribu", 900_000, "900.000"),
        ("900k", 900_000, "900.000"),
        ("1,2jt", 1_200_000, "1.200.000"),
        ("1.25jt", 1_250_000, "1.250.000"),
        ("2jt", 2_000_000, "2.000.000"),
        ("1,5", 1_500_000, "1.500.000"),
        ("12,", 12_000, "12.000"),
        ("12000", 12_000, "12.000"),
        ("Rp 900.000", 900_000, "900.000"),
        ("0", 0, "0"),
    ],
)
def test_income_as_people_say_it(qtbot: QtBot, field: IncomeField, typed: str, income: int, shown: str) -> None:
    qtbot.keyClicks(field, typed)
    field.settle()
    assert (field.value(), field.text()) == (income, shown)


def test_a_blank_stays_blank(qtbot: QtBot, field: IncomeField) -> None:
    field.settle()
    assert field.value() is None and field.text() == ""
    qtbot.keyClicks(field, "rb")
    field.settle()
    assert field.value() is None


def test_leaving_tells_what_it_became(qtbot: QtBot, field: IncomeField) -> None:
    qtbot.keyClicks(field, "900")
    with qtbot.waitSignal(field.changed) as told:
        field.left.emit()
    assert told.args == [900_000]
    assert field.signalsBlocked() is False
    field.left.emit()
    assert field.value() == 900_000
