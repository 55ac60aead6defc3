from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from gui import format, indonesian
from gui.language import set_language
from models.values import Month


@pytest.fixture
def _english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("id")


@pytest.mark.usefixtures("_english")
def test_papers_stay_indonesian_on_an_english_screen() -> None:
    day = date(2026, 8, 17)
    assert format.date_long(day) == "17 August 2026"
    assert indonesian.day_long(day) == "17 Agustus 2026"
    assert indonesian.day_name(day) == "Senin"
    assert indonesian.month_long(Month(2027, 5)) == "Mei 2027"
    assert indonesian.grouped(10_124) == "10.124"


def test_the_screen_and_the_papers_agree_in_indonesian() -> None:
    for month in range(1, 13):
        assert indonesian.day_long(date(2026, month, 1)) == format.date_long(date(2026, month, 1))


def test_a_village_and_a_kelurahan_are_headed_by_others() -> None:
    assert (indonesian.village_title("Bangkleyan", False), indonesian.head_title(False)) == (
        "Desa Bangkleyan",
        "Kepala Desa",
    )
    assert (indonesian.village_title("Mlangsen", True), indonesian.head_title(True)) == ("Kelurahan Mlangsen", "Lurah")
