"""A small exchange between real offices, and the two bundles that attackers get into their hands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from services import startup
from services.context import AppContext
from services.handover.handing_over import hand_over
from services.handover.kits import make_kits
from services.workers.commands import register_worker, register_workers, update_worker
from services.workers.queries import find_by_nik
from tests.offices import OTHER_VILLAGE, VILLAGE, district_office, village_office, worker
from tests.world import World


@dataclass(frozen=True, slots=True)
class Stolen:
    """A bundle as it lay on a stick, on its way to ``reader``, who has not read it yet. ``writer`` sealed it."""

    name: str
    data: bytes
    writer: AppContext
    reader: AppContext


@dataclass(frozen=True, slots=True)
class Scene:
    """Two villages that the district knows, and a bundle on its way in each direction."""

    world: World
    up: Stolen
    down: Stolen


@contextmanager
def small_scene(folder: Path) -> Iterator[Scene]:
    """One person in each village; on the way up two more, on the way down an edit of the first and its receipt."""
    district = district_office(folder / "district")
    kits = {kit.office: kit.path for kit in make_kits(district, [VILLAGE, OTHER_VILLAGE], folder / "kits")}
    one = village_office(folder / "one", VILLAGE, kit=kits[VILLAGE], seed=11)
    two = village_office(folder / "two", OTHER_VILLAGE, kit=kits[OTHER_VILLAGE], seed=12)
    world = World(district, one, two, folder, kits)
    register_worker(one, worker(9001))
    register_worker(two, worker(9101, village_code=OTHER_VILLAGE))
    try:
        world.up()
        world.down()
        _edit_at_the_district(district)
        down = _stolen(hand_over(district, world.stick(), villages=[VILLAGE])[0].path, district, one)
        register_workers(one, [worker(9002), worker(9003)])
        up = _stolen(hand_over(one, world.stick())[0].path, one, district)
        yield Scene(world, up, down)
    finally:
        for ctx in (district, one, two):
            startup.close(ctx)


def _edit_at_the_district(district: AppContext) -> None:
    found = find_by_nik(district, worker(9001).nik)
    assert found is not None
    update_worker(district, found.id, worker(9001, address="DK. NGASEM KIDUL"))


def _stolen(path: Path, writer: AppContext, reader: AppContext) -> Stolen:
    return Stolen(path.name, path.read_bytes(), writer, reader)


def renamed(name: str, data: bytes) -> str:
    """The name with the hash that fits these bytes, as a careful forger would write it."""
    head, _, _ = name.rpartition("__")
    return f"{head}__{hashlib.sha256(data).hexdigest()[:8]}.payung"


def database_hash(ctx: AppContext) -> str:
    """Over every row of every table, whatever it is for: equal only when nothing at all was written."""
    digest = hashlib.sha256()
    with ctx.read() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        for table in tables.scalars().all():
            digest.update(f"\n{table}\n".encode())
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"'):
                digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()
