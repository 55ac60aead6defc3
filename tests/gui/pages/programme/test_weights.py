from __future__ import annotations

from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.pages.programme.weights import Balancer, rebalance
from services.rules.ranking import COMPONENTS, DEFAULT_WEIGHTS, Weights

components = st.sampled_from(COMPONENTS)


@st.composite
def weights(draw: st.DrawFn) -> Weights:
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=4, max_size=4)))
    return Weights(*(after - before for before, after in zip([0, *cuts], [*cuts, 100], strict=True)))


@given(weights(), components, st.integers(-20, 120))
def test_they_always_make_a_hundred(before: Weights, component: str, value: int) -> None:
    after = rebalance(before, component, value)
    assert sum(astuple(after)) == 100
    assert getattr(after, component) == min(max(value, 0), 100)


@given(weights(), components)
def test_moving_to_where_it_stands_changes_nothing(before: Weights, component: str) -> None:
    assert rebalance(before, component, getattr(before, component)) == before


@given(weights(), components, st.lists(st.integers(0, 100), min_size=1, max_size=6))
def test_dragging_there_and_back_loses_nothing(before: Weights, component: str, way: list[int]) -> None:
    balancer = Balancer(before)
    for value in way:
        balancer.move(component, value)
    assert balancer.move(component, getattr(before, component)) == before


@pytest.mark.parametrize(
    ("value", "expected"),
    [(35, (35, 25, 20, 10, 10)), (100, (100, 0, 0, 0, 0)), (0, (0, 39, 31, 15, 15)), (48, (48, 20, 16, 8, 8))],
)
def test_the_others_keep_their_proportions(value: int, expected: tuple[int, ...]) -> None:
    assert astuple(rebalance(DEFAULT_WEIGHTS, "income", value)) == expected


def test_where_the_others_are_nothing_they_share_evenly() -> None:
    assert astuple(rebalance(Weights(100, 0, 0, 0, 0), "income", 60)) == (60, 10, 10, 10, 10)
