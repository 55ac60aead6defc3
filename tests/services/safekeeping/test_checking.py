"""The check tells damage and never falls over it."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from services.context import AppContext
from services.safekeeping.checking import check_office
from services.workers.commands import register_worker, register_workers
from tests.offices import worker
from tests.world import World, column


def test_a_whole_office(world: World) -> None:
    world.up()
    world.down()
    offices = (world.district, world.one, world.two)
    found = [check_office(ctx) for ctx in offices]
    assert [(item.database, item.journal, item.problems) for item in found] == [(True, True, ())] * 3
    assert [item.workers for item in found] == [9, 6, 3]
    assert [[item.changes] for item in found] == [column(ctx, "SELECT count(*) FROM journal") for ctx in offices]


@pytest.mark.parametrize("header", ["", "{", "[]", '{"v":1}', "\x00"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_header_that_is_no_header_is_told(village: AppContext, header: str, number: int) -> None:
    register_workers(village, [worker(9001), worker(9002), worker(9003)])
    with village.database.write() as connection:
        connection.exec_driver_sql("UPDATE journal SET header = ? WHERE n = ?", (header, number))
    found = check_office(village)
    assert "check.change_altered" in found.problems
    assert (found.database, found.journal, found.changes) == (True, False, 3)


def test_a_key_that_is_no_key_is_told(village: AppContext) -> None:
    register_workers(village, [worker()])
    with village.database.write() as connection:
        connection.exec_driver_sql("UPDATE device SET public_key = 'x'")
    assert check_office(village).problems == ("check.device_unknown",)


def test_it_changes_nothing(village: AppContext) -> None:
    register_workers(village, [worker()])
    before = village.paths.database.read_bytes()
    check_office(village)
    assert village.paths.database.read_bytes() == before


def test_a_search_index_that_another_connection_merged_is_no_damage(village: AppContext) -> None:
    """SQLite's own check says «corruption» on a connection that remembers the index as it was (FTS5, 3.53)."""
    for serial in range(9001, 9006):
        register_worker(village, worker(serial))
    with ExitStack() as several:  # every connection of the pool remembers the index as it is now
        for _ in range(4):
            connection = several.enter_context(village.read())
            assert connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"
    with village.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO worker_search(worker_search) VALUES ('optimize')")
    with ExitStack() as several:
        for _ in range(4):  # each time another connection is left to be asked
            assert check_office(village).problems == ()
            several.enter_context(village.read())
