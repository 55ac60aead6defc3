"""What a workbook holds, as plain values. Rows and columns count from 0 here; people count from 1 and A."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Cell = str | float | bool | date | datetime | time | timedelta
"""One cell; an empty one is ``""``. A number is a float, whatever it looks like on screen."""

Place = tuple[int, int]
"""Row and column, from 0."""

MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_SHEETS = 50
MAX_TEXT = 1_000
MOST_TEXT = 64 * 1024 * 1024
"""Letters in all cells of a workbook, each counted as often as it is shown: one long text may stand in every row."""
SEARCHED_ROWS = 60
"""A table that begins lower than this is not looked for."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in a cell. ``computed``: whether the file also holds its last result."""

    text: str
    computed: bool


@dataclass(frozen=True, slots=True)
class SheetData:
    """One sheet. ``rows[0]`` is the first row of the sheet even when it is empty."""

    name: str
    rows: Sequence[Sequence[Cell]]
    formulas: Mapping[Place, Formula] = field(default_factory=dict)
    merged: tuple[tuple[Place, Place], ...] = ()
    hidden: bool = False
    columns_left_out: bool = False


@dataclass(frozen=True, slots=True)
class SheetsData:
    """All sheets of one workbook. ``dates_from_1904``: bare day numbers count from 1904 (old Mac Excel)."""

    sheets: tuple[SheetData, ...]
    dates_from_1904: bool = False


def column_letter(column: int) -> str:
    """The letters over a column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The reverse of ``column_letter``; any case."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def cell_text(value: Cell) -> str:
    """What a cell says, as one line without stray or invisible spaces; whole numbers without ``.0``."""
    if isinstance(value, str):
        if value.isascii() and value.isprintable() and "  " not in value:
            return value.strip()[:MAX_TEXT]
        return " ".join(value.replace("\u200b", "").replace("\ufeff", "").split())[:MAX_TEXT]
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)
