"""The proposal for a batch: who the ceiling reaches, in which order, and why the others wait or cannot be chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import Row

from models.values import Insurance, Month, Outcome, Sector, WorkerStatus
from services.context import AppContext
from services.programmes.records import ProgrammeView, RankedWorker, Ranking
from services.rules.budget import Plan, plan_months
from services.rules.contribution import programme_contribution
from services.rules.eligibility import eligibility
from services.rules.ranking import COMPONENTS, Candidate, Ranked, Weights, rank

_WORKERS = """
SELECT w.id, w.full_name, w.village_code, w.occupation_code, w.nik, w.birth_date, w.status, w.monthly_income, w.heirs,
       (SELECT count(DISTINCT d.batch_id) FROM decision d
        WHERE d.worker_id = w.id AND d.outcome = 'funded' AND d.batch_id <> ?) AS times_funded,
       EXISTS (SELECT 1 FROM participation p WHERE p.worker_id = w.id AND p.enrolled_on IS NOT NULL) AS enrolled
FROM worker w
"""

_DEPENDANTS = frozenset({"spouse", "child", "parent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is shown of a worker in the ranked list."""

    full_name: str
    village_code: str
    occupation_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Everyone a batch could choose from, loaded once; ``refused`` says by codes why someone cannot be chosen."""

    candidates: tuple[Candidate, ...]
    refused: Mapping[str, tuple[str, ...]]
    people: Mapping[str, Person]


def load_pool(ctx: AppContext, view: ProgrammeView) -> Pool:
    """Read all workers and test who may be chosen for this batch.

    A NIK that stands on two records keeps both out (``nik.duplicate``): nobody is funded twice, and nobody is
    silently taken for the other (handover.md B9).
    """
    with ctx.read() as connection:
        rows = connection.exec_driver_sql(_WORKERS, (view.batch_id,)).all()
    niks = Counter(row.nik for row in rows if row.nik and row.status != WorkerStatus.LEFT)
    candidates, refused, people = [], {}, {}
    for row in rows:
        people[row.id] = Person(
            full_name=row.full_name, village_code=row.village_code, occupation_code=row.occupation_code
        )
        judged = eligibility(
            date.fromisoformat(row.birth_date) if row.birth_date else None,
            view.from_month,
            enrolled=bool(row.enrolled),
            status=WorkerStatus(row.status),
        )
        reasons = judged.reasons + (("nik.duplicate",) if niks[row.nik] > 1 else ())
        if reasons or judged.age is None:
            refused[row.id] = reasons
        else:
            candidates.append(_candidate(ctx, row, judged.age))
    return Pool(candidates=tuple(candidates), refused=refused, people=people)


def _candidate(ctx: AppContext, row: Row, age: int) -> Candidate:  # type: ignore[type-arg]
    occupation = ctx.reference.occupations.get(row.occupation_code)
    heirs = msgspec.json.decode(row.heirs, type=list[dict[str, str]])
    dependants = sum(1 for heir in heirs if heir.get("relationship") in _DEPENDANTS)
    return Candidate(
        row.id, row.monthly_income, occupation.risk if occupation else 1, dependants, age, row.times_funded
    )


def monthly_contributions(ctx: AppContext, view: ProgrammeView) -> list[int]:
    """One person's JKK and JKM for each month of the batch, in rupiah, at the programme's base income.

    Transport relief is never taken into account where government pays; for other payers the general sector counts,
    so the ceiling is never overdrawn by a relief that not everybody gets.
    """
    return [
        programme_contribution(
            view.from_month.plus(number),
            view.base_income,
            view.payer,
            (Insurance.JKK, Insurance.JKM),
            ctx.reference.tariff,
            Sector.OTHER,
        ).total
        for number in range(view.months)
    ]


def plan_batch(ctx: AppContext, view: ProgrammeView, *, ceiling: int | None = None, tariff: int | None = None) -> Plan:
    """What the ceiling pays for; ``tariff`` tries another monthly contribution (rupiah) than the law's."""
    monthly = monthly_contributions(ctx, view) if tariff is None else [tariff] * view.months
    return plan_months(view.ceiling if ceiling is None else ceiling, monthly)


def rank_pool(ctx: AppContext, view: ProgrammeView, pool: Pool, plan: Plan, weights: Weights) -> Ranking:
    """Order the pool and draw the line where the plan ends."""
    ranked = rank(pool.candidates, view.batch_id, weights)
    funded = min(plan.workers, len(ranked))
    workers = [_chosen(line, pool.people[line.worker_id], funded) for line in ranked]
    workers += _refused(pool)
    return Ranking(
        programme=view,
        monthly=plan.per_worker // plan.months,
        per_worker=plan.per_worker,
        funded=funded,
        reserve=len(ranked) - funded,
        refused=len(pool.refused),
        cost=funded * plan.per_worker,
        left=plan.ceiling - funded * plan.per_worker,
        workers=tuple(workers),
    )


def _chosen(line: Ranked, person: Person, funded: int) -> RankedWorker:
    return RankedWorker(
        worker_id=line.worker_id,
        full_name=person.full_name,
        village_code=person.village_code,
        occupation_code=person.occupation_code,
        outcome=Outcome.FUNDED if line.rank <= funded else Outcome.RESERVE,
        place=line.rank,
        reserve_no=line.rank - funded if line.rank > funded else None,
        score=line.score,
        components=dict(zip(COMPONENTS, line.components, strict=True)),
        reasons=(),
    )


def _refused(pool: Pool) -> Sequence[RankedWorker]:
    return [
        RankedWorker(
            worker_id=worker_id,
            full_name=pool.people[worker_id].full_name,
            village_code=pool.people[worker_id].village_code,
            occupation_code=pool.people[worker_id].occupation_code,
            outcome=Outcome.REFUSED,
            place=None,
            reserve_no=None,
            score=None,
            components={},
            reasons=reasons,
        )
        for worker_id, reasons in sorted(pool.refused.items())
    ]


def rank_batch(ctx: AppContext, view: ProgrammeView) -> Ranking:
    """The proposal as the programme stands now: its ceiling, months, weights and everyone in the register."""
    return rank_pool(ctx, view, load_pool(ctx, view), plan_batch(ctx, view), view.weights)


def covered_months(view: ProgrammeView) -> tuple[Month, Month]:
    """First and last contribution month of the batch."""
    return view.from_month, view.from_month.plus(view.months - 1)
