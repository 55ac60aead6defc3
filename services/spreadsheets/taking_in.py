"""The last step: what was checked goes into the register, in one act that can be undone as one."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from models.values import ActKind, Role
from services.changes import Changes
from services.context import AppContext
from services.errors import NotAllowed, StorageTrouble
from services.progress import SILENT, Reporter
from services.spreadsheets.comparing import updates_of
from services.spreadsheets.records import CheckedRow, Choice, ImportCheck, ImportOutcome, Key, RowState
from services.spreadsheets.remembering import remember_file
from services.spreadsheets.source import Source
from services.workers.commands import save_workers
from services.workers.queries import existing_niks


def write_import(
    ctx: AppContext,
    check: ImportCheck,
    choices: Mapping[Key, Choice] | None = None,
    *,
    default: Choice = Choice.SKIP,
    note: str = "",
    source: Source | None = None,
    reporter: Reporter = SILENT,
) -> ImportOutcome:
    """Write new people and chosen updates, all or none.

    ``choices`` per row: SKIP leaves a ready row out, UPDATE brings somebody up to date who is here; ``default`` stands
    for those who are here and have no choice. Somebody entered since the check counts as already here and is left.
    ``note``: the file's name, for the list of acts. Raises NotAllowed("village.only"), Invalid, Cancelled,
    StorageTrouble; then nothing was written.
    """
    if ctx.office.role is not Role.VILLAGE:
        raise NotAllowed("village.only")
    chosen = choices or {}
    held = check.count(RowState.HELD)
    ready = [row for row in check.going_in if chosen.get(row.key) is not Choice.SKIP]
    set_aside = len(check.rows) - held - len(ready) - check.count(RowState.ALREADY_HERE)
    new = _still_new(ctx, [row for row in ready if row.other is None])
    late = sum(row.other is None for row in ready) - len(new)
    wanted = [row for row in ready if row.other is not None]
    here = (row for row in check.of(RowState.ALREADY_HERE) if not row.is_closed)
    wanted += [row for row in here if chosen.get(row.key, default) is Choice.UPDATE]
    updates = updates_of(ctx, check, wanted, reporter)
    changes = Changes()
    if new or updates:
        forms = [row.form for row in new]
        changes = save_workers(ctx, forms, updates, reporter, kind=ActKind.IMPORT, note=note)
        if source is not None:
            with suppress(StorageTrouble):  # the people are in; only the hint at a second time is lost
                remember_file(ctx, source, changes.act)
    return ImportOutcome(
        act=changes.act,
        rows=len(check.rows),
        written=len(new),
        updated=len(updates),
        unchanged=len(wanted) - len(updates),
        already_here=late + check.count(RowState.ALREADY_HERE) - sum(_was_here(row) for row in wanted),
        set_aside=set_aside,
        held=held,
        changes=changes,
    )


def _still_new(ctx: AppContext, rows: list[CheckedRow]) -> list[CheckedRow]:
    here = existing_niks(ctx, [row.form.nik for row in rows])
    return [row for row in rows if row.form.nik not in here]


def _was_here(row: CheckedRow) -> bool:
    return row.state is RowState.ALREADY_HERE
