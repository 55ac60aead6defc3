"""Somebody was given away, and then the district or the new village goes back in time: the content is never nowhere."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from services import startup
from services.context import AppContext
from services.handover import outgoing
from services.handover.incoming import receive
from services.handover.kits import make_kits
from services.handover.transferring import transfer_workers
from services.reference import load_reference
from services.workers.commands import register_worker
from services.workers.queries import find_by_nik, get_worker
from tests.offices import OTHER_VILLAGE, PASSPHRASE, VILLAGE, doors, village_office, worker
from tests.world import World, column, reopened


def exchange(world: World, times: int = 1) -> None:
    for _ in range(times):
        world.up()
        world.down()


def image(ctx: AppContext, folder: Path) -> tuple[AppContext, Path]:
    """The office goes on; a copy of its folder lies there."""
    startup.close(ctx)
    shutil.copytree(ctx.paths.data, folder)
    return reopened(ctx.paths.data), folder


def put_back(ctx: AppContext, kept: Path, seed: int = 71) -> AppContext:
    startup.close(ctx)
    shutil.rmtree(ctx.paths.data)
    shutil.copytree(kept, ctx.paths.data)
    return reopened(ctx.paths.data, seed)


def given_away(world: World) -> str:
    """Somebody new at the first village, known to the district, who belongs to the second from now on."""
    register_worker(world.one, worker(9301))
    world.up(world.one)
    found = find_by_nik(world.district, worker(9301).nik)
    assert found is not None
    transfer_workers(world.district, [found.id], OTHER_VILLAGE)
    return found.id


def contents(ctx: AppContext, record: str) -> int:
    sql = "SELECT count(*) FROM journal WHERE record = ? AND payload IS NOT NULL AND header LIKE '%identity%'"
    return int(str(column(ctx, sql, record)[0]))


def test_a_header_without_its_content_is_no_receipt(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A district that went back gets the headers from the former village first; the new one must go on sending."""
    monkeypatch.setattr(outgoing, "HISTORY_ROOM", 0)
    exchange(world)
    world.district, kept = image(world.district, tmp_path / "district-image")
    person = given_away(world)
    exchange(world, 3)
    assert [contents(ctx, person) for ctx in (world.district, world.one, world.two)] == [1, 0, 1]
    world.district = put_back(world.district, kept)
    for _ in range(2):
        world.up(world.one)
        world.down(world.one)
    exchange(world, 3)
    assert contents(world.district, person) == 1
    assert get_worker(world.district, person).owner == OTHER_VILLAGE


def test_the_last_content_does_not_go_for_a_header_at_the_district(world: World, tmp_path: Path) -> None:
    kit = make_kits(world.district, [VILLAGE], world.stick())[0].path
    second = village_office(world.folder / "second", VILLAGE, kit=kit, seed=13)
    world.up(world.one, world.two, second)
    world.down(world.one, world.two, second)
    world.district, kept = image(world.district, tmp_path / "district-image")
    world.two, kept_two = image(world.two, tmp_path / "two-image")
    person = given_away(world)
    world.down(world.two)
    world.up(world.two)
    world.down(second)
    world.district = put_back(world.district, kept)
    world.up(second)
    world.down(second)
    world.up(second)
    world.down(world.one)
    assert contents(world.one, person) == 1, "the district has no more than headers"
    world.two = put_back(world.two, kept_two, 72)
    for _ in range(3):
        world.up(world.one, world.two, second)
        world.down(world.one, world.two, second)
    assert contents(world.district, person) == 1
    startup.close(second)


def test_what_a_village_had_read_before_it_went_back_counts_no_more(world: World, tmp_path: Path) -> None:
    exchange(world)
    world.district, kept = image(world.district, tmp_path / "district-image")
    world.two, kept_two = image(world.two, tmp_path / "two-image")
    person = given_away(world)
    world.down(world.two)
    world.up(world.two)
    world.two = put_back(world.two, kept_two, 72)
    world.up(world.two)
    world.down(world.one)
    assert contents(world.one, person) == 1
    world.district = put_back(world.district, kept)
    exchange(world, 4)
    assert contents(world.district, person) == 1


def test_a_former_owner_is_no_claimant(world: World) -> None:
    """A false claim by one former owner must not carry the transfer past the rule to another one."""
    third = next(code for code in load_reference().villages if code not in (VILLAGE, OTHER_VILLAGE))
    kit = make_kits(world.district, [third], world.stick())[0].path
    newest = village_office(world.folder / "third", third, kit=kit, seed=13)
    world.up(world.one, world.two, newest)
    world.down(world.one, world.two, newest)
    person = given_away(world)
    exchange(world, 3)
    transfer_workers(world.district, [person], third)
    with world.one.write() as unit:
        unit.create("worker", person, {}, own=VILLAGE)
    world.up(world.one)
    assert column(world.district, "SELECT conflicts FROM worker WHERE id = ?", person) == ['["owner"]']
    for _ in range(2):
        world.down(world.two)
    assert contents(world.two, person) == 1, "the third village has read nothing"
    startup.close(newest)


def test_decisions_every_month_do_not_keep_the_former_village_waiting(world: World) -> None:
    exchange(world)
    person = given_away(world)
    world.down()
    for _ in range(2):
        world.up()
        with world.district.write() as unit:
            unit.create("contribution", world.district.new_id(), {"payment": {"paid": True}}, about=person)
        world.down()
    assert (contents(world.one, person), contents(world.two, person)) == (0, 1)


def test_a_late_reply_of_a_district_that_was_lost_is_not_thrown_away(world: World, tmp_path: Path) -> None:
    """What the district wrote before it went back is on that stick alone; the person was given away meanwhile."""
    exchange(world)
    world.district, kept = image(world.district, tmp_path / "district-image")
    person = str(column(world.one, "SELECT id FROM worker ORDER BY id")[0])
    with world.district.write() as unit:
        unit.create("contribution", world.district.new_id(), {"payment": {"paid": True}}, about=person)
    late, _ = world.replies()
    startup.close(world.district)
    shutil.rmtree(world.district.paths.data)
    shutil.copytree(kept, world.district.paths.data)
    nobody_noticed = replace(doors(73), anchors=tmp_path / "other-marks")
    world.district = startup.sign_in(world.district.paths.data, PASSPHRASE, doors=nobody_noticed)
    transfer_workers(world.district, [person], OTHER_VILLAGE)
    exchange(world, 3)
    assert column(world.one, "SELECT count(*) FROM worker WHERE id = ?", person) == [0]
    receive(world.one, [late])
    exchange(world, 2)
    paid = "SELECT count(*) FROM journal WHERE entity = 'contribution' AND about = ? AND payload IS NOT NULL"
    assert column(world.district, paid, person) == [1]
    assert column(world.two, paid, person) == [1]
