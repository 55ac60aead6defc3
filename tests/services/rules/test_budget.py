from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import Invalid
from services.rules.budget import plan, plan_months


def test_the_anchor_1500_people_for_a_year_and_nothing_left() -> None:
    found = plan(302_400_000, 12, 16_800)
    assert (found.workers, found.per_worker, found.cost, found.left) == (1_500, 201_600, 302_400_000, 0)
    assert found.fits


def test_a_typed_tariff_of_16500() -> None:
    assert plan(302_400_000, 12, 16_500).workers == 1_527
    typed = plan(302_400_000, 12, 16_500, people=1_500)
    assert (typed.cost, typed.left, typed.affordable) == (297_000_000, 5_400_000, 1_527)


def test_more_people_than_the_ceiling_pays_for_shows_what_lacks() -> None:
    found = plan(302_400_000, 12, 16_800, people=10_124)
    assert (found.cost, found.fits) == (2_040_998_400, False)
    assert found.left == 302_400_000 - 2_040_998_400


def test_months_of_differing_contributions() -> None:
    assert plan_months(25_200, [8_400, 16_800]).workers == 1


@pytest.mark.parametrize(
    ("ceiling", "months", "monthly", "people", "code"),
    [
        (-1, 12, 16_800, None, "ceiling.negative"),
        (1, 0, 16_800, None, "months.range"),
        (1, 61, 16_800, None, "months.range"),
        (1, 12, 0, None, "monthly.range"),
        (1, 12, 16_800, -1, "people.negative"),
    ],
)
def test_nonsense_is_refused(ceiling: int, months: int, monthly: int, people: int | None, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        plan(ceiling, months, monthly, people)
    assert caught.value.problems[0].code == code


def test_no_months_are_refused() -> None:
    with pytest.raises(Invalid):
        plan_months(1, [])


@given(st.integers(0, 10**12), st.integers(1, 60), st.integers(1, 10**7))
def test_never_over_the_ceiling_and_never_one_too_few(ceiling: int, months: int, monthly: int) -> None:
    found = plan(ceiling, months, monthly)
    assert found.cost + found.left == ceiling
    assert 0 <= found.left < found.per_worker
