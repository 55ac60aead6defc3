"""Writes of the district: a programme with its batch, the decisions, the decree."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from models.values import Insurance, Outcome, Problem, Role
from services.bulk import bulk_act
from services.changes import Changes
from services.context import AppContext
from services.errors import Conflict, Invalid, NotAllowed
from services.handover.strict_json import MAX_INT
from services.journal.records import load_records
from services.journal.roster import load_roster
from services.journal.unit import WriteUnit
from services.programmes.answers import require_answers
from services.programmes.disputed import find_dispute
from services.programmes.queries import get_programme
from services.programmes.ranking import rank_batch
from services.programmes.records import ProgrammeTerms, ProgrammeView, RankedWorker, Ranking
from services.progress import SILENT, Reporter
from services.rules.budget import MOST_MONTHS
from services.rules.contribution import programme_contribution
from services.rules.fold import fold
from services.rules.ranking import Weights

_STEP = 250
HIGHEST_CEILING = MAX_INT
"""Rupiah: the largest number that a bundle carries. A larger one would block every reply of the district."""
LONGEST_NAME, LONGEST_BASIS, LONGEST_DECREE = 120, 200, 80
"""Characters: what the database keeps (models/programme.py)."""


def _district_only(ctx: AppContext) -> None:
    if ctx.office.role is not Role.DISTRICT:
        raise NotAllowed("district.only")


def create_programme(ctx: AppContext, terms: ProgrammeTerms) -> Changes:
    """Make a programme and its first batch.

    Raises Invalid for terms that no contribution can be reckoned from: a ceiling or number of months out of bounds, a
    base income that is not in the table, months before the tariff, names too long to travel.
    """
    _district_only(ctx)
    problems = [*_terms_problems(terms), *_pricing_problems(ctx, terms)]
    if problems:
        raise Invalid(problems)
    programme_id, batch_id = ctx.new_id(), ctx.new_id()
    with ctx.write() as unit:
        unit.create("programme", programme_id, {"terms": _programme_values(terms)})
        unit.create("batch", batch_id, {"terms": _batch_values(terms, programme_id)})
    return unit.changes


def _terms_problems(terms: ProgrammeTerms) -> list[Problem]:
    problems = [
        Problem(name, f"programme.{name}")
        for name, wrong in (
            ("ceiling", terms.ceiling < 1),
            ("months", not 1 <= terms.months <= MOST_MONTHS),
            ("base_income", terms.base_income < 1),
        )
        if wrong
    ]
    if terms.ceiling > HIGHEST_CEILING:
        problems.append(Problem("ceiling", "programme.ceiling_too_high"))
    for name, value, most in (("name", terms.name, LONGEST_NAME), ("legal_basis", terms.legal_basis, LONGEST_BASIS)):
        if len(value) > most:
            problems.append(Problem(name, "programme.text_too_long", data={"most": most}))
    return problems


def _pricing_problems(ctx: AppContext, terms: ProgrammeTerms) -> list[Problem]:
    """What the law's tables say against it; a programme that cannot be priced could never be shown again."""
    if terms.base_income < 1:
        return []
    try:
        programme_contribution(
            terms.from_month, terms.base_income, terms.payer, [Insurance.JKK, Insurance.JKM], ctx.reference.tariff
        )
    except Invalid as error:
        return list(error.problems)
    return []


def _programme_values(terms: ProgrammeTerms) -> dict[str, Any]:
    return {
        "name": terms.name or f"Pekerja rentan {terms.year}",
        "year": terms.year,
        "payer": terms.payer.value,
        "ceiling": terms.ceiling,
        "base_income": terms.base_income,
        "legal_basis": terms.legal_basis,
    }


def _batch_values(terms: ProgrammeTerms, programme_id: str) -> dict[str, Any]:
    return {
        "programme_id": programme_id,
        "from_month": str(terms.from_month),
        "months": terms.months,
        "weights": asdict(terms.weights),
    }


def change_terms(
    ctx: AppContext, programme_id: str, *, ceiling: int | None = None, weights: Weights | None = None
) -> Changes:
    """Change ceiling (rupiah) or weights (percent) of a programme that is not decided yet.

    Raises Conflict("programme.already_decided"), Invalid.
    """
    _district_only(ctx)
    view = get_programme(ctx, programme_id)
    if view.decided_on is not None:
        raise Conflict("programme.already_decided")
    if ceiling is not None and ceiling < 1:
        raise Invalid([Problem("ceiling", "programme.ceiling")])
    if ceiling is not None and ceiling > HIGHEST_CEILING:
        raise Invalid([Problem("ceiling", "programme.ceiling_too_high")])
    with ctx.write() as unit:
        for entity, record, values in (
            ("programme", view.id, {"ceiling": ceiling}),
            ("batch", view.batch_id, {"weights": asdict(weights) if weights is not None else None}),
        ):
            new = {key: value for key, value in values.items() if value is not None}
            folded = unit.folded(entity, record)
            shown = dict(folded.value("terms"))
            if {**shown, **new} != shown:
                unit.replace(entity, record, {"terms": {**shown, **new}}, folded)
    return unit.changes


