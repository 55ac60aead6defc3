"""The trial restore comes by itself once a month."""

from __future__ import annotations

from datetime import timedelta

from services.context import AppContext
from services.safekeeping.backups import make_backup
from services.safekeeping.drilling import drill_if_due, drill_is_due, last_drill
from services.workers.commands import register_worker
from tests.offices import NOW, at, worker


def test_once_a_month_and_again_after_one_that_failed(village: AppContext) -> None:
    assert drill_is_due(village)
    assert drill_if_due(village) is None, "there is nothing to try yet"
    make_backup(village)
    first = drill_if_due(village)
    assert first is not None
    assert first.passed
    assert drill_if_due(village) is None
    assert not drill_is_due(at(village, NOW + timedelta(days=29)))
    assert drill_is_due(at(village, NOW + timedelta(days=30)))
    assert drill_is_due(at(village, NOW - timedelta(days=1))), "the clock went back"
    assert last_drill(village) == first


def test_a_failed_one_stays_due(village: AppContext) -> None:
    register_worker(village, worker(9001))
    with village.write() as unit:
        unit.connection.exec_driver_sql("UPDATE worker SET rt = '999'")
    make_backup(village)
    done = drill_if_due(village)
    assert done is not None
    assert not done.passed
    assert drill_is_due(village)
