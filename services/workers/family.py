"""People who belong together: one family card, or one person who may stand here twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from models.values import Sex, WorkerStatus
from models.worker import Worker
from services.context import AppContext
from services.journal.records import load_records
from services.journal.roster import load_roster
from services.rules.fold import fold
from services.rules.names import name_likeness
from services.rules.worker_fields import is_full_kk
from services.workers.groups import form_of
from services.workers.queries import HOLDS_NO_NIK
from services.workers.records import WorkerForm, WorkerRef

SAME_NAME = 80
"""Least likeness (0-100) of two names that may be one person's; «SUTINI» and «SUTINAH» stay apart by the mother."""
_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyMember:
    """Somebody on the same family card, with the form to take address and heirs from."""

    id: str
    full_name: str
    birth_date: date | None
    sex: Sex | None
    status: WorkerStatus
    form: WorkerForm


def family_members(ctx: AppContext, kk_number: str, but: str = "") -> tuple[FamilyMember, ...]:
    """Everybody here with this family card number, by name; at most 20, nobody for an unfinished number."""
    if not is_full_kk(kk_number):
        return ()
    wanted = (
        select(Worker.id, Worker.status)
        .where(Worker.kk_number == kk_number, Worker.id != but, Worker.left_reason.not_in(HOLDS_NO_NIK))
        .order_by(Worker.name_key, Worker.id)
        .limit(_MOST)
    )
    with ctx.read() as connection:
        found = connection.execute(wanted).all()
        forms = _forms(connection, [row.id for row in found])
    return tuple(_member(row.id, WorkerStatus(row.status), forms[row.id]) for row in found)


def _member(worker_id: str, status: WorkerStatus, form: WorkerForm) -> FamilyMember:
    return FamilyMember(
        id=worker_id,
        full_name=form.full_name,
        birth_date=form.birth_date,
        sex=form.sex,
        status=status,
        form=form,
    )


def _forms(connection: Connection, ids: Sequence[str]) -> dict[str, WorkerForm]:
    roster = load_roster(connection)
    forms = {}
    for worker_id, changes in load_records(connection, "worker", ids).items():
        folded = fold([change.entry for change in changes], roster)
        forms[worker_id] = form_of({group: state.value or {} for group, state in folded.groups.items()})
    return forms


def likely_same(
    ctx: AppContext, full_name: str, birth_date: date | None, mother_name: str, nik: str = "", but: str = ""
) -> tuple[WorkerRef, ...]:
    """Who here may be the same person under another NIK: born on the same day, alike name, alike or unknown mother.

    A warning, never a refusal (domain.md §5).
    """
    if birth_date is None or not full_name.strip():
        return ()
    wanted = select(
        Worker.id, Worker.full_name, Worker.mother_name, Worker.village_code, Worker.status, Worker.nik
    ).where(Worker.birth_date == birth_date.isoformat(), Worker.id != but, Worker.left_reason.not_in(HOLDS_NO_NIK))
    with ctx.read() as connection:
        rows = connection.execute(wanted.order_by(Worker.name_key, Worker.id)).all()
    return tuple(
        WorkerRef(id=row.id, full_name=row.full_name, village_code=row.village_code, status=WorkerStatus(row.status))
        for row in rows
        if (not nik or row.nik != nik)
        and name_likeness(row.full_name, full_name) >= SAME_NAME
        and _may_be_mother(row.mother_name, mother_name)
    )[:_MOST]


def _may_be_mother(first: str, second: str) -> bool:
    return not first.strip() or not second.strip() or name_likeness(first, second) >= SAME_NAME
