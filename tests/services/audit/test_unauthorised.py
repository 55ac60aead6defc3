"""What somebody wrote without a say is kept, counts nowhere, and is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gui.messages import sentence
from services.audit.history import Theme, refused_changes
from services.audit.unauthorised import unauthorised
from services.context import AppContext
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.kits import make_kits
from services.handover.revoking import revoke
from services.handover.transferring import transfer_workers
from services.rules.fold import OWNER
from services.workers.commands import update_worker
from services.workers.groups import groups_of
from services.workers.queries import get_worker
from tests.offices import OTHER_VILLAGE, VILLAGE, village_office, worker
from tests.world import World, column


def somebody(ctx: AppContext) -> str:
    return str(column(ctx, "SELECT id FROM worker ORDER BY id")[0])


def edit(ctx: AppContext, record: str) -> None:
    update_worker(ctx, record, replace(get_worker(ctx, record).form, phone="081200000001"))


def meddle(ctx: AppContext, record: str, phone: str) -> None:
    """Write about a record of another office, as no honest program does."""
    with ctx.write() as unit:
        groups = {"contact": groups_of(worker(9001, phone=phone))["contact"]}
        unit.replace("worker", record, groups, unit.folded("worker", record))


def test_honest_offices_show_nothing(world: World) -> None:
    world.up()
    world.down()
    moved = somebody(world.one)
    edit(world.one, moved)
    world.up()
    transfer_workers(world.district, [moved], OTHER_VILLAGE)
    for _ in range(2):
        world.down()
        world.up()
    assert [unauthorised(ctx) for ctx in (world.district, world.one, world.two)] == [(), (), ()]


def test_a_village_that_writes_about_people_of_another_one(world: World) -> None:
    world.up()
    theirs = somebody(world.two)
    before = get_worker(world.district, theirs).form
    meddle(world.one, theirs, "081299999999")
    assert world.up(world.one).refused == ()
    assert get_worker(world.district, theirs).form == before
    (found,) = unauthorised(world.district)
    assert (found.office, found.user, found.records, found.worker_id) == (VILLAGE, "Siti Aminah", 1, theirs)
    (line,) = refused_changes(world.district)
    assert (line.theme, line.office, line.count, line.worker_id) == (Theme.UNAUTHORISED, VILLAGE, 1, theirs)
    assert "tidak dihitung" in sentence(line.code)


def test_a_village_that_decides(world: World) -> None:
    world.up()
    with world.one.write() as unit:
        unit.create("decision", world.one.new_id(), {"outcome": {"outcome": "funded"}}, about=somebody(world.one))
    world.up(world.one)
    (found,) = unauthorised(world.district)
    assert (found.office, found.worker_id) == (VILLAGE, somebody(world.one))


def test_a_laptop_after_it_was_revoked(world: World) -> None:
    kit = make_kits(world.district, [VILLAGE], world.stick())[0].path
    second = village_office(world.folder / "second", VILLAGE, kit=kit, seed=13)
    world.up(world.one, world.two, second)
    world.down(world.one, world.two, second)
    person = somebody(second)
    revoke(world.district, second.device_id)
    edit(second, person)
    stick = world.stick()
    hand_over(second, stick)
    receive(world.one, [stick])
    world.up(world.one)
    (found,) = unauthorised(world.district)
    assert (found.office, found.records, found.worker_id) == (VILLAGE, 1, person)


@pytest.mark.parametrize(
    ("groups", "replaces"),
    [({"contact": {"phone": "1"}}, {"contact": []}), ({OWNER: {"office": VILLAGE}}, {OWNER: ["A" * 43]})],
)
def test_a_record_that_was_never_created_rightly(
    world: World, groups: dict[str, dict[str, str]], replaces: dict[str, list[str]]
) -> None:
    with world.one.write() as unit:
        unit._seal("worker", world.one.new_id(), groups, replaces, None, VILLAGE)
    world.up(world.one)
    assert [found.office for found in unauthorised(world.district)] == [VILLAGE]


@pytest.mark.parametrize("place", ["district", "one"])
def test_the_meddler_sees_it_too(world: World, place: str) -> None:
    world.up()
    meddle(world.one, somebody(world.two), "081299999999")
    world.up()
    assert len(unauthorised(getattr(world, place))) == 1
