"""Two copies of one laptop, both in use: nothing is lost, and neither goes on in the shared stream."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.values import EventKind
from services import startup
from services.handover.handing_over import hand_over
from services.handover.incoming import FORKED, receive
from services.journal.forks import forked_streams
from services.safekeeping.waking import WENT_BACK
from services.workers.commands import register_worker
from services.workers.search import count_workers
from tests.offices import worker
from tests.world import World, column, reopened


def test_a_clone_is_found_by_the_district_and_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    copy: Path = world.copy_of(world.one, "copy")
    world.one = reopened(world.one.paths.data, 41)
    monkeypatch.setenv("PAYUNG_ANCHORS", str(world.folder / "another-machine"))
    clone = reopened(copy, 42)
    (shared,) = column(world.one, "SELECT id FROM stream WHERE writing")
    register_worker(world.one, worker(9061))
    register_worker(clone, worker(9062))
    stick = world.stick()
    for laptop in (world.one, clone):
        hand_over(laptop, stick)
    assert receive(world.district, [stick], admit_new=True).refused == ()
    assert count_workers(world.district) == 8
    with world.district.read() as connection:
        assert forked_streams(connection) == [shared]
    replies, _ = world.replies()
    for laptop in (world.one, clone):
        received = receive(laptop, [replies])
        assert set(received.notices) <= {FORKED, WENT_BACK} and received.notices
        assert column(laptop, "SELECT id FROM stream WHERE writing") != [shared]
        assert count_workers(laptop) == 8
        assert receive(laptop, [world.replies()[0]]).notices == (), "told once"
    startup.close(clone)


def test_what_another_laptop_signs_in_the_name_of_a_stream_forks_nothing(world: World) -> None:
    """Whoever has read one change of a laptop knows what its stream is called."""
    world.up()
    world.down()
    (districts,) = column(world.district, "SELECT id FROM stream WHERE writing")
    (ones,) = column(world.one, "SELECT id FROM stream WHERE writing")
    with world.two.write() as unit:
        unit._stream = districts
        unit.note(EventKind.OTHER)
    with world.two.write() as unit:
        unit._stream = ones
        unit.note(EventKind.OTHER)
        unit.note(EventKind.OTHER)
    received = world.up()
    assert (received.refused, received.notices) == ((), ())
    assert column(world.district, "SELECT id FROM stream WHERE writing") == [districts]
    assert column(world.district, "SELECT stream FROM fork") == []
    assert [each.notices for each in world.down()] == [(), ()]
