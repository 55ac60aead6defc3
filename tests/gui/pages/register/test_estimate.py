"""The sums beside the form, and the hours and words around them."""

from __future__ import annotations

import pytest

from gui.pages.register.estimate import benefit_words, estimate
from gui.pages.register.hours import parse_clock
from gui.pages.register.notice import notice_core, notice_paragraphs
from models.values import Month
from services.reference import load_reference
from services.workers.records import WorkerForm

REF = load_reference()
NOVEMBER = Month(2026, 11)


def _estimate(month: Month = NOVEMBER, **fields: object):  # type: ignore[no-untyped-def]
    return estimate(WorkerForm(**fields), month, REF.tariff, REF.occupations)  # type: ignore[arg-type]


def test_the_programme_price_does_not_follow_the_income() -> None:
    for income in (None, 0, 900_000, 5_000_000):
        price = _estimate(monthly_income=income, occupation_code="OJK").programme
        assert (price.jkk, price.jkm, price.total) == (10_000, 6_800, 16_800)
    assert _estimate().yearly == 201_600


@pytest.mark.parametrize(
    ("month", "code", "income", "total"),
    [
        (NOVEMBER, "OJK", 900_000, 8_400),
        (Month(2026, 12), "BTN", None, 8_400),
        (Month(2027, 1), "BTN", None, 16_800),
        (Month(2027, 1), "OJK", None, 8_400),
        (Month(2027, 4), "BTN", 1_099_000, 16_800),
        (Month(2027, 4), "BTN", 1_100_000, 18_800),
        (Month(2027, 4), "BTN", 20_200_000, 213_800),
    ],
)
def test_the_self_paid_price_follows_income_occupation_and_month(
    month: Month, code: str, income: int | None, total: int
) -> None:
    found = _estimate(month, occupation_code=code, monthly_income=income)
    assert found.own is not None and found.own.total == total
    assert ("keringanan" in found.own_reason()) == (total == 8_400)


def test_nothing_is_known_of_a_self_paid_price_at_first() -> None:
    assert _estimate().own is None and _estimate().own_words() == ""


def test_benefits_are_conditional() -> None:
    (death, sums), (_, care) = benefit_words(REF.benefits)
    assert death == "Meninggal bukan karena kecelakaan kerja"
    assert sums == "Rp42\u00a0juta sesudah 3 bulan iuran berturut-turut, sebelumnya Rp10\u00a0juta"
    assert care == "Pengobatan sesuai kebutuhan medis"


def test_the_notice_names_basis_people_and_readers() -> None:
    text = " ".join(notice_paragraphs("kelurahan"))
    for part in ("Perda", "Nomor 9 Tahun 2024", "ahli waris", "anak", "Dukcapil", "Dinsos", "BPJS", "pemeriksa"):
        assert part in text
    assert "desa" not in text
    assert notice_core() == "Terdata belum berarti menjadi peserta."


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("7", "07:00"),
        ("07", "07:00"),
        ("0730", "07:30"),
        ("730", "07:30"),
        ("7.30", "07:30"),
        ("7:5", None),
        ("24", None),
        ("12.60", None),
        ("pagi", None),
        ("", None),
    ],
)
def test_hours_as_people_type_them(typed: str, read: str | None) -> None:
    assert parse_clock(typed) == read
