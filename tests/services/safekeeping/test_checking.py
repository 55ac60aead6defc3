"""The check tells damage and never falls over it."""

from __future__ import annotations

import pytest

from services.context import AppContext
from services.safekeeping.checking import check_office
from services.workers.commands import register_workers
from tests.offices import worker
from tests.world import World


def test_a_whole_office(world: World) -> None:
    world.up()
    world.down()
    found = [check_office(ctx) for ctx in (world.district, world.one, world.two)]
    assert [(item.database, item.journal, item.problems) for item in found] == [(True, True, ())] * 3
    assert [(item.workers, item.changes) for item in found] == [(9, 9), (6, 6), (3, 3)]


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
