"""A district that forgot a laptop learns of it again from the laptop's own bundle."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from services import startup
from services.context import AppContext
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.workers.commands import register_worker
from tests.offices import PASSPHRASE, VILLAGE, doors, village_office, worker
from tests.world import World, column


@pytest.fixture
def earlier(world: World, tmp_path: Path) -> Iterator[AppContext]:
    """The district as it was before it let anybody in; the village is enrolled and has new work."""
    data = world.district.paths.data
    startup.close(world.district)
    shutil.copytree(data, tmp_path / "lama")
    world.district = startup.sign_in(data, PASSPHRASE, doors=doors(5))
    world.up(world.one)
    world.down(world.one)
    register_worker(world.one, worker(9070))
    ctx = startup.sign_in(tmp_path / "lama", PASSPHRASE, doors=doors(6))
    yield ctx
    startup.close(ctx)


def test_a_restored_district_takes_the_work_of_a_laptop_it_forgot(earlier: AppContext, world: World) -> None:
    stick = world.stick()
    hand_over(world.one, stick)
    taken = receive(earlier, [stick])
    assert (taken.refused, taken.asking, len(taken.accepted)) == ((), (), 1)
    assert column(earlier, "SELECT count(*) FROM worker WHERE full_name = 'SUTINI'") != [0]
    assert column(earlier, f"SELECT revoked FROM device WHERE office = '{VILLAGE}'") == [0]


def test_a_stranger_stays_one(world: World, tmp_path: Path) -> None:
    """A second laptop with a kit whose code was used up: no order names it, whatever its bundle carries."""
    world.up(world.one)
    stranger = village_office(tmp_path / "asing", kit=world.kits[VILLAGE], seed=92)
    register_worker(stranger, worker(9080))
    stick = world.stick()
    hand_over(stranger, stick)
    assert [each.code for each in receive(world.district, [stick]).refused] == ["bundle.unknown_sender"]
    startup.close(stranger)
