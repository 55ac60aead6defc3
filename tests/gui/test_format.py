from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui import format
from gui.language import set_language
from models.values import Month


@pytest.fixture(autouse=True)
def _indonesian() -> Iterator[None]:
    set_language("id")
    yield
    set_language("id")


def test_money_has_no_space_and_no_cents() -> None:
    assert format.rupiah(302_400_000) == "Rp302.400.000"
    assert format.rupiah(0) == "Rp0"
    assert format.rupiah(-16_800) == "-Rp16.800"
    set_language("en")
    assert format.rupiah(302_400_000) == "Rp302,400,000"


@given(st.integers(min_value=0, max_value=10**15))
def test_a_number_loses_nothing_by_its_dots(value: int) -> None:
    assert int(format.number(value).replace(".", "")) == value


def test_dates_in_three_lengths_and_two_languages() -> None:
    day = date(2026, 11, 23)
    assert format.date_long(day) == "23 November 2026"
    assert format.date_short(date(2026, 1, 2)) == "02-01-2026"
    assert format.date_full(day) == "Senin, 23 November 2026"
    assert format.date_long(date(2026, 8, 17)) == "17 Agustus 2026"
    set_language("en")
    assert format.date_full(day) == "Monday, 23 November 2026"


def test_time_is_written_with_a_dot() -> None:
    assert format.clock(time(9, 14)) == "09.14"
    assert format.date_time(datetime(2026, 11, 22, 16, 20)) == "22 November 2026, 16.20"
    set_language("en")
    assert format.clock(time(9, 14)) == "09:14"


def test_months() -> None:
    assert format.month(Month.parse("2026-11")) == "November 2026"
    assert format.month(date(2026, 5, 1)) == "Mei 2026"


def test_sizes_and_shares() -> None:
    assert format.file_size(900) == "900 B"
    assert format.file_size(19_293_798) == "18,4 MB"
    assert format.percent(1999, 2000) == "99%"
    assert format.percent(0, 0) == "0%"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("SITI AMINAH", "Siti Aminah"),
        ("nur'aini", "Nur'aini"),
        ("McArthur Widodo", "McArthur Widodo"),
        ("H. SOLEH II", "H. Soleh II"),
    ],
)
def test_names_in_title_case(typed: str, shown: str) -> None:
    assert format.title_case(typed) == shown


def test_initials() -> None:
    assert [format.initials(name) for name in ("Siti Aminah", "Hendro", "Nur Siti Wulandari", "")] == [
        "SA",
        "H",
        "NW",
        "",
    ]


def test_nik_in_groups() -> None:
    assert format.nik("3316065203799004") == "331606 520379 9004"
