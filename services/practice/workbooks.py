"""Workbooks as villages really keep them, filled with invented people, and the officer's corrections afterwards.

Four styles of list; about one row in thirty carries a fault that real lists have (domain.md §5, reference/peers.md §4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from services.practice.village_lists import STYLES, ListStyle, date_text
from services.reference import Village, load_reference
from services.spreadsheets.held import ROW_HEADING, SHEET_HEADING
from services.spreadsheets.roles import Role, recognise
from services.workers.records import WorkerForm

FAULTS = (
    "nik_short",
    "nik_long",
    "nik_number",
    "nik_scientific",
    "nik_date",
    "nik_formula",
    "name_missing",
    "occupation_word",
    "birth_date",
    "repeated",
)
_STRANGE_WORK = ("campur-campur", "ikut orang", "pocokan")
_IMPOSSIBLE_DATE = "31/02/1980"


@dataclass(frozen=True, slots=True)
class Fault:
    """One faulty row: where it stands (``row`` as Excel numbers it) and whom of ``people`` it is about."""

    kind: str
    sheet: str
    row: int
    person: int


def write_village_workbook(
    path: Path, village: Village, people: Sequence[WorkerForm], rng: Random, fault_rate: float = 0.03
) -> list[Fault]:
    """Write a village's list: titles, merged headings, faults, a total that was never computed, signatures.

    Every row without a fault reads back as exactly its person (but for the version of the notice).
    Raises OSError when the file cannot be written.
    """
    style = STYLES[rng.randrange(len(STYLES))]
    book = Workbook()
    sheet = book.active
    sheet.title = style.sheet
    first = _write_top(sheet, style, village)
    faults: list[Fault] = []
    row = first
    for index, person in enumerate(people):
        kind = rng.choice(FAULTS) if rng.random() < fault_rate else ""
        if kind == "birth_date" and person.birth_date is None:
            kind = ""
        _write_person(sheet, row, style, person, row - first + 1)
        if kind == "repeated":
            row += 1
            _write_person(sheet, row, style, person, row - first + 1)
        elif kind:
            _spoil(sheet, row, style, person, kind, rng)
        if kind:
            faults.append(Fault(kind, style.sheet, row, index))
        row += 1
    _write_bottom(sheet, style, village, first, row)
    book.save(path)
    return faults


def correct_held_workbook(path: Path, people: Sequence[WorkerForm], faults: Sequence[Fault]) -> None:
    """Do what the officer does with a held-rows workbook: put the bad cells right, delete the rows that are repeats.

    Raises KeyError when a row is held that carries no known fault.
    """
    by_place = {(fault.sheet, fault.row): fault for fault in faults}
    book = load_workbook(path)
    for sheet in book.worksheets:
        headings = [str(cell.value or "") for cell in sheet[1]]
        columns = {
            found.role: at for at, text in enumerate(headings, 1) if (found := recognise(text)) and not found.number
        }
        origin = headings.index(SHEET_HEADING) + 1, headings.index(ROW_HEADING) + 1
        for row in range(sheet.max_row, 1, -1):
            place = str(sheet.cell(row, origin[0]).value), int(sheet.cell(row, origin[1]).value)
            fault = by_place[place]
            if fault.kind == "repeated":
                sheet.delete_rows(row)
            else:
                _correct(sheet, row, columns, people[fault.person], fault.kind)
    book.save(path)


def _write_top(sheet: Any, style: ListStyle, village: Village) -> int:
    """Titles and headings; the first row for people."""
    width = len(style.columns)
    row = 1
    for title in style.titles:
        text = title.format(
            kind=village.kind.upper(), name=village.name.upper(), subdistrict=village.subdistrict.upper()
        )
        sheet.cell(row, 1, text).font = Font(bold=True)
        sheet.cell(row, 1).alignment = Alignment(horizontal="center")
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
        row += 1
    if style.titles:
        row += 1
    upper = row
    for at, column in enumerate(style.columns, 1):
        sheet.cell(upper, at, column.upper or column.heading).font = Font(bold=True)
        if column.upper:
            sheet.cell(upper + 1, at, column.heading).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = 18
    if not style.has_two_rows:
        return upper + 1
    _merge_headings(sheet, style, upper)
    if not style.numbered:
        return upper + 2
    for at in range(1, width + 1):
        sheet.cell(upper + 2, at, at)
    return upper + 3


def _merge_headings(sheet: Any, style: ListStyle, upper: int) -> None:
    start = 1
    for at, column in enumerate(style.columns, 1):
        following = style.columns[at].upper if at < len(style.columns) else ""
        if not column.upper:
            sheet.merge_cells(start_row=upper, start_column=at, end_row=upper + 1, end_column=at)
            start = at + 1
        elif following != column.upper:
            sheet.merge_cells(start_row=upper, start_column=start, end_row=upper, end_column=at)
            start = at + 1


def _write_person(sheet: Any, row: int, style: ListStyle, person: WorkerForm, number: int) -> None:
    line = Side(style="thin")
    for at, column in enumerate(style.columns, 1):
        value = number if column.role is Role.IGNORED else column.write(person)
        cell = sheet.cell(row, at, value)
        cell.border = Border(top=line, bottom=line)
        if isinstance(value, str):
            cell.data_type = "s"
            cell.number_format = "@"
        elif isinstance(value, date):
            cell.number_format = "dd/mm/yyyy"


def _spoil(sheet: Any, row: int, style: ListStyle, person: WorkerForm, kind: str, rng: Random) -> None:
    """Put one fault of that kind into a written row."""
    nik = person.nik
    spoiled: dict[str, Any] = {
        "nik_short": nik[:9] + nik[10:],
        "nik_long": nik[:9] + nik[8:],
        "nik_number": int(nik),
        "nik_scientific": f"{nik[0]},{nik[1:6]}E+15",
        "nik_date": nik[:8] + "13" + nik[10:],
        "nik_formula": f'="{nik[:8]}"&"{nik[8:]}"',
        "name_missing": None,
        "occupation_word": rng.choice(_STRANGE_WORK),
    }
    if kind == "birth_date":
        column = style.place(Role.BIRTH_DATE) or style.place(Role.BIRTH)
        is_both = style.place(Role.BIRTH_DATE) is None
        value = f"{person.birth_place}, {_IMPOSSIBLE_DATE}" if is_both else _IMPOSSIBLE_DATE
    else:
        role = {"name_missing": Role.NAME, "occupation_word": Role.OCCUPATION}.get(kind, Role.NIK)
        column, value = style.place(role), spoiled[kind]
    cell = sheet.cell(row, column)
    cell.value = value
    cell.number_format = "General"


def _write_bottom(sheet: Any, style: ListStyle, village: Village, first: int, row: int) -> None:
    """A total and the signature block."""
    income = style.place(Role.INCOME)
    sheet.cell(row, 1, "JUMLAH")
    if income is not None:
        letter = get_column_letter(income)
        sheet.cell(row, income, f"=SUM({letter}{first}:{letter}{row - 1})")
    right = len(style.columns) - 1
    head = "Lurah" if village.is_kelurahan else "Kepala Desa"
    sheet.cell(row + 3, 2, "Mengetahui,")
    sheet.cell(row + 3, right, f"{village.name}, 2 November 2026")
    sheet.cell(row + 4, 2, f"{head} {village.name}")
    sheet.cell(row + 4, right, "Petugas Pendata")
    sheet.cell(row + 8, 2, "SUNARTO")
    sheet.cell(row + 8, right, "ENDAH LESTARI")
    sheet.cell(row + 9, 2, "NIP. 19700101 199501 1 901")


def _correct(sheet: Any, row: int, columns: dict[Role, int], person: WorkerForm, kind: str) -> None:
    if kind == "name_missing":
        role, text = Role.NAME, person.full_name
    elif kind == "occupation_word":
        role, text = Role.OCCUPATION, load_reference().occupations[person.occupation_code].label
    elif kind == "birth_date" and person.birth_date is not None:
        role = Role.BIRTH_DATE if Role.BIRTH_DATE in columns else Role.BIRTH
        text = date_text(person.birth_date)
        text = f"{person.birth_place}, {text}" if role is Role.BIRTH else text
    else:
        role, text = Role.NIK, person.nik
    cell = sheet.cell(row, columns[role])
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
