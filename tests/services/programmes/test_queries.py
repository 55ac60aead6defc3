"""Programmes newest first, found by the start of their id, and decisions in the order of the notice board."""

from __future__ import annotations

import pytest

from models.values import Outcome
from services.context import AppContext
from services.errors import NotFound
from services.programmes.commands import create_programme, decide
from services.programmes.queries import decisions, get_programme, outcome_counts, programmes
from tests.world import World, terms


def test_the_newest_year_comes_first(district: AppContext) -> None:
    made = [create_programme(district, terms(year=year)).first("programme") for year in (2026, 2028, 2027)]
    assert [view.year for view in programmes(district)] == [2028, 2027, 2026]
    assert get_programme(district, made[0]).year == 2026


def test_the_start_of_an_id_is_enough_if_it_is_the_only_one(district: AppContext) -> None:
    one = create_programme(district, terms(year=2026)).first("programme")
    create_programme(district, terms(year=2027))
    unique = next(
        one[:end] for end in range(1, 37) if sum(v.id.startswith(one[:end]) for v in programmes(district)) == 1
    )
    assert get_programme(district, unique).id == one
    for wrong in ("", "zz"):
        with pytest.raises(NotFound, match=r"programme\.missing"):
            get_programme(district, wrong)


def test_chosen_then_waiting_then_refused(world: World) -> None:
    world.up()
    view = get_programme(world.district, create_programme(world.district, terms(4)).first("programme"))
    assert decisions(world.district, view.batch_id) == []
    decide(world.district, view.id)
    found = decisions(world.district, view.batch_id)
    order = [Outcome.FUNDED, Outcome.RESERVE, Outcome.REFUSED]
    assert [row.outcome for row in found] == sorted((row.outcome for row in found), key=order.index)
    assert len({row.worker_id for row in found}) == len(found) == 9
    assert sum(outcome_counts(world.district).values()) == 9
    assert outcome_counts(world.district)[Outcome.FUNDED] == sum(row.outcome is Outcome.FUNDED for row in found) == 4
