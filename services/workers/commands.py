"""Writes to the register. One act, one command, one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.values import Problem, Severity
from services.bulk import bulk_act
from services.changes import Changes
from services.context import AppContext
from services.errors import Conflict, Invalid, NotFound
from services.journal.unit import WriteUnit
from services.progress import SILENT, Reporter
from services.rules.completeness import check_worker
from services.rules.fold import Folded
from services.workers.groups import GROUP_FIELDS, Groups, groups_of
from services.workers.queries import nik_holders
from services.workers.records import WorkerForm

_STEP = 250
_MAY_COME_LATER = "nik.empty"
"""Someone without the KTP at hand is kept as incomplete rather than sent away (design/DESIGN.md, principle 2)."""


def register_worker(ctx: AppContext, form: WorkerForm) -> Changes:
    """Save a new worker, complete or not.

    Raises Invalid with every held problem: a broken NIK, a NIK that is already here, a negative income.
    """
    return register_workers(ctx, [form])


def register_workers(ctx: AppContext, forms: Sequence[WorkerForm], reporter: Reporter = SILENT) -> Changes:
    """Save many new workers in one act: all of them or none.

    Raises Invalid (problem data ``index`` tells which form), Cancelled through the reporter.
    """
    with bulk_act():
        return _register(ctx, forms, reporter)


def _register(ctx: AppContext, forms: Sequence[WorkerForm], reporter: Reporter) -> Changes:
    problems = _held_problems(ctx, forms)
    with ctx.write() as unit:
        problems += _repeated(unit, forms)
        if problems:
            raise Invalid(problems)
        for index, form in enumerate(forms):
            if index % _STEP == 0:
                reporter.step(index, len(forms), "workers.saving")
            unit.create("worker", ctx.new_id(), groups_of(form), own=ctx.office.code)
        reporter.step(len(forms), len(forms), "workers.saving")
    return unit.changes


def update_worker(
    ctx: AppContext, worker_id: str, form: WorkerForm, seen: Mapping[str, Sequence[str]] | None = None
) -> Changes:
    """Save a changed worker, writing only the groups whose values changed.

    ``seen``: the heads per group when the form was opened; raises Conflict("worker.changed_meanwhile") when they are
    no longer the heads, also where a group had none. Raises Invalid as ``register_worker`` does (a NIK that two
    records share already stands in the way only of a new NIK), NotFound("worker.missing").
    """
    problems = _held_problems(ctx, [form])
    with ctx.write() as unit:
        folded = unit.folded("worker", worker_id)
        if not folded.groups:
            raise NotFound("worker.missing")
        if form.nik != folded.value("identity").get("nik", ""):
            problems += _repeated(unit, [form], but=worker_id)
        if problems:
            raise Invalid(problems)
        if seen is not None and _changed_since(folded, seen):
            raise Conflict("worker.changed_meanwhile")
        unit.replace("worker", worker_id, changed_groups(folded, groups_of(form)), folded)
    return unit.changes


def _changed_since(folded: Folded, seen: Mapping[str, Sequence[str]]) -> bool:
    """Whether a group that the form writes has other heads than those it was opened with."""
    return any(set(folded.heads(group)) != set(seen.get(group, ())) for group in {*GROUP_FIELDS, *seen})


def changed_groups(folded: Folded, wanted: Groups) -> Groups:
    """Groups whose values differ from what is shown, plus those that must be emptied.

    Fields this program does not know are carried forward from the value they stand in.
    """
    changed: Groups = {}
    for group, fields in GROUP_FIELDS.items():
        shown = dict(folded.value(group))
        unknown = {name: value for name, value in shown.items() if name not in fields}
        new = {**unknown, **wanted.get(group, {})}
        if new != shown:
            changed[group] = new
    return changed


def _held_problems(ctx: AppContext, forms: Sequence[WorkerForm]) -> list[Problem]:
    today = ctx.today()
    return [
        _at(problem, index, len(forms))
        for index, form in enumerate(forms)
        for problem in check_worker(form, ctx.reference, today)
        if problem.severity is Severity.HELD and problem.code != _MAY_COME_LATER
    ]


def _at(problem: Problem, index: int, count: int) -> Problem:
    if count == 1:
        return problem
    return Problem(problem.field, problem.code, problem.severity, {**problem.data, "index": index})


def _repeated(unit: WriteUnit, forms: Sequence[WorkerForm], but: str | None = None) -> list[Problem]:
    """NIKs that are already here or twice among the forms. Looked up inside the transaction that writes."""
    holders = nik_holders(unit.connection, {form.nik for form in forms if form.nik})
    problems: list[Problem] = []
    seen: set[str] = set()
    for index, form in enumerate(forms):
        holder = holders.get(form.nik)
        if form.nik and form.nik in seen:
            problems.append(_at(Problem("nik", "nik.repeated"), index, len(forms)))
        elif holder is not None and holder.id != but:
            found = Problem("nik", "nik.already_here", data={"worker_id": holder.id})
            problems.append(_at(found, index, len(forms)))
        seen.add(form.nik)
    return problems
