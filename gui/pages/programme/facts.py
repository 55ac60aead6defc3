"""What the planner shows, as frozen facts. Plain Python: built off the window's thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from models.values import Outcome
from services.context import AppContext
from services.programmes.queries import decisions
from services.programmes.ranking import (
    Pool,
    budgeted_contribution,
    load_pool,
    monthly_contributions,
    plan_batch,
    rank_pool,
)
from services.programmes.records import ProgrammeTerms, ProgrammeView, RankedWorker, Ranking
from services.rules.budget import Plan, plan
from services.rules.ranking import Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The numbers in the fields. ``monthly`` and ``months`` may be tried out; only ceiling and weights are kept.

    None where the field is empty. Rupiah, rupiah a month, months.
    """

    ceiling: int | None
    monthly: int | None
    months: int | None
    weights: Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """What the law says for this programme: one person's month, its two parts, and all months together (rupiah).

    ``even``: every month costs the same; otherwise ``monthly`` is the rounded-down average.
    """

    jkk: int
    jkm: int
    monthly: int
    whole: int
    even: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """The sum at the top of the page. ``people`` the ceiling pays for; ``left`` of it in rupiah.

    ``lawful`` people are paid for at the law's tariff and the programme's months: these are proposed, whatever is
    tried out. ``lawful_cost`` is what they would cost at the tried numbers; ``trial``: the fields differ from the law.
    """

    people: int
    per_worker: int
    cost: int
    left: int
    lawful: int
    lawful_cost: int
    trial: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedList:
    """The proposal (or the decision) in order: the funded first, then the reserve; ``refused`` apart.

    ``months`` etc. are of the plan it was made with. ``by_subdistrict``: funded people per name, in code order.
    """

    lines: tuple[RankedWorker, ...]
    refused: tuple[RankedWorker, ...]
    funded: int
    cost: int
    by_subdistrict: Mapping[str, int]

    @property
    def candidates(self) -> int:
        """How many may be chosen."""
        return len(self.lines)


def law(ctx: AppContext, view: ProgrammeView) -> Tariff:
    """The law's contribution for this programme. Raises Invalid."""
    monthly = monthly_contributions(ctx, view)
    first = budgeted_contribution(view.from_month, view.base_income, view.payer, ctx.reference.tariff)
    whole = sum(monthly)
    return Tariff(jkk=first.jkk, jkm=first.jkm, monthly=whole // len(monthly), whole=whole, even=len(set(monthly)) == 1)


def is_trial(view: ProgrammeView, tariff: Tariff, draft: Draft) -> bool:
    """Whether the fields hold another contribution or number of months than the programme's."""
    return draft.monthly != tariff.monthly or draft.months != view.months


def drafted_plan(view: ProgrammeView, tariff: Tariff, draft: Draft) -> Plan | None:
    """What the fields come to; None while one is empty. Raises Invalid for numbers that cannot be."""
    if draft.ceiling is None or draft.monthly is None or draft.months is None:
        return None
    if is_trial(view, tariff, draft) or tariff.even:
        return plan(draft.ceiling, draft.months, draft.monthly)
    people = draft.ceiling // tariff.whole
    cost = people * tariff.whole
    return Plan(draft.ceiling, view.months, tariff.whole, people, cost, draft.ceiling - cost, people)


def plan_facts(view: ProgrammeView, tariff: Tariff, draft: Draft) -> PlanFacts | None:
    """The sum as it is shown; None while a field is empty. Raises Invalid."""
    made = drafted_plan(view, tariff, draft)
    if made is None:
        return None
    lawful = made.ceiling // tariff.whole
    return PlanFacts(
        people=made.workers,
        per_worker=made.per_worker,
        cost=made.cost,
        left=made.left,
        lawful=lawful,
        lawful_cost=lawful * made.per_worker,
        trial=is_trial(view, tariff, draft),
    )


def proposal(ctx: AppContext, view: ProgrammeView, pool: Pool, made: Plan, weights: Weights) -> RankedList:
    """Rank everyone for these numbers."""
    return _listed(ctx, rank_pool(ctx, view, pool, made, weights))


def _listed(ctx: AppContext, ranking: Ranking) -> RankedList:
    ranked = ranking.funded + ranking.reserve
    return RankedList(
        lines=ranking.workers[:ranked],
        refused=ranking.workers[ranked:],
        funded=ranking.funded,
        cost=ranking.cost,
        by_subdistrict=_by_subdistrict(ctx, ranking.workers[: ranking.funded]),
    )


def _by_subdistrict(ctx: AppContext, funded: tuple[RankedWorker, ...]) -> dict[str, int]:
    counts = Counter(worker.village_code[:8] for worker in funded)
    return {name: counts[code] for code, name in ctx.reference.subdistricts.items()}


def decided(ctx: AppContext, view: ProgrammeView) -> RankedList:
    """The list as it was decided. Components are shown where counting again gives the score that was kept."""
    pool = load_pool(ctx, view)
    made = plan_batch(ctx, view)
    again = {worker.worker_id: worker for worker in rank_pool(ctx, view, pool, made, view.weights).workers}
    workers = []
    for row in decisions(ctx, view.batch_id):
        person, now = pool.people[row.worker_id], again.get(row.worker_id)
        same = now is not None and now.score == row.score
        workers.append(
            RankedWorker(
                worker_id=row.worker_id,
                full_name=row.full_name,
                village_code=person.village_code,
                occupation_code=person.occupation_code,
                outcome=row.outcome,
                place=row.place,
                reserve_no=row.reserve_no,
                score=row.score,
                components=now.components if now is not None and same else {},
                reasons=row.reasons,
            )
        )
    lines = sorted((worker for worker in workers if worker.place is not None), key=lambda worker: worker.place or 0)
    funded = tuple(worker for worker in lines if worker.outcome is Outcome.FUNDED)
    return RankedList(
        lines=tuple(lines),
        refused=tuple(worker for worker in workers if worker.outcome is Outcome.REFUSED),
        funded=len(funded),
        cost=len(funded) * made.per_worker,
        by_subdistrict=_by_subdistrict(ctx, funded),
    )


def as_view(terms: ProgrammeTerms) -> ProgrammeView:
    """The programme these terms would make, to ask for its tariff."""
    return ProgrammeView(
        id="",
        batch_id="",
        name=terms.name,
        year=terms.year,
        payer=terms.payer,
        ceiling=terms.ceiling,
        base_income=terms.base_income,
        legal_basis=terms.legal_basis,
        from_month=terms.from_month,
        months=terms.months,
        weights=terms.weights,
        decided_on=None,
        decree_no="",
        decree_on=None,
    )
