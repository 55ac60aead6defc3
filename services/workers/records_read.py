"""Whole records of many workers at once, from the list's own table: what an export or a printed list needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import RowMapping

from models.values import Sex, WorkerStatus
from services.context import AppContext
from services.progress import SILENT, Reporter
from services.workers.groups import heirs_of
from services.workers.records import WorkerForm

_STEP = 500
_SQL = "SELECT w.* FROM json_each(?) j CROSS JOIN worker w ON w.seq = j.value ORDER BY j.key"
_SAME = (
    "nik",
    "full_name",
    "birth_place",
    "mother_name",
    "kk_number",
    "address",
    "hamlet",
    "rt",
    "rw",
    "village_code",
    "phone",
    "occupation_code",
    "occupation2_code",
    "workplace",
    "work_start",
    "work_end",
    "monthly_income",
    "income_source",
    "welfare_decile",
    "welfare_source",
    "notice_version",
    "notice_given_by",
    "consent_method",
)
"""Fields of the form that lie in the table as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerRecord:
    """One worker in full. ``recorded_at``, ``updated_at``: ISO text; ``completeness``: per cent."""

    id: str
    form: WorkerForm
    status: WorkerStatus
    left_reason: str
    completeness: int
    recorded_at: str
    updated_at: str


def read_records(ctx: AppContext, seqs: Sequence[int], reporter: Reporter = SILENT) -> Iterator[WorkerRecord]:
    """The workers of these rows in that order; who is gone is left out. Raises Cancelled through the reporter."""
    for start in range(0, len(seqs), _STEP):
        reporter.step(start, len(seqs), "workbook.writing")
        wanted = msgspec.json.encode(list(seqs[start : start + _STEP])).decode()
        with ctx.read() as connection:
            found = connection.exec_driver_sql(_SQL, (wanted,)).mappings().all()
        yield from map(_record, found)


def _record(row: RowMapping) -> WorkerRecord:
    form = WorkerForm(
        **{name: row[name] for name in _SAME},
        birth_date=_day(row["birth_date"]),
        sex=Sex(row["sex"]) if row["sex"] else None,
        heirs=heirs_of(msgspec.json.decode(row["heirs"])),
        notice_given_on=_day(row["notice_given_on"]),
        consent_given=bool(row["consent_given"]),
    )
    return WorkerRecord(
        id=row["id"],
        form=form,
        status=WorkerStatus(row["status"]),
        left_reason=row["left_reason"],
        completeness=row["completeness"],
        recorded_at=row["recorded_at"],
        updated_at=row["updated_at"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
