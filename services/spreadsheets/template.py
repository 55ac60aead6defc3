"""Our own empty list for villages: text columns where digits must survive, choices as drop-downs, rules in comments."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from services.reference import Reference, load_reference
from services.spreadsheets.export import SHEET, export_workers
from services.spreadsheets.own_columns import OWN_COLUMNS, RELATIONSHIPS, OwnColumn
from services.spreadsheets.roles import Role
from services.spreadsheets.writing import save
from services.workers.records import WorkerForm

CHOICES = "Pilihan"
ROWS = 1_000
"""Rows prepared with formats and drop-downs."""

_CHOICE_COLUMN = {Role.SEX: "A", Role.OCCUPATION: "B", Role.OCCUPATION_2: "B", Role.HEIR_RELATIONSHIP: "C"}


def write_template(path: Path, reference: Reference) -> None:
    """Write the template. Raises StorageTrouble("file.not_writable")."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.freeze_panes = "C2"
    choices = _write_choices(book, reference)
    for number, column in enumerate(OWN_COLUMNS, start=1):
        _write_column(sheet, number, column)
        if column.meaning.role in _CHOICE_COLUMN:
            _add_drop_down(sheet, number, column, choices)
    save(book, path)


def write_people_workbook(path: Path, forms: Sequence[WorkerForm], reference: Reference | None = None) -> None:
    """A list as a careful village fills in the template. Raises StorageTrouble("file.not_writable")."""
    export_workers(path, forms, reference or load_reference())


def _write_choices(book: Any, reference: Reference) -> dict[str, int]:
    """The sheet behind the drop-downs; how many choices each of its columns holds."""
    sheet = book.create_sheet(CHOICES)
    lists = {
        "A": ["L", "P"],
        "B": [occupation.label for occupation in reference.occupations.values()],
        "C": list(RELATIONSHIPS.values()),
    }
    for letter, entries in lists.items():
        sheet.column_dimensions[letter].width = 44
        for row, entry in enumerate(entries, start=1):
            sheet[f"{letter}{row}"] = entry
    return {letter: len(entries) for letter, entries in lists.items()}


def _write_column(sheet: Any, number: int, column: OwnColumn) -> None:
    letter = get_column_letter(number)
    cell = sheet.cell(1, number, column.heading)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="DFF0EF")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.comment = Comment(column.rule, "Payung", height=80, width=260)
    style = "dd-mm-yyyy" if column.is_date else "#,##0" if column.is_number else "@"
    sheet.column_dimensions[letter].width = column.width
    sheet.column_dimensions[letter].number_format = style
    for row in range(2, ROWS + 2):
        sheet.cell(row, number).number_format = style


def _add_drop_down(sheet: Any, number: int, column: OwnColumn, choices: dict[str, int]) -> None:
    source = _CHOICE_COLUMN[column.meaning.role]
    letter = get_column_letter(number)
    # Everyday words for an occupation are understood, so the list only proposes; the others are strict.
    rule = DataValidation(
        type="list",
        formula1=f"={CHOICES}!${source}$1:${source}${choices[source]}",
        allow_blank=True,
        showErrorMessage=column.meaning.role not in (Role.OCCUPATION, Role.OCCUPATION_2),
    )
    rule.add(f"{letter}2:{letter}{ROWS + 1}")
    sheet.add_data_validation(rule)
