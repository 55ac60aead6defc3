"""Who was told what the district decided: a local fact with who and when, which never travels and can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, delete, select

from models.database import insert_rows
from models.desk import Told
from models.values import Month
from services.changes import Changes
from services.context import AppContext
from services.errors import NotFound

_COLUMNS = ("worker_id", "batch_id", "at", "user")
_CHUNK = 500
_BATCHES = "SELECT id, from_month, months FROM batch WHERE decree_no <> ''"
_UNTOLD = """
SELECT count(DISTINCT d.worker_id) FROM decision d JOIN worker w ON w.id = d.worker_id
WHERE d.batch_id IN (SELECT value FROM json_each(?))
AND NOT EXISTS (SELECT 1 FROM told t WHERE t.worker_id = d.worker_id AND t.batch_id = d.batch_id)
"""
_DECIDED = """
SELECT worker_id FROM decision WHERE batch_id = ? AND worker_id IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True)
class ToldMark:
    """When somebody was told (ISO text), and by whom (display name)."""

    at: str
    user: str


def mark_told(ctx: AppContext, worker_ids: Sequence[str], batch_id: str) -> Changes:
    """Note that these people were told what this batch decided about them.

    Who was told already keeps the first mark; only the others are touched. Raises NotFound("worker.missing") when the
    batch decided nothing about one of them.
    """
    wanted = list(dict.fromkeys(worker_ids))
    with ctx.write() as unit:
        decided = _decided(unit.connection, wanted, batch_id)
        if any(worker_id not in decided for worker_id in wanted):
            raise NotFound("worker.missing")
        there = _marks(unit.connection, batch_id)
        new = [worker_id for worker_id in wanted if worker_id not in there]
        at = ctx.now().isoformat(timespec="seconds")
        rows = [(worker_id, batch_id, at, ctx.user.mark) for worker_id in new]
        insert_rows(unit.connection, Told.__table__, _COLUMNS, rows)  # type: ignore[arg-type]
        unit.touch("told", *new)
    return unit.changes


def unmark_told(ctx: AppContext, worker_ids: Sequence[str], batch_id: str) -> Changes:
    """Take the marks of these people back; touches only who had one."""
    with ctx.write() as unit:
        there = _marks(unit.connection, batch_id)
        gone = [worker_id for worker_id in dict.fromkeys(worker_ids) if worker_id in there]
        for start in range(0, len(gone), _CHUNK):
            part = gone[start : start + _CHUNK]
            unit.connection.execute(delete(Told).where(Told.batch_id == batch_id, Told.worker_id.in_(part)))
        unit.touch("told", *gone)
    return unit.changes


def told_marks(ctx: AppContext, batch_id: str) -> Mapping[str, ToldMark]:
    """Who was told about this batch: worker id → mark."""
    with ctx.read() as connection:
        return _marks(connection, batch_id)


def count_untold(ctx: AppContext) -> int:
    """How many people a decree decided about who have not been told, in batches whose months are not over."""
    today = ctx.today()
    this_month = Month(today.year, today.month)
    with ctx.read() as connection:
        batches = [
            row.id
            for row in connection.exec_driver_sql(_BATCHES)
            if Month.parse(row.from_month).plus(max(row.months, 1) - 1) >= this_month
        ]
        return int(connection.exec_driver_sql(_UNTOLD, (_json(batches),)).scalar_one())


def _decided(connection: Connection, worker_ids: Sequence[str], batch_id: str) -> set[str]:
    return {row[0] for row in connection.exec_driver_sql(_DECIDED, (batch_id, _json(worker_ids)))}


def _marks(connection: Connection, batch_id: str) -> dict[str, ToldMark]:
    rows = connection.execute(select(Told.worker_id, Told.at, Told.user).where(Told.batch_id == batch_id))
    return {row.worker_id: ToldMark(row.at, row.user.partition(" ")[2]) for row in rows}


def _json(ids: Sequence[str]) -> str:
    return msgspec.json.encode(list(ids)).decode()
