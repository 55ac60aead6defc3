"""The NIK doctor: what a column of NIKs tells as a whole (domain.md §5).

Excel keeps 15 digits of a number. A column that was one once holds NIKs whose last digit is 0, and since real serials
are small, many end in 0000. One such NIK can be right; a column of them cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.values import Severity
from services.rules.nik import LENGTH, clean_nik
from services.spreadsheets.headings import Table
from services.spreadsheets.people_rows import PersonRow
from services.spreadsheets.records import NikColumn, RowProblem
from services.spreadsheets.roles import Role
from services.spreadsheets.sheets import Cell, column_letter

MOST_ZEROS = 0.2
"""A greater share of NIKs ending in 0 is no chance (one in ten would be)."""
LEAST = 10
"""Fewer NIKs than this prove nothing by their share."""
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?1[4-6]", re.IGNORECASE)


@dataclass(slots=True)
class _Tally:
    heading: str
    texts: int = 0
    ending_zero: int = 0
    serial_zero: int = 0
    numeric: int = 0
    scientific: int = 0

    def was_number(self) -> bool:
        """Numbers that became text: their last digit is gone though they look whole."""
        many = self.texts >= LEAST and self.ending_zero > MOST_ZEROS * self.texts
        return many or self.serial_zero > 0


def examine(sources: Iterable[PersonRow]) -> tuple[NikColumn, ...]:
    """Every NIK column in these rows, also those with nothing to tell. What an officer typed does not count."""
    tallies: dict[tuple[str, int], _Tally] = {}
    columns: dict[int, tuple[Table, int | None]] = {}
    for source in sources:
        table = source.table
        if table is None:
            continue
        if id(table) not in columns:
            columns[id(table)] = table, table.column(Role.NIK)
        column = columns[id(table)][1]
        if column is None or column in source.edited:
            continue
        place = source.sheet.name, column
        tally = tallies.get(place)
        if tally is None:
            tally = tallies[place] = _Tally(table.heading(column))
        _count(tally, source.value(column))
    return tuple(_told(sheet, column, tally) for (sheet, column), tally in tallies.items())


def _count(tally: _Tally, value: Cell) -> None:
    if isinstance(value, float):
        tally.numeric += 1
    elif isinstance(value, str) and value:
        digits = clean_nik(value).nik
        if len(digits) == LENGTH and digits.isdigit():
            tally.texts += 1
            tally.ending_zero += digits[-1] == "0"
            tally.serial_zero += digits.endswith("0000")
        elif _SCIENTIFIC.fullmatch(digits):
            tally.scientific += 1


def _told(sheet: str, column: int, tally: _Tally) -> NikColumn:
    return NikColumn(
        sheet=sheet,
        column=column_letter(column),
        heading=tally.heading,
        niks=tally.texts + tally.numeric + tally.scientific,
        ending_zero=tally.ending_zero,
        serial_zero=tally.serial_zero,
        numeric=tally.numeric,
        scientific=tally.scientific,
        was_number=tally.was_number(),
    )


def notes_of(columns: Sequence[NikColumn]) -> list[RowProblem]:
    """What to say about them: «kolom NIK pernah berupa angka: 212 dari 240 NIK berakhir 0»."""
    notes = []
    for found in columns:
        if found.was_number:
            data: dict[str, str | int] = {"count": found.ending_zero, "total": found.niks}
            notes.append(_note(found, "nik.column_was_number", data))
        damaged = found.numeric + found.scientific
        if damaged:
            notes.append(_note(found, "nik.column_numeric", {"count": damaged, "total": found.niks}))
    return notes


def _note(found: NikColumn, code: str, data: dict[str, str | int]) -> RowProblem:
    return RowProblem(found.sheet, 0, found.column, found.heading, "nik", code, Severity.WARNING, data)
