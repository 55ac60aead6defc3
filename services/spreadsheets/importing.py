"""A workbook into the register: read, check, write the ready rows in one act, hand the rest back for correction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from models.values import ActKind, Role
from services.changes import Changes
from services.context import AppContext
from services.errors import NotAllowed, WorkbookRejected
from services.progress import SILENT, Reporter
from services.reference import Reference
from services.spreadsheets.check import check_source
from services.spreadsheets.comparing import namesakes_in
from services.spreadsheets.guessing import guess_mapping
from services.spreadsheets.held import write_held_rows
from services.spreadsheets.keys import Keyed, keyed_in
from services.spreadsheets.mapping import Recall, certain, nothing_remembered
from services.spreadsheets.opening import open_source
from services.spreadsheets.records import ImportCheck, ImportResult, RowState
from services.spreadsheets.remembering import remembered
from services.spreadsheets.rows import Born, Existing, nobody_born
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
    recall: Recall = nothing_remembered,
    born: Born = nobody_born,
    keyed: Keyed | None = None,
) -> ImportCheck:
    """Read and check a workbook as the list of one village, with nobody there to look at the guesses.

    So only what headings say (or an officer settled before) counts. Nothing is written.
    Raises WorkbookRejected (see ``open_source``; also workbook.no_table) and Cancelled.
    """
    source = open_source(path, reporter)
    mapping = certain(guess_mapping(source, remembered=recall, count=False))
    if not mapping.sheets:
        raise WorkbookRejected("workbook.no_table")
    return check_source(
        source, mapping, office_village_code, reference, today, existing, reporter, born=born, keyed=keyed
    )


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
    existing: Existing = lambda niks: existing_niks(ctx, niks)  # noqa: E731
    check = check_workbook(
        path,
        ctx.office.code,
        ctx.reference,
        ctx.today(),
        existing,
        reporter,
        recall=remembered(ctx),
        born=namesakes_in(ctx),
        keyed=keyed_in(ctx),
    )
    held = check.of(RowState.HELD)
    held_file = held_to if held and held_to is not None else None
    if held_file is not None:
        write_held_rows(held_file, held, say or (lambda code, _: code))
    ready = [row.form for row in check.going_in]
    changes = Changes()
    if ready and not dry_run:
        changes = register_workers(ctx, ready, reporter, kind=ActKind.IMPORT, note=path.name)
    return ImportResult(
        rows=len(check.rows),
        ready=len(ready),
        held=len(held),
        already_here=check.count(RowState.ALREADY_HERE),
        problems=check.problems,
        changes=changes,
        held_file=held_file,
    )
