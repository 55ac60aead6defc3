"""The program's fold and the independent plain model agree on any set of changes, in any order."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.histories.change_sets import Case
from tests.histories.differential import both
from tests.histories.plain_model import EMPTY, views


@settings(max_examples=600)
@given(st.integers(min_value=0, max_value=2**64))
def test_the_fold_equals_the_plain_model(seed: int) -> None:
    real, plain = both(Case(random.Random(seed)))
    assert real == plain


@settings(max_examples=100)
@given(st.integers(min_value=0, max_value=2**64))
def test_the_order_of_changes_does_not_matter_to_either(seed: int) -> None:
    rng = random.Random(seed)
    case = Case(rng)
    before = both(case)
    rng.shuffle(case.entries)
    rng.shuffle(case.told)
    assert both(case) == before


def test_the_random_sets_hold_what_they_are_for() -> None:
    """Disputes, ignored changes and buried ones all occur: else the comparison would say little."""
    found = [both(Case(random.Random(seed)))[1] for seed in range(400)]
    assert sum(any(group.disputed for group in each.groups.values()) for each in found) > 60
    assert sum(bool(each.ignored) for each in found) > 100
    assert sum(len(each.owners_ever) > 1 for each in found) > 20
    assert sum(not each.groups for each in found) > 5


def test_an_erased_record_is_empty_and_so_is_what_speaks_of_it() -> None:
    case = Case(random.Random(3))
    lines = [line for line, _ in case.told]
    assert views(lines, case.devices, ["record"]) == {(case.entity, "record"): EMPTY}
