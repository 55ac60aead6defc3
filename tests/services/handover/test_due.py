"""What is on the way, told in people, and what is known to have arrived."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, text

from services.errors import BundleRejected
from services.handover.due import (
    MAX_EPOCHS,
    changes_down,
    changes_up,
    epochs,
    learn_epochs,
    pending,
    receipts,
    recent_changes,
)
from services.handover.handing_over import hand_over
from services.today.load import load_today
from services.workers.commands import register_worker, register_workers, update_worker
from services.workers.queries import find_by_nik
from services.workers.search import ListFilter, count_workers
from services.workers.undo import undo
from tests.offices import DISTRICT, VILLAGE, worker
from tests.world import World


def test_new_changed_and_unfinished_people_are_told_apart(world: World) -> None:
    world.up()
    world.down()
    assert pending(world.one).people == 0
    found = find_by_nik(world.one, worker(9001).nik)
    assert found is not None
    update_worker(world.one, found.id, worker(9001, phone="081200000001"))
    update_worker(world.one, found.id, worker(9001, phone="081200000002"))
    register_worker(world.one, worker(9050))
    register_worker(world.one, worker(nik="", address=""))
    told = pending(world.one)
    assert (told.new, told.changed, told.left, told.incomplete, told.people, told.changes) == (2, 1, 0, 1, 3, 4)
    assert told.since == world.one.now().isoformat(timespec="seconds")


def test_an_edit_of_somebody_never_delivered_counts_once_as_new(world: World) -> None:
    found = find_by_nik(world.one, worker(9001).nik)
    assert found is not None
    update_worker(world.one, found.id, worker(9001, phone="081200000001"))
    assert (pending(world.one).new, pending(world.one).changed) == (6, 0)


def test_a_district_that_died_never_comes_to_life_again(world: World) -> None:
    with world.one.write() as unit:
        learn_epochs(unit.connection, ["a", "b"], ["a"])
        learn_epochs(unit.connection, ["a"], [])
        assert "a" in epochs(unit.connection, dead=True)
        assert "b" in epochs(unit.connection, dead=False)


def test_what_was_known_to_a_dead_district_is_due_again(world: World) -> None:
    world.up()
    world.down()
    assert pending(world.one).people == 0
    with world.one.write() as unit:
        learn_epochs(unit.connection, ["new"], epochs(unit.connection, dead=False))
    assert pending(world.one).people == 6


@pytest.mark.parametrize(
    "ask",
    [lambda connection: changes_down(connection, VILLAGE, DISTRICT), lambda connection: receipts(connection, VILLAGE)],
    ids=["changes", "receipts"],
)
def test_no_reply_reads_the_whole_journal(world: World, ask: Callable[[Connection], object]) -> None:
    """295 replies of a district with 100,000 people: each must be found by index, and not by that of the offices."""
    world.up()
    statements: list[str] = []
    with world.district.read() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(statements.append)
        ask(connection)
        driver.set_trace_callback(None)
        asked = [statement for statement in statements if statement.lstrip().upper().startswith("SELECT")]
        explained = [text("EXPLAIN QUERY PLAN " + sql.replace(":", r"\:")) for sql in asked]
        plan = [row.detail for each in explained for row in connection.execute(each)]
    assert asked
    assert not [step for step in plan if step.startswith("SCAN") and step.split()[1] in ("j", "journal")], plan


def test_for_other_laptops_the_newest_goes_along_although_the_district_has_it(world: World) -> None:
    world.up()
    world.down()
    register_worker(world.one, worker(9050))
    with world.one.read() as connection:
        everything = connection.exec_driver_sql("SELECT id FROM journal ORDER BY seq").scalars().all()
        due = [row.id for row in changes_up(connection)]
        whole = recent_changes(connection, 10**9)
        sizes = [len(row.header) + len(row.signature) + len(row.payload) for row in whole]
        for kept in range(len(sizes) + 1):
            room = sum(sizes[len(sizes) - kept :])
            found = [row.id for row in recent_changes(connection, room)]
            assert found == everything[min(len(everything) - kept, everything.index(due[0])) :]
    assert len(due) == 1 < len(everything)


def test_what_a_bundle_carried_waits_for_an_answer_and_is_not_unsent(world: World) -> None:
    assert (pending(world.one).people, pending(world.one).unsent) == (6, 6)
    hand_over(world.one, world.stick())
    assert (pending(world.one).people, pending(world.one).unsent) == (6, 0)
    register_worker(world.one, worker(9050))
    assert (pending(world.one).people, pending(world.one).unsent) == (7, 1)


def test_an_entry_undone_before_any_bundle_carried_it_waits_for_nothing(world: World) -> None:
    act = register_workers(world.one, [worker(9060), worker(9061)]).act
    undo(world.one, act)
    told = pending(world.one)
    assert (told.people, told.left, told.unsent) == (6, 0, 6)
    assert count_workers(world.one, ListFilter.WAITING) == load_today(world.one).waiting == 6
    sent = register_workers(world.one, [worker(9070)]).act
    hand_over(world.one, world.stick())
    undo(world.one, sent)  # the district may have it: that it was withdrawn has to go there too
    told = pending(world.one)
    assert (told.left, told.unsent) == (1, 1)
    assert (load_today(world.one).waiting, load_today(world.one).unsent) == (7, 1)


def test_nobody_fills_the_disk_with_districts(world: World) -> None:
    """Who names thousands of district databases is not a village that heard of a few."""
    with world.district.write() as unit:
        learn_epochs(unit.connection, [f"epoch{number}" for number in range(MAX_EPOCHS - 1)], [])
        learn_epochs(unit.connection, ["epoch1"], ["epoch2"])
    with pytest.raises(BundleRejected, match=r"bundle\.manifest"), world.district.write() as unit:
        learn_epochs(unit.connection, ["one more"], [])
