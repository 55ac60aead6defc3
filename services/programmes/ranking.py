"""The proposal for a batch: who the ceiling reaches, in which order, and why the others wait or cannot be chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import Connection, Row

from models.values import Insurance, Month, Outcome, Payer, Relationship, Sector, WorkerStatus
from services.context import AppContext
from services.programmes.queries import programmes
from services.programmes.records import ProgrammeView, RankedWorker, Ranking
from services.rules.budget import Plan, plan_months
from services.rules.contribution import PAYER_UNCLEAR, Contribution, programme_contribution
from services.rules.eligibility import eligibility
from services.rules.ranking import COMPONENTS, Candidate, Ranked, Weights, rank
from services.rules.tariff import Tariff
from services.workers.groups import heirs_of

_WORKERS = """
SELECT w.id, w.full_name, w.village_code, w.occupation_code, w.nik, w.birth_date, w.status, w.monthly_income, w.heirs,
       (SELECT count(DISTINCT d.batch_id) FROM decision d
        WHERE d.worker_id = w.id AND d.outcome = 'funded' AND d.batch_id <> ?) AS times_funded,
       EXISTS (SELECT 1 FROM participation p WHERE p.worker_id = w.id AND p.enrolled_on IS NOT NULL) AS enrolled
FROM worker w
"""

_FUNDED = """
SELECT w.id, w.nik FROM decision d JOIN worker w ON w.id = d.worker_id WHERE d.batch_id = ? AND d.outcome = 'funded'
"""

_DEPENDANTS = frozenset({Relationship.SPOUSE, Relationship.CHILD, Relationship.PARENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is shown of a worker in the ranked list."""

    full_name: str
    village_code: str
    occupation_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Everyone a batch could choose from, loaded once; ``refused`` says by codes why someone cannot be chosen.

    ``flags``: what a person should look into about a candidate (``age.ask_bpjs``), told with the decision.
    """

    candidates: tuple[Candidate, ...]
    refused: Mapping[str, tuple[str, ...]]
    flags: Mapping[str, tuple[str, ...]]
    people: Mapping[str, Person]


def load_pool(ctx: AppContext, view: ProgrammeView) -> Pool:
    """Read all workers and test who may be chosen for this batch.

    A NIK that stands on two records keeps both out (``nik.duplicate``): nobody is funded twice, and nobody is
    silently taken for the other (handover.md B9). Nor is anyone whom another batch pays for in one of these months
    (``turn.funded_already``, domain.md: one NIK never in two active batches).
    """
    with ctx.read() as connection:
        rows = connection.exec_driver_sql(_WORKERS, (view.batch_id,)).all()
        paid_for = _paid_for(connection, [each for each in programmes(ctx) if _overlaps(each, view)])
    niks = Counter(row.nik for row in rows if row.nik and row.status != WorkerStatus.LEFT)
    candidates, refused, flags, people = [], {}, {}, {}
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
        if row.id in paid_for or row.nik in paid_for:
            reasons += ("turn.funded_already",)
        if reasons or judged.age is None:
            refused[row.id] = reasons
        else:
            candidates.append(_candidate(ctx, row, judged.age))
            if judged.flags:
                flags[row.id] = judged.flags
    return Pool(candidates=tuple(candidates), refused=refused, flags=flags, people=people)


def _overlaps(other: ProgrammeView, view: ProgrammeView) -> bool:
    """Whether another batch was decided for one of the same months."""
    if other.batch_id == view.batch_id or other.decided_on is None:
        return False
    (first, last), (other_first, other_last) = covered_months(view), covered_months(other)
    return first <= other_last and other_first <= last


def _paid_for(connection: Connection, others: Sequence[ProgrammeView]) -> frozenset[str]:
    """Record ids and NIKs of everyone whom these batches fund."""
    found: set[str] = set()
    for other in others:
        for pair in connection.exec_driver_sql(_FUNDED, (other.batch_id,)):
            found.update(value for value in pair if value)
    return frozenset(found)


def _candidate(ctx: AppContext, row: Row, age: int) -> Candidate:  # type: ignore[type-arg]
    occupation = ctx.reference.occupations.get(row.occupation_code)
    # As another machine wrote them: one odd list must not stop the ranking of everybody.
    dependants = sum(1 for heir in heirs_of(msgspec.json.decode(row.heirs)) if heir.relationship in _DEPENDANTS)
    return Candidate(
        row.id, row.monthly_income, occupation.risk if occupation else 1, dependants, age, row.times_funded
    )


def monthly_contributions(ctx: AppContext, view: ProgrammeView) -> list[int]:
    """One person's JKK and JKM for each month of the batch, in rupiah, at the programme's base income."""
    tariff = ctx.reference.tariff
    months = (view.from_month.plus(number) for number in range(view.months))
    return [budgeted_contribution(month, view.base_income, view.payer, tariff).total for month in months]


def budgeted_contribution(month: Month, base_income: int, payer: Payer, tariff: Tariff) -> Contribution:
    """What one person is budgeted with for one month, so that a ceiling is never overdrawn.

    A relief that the law grants to some sectors only, or that is unclear for this payer (APBDes, CSR: domain.md §1),
    is not counted on: those are priced in full. Raises Invalid as ``programme_contribution`` does.
    """
    insurances = (Insurance.JKK, Insurance.JKM)
    found = programme_contribution(month, base_income, payer, insurances, tariff, Sector.OTHER)
    if PAYER_UNCLEAR in found.rules:
        return programme_contribution(month, base_income, Payer.APBD, insurances, tariff, Sector.OTHER)
    return found


def plan_batch(ctx: AppContext, view: ProgrammeView, *, ceiling: int | None = None, tariff: int | None = None) -> Plan:
    """What the ceiling pays for; ``tariff`` tries another monthly contribution (rupiah) than the law's."""
    monthly = monthly_contributions(ctx, view) if tariff is None else [tariff] * view.months
    return plan_months(view.ceiling if ceiling is None else ceiling, monthly)


def rank_pool(ctx: AppContext, view: ProgrammeView, pool: Pool, plan: Plan, weights: Weights) -> Ranking:
    """Order the pool and draw the line where the plan ends."""
    ranked = rank(pool.candidates, view.batch_id, weights)
    funded = min(plan.workers, len(ranked))
    workers = [_chosen(line, pool, funded) for line in ranked]
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


def _chosen(line: Ranked, pool: Pool, funded: int) -> RankedWorker:
    person = pool.people[line.worker_id]
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
        reasons=pool.flags.get(line.worker_id, ()),
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
