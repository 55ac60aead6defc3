"""Nothing is written any more about somebody who was erased: by an open form, by an undo, by the district."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.values import LeftReason
from services.context import AppContext
from services.erasing.commands import erase_worker
from services.errors import Conflict, NotFound
from services.handover.transferring import transfer_workers
from services.safekeeping.accounts import add_officer
from services.workers.acts import recent_acts
from services.workers.commands import register_workers, update_worker
from services.workers.leaving import leave_register
from services.workers.queries import get_worker
from services.workers.undo import preview_undo, undo
from tests.offices import CHEAP, PASSPHRASE, worker
from tests.world import World, column

SECOND, SECRET = "Rini Astuti", "gagak sawah lumbung kendi"


def erase(district: AppContext, person: str) -> None:
    add_officer(district, PASSPHRASE, SECOND, SECRET, kdf=CHEAP)
    erase_worker(district, person, SECOND, SECRET)


def contents(ctx: AppContext, person: str) -> list[object]:
    return column(ctx, "SELECT id FROM journal WHERE payload IS NOT NULL AND ? IN (record, about)", person)


def test_a_form_that_was_open_meanwhile_saves_nothing(world: World) -> None:
    world.up()
    person = str(column(world.one, "SELECT id FROM worker ORDER BY id")[0])
    form = replace(get_worker(world.one, person).form, phone="081234567890")
    erase(world.district, person)
    world.down()
    with pytest.raises(NotFound, match="worker.missing"):
        update_worker(world.one, person, form)
    with pytest.raises(NotFound, match="worker.missing"):
        leave_register(world.one, [person], LeftReason.MOVED, world.one.today())
    assert contents(world.one, person) == []


def test_an_undo_leaves_the_erased_out(world: World) -> None:
    register_workers(world.one, [worker(9301), worker(9302)])
    act = recent_acts(world.one, 1)[0].id
    world.up()
    person = str(column(world.one, "SELECT id FROM worker WHERE nik LIKE '%9301'")[0])
    erase(world.district, person)
    world.down()
    assert preview_undo(world.one, act).workers == 1
    undo(world.one, act)
    assert contents(world.one, person) == []
    assert column(world.one, "SELECT left_reason FROM worker WHERE nik LIKE '%9302'") == ["withdrawn"]
    world.up()
    assert contents(world.district, person) == []


def test_an_undo_of_nobody_else_has_nothing_left(world: World) -> None:
    register_workers(world.one, [worker(9301)])
    act = recent_acts(world.one, 1)[0].id
    world.up()
    person = str(column(world.one, "SELECT id FROM worker WHERE nik LIKE '%9301'")[0])
    erase(world.district, person)
    world.down()
    with pytest.raises(Conflict, match="undo.nothing_left"):
        undo(world.one, act)


def test_the_district_gives_nobody_away_who_was_erased(world: World) -> None:
    world.up()
    person = str(column(world.one, "SELECT id FROM worker ORDER BY id")[0])
    erase(world.district, person)
    with pytest.raises(NotFound, match="worker.missing"):
        transfer_workers(world.district, [person], world.two.office.code)
