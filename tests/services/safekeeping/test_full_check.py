"""The weekly look at everything tells what it found and when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.context import AppContext
from services.errors import Cancelled
from services.safekeeping.full_check import check_if_due, check_is_due, full_check, last_check
from services.workers.commands import register_workers
from tests.offices import NOW, at, worker
from tests.services.safekeeping.damage import zero


def test_a_good_one_holds_for_a_week(village: AppContext) -> None:
    register_workers(village, [worker(9001), worker(9002)])
    assert last_check(village) is None
    done = check_if_due(village)
    assert done is not None
    assert (done.passed, done.problems) == (True, ())
    assert last_check(village) == done
    assert check_if_due(village) is None
    assert not check_is_due(at(village, NOW + timedelta(days=6)))
    assert check_is_due(at(village, NOW + timedelta(days=7)))
    assert check_is_due(at(village, NOW - timedelta(hours=1)))


def test_rows_that_are_not_what_the_journal_says(village: AppContext) -> None:
    register_workers(village, [worker(9001)])
    with village.write() as unit:
        unit.connection.exec_driver_sql("UPDATE worker SET rt = '999'")
    done = full_check(village)
    assert done.problems == ("check.projection_differs",)
    assert check_is_due(village)


def test_a_page_that_is_bad_on_the_disk(village: AppContext) -> None:
    register_workers(village, [worker(9001 + number) for number in range(30)])
    with village.database.read() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
    zero(village.paths.database, [5])
    assert "check.database_damaged" in full_check(village).problems


class Stops:
    def step(self, done: int, total: int, label: str = "") -> None:
        raise Cancelled


def test_it_can_be_stopped(village: AppContext) -> None:
    register_workers(village, [worker(9001)])
    with pytest.raises(Cancelled):
        full_check(village, Stops())
    assert last_check(village) is None
