"""A batch decided twice is told, never guessed."""

from __future__ import annotations

import time
from datetime import date

import pytest

from services.context import AppContext
from services.errors import Conflict
from services.programmes.commands import create_programme, decide, record_decree
from services.programmes.disputed import find_dispute, require_settled
from services.programmes.settling import batch_versions
from services.workers.commands import register_worker, register_workers
from tests.offices import worker
from tests.twice import FIRST_DECREE, decided_twice, funded, the_batch, went_back
from tests.world import World, terms


def test_two_decisions_of_one_batch_are_told_in_every_office(world: World) -> None:
    twice = decided_twice(world)
    assert twice.first != twice.second
    view = the_batch(world.district)
    dispute = find_dispute(world.district, view.batch_id)
    assert dispute is not None
    assert len(dispute.versions) == 2
    assert dispute.outcomes == len(twice.first ^ twice.second)
    assert {version.funded for version in dispute.versions} == {4}
    assert {version.decree_no for version in dispute.versions} == {"", FIRST_DECREE}
    villages = [find_dispute(ctx, view.batch_id) for ctx in (world.one, world.two)]
    assert sum(each.people for each in villages if each) == dispute.people > 0
    for ctx in (world.district, world.one):
        with pytest.raises(Conflict) as caught:
            require_settled(ctx, view.batch_id)
        assert caught.value.code == "programme.disputed"
    with pytest.raises(Conflict, match="programme.disputed"):
        record_decree(world.district, view.id, "1/2026", date(2026, 11, 23))


def test_a_batch_decided_once_is_not_disputed(world: World) -> None:
    world.up()
    create_programme(world.district, terms())
    decide(world.district, the_batch(world.district).id)
    record_decree(world.district, the_batch(world.district).id, "1/2026", date(2026, 11, 23))
    world.down()
    for ctx in (world.district, world.one, world.two):
        require_settled(ctx, the_batch(ctx).batch_id)


def test_somebody_whom_only_one_version_knows_is_part_of_the_dispute(world: World) -> None:
    """Nobody's own decision holds two values then; the list is mixed all the same."""
    went_back(world, people=20)
    district = world.district
    register_worker(district, worker(9901))
    decide(district, the_batch(district).id, anyway=True)
    world.up()
    dispute = find_dispute(district, the_batch(district).batch_id)
    assert dispute is not None
    assert dispute.outcomes == 1


def test_two_decrees_of_one_list_are_settled_by_recording_it_again(world: World) -> None:
    """The same list twice: only what was recorded about it differs."""
    went_back(world)
    view = the_batch(world.district)
    decide(world.district, view.id, anyway=True)
    record_decree(world.district, view.id, "901/2026", date(2026, 11, 21))
    world.up()
    dispute = find_dispute(world.district, view.batch_id)
    assert dispute is not None
    assert (dispute.people, dispute.decrees) == (0, (FIRST_DECREE, "901/2026"))
    with pytest.raises(Conflict, match="programme.decree_disputed"):
        require_settled(world.district, view.batch_id)
    record_decree(world.district, view.id, "901/2026", date(2026, 11, 21))
    require_settled(world.district, view.batch_id)
    world.down()
    assert the_batch(world.one).decree_no == "901/2026"
    require_settled(world.one, view.batch_id)


def test_ten_thousand_decisions_are_looked_at_in_bounded_time(district: AppContext) -> None:
    """A tenth of them here: the look is linear, and once decided it is one query."""
    register_workers(district, [worker(9001 + number) for number in range(900)])
    create_programme(district, terms(10))
    decide(district, the_batch(district).id)
    began = time.perf_counter()
    assert find_dispute(district, the_batch(district).batch_id) is None
    assert time.perf_counter() - began < 0.5
    assert [version.funded for version in batch_versions(district, the_batch(district).id)] == [10]
    assert len(funded(district)) == 10
