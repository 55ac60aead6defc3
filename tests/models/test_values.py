from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values import Month, Role

MONTHS = st.builds(Month, st.integers(2000, 2100), st.integers(1, 12))


@given(MONTHS)
def test_a_month_is_read_as_it_is_written(month: Month) -> None:
    assert Month.parse(str(month)) == month


@given(MONTHS, st.integers(-600, 600), st.integers(-600, 600))
def test_months_add_up_and_keep_their_order(month: Month, one: int, two: int) -> None:
    assert month.plus(one).plus(two) == month.plus(one + two)
    assert (month.plus(one) < month.plus(two)) is (one < two)
    assert 1 <= month.plus(one).number <= 12


@pytest.mark.parametrize("text", ["", "2026", "2026-00", "2026-13", "2026-1", "26-01", " 2026-01", "2026-01-01"])
def test_anything_else_is_no_month(text: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM"):
        Month.parse(text)


def test_the_district_outranks_a_village() -> None:
    assert Role.DISTRICT.rank > Role.VILLAGE.rank
