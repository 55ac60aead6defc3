"""What goes into a bundle: everything that is due, for whom it is meant, and nothing of anybody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.context import AppContext
from services.errors import NotAllowed, StorageTrouble
from services.handover.due import villages_due
from services.handover.handing_over import hand_over, history
from services.handover.outgoing import build_down, build_up
from services.programmes.commands import create_programme, decide
from services.workers.commands import register_worker
from tests.offices import OTHER_VILLAGE, VILLAGE, worker
from tests.world import World, column, terms


def test_a_village_sends_everything_until_it_is_receipted(world: World) -> None:
    first, again = build_up(world.one), build_up(world.one)
    assert (first.changes, first.workers) == (again.changes, again.workers) == (6, 6)
    world.up(world.one)
    register_worker(world.one, worker(9050))
    assert build_up(world.one).changes == 7, "read is not receipted"
    world.down(world.one)
    assert build_up(world.one).changes == 1


def test_a_reply_holds_the_records_of_its_village_only(world: World) -> None:
    world.up()
    decide(world.district, create_programme(world.district, terms()).first("programme"))
    for village, people in ((VILLAGE, 6), (OTHER_VILLAGE, 3)):
        built = build_down(world.district, village)
        assert (built.workers, built.decisions, built.changes) == (people, people, 2 * people + 3)
    world.down()
    for ctx in (world.one, world.two):
        assert column(ctx, "SELECT DISTINCT owner FROM worker") == [ctx.office.code]
        assert set(column(ctx, "SELECT office FROM device")) == {ctx.office.code, "33.16"}


def test_a_village_that_never_came_gets_no_reply(world: World) -> None:
    world.up(world.one)
    assert villages_due(world.district) == [VILLAGE]
    with pytest.raises(NotAllowed, match=r"handover\.not_enrolled"):
        build_down(world.district, OTHER_VILLAGE)


def test_without_a_kit_nothing_is_sealed(village: AppContext) -> None:
    with pytest.raises(NotAllowed, match=r"handover\.no_kit"):
        build_up(village)


def test_a_write_that_fails_uses_no_number_up_and_leaves_no_trace(world: World, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    for _ in range(3):
        with pytest.raises(StorageTrouble, match=r"stick\.gone"):
            hand_over(world.one, gone)
    assert history(world.one) == []
    (written,) = hand_over(world.one, world.stick())
    assert written.no == 1


def test_a_stick_pulled_halfway_counts_for_those_that_are_on_it(world: World) -> None:
    world.up()
    stick = world.stick()

    class Pulled:
        def step(self, done: int, total: int, label: str = "") -> None:
            if (done, label) == (1, "replies.writing"):
                stick.rename(stick.with_name("pulled"))

    with pytest.raises(StorageTrouble, match=r"stick\.gone"):
        hand_over(world.district, stick, Pulled())
    assert [(entry.no, entry.to_office) for entry in history(world.district) if entry.written] == [(1, OTHER_VILLAGE)]
    assert [path.suffix for path in stick.with_name("pulled").rglob("*") if path.is_file()] == [".payung"]
