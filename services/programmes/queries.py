"""Reads of programmes and decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import Row

from models.values import Month, Outcome, Payer, Sex
from services.context import AppContext
from services.errors import NotFound
from services.programmes.records import ProgrammeView
from services.rules.ranking import Weights

_PROGRAMMES = """
SELECT p.id, b.id AS batch_id, p.name, p.year, p.payer, p.ceiling, p.base_income, p.legal_basis, b.from_month,
       b.months, b.weights, b.decided_on, b.decree_no, b.decree_on
FROM programme p JOIN batch b ON b.programme_id = p.id ORDER BY p.year DESC, b.from_month DESC, p.id
"""


def programmes(ctx: AppContext) -> list[ProgrammeView]:
    """All programmes, newest year first."""
    with ctx.read() as connection:
        return [_view(row) for row in connection.exec_driver_sql(_PROGRAMMES)]


def get_programme(ctx: AppContext, programme_id: str) -> ProgrammeView:
    """One programme by its id or the start of it. Raises NotFound("programme.missing")."""
    found = [view for view in programmes(ctx) if view.id.startswith(programme_id) and programme_id]
    if len(found) != 1:
        raise NotFound("programme.missing")
    return found[0]


def _view(row: Row) -> ProgrammeView:  # type: ignore[type-arg]
    return ProgrammeView(
        id=row.id,
        batch_id=row.batch_id,
        name=row.name,
        year=row.year,
        payer=Payer(row.payer),
        ceiling=row.ceiling,
        base_income=row.base_income,
        legal_basis=row.legal_basis,
        from_month=Month.parse(row.from_month),
        months=row.months,
        weights=msgspec.json.decode(row.weights, type=Weights),
        decided_on=row.decided_on,
        decree_no=row.decree_no,
        decree_on=row.decree_on,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """A decision as the village reads it (picture 15)."""

    worker_id: str
    full_name: str
    nik: str
    sex: Sex | None
    hamlet: str
    rt: str
    rw: str
    phone: str
    outcome: Outcome
    place: int | None
    reserve_no: int | None
    score: int | None
    reasons: tuple[str, ...]
    decided_on: str


_DECISIONS = """
SELECT d.worker_id, w.full_name, w.nik, w.sex, w.hamlet, w.rt, w.rw, w.phone, d.outcome, d.place, d.reserve_no,
       d.score, d.reasons, d.decided_on
FROM decision d JOIN worker w ON w.id = d.worker_id WHERE d.batch_id = ?
ORDER BY CASE d.outcome WHEN 'funded' THEN 0 WHEN 'reserve' THEN 1 ELSE 2 END, w.name_key, d.id
"""


def decisions(ctx: AppContext, batch_id: str) -> list[DecisionRow]:
    """Decisions of a batch about the workers this office holds: chosen, waiting, then refused."""
    with ctx.read() as connection:
        rows = connection.exec_driver_sql(_DECISIONS, (batch_id,)).mappings().all()
    return [
        DecisionRow(
            **{
                **row,
                "sex": Sex(row["sex"]) if row["sex"] else None,
                "outcome": Outcome(row["outcome"]),
                "reasons": tuple(msgspec.json.decode(row["reasons"], type=list[str])),
            }
        )
        for row in rows
    ]


def outcome_counts(ctx: AppContext) -> Mapping[Outcome, int]:
    """How many decisions of each outcome this office holds, over all batches."""
    with ctx.read() as connection:
        rows = connection.exec_driver_sql("SELECT outcome, count(*) FROM decision GROUP BY outcome").all()
    return {Outcome(outcome): count for outcome, count in rows}
