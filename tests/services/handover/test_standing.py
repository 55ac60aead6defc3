"""Not written, on the stick, received: three counts that add up, each with its age."""

from __future__ import annotations

from datetime import date, timedelta

from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.standing import days_since, standing
from services.workers.commands import register_worker
from tests.offices import NOW, at, worker
from tests.world import World


def test_people_move_from_unwritten_to_received(world: World) -> None:
    village = world.one
    before = standing(village)
    assert (before.unsent, before.carried, before.received, before.bundles) == (6, 0, 0, 0)
    assert before.unsent_since == NOW.isoformat(timespec="seconds")

    stick = world.stick()
    hand_over(at(village, NOW + timedelta(days=1)), stick)
    hand_over(at(village, NOW + timedelta(days=2)), stick)
    register_worker(at(village, NOW + timedelta(days=4)), worker(9050))
    there = standing(village)
    assert (there.unsent, there.carried, there.received, there.bundles) == (1, 6, 0, 2)
    assert days_since(there.carried_since, (NOW + timedelta(days=5)).date()) == 4
    assert days_since(there.unsent_since, (NOW + timedelta(days=5)).date()) == 1

    receive(world.district, [stick], admit_new=True)
    hand_over(world.district, stick)
    receive(at(village, NOW + timedelta(days=6)), [stick])
    after = standing(village)
    assert (after.unsent, after.carried, after.received, after.bundles) == (1, 0, 6, 0)
    assert (after.received_no, days_since(after.replied_at, (NOW + timedelta(days=9)).date())) == (2, 3)


def test_no_age_and_a_clock_that_was_ahead_are_no_days() -> None:
    assert days_since("", date(2026, 11, 23)) == 0
    assert days_since("2099-01-01T08:00:00+07:00", date(2026, 11, 23)) == 0
