"""Every person row of a workbook becomes ready, held or already here; nothing is written (issue 2, «Excel in»)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from models.values import Problem, Severity
from services.errors import WorkbookRejected
from services.progress import SILENT, Reporter
from services.reference import Reference
from services.rules.completeness import check_worker
from services.rules.names import name_likeness
from services.rules.nik import decode_nik, nik_problem
from services.spreadsheets.column_readers import Desk
from services.spreadsheets.headings import Table, find_table
from services.spreadsheets.people_rows import PersonRow, people_rows
from services.spreadsheets.records import CheckedRow, ImportCheck, RowProblem, RowState
from services.spreadsheets.roles import Meaning, Role
from services.spreadsheets.row_reader import Problems, RowReader
from services.spreadsheets.sheets import SheetData, SheetsData, column_letter
from services.workers.records import WorkerForm, WorkerRef

Existing = Callable[[Iterable[str]], Mapping[str, WorkerRef]]
"""Who of the register already has these NIKs."""

_STEP = 250
_SAME_NAME = 70
"""Least likeness (0-100) of two names that one NIK may carry without a question."""

_CELL_OF_FIELD: dict[str, tuple[Role, ...]] = {
    "birth_place": (Role.BIRTH_PLACE, Role.BIRTH),
    "birth_date": (Role.BIRTH_DATE, Role.BIRTH),
    "sex": (Role.SEX, Role.MALE_MARK, Role.FEMALE_MARK),
    "rt": (Role.RT, Role.RT_RW, Role.ADDRESS),
    "rw": (Role.RW, Role.RT_RW, Role.ADDRESS),
    "work_start": (Role.WORK_START, Role.HOURS),
    "work_end": (Role.WORK_END, Role.HOURS),
    "heirs": (Role.HEIR_NAME,),
}


@dataclass(slots=True)
class _Draft:
    """A row while it is being checked."""

    source: PersonRow
    form: WorkerForm
    problems: Problems

    @property
    def is_held(self) -> bool:
        return any(problem.severity is Severity.HELD for _, problem in self.problems)

    @property
    def has_sound_nik(self) -> bool:
        return bool(self.form.nik) and not any(
            problem.field == "nik" and problem.severity is Severity.HELD for _, problem in self.problems
        )


def check_sheets(
    data: SheetsData,
    village_code: str,
    reference: Reference,
    today: date,
    existing: Existing,
    reporter: Reporter = SILENT,
) -> ImportCheck:
    """Check all sheets that are not hidden, as the list of one village.

    Raises WorkbookRejected("workbook.no_table") when no sheet has headings with NIK or name, Cancelled by the reporter.
    """
    shown = [sheet for sheet in data.sheets if not sheet.hidden]
    tables = [find_table(sheet) for sheet in shown]
    if not any(tables):
        raise WorkbookRejected("workbook.no_table")
    desk = Desk.of(reference, village_code, today, data.dates_from_1904)
    drafts = _read_all(list(zip(shown, tables, strict=True)), desk, reporter)
    _hold_repeats(drafts)
    here = existing([draft.form.nik for draft in drafts if draft.has_sound_nik])
    rows = tuple(_finished(draft, here.get(draft.form.nik)) for draft in drafts)
    reporter.step(len(rows), len(rows), "workbook.checking")
    return ImportCheck(rows, tuple(chain.from_iterable(map(_notes, data.sheets))))


def _read_all(sheets: list[tuple[SheetData, Table | None]], desk: Desk, reporter: Reporter) -> list[_Draft]:
    drafts: list[_Draft] = []
    readers: dict[int, RowReader] = {}
    total = sum(len(sheet.rows) for sheet, _ in sheets)
    for source in chain.from_iterable(people_rows(sheet, table) for sheet, table in sheets):
        if len(drafts) % _STEP == 0:
            reporter.step(len(drafts), total, "workbook.checking")
        drafts.append(_read(source, desk, readers))
    return drafts


def _read(source: PersonRow, desk: Desk, readers: dict[int, RowReader]) -> _Draft:
    if source.table is None:
        form = WorkerForm(village_code=desk.village_code)
        return _Draft(source, form, [(None, Problem("row", "row.no_heading"))])
    reader = readers.get(id(source.table))
    if reader is None:
        reader = readers[id(source.table)] = RowReader(source.sheet, source.table, desk)
    form, found = reader.read(source)
    problems = list(found)
    form = _filled_from_nik(form, problems, desk.today)
    held = {problem.field for _, problem in found if problem.severity is Severity.HELD}
    for problem in check_worker(form, desk.reference, desk.today):
        if problem.field not in held or problem.severity is Severity.HELD and problem.field != "nik":
            problems.append((None, problem))
    return _Draft(source, form, problems)


def _filled_from_nik(form: WorkerForm, problems: Problems, today: date) -> WorkerForm:
    """A blank birth date or sex is taken from a sound NIK, and told. An unreadable one is not: it holds its row."""
    if (form.birth_date and form.sex) or nik_problem(form.nik) is not None:
        return form
    parts = decode_nik(form.nik, today)
    unreadable = {problem.field for _, problem in problems}
    if form.birth_date is None and parts.birth_date is not None and "birth_date" not in unreadable:
        problems.append((None, Problem("birth_date", "birth_date.from_nik", Severity.WARNING)))
        form = replace(form, birth_date=parts.birth_date)
    if form.sex is None and "sex" not in unreadable:
        problems.append((None, Problem("sex", "sex.from_nik", Severity.WARNING)))
        form = replace(form, sex=parts.sex)
    return form


def _hold_repeats(drafts: list[_Draft]) -> None:
    """The first row with a NIK stands; each later one is held, whatever name it carries."""
    first: dict[str, _Draft] = {}
    for draft in drafts:
        if not draft.has_sound_nik:
            continue
        earlier = first.setdefault(draft.form.nik, draft)
        if earlier is not draft:
            data: dict[str, str | int] = {"sheet": earlier.source.sheet.name, "row": earlier.source.number}
            draft.problems.append((None, Problem("nik", "nik.repeated_in_file", data=data)))


def _finished(draft: _Draft, holder: WorkerRef | None) -> CheckedRow:
    repeated = any(problem.code == "nik.repeated_in_file" for _, problem in draft.problems)
    if holder is not None and not repeated and draft.has_sound_nik:
        state = RowState.ALREADY_HERE
        problems = _about_holder(draft, holder)
    else:
        state = RowState.HELD if draft.is_held else RowState.READY
        problems, holder = draft.problems, None
    source = draft.source
    told = tuple(_row_problem(source, column, problem) for column, problem in problems)
    return CheckedRow(source.sheet.name, source.number, draft.form, told, state, source, holder)


def _about_holder(draft: _Draft, holder: WorkerRef) -> Problems:
    """Somebody who is here already needs no correcting; only another name under the same NIK is worth a look."""
    name = draft.form.full_name
    if not name or name_likeness(name, holder.full_name) >= _SAME_NAME:
        return []
    return [(None, Problem("full_name", "nik.other_name", Severity.WARNING, {"worker_id": holder.id}))]


def _row_problem(source: PersonRow, column: int | None, problem: Problem) -> RowProblem:
    table = source.table
    if column is None and table is not None:
        column = _column_of(table, problem.field)
    return RowProblem(
        sheet=source.sheet.name,
        row=source.number,
        column="" if column is None else column_letter(column),
        heading="" if column is None or table is None else table.heading(column),
        field=problem.field,
        code=problem.code,
        severity=problem.severity,
        data=problem.data,
    )


def _column_of(table: Table, field: str) -> int | None:
    """The column a field was read from."""
    if field in _CELL_OF_FIELD:
        found = [table.column(role) for role in _CELL_OF_FIELD[field]]
        return next((column for column in found if column is not None), None)
    return table.roles.get(Meaning(Role(field))) if field in Role._value2member_map_ else None


def _notes(sheet: SheetData) -> Iterable[RowProblem]:
    """What is true of a whole sheet."""
    codes = []
    if sheet.hidden and find_table(sheet) is not None:
        codes.append("sheet.hidden")
    if sheet.columns_left_out:
        codes.append("sheet.columns_left_out")
    return [RowProblem(sheet.name, 0, "", "", "sheet", code, Severity.WARNING) for code in codes]
