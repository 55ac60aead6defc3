"""A receipt speaks of one change, not of a number: two laptops may have given the same numbers out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from services import startup
from services.context import AppContext
from services.handover.due import changes_up
from services.workers.commands import update_worker
from services.workers.queries import get_worker
from tests.offices import PASSPHRASE, doors
from tests.world import World, column


def waiting(ctx: AppContext) -> set[str]:
    with ctx.read() as connection:
        return {row.record for row in changes_up(connection) if row.entity == "worker"}


def edit(ctx: AppContext, person: str, phone: str) -> None:
    update_worker(ctx, person, replace(get_worker(ctx, person).form, phone=phone))


def test_the_receipt_of_a_clone_is_none_for_what_its_original_wrote(world: World, tmp_path: Path) -> None:
    world.up()
    world.down()
    data = world.one.paths.data
    first, second = map(str, column(world.one, "SELECT id FROM worker ORDER BY id")[:2])
    copied = world.copy_of(world.one, "clone")
    world.one = startup.sign_in(data, PASSPHRASE, doors=replace(doors(41), anchors=tmp_path / "marks"))
    clone = startup.sign_in(copied, PASSPHRASE, doors=replace(doors(42), anchors=tmp_path / "other-marks"))
    edit(world.one, first, "081200000001")
    edit(clone, second, "081200000002")
    edit(clone, second, "081200000003")
    world.up(clone)
    world.down(world.one)
    assert first in waiting(world.one)
    world.up(world.one)
    world.down(world.one)
    assert waiting(world.one) == set()
    assert get_worker(world.district, first).form.phone == "081200000001"
    assert get_worker(world.district, second).form.phone == "081200000003"
    startup.close(clone)
