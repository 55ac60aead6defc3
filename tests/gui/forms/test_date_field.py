"""Dates: typed in many ways, written in one; what cannot be read stays as typed."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.forms.date_field import DateField

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform

TODAY = date(2026, 11, 23)


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    made = DateField(lambda: TODAY, name="Tanggal lahir")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("typed", ["12031979", "12-3-1979", "12/3/79", "12 Maret 1979"])
def test_written_out_on_leaving(field: DateField, qtbot: QtBot, typed: str) -> None:
    qtbot.keyClicks(field, typed)
    assert field.value() == date(1979, 3, 12)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "12-03-1979"


def test_unreadable_stays_as_typed(field: DateField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "31-02-1980")
    field.settle()
    assert field.text() == "31-02-1980"
    assert field.value() is None
    assert field.is_unreadable()


def test_blank_is_neither_a_date_nor_unreadable(field: DateField) -> None:
    assert field.value() is None
    assert not field.is_unreadable()


def test_change_is_told_once(field: DateField, qtbot: QtBot) -> None:
    told: list[object] = []
    field.changed.connect(told.append)
    qtbot.keyClicks(field, "12031979")
    field.settle()
    field.settle()
    field.clear()
    field.settle()
    assert told == [date(1979, 3, 12), None]
