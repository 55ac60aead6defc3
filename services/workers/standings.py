"""Where one worker stands, read from the projections: the four dated facts of ``services.rules.standing``,

what each batch decided, and the contribution month by month. Nothing here says that anybody is covered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msgspec
from sqlalchemy import Connection

from models.values import Insurance, Month, Outcome
from services.context import AppContext
from services.errors import AppError, NotFound
from services.programmes.queries import programmes
from services.programmes.records import ProgrammeView
from services.reference import Reference
from services.rules.contribution import programme_contribution
from services.rules.standing import Standing

_DECISION = """
SELECT d.outcome, coalesce(b.decree_on, d.decided_on) AS decided_on, d.reserve_no, b.decree_no
FROM decision d LEFT JOIN batch b ON b.id = d.batch_id WHERE d.worker_id = ? ORDER BY d.decided_on DESC, d.id LIMIT 1
"""
_ENROLMENT = """
SELECT id, enrolled_on, source FROM participation WHERE worker_id = ? AND enrolled_on IS NOT NULL
ORDER BY enrolled_on DESC, id LIMIT 1
"""


_DECISIONS = "SELECT batch_id, outcome, reserve_no, reasons, decided_on FROM decision WHERE worker_id = ?"
_PAYMENTS = "SELECT month, amount, paid_on FROM contribution WHERE worker_id = ? ORDER BY month, id"
_BEFORE = """
SELECT id FROM worker INDEXED BY ix_worker_name
WHERE (name_key, seq) < (?, ?) AND left_reason <> 'withdrawn' ORDER BY name_key DESC, seq DESC LIMIT 1
"""
_AFTER = """
SELECT id FROM worker INDEXED BY ix_worker_name
WHERE (name_key, seq) > (?, ?) AND left_reason <> 'withdrawn' ORDER BY name_key, seq LIMIT 1
"""
_INSURANCES = (Insurance.JKK, Insurance.JKM)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDecision:
    """What one batch decided about one worker. ``reasons``: codes of a refusal. Without ``view.decree_no`` a plan."""

    view: ProgrammeView
    outcome: Outcome
    reserve_no: int | None
    reasons: tuple[str, ...]
    decided_on: date

    @property
    def is_by_decree(self) -> bool:
        """Whether the decree behind it is recorded: until then it is a proposal."""
        return bool(self.view.decree_no)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPaid:
    """One contribution month, in whole rupiah. ``expected``: by the decrees that fund this worker, 0 where none does.

    ``recorded``: what is noted as paid, None where nothing is; ``paid_on``: the day, where it is known.
    """

    month: Month
    expected: int
    recorded: int | None
    paid_on: date | None


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


def decisions_about(ctx: AppContext, worker_id: str) -> tuple[BatchDecision, ...]:
    """What every batch decided about one worker, the newest batch first; an unknown id gives nothing."""
    with ctx.read() as connection:
        found = {row.batch_id: row for row in connection.exec_driver_sql(_DECISIONS, (worker_id,))}
    if not found:
        return ()
    return tuple(
        BatchDecision(
            view=view,
            outcome=Outcome(row.outcome),
            reserve_no=row.reserve_no,
            reasons=tuple(msgspec.json.decode(row.reasons, type=list[str])),
            decided_on=date.fromisoformat(row.decided_on),
        )
        for view in programmes(ctx)
        if (row := found.get(view.batch_id)) is not None
    )


def months_about(
    ctx: AppContext, worker_id: str, decisions: Sequence[BatchDecision] | None = None
) -> tuple[MonthPaid, ...]:
    """The contribution of one worker month by month, the earliest first; nothing where no decree expects any.

    Expected: every month of a batch that funds the worker by decree. Recorded: what the district noted, also for
    months that no batch expects. ``decisions``: what ``decisions_about`` said, where that is known already.
    """
    expected: dict[Month, int] = {}
    for decision in decisions_about(ctx, worker_id) if decisions is None else decisions:
        if decision.outcome is Outcome.FUNDED and decision.is_by_decree:
            for month, sum_ in _expected(decision.view, ctx.reference):
                expected[month] = expected.get(month, 0) + sum_
    recorded: dict[Month, tuple[int, str | None]] = {}
    with ctx.read() as connection:
        for row in connection.exec_driver_sql(_PAYMENTS, (worker_id,)):
            month = Month.parse(row.month)
            before = recorded.get(month, (0, None))
            recorded[month] = (before[0] + row.amount, row.paid_on or before[1])
    return tuple(
        MonthPaid(
            month=month,
            expected=expected.get(month, 0),
            recorded=recorded[month][0] if month in recorded else None,
            paid_on=_day(recorded[month][1]) if month in recorded else None,
        )
        for month in sorted({*expected, *recorded})
    )


def _expected(view: ProgrammeView, reference: Reference) -> list[tuple[Month, int]]:
    """The months of a batch and what one person's contribution is in each; nothing where the tariff knows no sum."""
    months = [view.from_month.plus(number) for number in range(view.months)]
    try:
        return [
            (month, programme_contribution(month, view.base_income, view.payer, _INSURANCES, reference.tariff).total)
            for month in months
        ]
    except AppError:  # a base income or month of another tariff than this laptop's
        return [(month, 0) for month in months]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def beside_in_list(ctx: AppContext, worker_id: str) -> tuple[str | None, str | None]:
    """Who stands before and after this worker in the whole list by name; None at its ends and for an unknown id."""
    with ctx.read() as connection:
        here = connection.exec_driver_sql("SELECT name_key, seq FROM worker WHERE id = ?", (worker_id,)).one_or_none()
        if here is None:
            return None, None
        before = connection.exec_driver_sql(_BEFORE, tuple(here)).scalar()
        after = connection.exec_driver_sql(_AFTER, tuple(here)).scalar()
    return before, after


def place_in_list(ctx: AppContext, worker_id: str) -> int | None:
    """The list's row number (``seq``) of a worker; None when nobody has that id."""
    with ctx.read() as connection:
        found: int | None = connection.exec_driver_sql("SELECT seq FROM worker WHERE id = ?", (worker_id,)).scalar()
    return found


def _paid_months(connection: Connection, participation: str) -> tuple[Month, ...]:
    rows = connection.exec_driver_sql("SELECT month FROM contribution WHERE participation_id = ?", (participation,))
    return tuple(Month.parse(row[0]) for row in rows)
