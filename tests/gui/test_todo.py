from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from gui.todo import days_ago, greeting, moment
from tests.offices import NOW


@pytest.mark.parametrize(
    ("hour", "words"),
    [(0, "pagi"), (10, "pagi"), (11, "siang"), (14, "siang"), (15, "sore"), (17, "sore"), (18, "malam"), (23, "malam")],
)
def test_the_greeting_follows_the_clock(hour: int, words: str) -> None:
    assert greeting(NOW.replace(hour=hour), "Siti Aminah") == f"Selamat {words}, Siti"


@pytest.mark.parametrize(("days", "words"), [(-1, "hari ini"), (0, "hari ini"), (1, "kemarin"), (9, "9 hari lalu")])
def test_how_long_ago(days: int, words: str) -> None:
    today = date(2026, 11, 23)
    assert days_ago(today - timedelta(days=days), today) == words


def test_a_moment_is_told_in_the_office_s_own_zone() -> None:
    assert moment(datetime(2026, 11, 22, 23, 30, tzinfo=UTC), NOW) == "hari ini 06.30"
    assert moment(NOW - timedelta(days=1), NOW) == "kemarin 09.14"
    assert moment(NOW - timedelta(days=9), NOW) == "14 November 2026"
