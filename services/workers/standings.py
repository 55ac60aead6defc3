"""Where one worker stands, read from the projections: the four dated facts of ``services.rules.standing``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection

from models.values import Month, Outcome
from services.context import AppContext
from services.errors import NotFound
from services.rules.standing import Standing

_DECISION = """
SELECT d.outcome, coalesce(b.decree_on, d.decided_on) AS decided_on, d.reserve_no, b.decree_no
FROM decision d LEFT JOIN batch b ON b.id = d.batch_id WHERE d.worker_id = ? ORDER BY d.decided_on DESC, d.id LIMIT 1
"""
_ENROLMENT = """
SELECT id, enrolled_on, source FROM participation WHERE worker_id = ? AND enrolled_on IS NOT NULL
ORDER BY enrolled_on DESC, id LIMIT 1
"""


def standing_of(ctx: AppContext, worker_id: str) -> Standing:
    """The facts about one worker as of this month. Raises NotFound("worker.missing")."""
    today = ctx.today()
    with ctx.read() as connection:
        worker = connection.exec_driver_sql("SELECT recorded_at FROM worker WHERE id = ?", (worker_id,)).one_or_none()
        if worker is None:
            raise NotFound("worker.missing")
        decision = connection.exec_driver_sql(_DECISION, (worker_id,)).one_or_none()
        enrolment = connection.exec_driver_sql(_ENROLMENT, (worker_id,)).one_or_none()
        paid = () if enrolment is None else _paid_months(connection, enrolment.id)
    return Standing(
        as_of=Month(today.year, today.month),
        recorded_on=datetime.fromisoformat(worker.recorded_at).date(),
        outcome=Outcome(decision.outcome) if decision else None,
        decided_on=date.fromisoformat(decision.decided_on) if decision else None,
        decree=(decision.decree_no or "") if decision else "",
        reserve_no=decision.reserve_no if decision else None,
        enrolled_on=date.fromisoformat(enrolment.enrolled_on) if enrolment else None,
        enrolled_source=enrolment.source if enrolment else "",
        paid_until=unbroken_until(paid),
    )


def unbroken_until(months: Iterable[Month]) -> Month | None:
    """The last month before the first gap: later payments do not make up for a month that was missed."""
    until: Month | None = None
    for month in sorted(set(months)):
        if until is not None and month != until.plus(1):
            break
        until = month
    return until


def place_in_list(ctx: AppContext, worker_id: str) -> int | None:
    """The list's row number (``seq``) of a worker; None when nobody has that id."""
    with ctx.read() as connection:
        found: int | None = connection.exec_driver_sql("SELECT seq FROM worker WHERE id = ?", (worker_id,)).scalar()
    return found


def _paid_months(connection: Connection, participation: str) -> tuple[Month, ...]:
    rows = connection.exec_driver_sql("SELECT month FROM contribution WHERE participation_id = ?", (participation,))
    return tuple(Month.parse(row[0]) for row in rows)
