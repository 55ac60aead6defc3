"""The doors that commands and queries go through: bad luck becomes one code, acts are kept whole or not at all."""

from __future__ import annotations

import pytest

from services import startup
from services.context import AppContext, Paths
from services.errors import StorageTrouble
from services.safekeeping.checking import check_office
from services.workers.commands import register_worker, register_workers
from services.workers.search import count_workers
from tests.offices import PASSPHRASE, worker


def limit(ctx: AppContext, pragma: str) -> None:
    """The next connection is the one that was given back last, so this holds for it."""
    with ctx.database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute(f"PRAGMA {pragma}")


def test_a_full_disk_keeps_what_was_acknowledged(village: AppContext) -> None:
    with village.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    limit(village, f"max_page_count={pages + 40}")
    saved = 0
    with pytest.raises(StorageTrouble, match=r"database\.full"):
        for serial in range(1000, 9000, 10):
            register_workers(village, [worker(serial + number) for number in range(10)])
            saved += 10
    assert saved > 0
    assert count_workers(village) == saved
    assert check_office(village).problems == ()
    limit(village, "max_page_count=1000000")
    register_worker(village, worker(9900))
    assert count_workers(village) == saved + 1


def test_closing_on_a_disk_that_takes_no_more_loses_nothing(village: AppContext) -> None:
    resource = pytest.importorskip("resource", reason="Windows has no limit on the size of a file")
    register_workers(village, [worker(1000 + number) for number in range(200)])
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (village.paths.database.stat().st_size, before[1]))
    try:
        startup.close(village)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    again = startup.sign_in(village.paths.data, PASSPHRASE)
    assert count_workers(again) == 200
    startup.close(again)


def test_a_database_in_use_elsewhere_is_told_and_nothing_is_lost(village: AppContext) -> None:
    other = startup.sign_in(village.paths.data, PASSPHRASE)
    limit(other, "busy_timeout=10")
    with village.write() as unit:
        unit.connection.exec_driver_sql("UPDATE setting SET value = value")
        with pytest.raises(StorageTrouble, match=r"database\.locked"):
            register_worker(other, worker())
        assert count_workers(other) == 0, "reading goes on"
    register_worker(other, worker())
    assert count_workers(village) == 1
    startup.close(other)


def test_everything_of_an_office_lies_below_one_folder(village: AppContext) -> None:
    paths: Paths = village.paths
    every = (paths.database, paths.keyfile, paths.outgoing, paths.archive, paths.scratch)
    assert all(path.parent == paths.data and path.exists() for path in every)
