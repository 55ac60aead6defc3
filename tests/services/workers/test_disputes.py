"""Two laptops of one village that changed the same field without knowing of each other."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from services import startup
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.workers.commands import register_worker, update_worker
from services.workers.disputes import disputed_fields
from services.workers.queries import get_worker
from tests.offices import NOW, VILLAGE, at, village_office, worker
from tests.world import World, reopened


def test_a_person_nobody_disagrees_about(tmp_path: Path) -> None:
    ctx = village_office(tmp_path / "desa")
    worker_id = register_worker(ctx, worker(9001)).first("worker")
    update_worker(ctx, worker_id, worker(9001, rt="009"))
    assert disputed_fields(ctx, worker_id) == ()
    assert disputed_fields(ctx, "00000000-0000-4000-8000-000000000000") == ()
    startup.close(ctx)


def test_both_values_stand_until_somebody_chooses(world: World) -> None:
    world.up(world.one)
    with world.one.read() as connection:
        worker_id = connection.exec_driver_sql("SELECT id FROM worker ORDER BY seq LIMIT 1").scalar_one()
    form = get_worker(world.one, worker_id).form
    copied = world.copy_of(world.one, "copy")
    first = at(reopened(world.one.paths.data, seed=41), NOW + timedelta(hours=1))
    second = at(reopened(copied, seed=42), NOW + timedelta(hours=2))
    world.one = first
    update_worker(first, worker_id, worker(int(form.nik[-4:]), rt="001", phone="089900000001"))
    update_worker(second, worker_id, worker(int(form.nik[-4:]), rt="002", phone=""))
    one, two = world.stick(), world.stick()
    hand_over(first, one)
    hand_over(second, two)
    receive(world.district, [one, two], admit_new=True)
    (dispute,) = disputed_fields(world.district, worker_id)
    assert (dispute.field, {version.value for version in dispute.versions}) == ("rt", {"001", "002"})
    assert [version.shown for version in dispute.versions] == [True, False]
    assert dispute.versions[0].value == get_worker(world.district, worker_id).form.rt
    assert {(version.user, version.office) for version in dispute.versions} == {("Siti Aminah", VILLAGE)}
    startup.close(second)
