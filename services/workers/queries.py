"""Reads of the register. Everything returned is frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import msgspec
from sqlalchemy import Connection, RowMapping, select

from models.values import LeftReason, Outcome, Sex, WorkerStatus
from models.worker import Worker
from services.context import AppContext
from services.errors import NotFound
from services.journal.records import load_records
from services.journal.roster import load_roster
from services.rules.fold import fold
from services.workers.groups import form_of
from services.workers.records import WorkerForm, WorkerRef, WorkerRow

_CHUNK = 500
HOLDS_NO_NIK = (LeftReason.WITHDRAWN.value, LeftReason.DOUBLE.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerDetail:
    """One worker as shown in the side panel and loaded into the form.

    ``heads``: the journal heads per group that were shown, to be handed back with an update. Times are ISO text.
    ``recorded_by``: the name of who saved the record first.
    """

    id: str
    form: WorkerForm
    owner: str
    status: WorkerStatus
    completeness: int
    recorded_at: str
    updated_at: str
    updated_by: str
    received: bool
    conflicts: tuple[str, ...]
    heads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    recorded_by: str = ""


def get_worker(ctx: AppContext, worker_id: str) -> WorkerDetail:
    """Everything about one worker. Raises NotFound("worker.missing")."""
    with ctx.read() as connection:
        row = connection.execute(select(Worker).where(Worker.id == worker_id)).mappings().one_or_none()
        if row is None:
            raise NotFound("worker.missing")
        changes = load_records(connection, "worker", [worker_id]).get(worker_id, [])
        folded = fold([change.entry for change in changes], load_roster(connection))
        received = worker_id not in _waiting(connection, [worker_id])
    return WorkerDetail(
        id=worker_id,
        form=form_of({group: state.value or {} for group, state in folded.groups.items()}),
        owner=row["owner"],
        status=WorkerStatus(row["status"]),
        completeness=row["completeness"],
        recorded_at=row["recorded_at"],
        updated_at=row["updated_at"],
        updated_by=row["updated_by"],
        received=received,
        conflicts=folded.conflicts,
        heads={group: state.heads for group, state in folded.groups.items()},
        recorded_by=min(changes, key=lambda change: change.when).user.partition(" ")[2],
    )


def find_by_nik(ctx: AppContext, nik: str) -> WorkerRef | None:
    """Who already has this NIK here, if anyone."""
    with ctx.read() as connection:
        return nik_holders(connection, {nik}).get(nik)


def existing_niks(ctx: AppContext, niks: Iterable[str]) -> dict[str, WorkerRef]:
    """Which of these NIKs are already here, and with whom."""
    with ctx.read() as connection:
        return nik_holders(connection, {nik for nik in niks if nik})


def nik_holders(connection: Connection, niks: Iterable[str]) -> dict[str, WorkerRef]:
    """As ``existing_niks``, inside a transaction that is already open.

    Entries that were undone or found to be double hold no NIK: the same list can be taken in again (issue 3).
    """
    wanted = sorted(niks)
    found: dict[str, WorkerRef] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = connection.execute(
            select(Worker.nik, Worker.id, Worker.full_name, Worker.village_code, Worker.status)
            .where(Worker.nik.in_(wanted[start : start + _CHUNK]), Worker.left_reason.not_in(HOLDS_NO_NIK))
            .order_by(Worker.status, Worker.seq)
        )
        for nik, worker_id, name, village, status in rows:
            found.setdefault(
                nik, WorkerRef(id=worker_id, full_name=name, village_code=village, status=WorkerStatus(status))
            )
    return found


_ROWS = """
SELECT w.seq, w.id, w.nik, w.full_name, w.occupation_code, w.rt, w.rw, w.hamlet, w.village_code, w.phone, w.status,
       w.completeness, w.address, w.birth_date, w.sex, w.mother_name, w.kk_number, w.monthly_income, w.left_reason,
       w.recorded_at, w.updated_at, d.outcome, d.reserve_no, b.decree_no
FROM worker w LEFT JOIN decision d ON d.id = (
    SELECT id FROM decision WHERE worker_id = w.id ORDER BY decided_on DESC, id LIMIT 1)
LEFT JOIN batch b ON b.id = d.batch_id
WHERE w.seq IN (SELECT value FROM json_each(?))
"""


def rows(ctx: AppContext, seqs: Sequence[int]) -> list[WorkerRow]:
    """The list rows with these ``seq`` numbers, in that order; a row that is gone is left out."""
    with ctx.read() as connection:
        found = connection.exec_driver_sql(_ROWS, (msgspec.json.encode(list(seqs)).decode(),)).mappings().all()
        waiting = _waiting(connection, [row["id"] for row in found])
    by_seq = {row["seq"]: _row(row, row["id"] not in waiting) for row in found}
    return [by_seq[seq] for seq in seqs if seq in by_seq]


def _row(row: RowMapping, received: bool) -> WorkerRow:
    return WorkerRow(
        id=row["id"],
        nik=row["nik"],
        full_name=row["full_name"],
        occupation_code=row["occupation_code"],
        rt=row["rt"],
        rw=row["rw"],
        hamlet=row["hamlet"],
        village_code=row["village_code"],
        phone=row["phone"],
        status=WorkerStatus(row["status"]),
        completeness=row["completeness"],
        received=received,
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        reserve_no=row["reserve_no"],
        by_decree=bool(row["decree_no"]),
        address=row["address"],
        birth_date=date.fromisoformat(row["birth_date"]) if row["birth_date"] else None,
        sex=Sex(row["sex"]) if row["sex"] else None,
        mother_name=row["mother_name"],
        kk_number=row["kk_number"],
        monthly_income=row["monthly_income"],
        left_reason=row["left_reason"],
        recorded_at=row["recorded_at"],
        updated_at=row["updated_at"],
    )


_WAITING = """
SELECT DISTINCT j.record FROM journal j WHERE j.record IN (SELECT value FROM json_each(?))
AND NOT EXISTS (SELECT 1 FROM known_by k JOIN epoch e ON e.id = k.epoch AND NOT e.dead WHERE k.change_id = j.id)
"""


_RECEIVED = """
SELECT DISTINCT j.record FROM journal j WHERE j.record IN (SELECT value FROM json_each(?))
AND EXISTS (SELECT 1 FROM known_by k JOIN epoch e ON e.id = k.epoch AND NOT e.dead WHERE k.change_id = j.id)
"""


def received_ids(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those of these records of which a living district database is known to hold at least one change."""
    found = connection.exec_driver_sql(_RECEIVED, (msgspec.json.encode(list(ids)).decode(),))
    return {record for (record,) in found}


def _waiting(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Records with a change that no living district database is known to hold (handover.md B7)."""
    found = connection.exec_driver_sql(_WAITING, (msgspec.json.encode(list(ids)).decode(),))
    return {record for (record,) in found}
