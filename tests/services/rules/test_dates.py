from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.dates import MONTHS, age_on, parse_date, split_birth

TODAY = date(2026, 11, 23)
BORN = date(1979, 3, 12)


@pytest.mark.parametrize(
    "text",
    [
        "12031979", "120379", "19790312", "12-3-1979", "12-03-1979", "12/3/79", "12.03.1979", "12 3 1979",
        "12 / 03 / 1979", "12 Maret 1979", "12 MARET 1979", "12-Mar-79", "12-Mrt-1979", "12 maret, 1979", "12Maret1979",
        "1979-03-12", "1979/3/12", "1979-03-12 00:00:00", "1979-03-12T00:00:00", "12/03/1979 00.00",
        "Senin, 12 Maret 1979", " 12-3-1979 ", "'12-3-1979", "12\u00a0Maret\u00a01979",
    ],
)  # fmt: skip
def test_ways_to_write_12_march_1979(text: str) -> None:
    assert parse_date(text, TODAY) == BORN


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "0", "tidak tahu", "1979", "3/1979", "31/02/1980", "29-02-1979", "29-02-79", "32-1-1979",
        "12-13-1979", "3/25/1979", "00-00-0000", "12 Muharam 1979", "12-3-179", "12-3-1879", "28926", "1,2",
        "121979031",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_none_and_never_today(text: str) -> None:
    assert parse_date(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12-AGS-90", date(1990, 8, 12)),
        ("12 Agt 2001", date(2001, 8, 12)),
        ("1 Pebruari 1965", date(1965, 2, 1)),
        ("30-NOP-68", date(1968, 11, 30)),
        ("17 Des 1970", date(1970, 12, 17)),
        ("01-01-05", date(2005, 1, 1)),
        ("24-11-26", date(1926, 11, 24)),
        ("23-11-26", date(2026, 11, 23)),
        ("29-02-00", date(2000, 2, 29)),
        ("01-01-1970", date(1970, 1, 1)),
    ],
)
def test_months_and_centuries(text: str, expected: date) -> None:
    assert parse_date(text, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "place", "born"),
    [
        ("Blora, 12 Maret 1979", "Blora", BORN),
        ("BLORA,12-03-1979", "BLORA", BORN),
        ("Blora 12/3/1979", "Blora", BORN),
        ("Rembang / 12-03-1979", "Rembang", BORN),
        ("12-03-1979", "", BORN),
        ("Blora", "Blora", None),
        ("Blora, 31-02-1979", "Blora", None),
        ("", "", None),
    ],
)
def test_place_and_date_in_one_cell(text: str, place: str, born: date | None) -> None:
    assert split_birth(text, TODAY) == (place, born)


def test_age_turns_on_the_birthday() -> None:
    assert age_on(BORN, date(2044, 3, 11)) == 64
    assert age_on(BORN, date(2044, 3, 12)) == 65
    assert age_on(date(1960, 2, 29), date(2025, 2, 28)) == 64
    assert age_on(date(1960, 2, 29), date(2025, 3, 1)) == 65


days = st.dates(date(1930, 1, 1), TODAY)


@given(days, st.sampled_from(["%d-%m-%Y", "%d%m%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y"]))
def test_every_day_comes_back(day: date, form: str) -> None:
    assert parse_date(day.strftime(form), TODAY) == day


@given(days, st.sampled_from(sorted(MONTHS)))
def test_month_names_are_what_they_say(day: date, name: str) -> None:
    read = parse_date(f"1 {name.upper()} {day.year}", TODAY)
    assert read == date(day.year, MONTHS[name], 1)


@given(st.text(max_size=25))
def test_no_text_breaks_it(text: str) -> None:
    parse_date(text, TODAY)
    split_birth(text, TODAY)
