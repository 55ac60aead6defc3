"""Finding the table in a sheet: under title rows, with merged and two-row headings (issue 2, «Excel in»)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.spreadsheets.roles import HEIR_ROLES, LABELS, LONGEST_HEADING, Meaning, Role, recognise
from services.spreadsheets.sheets import SEARCHED_ROWS, SheetData, cell_text, column_letter

_NOT_READ = Meaning(Role.IGNORED)
_NO_BRACKETS = str.maketrans("", "", "()[]")
_THREE_DIGITS = re.compile(r"\d\D*\d\D*\d")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. ``heading`` is what stands over it, both rows of a two-row heading joined."""

    index: int
    heading: str
    meaning: Meaning | None

    @property
    def letter(self) -> str:
        """As Excel names it."""
        return column_letter(self.index)


@dataclass(frozen=True, slots=True)
class Table:
    """Headings of one table. ``first_row``: where people begin, from 0."""

    heading_row: int
    first_row: int
    columns: tuple[Column, ...]
    roles: Mapping[Meaning, int]
    headings: Mapping[int, str]

    def column(self, role: Role, number: int = 0) -> int | None:
        """Index of the column with that meaning."""
        return self.roles.get(Meaning(role, number))

    def heading(self, index: int) -> str:
        """The heading over a column; empty when there is none."""
        return self.headings.get(index, "")


def find_table(sheet: SheetData) -> Table | None:
    """The first table of a sheet that has people in it, or None.

    Of all rows near the top the one whose headings tell most is taken; it must tell NIK, name or key and one more.
    """
    best: Table | None = None
    for row in range(min(len(sheet.rows), SEARCHED_ROWS)):
        for found in _candidates(sheet, row):
            if best is None or _worth(found) > _worth(best):
                best = found
    return best


def _worth(table: Table) -> tuple[int, bool]:
    """More meanings first; at a tie one row of headings rather than two (a title above would make it two)."""
    return len(table.roles), table.first_row == table.heading_row + 1


def table_at(sheet: SheetData, row: int) -> Table | None:
    """The table whose headings stand in exactly this row (a list that goes on under new headings)."""
    return max(_candidates(sheet, row), key=_worth, default=None)


def _candidates(sheet: SheetData, row: int) -> Iterable[Table]:
    upper = _texts(sheet, row)
    single = _table(row, row + 1, upper)
    if single is not None:
        yield single
    if row + 1 >= len(sheet.rows):
        return
    lower = _texts(sheet, row + 1)
    if sum(map(bool, upper)) > 1 and _looks_like_headings(lower):
        double = _table(row, row + 2, _joined(_spread(sheet, row, upper, lower), lower))
        if double is not None:
            yield double


def _texts(sheet: SheetData, row: int) -> list[str]:
    return [cell_text(value) if isinstance(value, str) else "" for value in sheet.rows[row]]


def _looks_like_headings(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    if not filled or any(_THREE_DIGITS.search(text) for text in filled):
        return False
    return sum(recognise(text) is not None for text in filled) * 2 > len(filled)


def _spread(sheet: SheetData, row: int, upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Upper headings written over every column they stand above: by merged cells, else over blank neighbours."""
    spread = list(upper)
    for (top, left), (bottom, right) in sheet.merged:
        if top <= row <= bottom and left < len(spread):
            text = cell_text(sheet.rows[top][left]) if top < len(sheet.rows) and left < len(sheet.rows[top]) else ""
            for column in range(left, min(right, len(spread) - 1) + 1):
                spread[column] = spread[column] or text
    if not sheet.merged:
        for column in range(1, len(spread)):
            if not spread[column] and lower[column : column + 1] != [""] and lower[column - 1 : column] != [""]:
                spread[column] = spread[column - 1]
    return spread


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    width = max(len(upper), len(lower))
    pairs = [(_at(upper, column), _at(lower, column)) for column in range(width)]
    return [" ".join(dict.fromkeys(part for part in pair if part)) for pair in pairs]


def _at(texts: Sequence[str], column: int) -> str:
    return texts[column] if column < len(texts) else ""


def _table(heading_row: int, first_row: int, texts: Sequence[str]) -> Table | None:
    columns: list[Column] = []
    roles: dict[Meaning, int] = {}
    for index, text in enumerate(texts):
        if not text or len(text) > LONGEST_HEADING:
            continue
        meaning = _meaning(text, roles)
        if meaning is not None and meaning.role is not Role.IGNORED:
            roles[meaning] = index
        columns.append(Column(index, text, meaning))
    names_people = any(Meaning(role) in roles for role in (Role.NIK, Role.NAME, Role.KEY))
    if not names_people or len(roles) < 2:
        return None
    headings = {column.index: column.heading for column in columns}
    return Table(heading_row, first_row, tuple(columns), roles, headings)


def _meaning(text: str, roles: Mapping[Meaning, int]) -> Meaning | None:
    """The meaning of the next heading from the left.

    A second column of the same meaning is not read, except those of the next heir.
    """
    meaning = recognise(text)
    if meaning is None or meaning not in roles:
        return meaning
    if meaning.role in HEIR_ROLES:
        return Meaning(meaning.role, max(key.number for key in roles if key.role is meaning.role) + 1)
    return None


def plain_heading(column: Column) -> str:
    """A one-row heading that is recognised as the same column again (for the held-rows workbook).

    What was chosen by hand is written before the village's own words: «Dusun (Ket.)».
    """
    heading = column.heading[:LONGEST_HEADING]
    meant, read = column.meaning or _NOT_READ, recognise(heading) or _NOT_READ
    if meant == read:
        return heading
    label = LABELS[meant.role]
    label = f"{label} {meant.number + 1}" if meant.number else label
    named = f"{label} ({heading.translate(_NO_BRACKETS)})"[:LONGEST_HEADING]
    return named if (recognise(named) or _NOT_READ) == meant else label
