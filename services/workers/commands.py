"""Writes to the register. One act, one command, one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from models.values import ActKind, Problem, Severity
from services.bulk import bulk_act
from services.changes import Changes
from services.context import AppContext
from services.errors import Conflict, Invalid, NotFound
from services.journal.unit import WriteUnit
from services.progress import SILENT, Reporter, Shifted
from services.rules.completeness import check_worker
from services.rules.fold import Folded
from services.workers.drafts import drop_within
from services.workers.groups import GROUP_FIELDS, Groups, form_of, groups_of
from services.workers.queries import nik_holders
from services.workers.records import WorkerForm

_STEP = 250
_MAY_COME_LATER = "nik.empty"
"""Someone without the KTP at hand is kept as incomplete rather than sent away (design/DESIGN.md, principle 2)."""


def register_worker(ctx: AppContext, form: WorkerForm, draft_id: str | None = None) -> Changes:
    """Save a new worker, complete or not. ``draft_id``: the draft it was typed in goes in the same transaction.

    Raises Invalid with every held problem: a broken NIK, a NIK that is already here, a negative income.
    """
    with ctx.write(ActKind.REGISTER) as unit:
        _create(ctx, unit, [form], SILENT)
        _drop_draft(unit, draft_id)
    return unit.changes


def register_workers(
    ctx: AppContext,
    forms: Sequence[WorkerForm],
    reporter: Reporter = SILENT,
    *,
    kind: ActKind = ActKind.REGISTER,
    note: str = "",
) -> Changes:
    """Save many new workers in one act: all of them or none. ``note``: a file name or the like, for the list of acts.

    Raises Invalid (problem data ``index`` tells which form), Cancelled through the reporter.
    """
    return save_workers(ctx, forms, (), reporter, kind=kind, note=note)


class WorkerUpdate(NamedTuple):
    """New values for somebody who is here already. Only ``fields`` of the form are taken; all others stay."""

    worker_id: str
    form: WorkerForm
    fields: tuple[str, ...]


def save_workers(
    ctx: AppContext,
    new: Sequence[WorkerForm],
    updates: Sequence[WorkerUpdate],
    reporter: Reporter = SILENT,
    *,
    kind: ActKind = ActKind.IMPORT,
    note: str = "",
) -> Changes:
    """Register new people and change others, all in one act that can be undone as one.

    Raises Invalid (problem data ``index``: which of ``new``; ``update``: which of ``updates``),
    NotFound("worker.missing"), Cancelled; then nothing was written.
    """
    with bulk_act(), ctx.write(kind, note) as unit:
        total = len(new) + len(updates)
        _create(ctx, unit, new, Shifted(reporter, 0, total))
        _update(ctx, unit, updates, Shifted(reporter, len(new), total))
        reporter.step(total, total, "workers.saving")
    return unit.changes


def _create(ctx: AppContext, unit: WriteUnit, forms: Sequence[WorkerForm], reporter: Reporter) -> None:
    problems = _held_problems(ctx, forms) + _repeated(unit, forms)
    if problems:
        raise Invalid(problems)
    for index, form in enumerate(forms):
        if index % _STEP == 0:
            reporter.step(index, len(forms), "workers.saving")
        unit.create("worker", ctx.new_id(), groups_of(form), own=ctx.office.code)


def _update(ctx: AppContext, unit: WriteUnit, updates: Sequence[WorkerUpdate], reporter: Reporter) -> None:
    for start in range(0, len(updates), _STEP):
        reporter.step(start, len(updates), "workers.saving")
        part = updates[start : start + _STEP]
        folded = unit.folded_many("worker", [update.worker_id for update in part])
        for index, update in enumerate(part, start=start):
            present = folded.get(update.worker_id)
            if present is None or not present.groups:
                raise NotFound("worker.missing")
            _update_one(ctx, unit, update, present, index)


def _update_one(ctx: AppContext, unit: WriteUnit, update: WorkerUpdate, folded: Folded, index: int) -> None:
    stored = form_of({group: state.value or {} for group, state in folded.groups.items()})
    form = replace(stored, **{name: getattr(update.form, name) for name in update.fields})
    problems = [
        Problem(problem.field, problem.code, problem.severity, {**problem.data, "update": index})
        for problem in _held_problems(ctx, [form])
        if problem.field in update.fields
    ]
    if form.nik != stored.nik:
        problems += _repeated(unit, [form], but=update.worker_id)
    if problems:
        raise Invalid(problems)
    unit.replace("worker", update.worker_id, changed_groups(folded, groups_of(form)), folded)


def update_worker(
    ctx: AppContext,
    worker_id: str,
    form: WorkerForm,
    seen: Mapping[str, Sequence[str]] | None = None,
    draft_id: str | None = None,
) -> Changes:
    """Save a changed worker, writing only the groups whose values changed.

    ``seen``: the heads per group when the form was opened; raises Conflict("worker.changed_meanwhile") when they are
    no longer the heads, also where a group had none. ``draft_id``: the draft it was typed in goes in the same
    transaction. Raises Invalid as ``register_worker`` does (a NIK that two records share already stands in the way
    only of a new NIK), NotFound("worker.missing").
    """
    problems = _held_problems(ctx, [form])
    with ctx.write(ActKind.UPDATE) as unit:
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
        _drop_draft(unit, draft_id)
    return unit.changes


def _drop_draft(unit: WriteUnit, draft_id: str | None) -> None:
    if draft_id is not None:
        drop_within(unit.connection, draft_id)
        unit.touch("draft", draft_id)


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
