"""Leaving the register: died, moved, became an employee. With reason and date; nobody is ever deleted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from models.values import ActKind, LeftReason, Problem, WorkerStatus
from models.worker import Worker
from services.bulk import bulk_act
from services.changes import Changes
from services.context import AppContext
from services.errors import Invalid, NotFound
from services.journal.records import load_records
from services.journal.roster import load_roster
from services.journal.unit import WriteUnit
from services.progress import SILENT, Reporter
from services.rules.fold import Folded, fold
from services.workers.queries import nik_holders
from services.workers.records import WorkerRef

_STEP = 250


@dataclass(frozen=True, slots=True)
class Departure:
    """Why and when somebody left the register. None: a newer program wrote something this one does not know.

    ``same_as``: the record that a double belongs to, where it is here.
    """

    reason: LeftReason | None
    on: date | None
    same_as: WorkerRef | None


def departure_of(ctx: AppContext, worker_id: str) -> Departure | None:
    """Why a worker is no longer in the register; None for everybody who is, and for an unknown id."""
    with ctx.read() as connection:
        changes = load_records(connection, "worker", [worker_id]).get(worker_id, [])
        value = fold([change.entry for change in changes], load_roster(connection)).value("status")
        if value.get("state") != WorkerStatus.LEFT.value:
            return None
        row = connection.execute(
            select(Worker.id, Worker.full_name, Worker.village_code, Worker.status).where(
                Worker.id == str(value.get("of", ""))
            )
        ).one_or_none()
    same = row and WorkerRef(
        id=row.id, full_name=row.full_name, village_code=row.village_code, status=WorkerStatus(row.status)
    )
    return Departure(_reason(value.get("reason")), _day(value.get("on")), same)


def _reason(text: object) -> LeftReason | None:
    return LeftReason(text) if isinstance(text, str) and text in LeftReason.__members__.values() else None


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def leave_register(
    ctx: AppContext,
    ids: Sequence[str],
    reason: LeftReason,
    on: date,
    reporter: Reporter = SILENT,
    *,
    same_as: str = "",
) -> Changes:
    """Note that people left, in one act. ``on``: the day it happened. ``same_as``: the record a double belongs to.

    Somebody who left already gets the new reason and day. Raises Invalid ("left.future", "left.same_record"),
    NotFound("worker.missing").
    """
    problems = []
    if on > ctx.today():
        problems.append(Problem("left_on", "left.future"))
    if same_as and same_as in ids:
        problems.append(Problem("same_as", "left.same_record"))
    if problems:
        raise Invalid(problems)
    value = {"state": WorkerStatus.LEFT.value, "reason": reason.value, "on": on.isoformat()}
    if same_as:
        value["of"] = same_as
    with bulk_act(), ctx.write(ActKind.LEAVE, reason.value) as unit:
        for worker_id, folded in each_record(unit, ids, reporter):
            if dict(folded.value("status")) != value:
                unit.replace("worker", worker_id, {"status": value}, folded)
    return unit.changes


def return_to_register(ctx: AppContext, ids: Sequence[str], reporter: Reporter = SILENT) -> Changes:
    """Take people back who had left, in one act.

    Raises Invalid("nik.already_here" with ``worker_id`` of the other record) when another record holds the NIK by
    now, NotFound("worker.missing").
    """
    with bulk_act(), ctx.write(ActKind.RETURN) as unit:
        for worker_id, folded in each_record(unit, ids, reporter):
            if folded.value("status"):
                _require_free_nik(unit, worker_id, folded)
                unit.replace("worker", worker_id, {"status": {}}, folded)
    return unit.changes


def _require_free_nik(unit: WriteUnit, worker_id: str, folded: Folded) -> None:
    nik = str(folded.value("identity").get("nik", ""))
    holder = nik_holders(unit.connection, {nik}).get(nik) if nik else None
    if holder is not None and holder.id != worker_id:
        raise Invalid([Problem("nik", "nik.already_here", data={"worker_id": holder.id})])


def each_record(unit: WriteUnit, ids: Sequence[str], reporter: Reporter) -> Iterator[tuple[str, Folded]]:
    """The present state of many workers, each once, with progress. Raises NotFound("worker.missing")."""
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), _STEP):
        reporter.step(start, len(wanted), "workers.saving")
        found = unit.folded_many("worker", wanted[start : start + _STEP])
        for worker_id in wanted[start : start + _STEP]:
            folded = found.get(worker_id)
            if folded is None or not folded.groups:
                raise NotFound("worker.missing")
            yield worker_id, folded
    reporter.step(len(wanted), len(wanted), "workers.saving")
