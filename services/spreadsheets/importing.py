"""A workbook into the register: read, check, write the ready rows in one act, hand the rest back for correction."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from models.values import Role
from services.changes import Changes
from services.context import AppContext
from services.errors import NotAllowed
from services.progress import SILENT, Reporter
from services.reference import Reference
from services.spreadsheets.check import Existing, check_sheets
from services.spreadsheets.held import write_held_rows
from services.spreadsheets.records import ImportCheck, ImportResult, RowState
from services.spreadsheets.workbook import open_workbook
from services.workers.commands import register_workers
from services.workers.queries import existing_niks

__all__ = ["ImportCheck", "ImportResult", "Say", "check_workbook", "import_workbook"]

Say = Callable[[str, Mapping[str, str | int]], str]
"""From a problem's code and data to a sentence (``gui.messages.sentence``)."""


def check_workbook(
    path: Path,
    office_village_code: str,
    reference: Reference,
    today: date,
    existing: Existing,
    reporter: Reporter = SILENT,
) -> ImportCheck:
    """Read and check a workbook as the list of one village; nothing is written.

    Raises WorkbookRejected (see ``open_workbook``; also workbook.no_table) and Cancelled.
    """
    with _collecting_paused():
        return check_sheets(open_workbook(path, reporter), office_village_code, reference, today, existing, reporter)


@contextmanager
def _collecting_paused() -> Iterator[None]:
    """No search for cyclic garbage meanwhile: hundreds of thousands of cells are made and all of them are kept."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def import_workbook(
    ctx: AppContext,
    path: Path,
    *,
    dry_run: bool = False,
    held_to: Path | None = None,
    say: Say | None = None,
    reporter: Reporter = SILENT,
) -> ImportResult:
    """Take in a workbook. Ready rows are saved in one act, all or none; held rows go to ``held_to`` when there are any.

    ``say`` writes the reasons into the held-rows workbook; without it the codes stand there.
    A dry run writes nothing to the register, but the held-rows workbook as asked.
    Raises NotAllowed("village.only"), WorkbookRejected, Cancelled, StorageTrouble("file.not_writable"), and what
    ``register_workers`` raises.
    """
    if ctx.office.role is not Role.VILLAGE:
        raise NotAllowed("village.only")
    check = check_workbook(
        path, ctx.office.code, ctx.reference, ctx.today(), lambda niks: existing_niks(ctx, niks), reporter
    )
    held = check.of(RowState.HELD)
    held_file = held_to if held and held_to is not None else None
    if held_file is not None:
        write_held_rows(held_file, held, say or (lambda code, _: code))
    ready = [row.form for row in check.of(RowState.READY)]
    changes = register_workers(ctx, ready, reporter) if ready and not dry_run else Changes()
    return ImportResult(
        rows=len(check.rows),
        ready=len(ready),
        held=len(held),
        already_here=check.count(RowState.ALREADY_HERE),
        problems=check.problems,
        changes=changes,
        held_file=held_file,
    )
