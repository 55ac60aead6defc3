"""Giving people to another village: the new one has everything, the old one lets go once its own has arrived."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from models.values import EventKind
from services import startup
from services.audit.events import office_events
from services.errors import NotAllowed, NotFound
from services.handover.revoking import revoke
from services.handover.transferring import transfer_workers
from services.workers.commands import register_worker, update_worker
from services.workers.queries import find_by_nik, get_worker
from services.workers.search import count_workers
from tests.offices import OTHER_VILLAGE, VILLAGE, worker
from tests.world import World, column, reopened


@pytest.fixture
def moved(world: World) -> str:
    """One of the first village's people belongs to the second; the replies have not gone out yet."""
    world.up()
    world.down()
    found = find_by_nik(world.one, worker(9003).nik)
    assert found is not None
    transfer_workers(world.district, [found.id], OTHER_VILLAGE)
    return found.id


def contents(ctx: object, record: str) -> list[object]:
    return column(ctx, "SELECT payload FROM journal WHERE record = ? AND payload IS NOT NULL", record)  # type: ignore[arg-type]


def exchange(world: World) -> None:
    """Everybody's bundle up, everybody's reply down."""
    world.up()
    world.down()


def test_the_new_village_has_the_person_and_the_old_one_only_headers(world: World, moved: str) -> None:
    world.down()
    assert (count_workers(world.one), count_workers(world.two)) == (6, 4), "nobody lets go before the other one holds"
    exchange(world)
    assert (count_workers(world.one), count_workers(world.two), count_workers(world.district)) == (5, 4, 9)
    assert get_worker(world.two, moved).form == worker(9003)
    assert contents(world.one, moved) == [], "what a village does not own it does not hold"
    assert len(column(world.one, "SELECT id FROM journal WHERE record = ?", moved)) == 2
    assert world.up().refused == ()
    assert get_worker(world.district, moved).owner == OTHER_VILLAGE


def test_an_edit_before_the_notice_arrives_is_not_lost(world: World, moved: str) -> None:
    world.down(world.two)
    world.up(world.two)
    update_worker(world.one, moved, worker(9003, phone="081200009003"))
    world.down(world.one)
    assert count_workers(world.one) == 5
    assert len(contents(world.one, moved)) == 1, "what has not arrived yet stays"
    world.up(world.one)
    assert get_worker(world.district, moved).form.phone == "081200009003"
    world.down(world.one)
    assert len(contents(world.one, moved)) == 1, "the new village has not read it yet"
    world.down(world.two)
    exchange(world)
    assert contents(world.one, moved) == []
    assert get_worker(world.two, moved).form.phone == "081200009003"


def test_a_district_that_goes_back_in_time_finds_the_content_in_a_village(world: World, tmp_path: Path) -> None:
    world.up()
    world.down()
    startup.close(world.district)
    shutil.copytree(world.district.paths.data, tmp_path / "image")
    world.district = reopened(world.district.paths.data)
    register_worker(world.one, worker(9301))
    world.up(world.one)
    found = find_by_nik(world.district, worker(9301).nik)
    assert found is not None
    transfer_workers(world.district, [found.id], OTHER_VILLAGE)
    world.down(world.one)
    startup.close(world.district)
    shutil.rmtree(world.district.paths.data)
    shutil.copytree(tmp_path / "image", world.district.paths.data)
    world.district = reopened(world.district.paths.data)
    assert find_by_nik(world.district, worker(9301).nik) is None
    for _ in range(2):
        exchange(world)
    assert get_worker(world.district, found.id).form == worker(9301)


def test_a_district_in_a_new_stream_takes_no_earlier_word_for_it(world: World, moved: str) -> None:
    world.down(world.two)
    world.up(world.two)
    with world.district.write() as unit:
        unit.open_stream()
    world.down(world.one)
    assert count_workers(world.one) == 6
    for _ in range(2):
        exchange(world)
    assert (count_workers(world.one), contents(world.one, moved)) == (5, [])


def test_the_word_of_a_revoked_laptop_is_none(world: World, moved: str) -> None:
    world.down(world.two)
    world.up(world.two)
    revoke(world.district, world.two.device_id)
    world.down(world.one)
    assert count_workers(world.one) == 6


def test_given_back_everything_is_there_again(world: World, moved: str) -> None:
    world.down()
    exchange(world)
    transfer_workers(world.district, [moved], VILLAGE)
    world.down()
    exchange(world)
    assert get_worker(world.one, moved).form == worker(9003)
    assert count_workers(world.two) == 3
    assert contents(world.two, moved) == []


def test_it_is_one_act_with_an_event_and_nobody_moves_twice(world: World, moved: str) -> None:
    event = office_events(world.district, office=world.district.office.code)[0]
    assert (event.kind, event.count, event.note) == (EventKind.TRANSFER, 1, OTHER_VILLAGE)
    again = transfer_workers(world.district, [moved], OTHER_VILLAGE)
    assert again.ids == {}


def test_a_village_transfers_nobody(world: World) -> None:
    found = find_by_nik(world.one, worker(9003).nik)
    assert found is not None
    with pytest.raises(NotAllowed, match=r"district\.only"):
        transfer_workers(world.one, [found.id], OTHER_VILLAGE)
    with pytest.raises(NotFound, match=r"village\.unknown"):
        transfer_workers(world.district, [], "33.16.99.2999")
    with pytest.raises(NotFound, match=r"worker\.missing"):
        transfer_workers(world.district, [found.id], OTHER_VILLAGE)
