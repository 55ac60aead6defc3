from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values import Month, Outcome
from services.rules.standing import Stage, Standing

RECORDED = Standing(as_of=Month(2025, 6), recorded_on=date(2024, 11, 1))
FUNDED = replace(RECORDED, outcome=Outcome.FUNDED, decided_on=date(2025, 1, 10), decree="1/2025")
ENROLLED = replace(FUNDED, enrolled_on=date(2025, 2, 1), enrolled_source="branch list")
PAID = replace(ENROLLED, paid_until=Month(2025, 6))


@pytest.mark.parametrize(
    ("standing", "stage"),
    [
        (RECORDED, Stage.RECORDED),
        (FUNDED, Stage.FUNDED),
        (replace(RECORDED, outcome=Outcome.RESERVE, reserve_no=3), Stage.RESERVE),
        (replace(RECORDED, outcome=Outcome.REFUSED), Stage.REFUSED),
        (ENROLLED, Stage.ENROLLED),
        (PAID, Stage.PAID),
        (replace(PAID, paid_until=Month(2025, 5)), Stage.LAPSED),
        (replace(PAID, enrolled_on=date(2025, 7, 1)), Stage.FUNDED),
        (replace(FUNDED, paid_until=Month(2025, 12)), Stage.FUNDED),
    ],
)
def test_the_furthest_fact(standing: Standing, stage: Stage) -> None:
    assert standing.stage is stage
    assert standing.is_protected is (stage is Stage.PAID)


months = st.builds(Month, st.integers(2024, 2026), st.integers(1, 12))


@given(
    st.builds(
        Standing,
        as_of=months,
        recorded_on=st.just(date(2024, 1, 1)),
        outcome=st.none() | st.sampled_from(Outcome),
        enrolled_on=st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31)),
        paid_until=st.none() | months,
    )
)
def test_protected_needs_an_enrolment_and_a_paid_month(standing: Standing) -> None:
    if standing.is_protected:
        assert standing.enrolled_on is not None
        assert standing.paid_until is not None
        assert standing.paid_until >= standing.as_of
