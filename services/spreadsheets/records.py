"""What checking and importing a workbook gives back. Nothing here carries a NIK in its problems' data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from models.values import Severity
from services.changes import Changes
from services.spreadsheets.keys import LEFT
from services.spreadsheets.people_rows import PersonRow
from services.spreadsheets.roles import LONG_NUMBERS, Meaning
from services.spreadsheets.sheets import Cell, cell_text, column_letter
from services.workers.records import WorkerForm, WorkerRef

if TYPE_CHECKING:
    from services.spreadsheets.rows import Rows

Key = tuple[str, int]
"""A row of a workbook: sheet and row number as Excel shows it."""

_EXACT_DIGITS = 15
"""How many digits of a number Excel keeps."""


class RowState(StrEnum):
    """Every person row is exactly one of these. WARNED goes in as READY does, but is worth a look."""

    READY = "ready"
    WARNED = "warned"
    HELD = "held"
    ALREADY_HERE = "already_here"


class Choice(StrEnum):
    """What to do with one row."""

    SKIP = "skip"
    UPDATE = "update"


class CellAt(NamedTuple):
    """One cell: sheet, row number as Excel shows it, column letter."""

    sheet: str
    row: int
    column: str


Edits = Mapping[CellAt, str]
"""What an officer typed over the cells of a list."""


_NO_DATA: Mapping[str, str | int] = MappingProxyType({})


class RowProblem(NamedTuple):
    """One thing wrong in one cell. ``row`` as Excel numbers it, ``column`` its letter (``""``: no cell is meant)."""

    sheet: str
    row: int
    column: str
    heading: str
    field: str
    code: str
    severity: Severity
    data: Mapping[str, str | int] = _NO_DATA


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One person row. ``other``: who already has this key or NIK, when ALREADY_HERE or in a partial update.

    ``unread``: fields whose cell says something that could not be read; an update leaves them as they are.
    """

    sheet: str
    row: int
    form: WorkerForm
    problems: tuple[RowProblem, ...]
    state: RowState
    source: PersonRow
    other: WorkerRef | None = None
    unread: frozenset[str] = frozenset()

    @property
    def is_closed(self) -> bool:
        """Whether it is about somebody who left the register: told, never changed by a list."""
        return any(problem.code == LEFT for problem in self.problems)

    @property
    def key(self) -> Key:
        """Sheet and row number."""
        return self.sheet, self.row

    def column_of(self, meaning: Meaning) -> str:
        """The letter of the column with that meaning; ``""`` where this row's table has none."""
        table = self.source.table
        index = table.roles.get(meaning) if table is not None else None
        return "" if index is None else column_letter(index)

    def text(self, meaning: Meaning) -> str:
        """What stands in the cell with that meaning, corrections included; ``?`` for a digit that Excel lost."""
        table = self.source.table
        index = table.roles.get(meaning) if table is not None else None
        return "" if index is None else shown(self.source.value(index), meaning)

    def was_edited(self, meaning: Meaning) -> bool:
        """Whether an officer typed over that cell."""
        table = self.source.table
        return table is not None and table.roles.get(meaning) in self.source.edited

    def problems_in(self, meaning: Meaning) -> tuple[RowProblem, ...]:
        """The problems of that cell."""
        letter = self.column_of(meaning)
        return tuple(problem for problem in self.problems if letter and problem.column == letter)


def shown(value: Cell, meaning: Meaning) -> str:
    """A cell as an officer reads it: dates day first, long numbers without the digit that is not known."""
    if isinstance(value, date):
        plain = value.date() if isinstance(value, datetime) else value
        return f"{plain.day:02d}-{plain.month:02d}-{plain.year}"
    if isinstance(value, float) and meaning.role in LONG_NUMBERS:
        digits = f"{value:.0f}"
        return digits if len(digits) <= _EXACT_DIGITS else digits[:_EXACT_DIGITS] + "?"
    return cell_text(value)


@dataclass(frozen=True, slots=True)
class NikColumn:
    """How the NIKs of one column look as a whole (domain.md §5). ``niks``: filled cells."""

    sheet: str
    column: str
    heading: str
    niks: int
    ending_zero: int
    serial_zero: int
    numeric: int
    scientific: int
    was_number: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """``rows == ready + warned + held + already_here``."""

    rows: int
    ready: int
    warned: int
    held: int
    already_here: int


@dataclass(frozen=True, slots=True)
class ImportCheck:
    """A workbook, read and checked; nothing is written. ``notes`` belong to sheets and columns, not to rows.

    ``columns``: the meanings that occur, in the order of the list. ``fields``: what a partial update is limited to.
    """

    rows: tuple[CheckedRow, ...]
    notes: tuple[RowProblem, ...] = ()
    doctor: tuple[NikColumn, ...] = ()
    columns: tuple[Meaning, ...] = ()
    fields: tuple[str, ...] = ()
    edits: Edits = field(default_factory=dict)
    desk: Rows | None = field(default=None, repr=False, compare=False)

    def of(self, state: RowState) -> tuple[CheckedRow, ...]:
        """The rows in that state, in the order of the workbook."""
        return tuple(row for row in self.rows if row.state is state)

    def count(self, state: RowState) -> int:
        """How many rows are in that state."""
        return sum(row.state is state for row in self.rows)

    @property
    def counts(self) -> Counts:
        """All counts at once."""
        told = dict.fromkeys(RowState, 0)
        for row in self.rows:
            told[row.state] += 1
        return Counts(len(self.rows), *told.values())

    @property
    def going_in(self) -> tuple[CheckedRow, ...]:
        """Rows that will be written as they stand."""
        return tuple(row for row in self.rows if row.state in (RowState.READY, RowState.WARNED))

    @property
    def problems(self) -> tuple[RowProblem, ...]:
        """All problems, those of sheets first, then in the order of the workbook."""
        return self.notes + tuple(problem for row in self.rows for problem in row.problems)

    def index_of(self, sheet: str, row: int) -> int:
        """Where a row stands among ``rows``; -1 for none."""
        return next((at for at, each in enumerate(self.rows) if each.row == row and each.sheet == sheet), -1)


@dataclass(frozen=True, slots=True)
class Recheck:
    """The check after corrections, and which of its rows look different now (a repeat elsewhere may, too)."""

    check: ImportCheck
    changed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field of a ``WorkerForm`` that a list says otherwise."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Comparison:
    """Somebody who is here and a row about them. No differences: the list says nothing new."""

    worker: WorkerRef
    differences: tuple[FieldDifference, ...]


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did. ``rows`` is the sum of the six numbers after it. ``act``: what ``undo`` takes, or ""."""

    act: str
    rows: int
    written: int
    updated: int
    unchanged: int
    already_here: int
    set_aside: int
    held: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: ``rows == ready + held + already_here``. A dry run wrote none of the ready ones."""

    rows: int
    ready: int
    held: int
    already_here: int
    problems: tuple[RowProblem, ...]
    changes: Changes
    held_file: Path | None = None
