"""Every person row of a list becomes ready, warned, held or already here; nothing is written (issue 3, «Excel in»)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from models.values import Severity
from services.bulk import bulk_act
from services.progress import SILENT, Reporter
from services.reference import Reference
from services.spreadsheets.column_readers import Desk
from services.spreadsheets.headings import find_table
from services.spreadsheets.keys import Keyed
from services.spreadsheets.mapping import CHOICES, ListMapping
from services.spreadsheets.nik_column import examine, notes_of
from services.spreadsheets.people_rows import PersonRow, people_rows
from services.spreadsheets.records import CellAt, CheckedRow, Edits, ImportCheck, NikColumn, Recheck, RowProblem
from services.spreadsheets.roles import Meaning
from services.spreadsheets.rows import Born, Existing, Rows, nobody_born
from services.spreadsheets.sheets import SheetData, cell_text, column_number
from services.spreadsheets.source import Source

_STEP = 250


def check_source(
    source: Source,
    mapping: ListMapping,
    village_code: str,
    reference: Reference,
    today: date,
    existing: Existing,
    reporter: Reporter = SILENT,
    *,
    edits: Edits | None = None,
    fields: tuple[str, ...] = (),
    born: Born = nobody_born,
    keyed: Keyed | None = None,
) -> ImportCheck:
    """Check the mapped sheets as the list of one village, all problems in one pass.

    ``edits``: what an officer typed over cells. ``fields``: a partial update; people are matched by key or NIK, only
    these fields of a ``WorkerForm`` are read, and who is not in the register is held. ``born``: where to look for
    people who may be here under another NIK. ``keyed``: where to look up the keys of an exported list; without it they
    are passed over. Raises Cancelled by the reporter.
    """
    desk = Desk.of(reference, village_code, today, source.data.dates_from_1904)
    rows = Rows(desk, existing, fields, born, keyed)
    with bulk_act():
        total = sum(len(sheet.rows) for sheet in source.data.sheets)
        for count, person in enumerate(_people(source, mapping, edits or {})):
            if count % _STEP == 0:
                reporter.step(count, max(total, count), "workbook.checking")
            rows.add(person)
        doctor = examine(draft.source for draft in rows.drafts)
        rows.lossy = frozenset(_lossy(doctor))
        rows.look_up()
        checked = tuple(rows.finished(index) for index in range(len(rows.drafts)))
    reporter.step(len(checked), len(checked), "workbook.checking")
    notes = (*notes_of(doctor), *_notes(source, mapping))
    return ImportCheck(checked, notes, doctor, _columns(mapping), fields, dict(edits or {}), rows)


def recheck(check: ImportCheck, edits: Edits) -> Recheck:
    """Check some rows again with cells typed over; the edits are added to those made before.

    The check that was handed in stays as it is. Cells of unknown rows or of no column are passed over.
    """
    if check.desk is None:
        raise ValueError("this check cannot be continued")
    by_row: dict[int, dict[int, str]] = {}
    for at, text in edits.items():
        index = check.index_of(at.sheet, at.row)
        if index >= 0 and at.column:
            by_row.setdefault(index, {})[column_number(at.column)] = text
    rows = check.desk.copy()
    changed = rows.put({index: rows.drafts[index].source.typed_over(texts) for index, texts in by_row.items()})
    return _rechecked(check, rows, changed, {**check.edits, **edits})


def undo_edits(check: ImportCheck, source: Source, places: Collection[CellAt]) -> Recheck:
    """Take corrections of some cells back: they say again what the file says."""
    if check.desk is None:
        raise ValueError("this check cannot be continued")
    left = {at: text for at, text in check.edits.items() if at not in places}
    sheets = {sheet.name: sheet for sheet in source.data.sheets}
    rows, again, kept = check.desk.copy(), {}, _by_row(left)
    for at in places:
        index = check.index_of(at.sheet, at.row)
        if index >= 0:
            person = rows.drafts[index].source
            plain = PersonRow(sheets[at.sheet], person.index, person.table)
            again[index] = _edited(plain, kept)
    return _rechecked(check, rows, rows.put(again), left)


def cells_like(check: ImportCheck, at: CellAt) -> tuple[CellAt, ...]:
    """Cells in the same column with the same text and the same trouble, to be put right at once, ``at`` among them.

    Never NIKs: everybody has another, so one answer cannot be right for two.
    """
    index = check.index_of(at.sheet, at.row)
    if index < 0:
        return ()
    asked, column = check.rows[index], column_number(at.column)
    text, codes = _text(asked, column), _codes(asked, at.column)
    return tuple(
        CellAt(row.sheet, row.row, at.column)
        for row in check.rows
        if row.sheet == at.sheet and codes & _codes(row, at.column) and _text(row, column) == text
    )


def _text(row: CheckedRow, column: int) -> str:
    return cell_text(row.source.value(column)).lower()


def _codes(row: CheckedRow, letter: str) -> set[str]:
    return {problem.code for problem in row.problems if problem.column == letter and problem.field != "nik"}


def _rechecked(check: ImportCheck, rows: Rows, changed: Sequence[int], edits: Edits) -> Recheck:
    finished, different = list(check.rows), []
    for index in changed:
        old, new = finished[index], rows.finished(index)
        if old.source is not new.source or (old.state, old.problems, old.other) != (new.state, new.problems, new.other):
            different.append(index)
        finished[index] = new
    return Recheck(replace(check, rows=tuple(finished), edits=edits, desk=rows), tuple(different))


def _people(source: Source, mapping: ListMapping, edits: Edits) -> Iterable[PersonRow]:
    """The people of all mapped sheets, and what may be people in visible sheets without headings."""
    mapped = {sheet.index: sheet for sheet in mapping.sheets}
    by_row = _by_row(edits)
    for index, sheet in enumerate(source.data.sheets):
        if index in mapped:
            for person in people_rows(sheet, mapped[index].table()):
                yield _edited(person, by_row) if by_row else person
        elif not sheet.hidden and mapping.whole:
            yield from people_rows(sheet, None)


def _by_row(edits: Edits) -> dict[tuple[str, int], dict[int, str]]:
    by_row: dict[tuple[str, int], dict[int, str]] = {}
    for at, text in edits.items():
        by_row.setdefault((at.sheet, at.row), {})[column_number(at.column)] = text
    return by_row


def _edited(person: PersonRow, by_row: Mapping[tuple[str, int], Mapping[int, str]]) -> PersonRow:
    mine = by_row.get((person.sheet.name, person.number))
    return person.typed_over(mine) if mine else person


def _lossy(doctor: Sequence[NikColumn]) -> Iterable[tuple[str, int]]:
    return ((found.sheet, column_number(found.column)) for found in doctor if found.was_number)


def _columns(mapping: ListMapping) -> tuple[Meaning, ...]:
    """The meanings that occur in any sheet, in the order in which they are offered; heirs one after the other."""
    used = {column.meaning for sheet in mapping.sheets for column in sheet.columns if not column.is_ignored}
    return tuple(sorted(used, key=lambda meaning: (meaning.number, CHOICES.index(meaning.role))))


def _notes(source: Source, mapping: ListMapping) -> Iterable[RowProblem]:
    """What is true of a whole sheet."""
    mapped = {sheet.index for sheet in mapping.sheets}
    for index, sheet in enumerate(source.data.sheets):
        if sheet.hidden and index not in mapped and find_table(sheet) is not None:
            yield _note(sheet, "sheet.hidden")
        if sheet.columns_left_out:
            yield _note(sheet, "sheet.columns_left_out")


def _note(sheet: SheetData, code: str) -> RowProblem:
    return RowProblem(sheet.name, 0, "", "", "sheet", code, Severity.WARNING)
