"""Held rows as a workbook: the village's own columns in their order, the reasons, ready to be imported again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from models.values import Severity
from services.spreadsheets.headings import Column, Table, plain_heading
from services.spreadsheets.people_rows import PersonRow
from services.spreadsheets.records import CheckedRow, RowProblem
from services.spreadsheets.roles import LONG_NUMBERS, OUR_HEADINGS, Role
from services.spreadsheets.sheets import Cell, cell_text
from services.spreadsheets.writing import (
    DATE,
    HEADING,
    NUMBER,
    REASON,
    TEXT,
    WARNING,
    WRONG,
    add_sheet,
    date_cell,
    number_cell,
    text_cell,
    writing,
)

REASON_HEADING, SHEET_HEADING, ROW_HEADING = OUR_HEADINGS
_EXACT_DIGITS = 15
"""How many digits of a number Excel keeps."""


def write_held_rows(path: Path, rows: Sequence[CheckedRow], say: Callable[[str, Mapping[str, str | int]], str]) -> None:
    """Write the rows, one sheet per table they came from. ``say`` makes a sentence of a problem's code and data.

    A NIK that was a number loses its unsure last digit to a «?», so that importing it uncorrected holds it again.
    Raises StorageTrouble("file.not_writable").
    """
    groups: dict[tuple[str, int], list[CheckedRow]] = {}
    for row in rows:
        groups.setdefault((row.sheet, id(row.source.table)), []).append(row)
    with writing(path) as book:
        for (name, _), members in groups.items():
            _write_group(book, name, members, say)


def _write_group(book: Any, name: str, rows: Sequence[CheckedRow], say: Callable[..., str]) -> None:
    columns = _columns(rows)
    widths = [max(12.0, min(34.0, 6.0 + len(column.heading))) for column in columns] + [60.0, 16.0, 10.0]
    sheet = add_sheet(book, name, widths)
    headings = [plain_heading(column) for column in columns] + list(OUR_HEADINGS)
    sheet.append([text_cell(sheet, heading, HEADING) for heading in headings])
    for row in rows:
        sheet.append(_written(sheet, row, columns, say))


def _columns(rows: Sequence[CheckedRow]) -> list[Column]:
    """The village's columns: those with a heading, and those without in which a held row has something."""
    table: Table | None = rows[0].source.table
    known = {column.index: column for column in table.columns} if table else {}
    used = {index for row in rows for index, value in enumerate(_cells(row.source)) if cell_text(value)}
    found = [known.get(index) or Column(index, "", None) for index in sorted(used | set(known))]
    return [column for column in found if column.heading not in OUR_HEADINGS]


def _cells(source: PersonRow) -> Sequence[Cell]:
    return source.sheet.rows[source.index]


def _written(sheet: Any, row: CheckedRow, columns: Sequence[Column], say: Callable[..., str]) -> list[Any]:
    problems: dict[str, list[RowProblem]] = {}
    for problem in row.problems:
        problems.setdefault(problem.column, []).append(problem)
    cells = [_cell(sheet, row.source, column, problems.get(column.letter, []), say) for column in columns]
    held = [problem for problem in row.problems if problem.severity is Severity.HELD]
    reasons = list(dict.fromkeys(_reason(problem, say) for problem in held))
    origin, number = _origin(row)
    return [
        *cells,
        text_cell(sheet, "\n".join(reasons), REASON),
        text_cell(sheet, origin),
        text_cell(sheet, number),
    ]


def _reason(problem: RowProblem, say: Callable[..., str]) -> str:
    sentence = say(problem.code, problem.data)
    return f"{problem.heading}: {sentence}" if problem.heading else sentence


def _origin(row: CheckedRow) -> tuple[str, str]:
    """Where the row first came from, also when this workbook was itself one of held rows."""
    table = row.source.table
    by_heading = {column.heading: column.index for column in table.columns} if table else {}
    if SHEET_HEADING in by_heading and ROW_HEADING in by_heading:
        sheet, number = (cell_text(row.source.value(by_heading[name])) for name in (SHEET_HEADING, ROW_HEADING))
        if sheet and number:
            return sheet, number
    return row.sheet, str(row.row)


def _cell(
    sheet: Any, source: PersonRow, column: Column, problems: Sequence[RowProblem], say: Callable[..., str]
) -> Any:
    value = source.value(column.index)
    wrong = any(problem.severity is Severity.HELD for problem in problems)
    style = WRONG if wrong else WARNING if problems else ""
    comment = "\n".join(dict.fromkeys(say(problem.code, problem.data) for problem in problems))
    if column.meaning is not None and column.meaning.role in LONG_NUMBERS:
        return text_cell(sheet, _long_number(source, column, value), style or TEXT, comment)
    if isinstance(value, date):
        plain = value.date() if isinstance(value, datetime) else value
        return _with(date_cell(sheet, plain, style or DATE), sheet, comment)
    if isinstance(value, float):
        return _with(number_cell(sheet, value, style or NUMBER), sheet, comment)
    return text_cell(sheet, value if isinstance(value, str) else cell_text(value), style or TEXT, comment)


def _with(cell: Any, sheet: Any, comment: str) -> Any:
    if comment:
        cell.comment = text_cell(sheet, "", TEXT, comment).comment
    return cell


def _long_number(source: PersonRow, column: Column, value: Cell) -> str:
    """What is left of a long number, never more than is known. A formula stands as the text it was."""
    formula = source.formula(column.index)
    if formula is not None and column.meaning is not None and column.meaning.role is Role.NIK:
        return f"={formula.text or '?'}"
    if isinstance(value, float):
        digits = f"{value:.0f}"
        return digits if len(digits) <= _EXACT_DIGITS else digits[:_EXACT_DIGITS] + "?"
    return value if isinstance(value, str) else cell_text(value)
