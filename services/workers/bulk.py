"""One change for many people: an RT that was renumbered, an occupation typed wrongly for a whole list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from models.values import ActKind, Problem, Severity
from services.bulk import bulk_act
from services.changes import Changes
from services.context import AppContext
from services.errors import Invalid
from services.progress import SILENT, Reporter
from services.rules.worker_fields import address_problems, occupation_problems, text_problems
from services.workers.commands import changed_groups
from services.workers.groups import form_of, groups_of
from services.workers.leaving import each_record
from services.workers.records import WorkerForm


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkChange:
    """New values for everybody chosen. None leaves the field as it is; empty text empties it."""

    occupation_code: str | None = None
    rt: str | None = None
    rw: str | None = None
    hamlet: str | None = None
    address: str | None = None


def change_workers(ctx: AppContext, ids: Sequence[str], change: BulkChange, reporter: Reporter = SILENT) -> Changes:
    """Write the same values into many records in one act; records that have them already are left alone.

    Raises Invalid with what is wrong in the new values, NotFound("worker.missing"), Cancelled through the reporter.
    """
    values = {name: value for name, value in asdict(change).items() if value is not None}
    _require_sound(ctx, WorkerForm(**values))
    with bulk_act(), ctx.write(ActKind.BULK, ", ".join(values)) as unit:
        for worker_id, folded in each_record(unit, ids, reporter):
            stored = form_of({group: state.value or {} for group, state in folded.groups.items()})
            wanted = groups_of(replace(stored, **values))
            unit.replace("worker", worker_id, changed_groups(folded, wanted), folded)
    return unit.changes


def _require_sound(ctx: AppContext, form: WorkerForm) -> None:
    found: list[Problem] = [
        *address_problems(form, ctx.reference.villages),
        *occupation_problems(form, ctx.reference.occupations),
        *text_problems(form),
    ]
    held = [problem for problem in found if problem.severity is Severity.HELD]
    if held:
        raise Invalid(held)
