"""A full or read-only disk while drafting, importing, changing many and undoing: the state before or after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from models.values import ActKind, LeftReason
from services.context import AppContext
from services.errors import StorageTrouble
from services.journal.fingerprint import projection_fingerprint
from services.safekeeping.checking import check_office
from services.workers.acts import recent_acts
from services.workers.bulk import BulkChange, change_workers
from services.workers.commands import WorkerUpdate, register_workers, save_workers
from services.workers.drafts import list_drafts, save_draft
from services.workers.leaving import leave_register
from services.workers.undo import undo
from tests.offices import village_office, worker

PEOPLE = 60
State = tuple[str, int, int, tuple[object, ...]]


@pytest.fixture
def village(tmp_path: Path) -> AppContext:
    ctx = village_office(tmp_path / "desa")
    register_workers(ctx, [worker(1000 + index) for index in range(PEOPLE)], kind=ActKind.IMPORT)
    save_draft(ctx, "d", {"nik": "3316"}, focus="nik", title="")
    return ctx


def ids(ctx: AppContext) -> list[str]:
    with ctx.read() as connection:
        return list(connection.exec_driver_sql("SELECT id FROM worker ORDER BY seq").scalars())


def state(ctx: AppContext) -> State:
    with ctx.read() as connection:
        changes = connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one()
        rows = projection_fingerprint(connection)
    # One connection at a time: the pool then holds one, and a pragma set on it holds for what follows.
    return rows, changes, len(recent_acts(ctx)), list_drafts(ctx)


def driver(ctx: AppContext, pragma: str) -> None:
    """The next connection is the one that was given back last, so this holds for it."""
    with ctx.database.engine.connect() as connection:
        inner = connection.connection.driver_connection
        assert inner is not None
        inner.execute(f"PRAGMA {pragma}")


def draft(ctx: AppContext) -> None:
    save_draft(ctx, "d", {"address": "x" * 400_000}, focus="address", title="")


def importing(ctx: AppContext) -> None:
    updates = [WorkerUpdate(each, worker(1000, address="y" * 190), ("address",)) for each in ids(ctx)]
    save_workers(ctx, [worker(5000 + index) for index in range(PEOPLE)], updates)


def bulk(ctx: AppContext) -> None:
    change_workers(ctx, ids(ctx), BulkChange(rt="777"))


def leaving(ctx: AppContext) -> None:
    leave_register(ctx, ids(ctx), LeftReason.MOVED, date(2026, 1, 1))


def undoing(ctx: AppContext) -> None:
    undo(ctx, recent_acts(ctx, kinds=[ActKind.IMPORT])[0].id)


ACTS = [draft, importing, bulk, leaving, undoing]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("spare", [0, 1, 3, 8, 20])
def test_a_full_disk(village: AppContext, act: Callable[[AppContext], None], spare: int) -> None:
    with village.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        free = connection.exec_driver_sql("PRAGMA freelist_count").scalar_one()
    before = state(village)
    driver(village, f"max_page_count={max(pages - free + spare, pages)}")
    with pytest.raises(StorageTrouble, match=r"database\.full"):
        act(village)
    driver(village, "max_page_count=1000000")
    assert state(village) == before
    assert check_office(village).problems == ()
    act(village)
    assert state(village) != before


@pytest.mark.parametrize("act", ACTS)
def test_a_disk_that_may_only_be_read(village: AppContext, act: Callable[[AppContext], None]) -> None:
    before = state(village)
    driver(village, "query_only=ON")
    with pytest.raises(StorageTrouble, match=r"database\.read_only"):
        act(village)
    driver(village, "query_only=OFF")
    assert state(village) == before
    act(village)
    assert state(village) != before
