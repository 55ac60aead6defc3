from __future__ import annotations

import pytest

from models.values import Month
from services.reference import load_reference
from services.rules.benefits import (
    accident_death,
    full_jkm_from,
    natural_death,
    scholarship_ceiling,
    total_disability,
    unable_to_work,
)

BENEFITS = load_reference().benefits


@pytest.mark.parametrize(
    ("months", "amount", "borderline"),
    [(0, 0, False), (1, 10_000_000, False), (2, 10_000_000, False), (3, 42_000_000, True), (4, 42_000_000, False)],
)
def test_a_natural_death_pays_in_full_after_three_months(months: int, amount: int, borderline: bool) -> None:
    found = natural_death(months, BENEFITS)
    assert (found.amount, found.borderline, found.is_full) == (amount, borderline, amount == 42_000_000)


def test_sums_at_the_lowest_base() -> None:
    assert accident_death(1_000_000, BENEFITS) == 70_000_000
    assert total_disability(1_000_000, BENEFITS) == 68_000_000
    assert scholarship_ceiling(BENEFITS) == 174_000_000


def test_unable_to_work_halves_after_a_year() -> None:
    assert [unable_to_work(1_000_000, month, BENEFITS) for month in (1, 12, 13)] == [1_000_000, 1_000_000, 500_000]
    with pytest.raises(ValueError, match="counted from 1"):
        unable_to_work(1_000_000, 0, BENEFITS)


def test_full_cover_begins_after_the_third_paid_month() -> None:
    assert full_jkm_from(Month(2025, 11), BENEFITS) == Month(2026, 2)