def decide(ctx: AppContext, programme_id: str, reporter: Reporter = SILENT, *, anyway: bool = False) -> Ranking:
    """Fix the ranking of a programme's batch as signed decisions, one per worker, in one act.

    Looked up, ranked and written while nobody else can write, so that two windows never decide one batch twice.
    Raises NotAllowed("district.only"), Conflict("programme.already_decided" | "programme.nobody_funded"): a batch is
    decided for good, so one that would pay for nobody is refused. NotAllowed("programme.after_restore"): the database
    went back, and villages that have not handed over since may hold decisions it lacks; ``anyway`` decides even so.
    """
    _district_only(ctx)
    if not anyway:
        require_answers(ctx)
    decided_on = ctx.today()
    with bulk_act(), ctx.write() as unit:
        view = get_programme(ctx, programme_id)
        if view.decided_on is not None:
            raise Conflict("programme.already_decided")
        ranking = rank_batch(ctx, view)
        if ranking.funded == 0:
            raise Conflict("programme.nobody_funded")
        heads = _heads(unit, [worker.worker_id for worker in ranking.workers])
        for number, worker in enumerate(ranking.workers):
            if number % _STEP == 0:
                reporter.step(number, len(ranking.workers), "decisions.writing")
            record = decision_id(view.batch_id, worker.worker_id)
            values = _values(view, worker, decided_on) | {"basis": heads.get(worker.worker_id, [])}
            unit.create("decision", record, {"decision": values}, about=worker.worker_id)
        folded = unit.folded("batch", view.batch_id)
        decree = {
            "decided_on": decided_on.isoformat(),
            "ceiling": view.ceiling,
            "weights": asdict(view.weights),
        }  # what it was decided with goes along: where two versions meet, the chosen one is whole (``settling``)
        unit.replace("batch", view.batch_id, {"decree": decree}, folded)
        reporter.step(len(ranking.workers), len(ranking.workers), "decisions.writing")
    return ranking


def decision_id(batch_id: str, worker_id: str) -> str:
    """The same on every machine: UUIDv5 of batch and worker (handover.md)."""
    return str(uuid.uuid5(uuid.UUID(batch_id), worker_id))


def _heads(unit: WriteUnit, workers: Sequence[str]) -> Mapping[str, list[str]]:
    """The journal heads that each decision rests on, so that later edits can be told (handover.md B9)."""
    roster = load_roster(unit.connection)
    stored = load_records(unit.connection, "worker", workers)
    return {
        worker: sorted(
            {head for state in fold([row.entry for row in rows], roster).groups.values() for head in state.heads}
        )
        for worker, rows in stored.items()
    }


def _values(view: ProgrammeView, worker: RankedWorker, decided_on: date) -> dict[str, Any]:
    values: dict[str, Any] = {
        "batch_id": view.batch_id,
        "outcome": worker.outcome.value,
        "decided_on": decided_on.isoformat(),
    }
    if worker.outcome is not Outcome.REFUSED:
        values |= {"place": worker.place, "score": worker.score, "components": dict(worker.components)}
    if worker.reserve_no is not None:
        values["reserve_no"] = worker.reserve_no
    if worker.reasons:
        values["reasons"] = list(worker.reasons)
    return values


def record_decree(ctx: AppContext, programme_id: str, decree_no: str, decree_on: date) -> Changes:
    """Note the regent's decree for a batch that was decided.

    Raises Conflict("programme.not_decided" | "programme.disputed"), Invalid. Settles two numbers of one list.
    """
    _district_only(ctx)
    view = get_programme(ctx, programme_id)
    if view.decided_on is None:
        raise Conflict("programme.not_decided")
    dispute = find_dispute(ctx, view.batch_id)
    if dispute is not None and dispute.people:
        raise Conflict("programme.disputed", people=dispute.people)
    if not decree_no.strip():
        raise Invalid([Problem("decree_no", "decree.number_empty")])
    if len(decree_no.strip()) > LONGEST_DECREE:
        raise Invalid([Problem("decree_no", "programme.text_too_long", data={"most": LONGEST_DECREE})])
    with ctx.write() as unit:
        folded = unit.folded("batch", view.batch_id)
        decree = {**folded.value("decree"), "decree_no": decree_no.strip(), "decree_on": decree_on.isoformat()}
        unit.replace("batch", view.batch_id, {"decree": decree}, folded)
    return unit.changes
