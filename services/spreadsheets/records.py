"""What checking and importing a workbook gives back. Nothing here carries a NIK in its problems' data."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from models.values import Severity
from services.changes import Changes
from services.spreadsheets.people_rows import PersonRow
from services.workers.records import WorkerForm, WorkerRef


class RowState(StrEnum):
    """Every person row is exactly one of these."""

    READY = "ready"
    HELD = "held"
    ALREADY_HERE = "already_here"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong in one cell. ``row`` as Excel numbers it, ``column`` its letter (``""``: no cell is meant)."""

    sheet: str
    row: int
    column: str
    heading: str
    field: str
    code: str
    severity: Severity
    data: Mapping[str, str | int] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One person row. ``other``: who already has this NIK, when the state is ALREADY_HERE."""

    sheet: str
    row: int
    form: WorkerForm
    problems: tuple[RowProblem, ...]
    state: RowState
    source: PersonRow
    other: WorkerRef | None = None


@dataclass(frozen=True, slots=True)
class ImportCheck:
    """A workbook, read and checked; nothing is written. ``notes`` belong to sheets, not to rows."""

    rows: tuple[CheckedRow, ...]
    notes: tuple[RowProblem, ...] = ()

    def of(self, state: RowState) -> tuple[CheckedRow, ...]:
        """The rows in that state, in the order of the workbook."""
        return tuple(row for row in self.rows if row.state is state)

    def count(self, state: RowState) -> int:
        """How many rows are in that state."""
        return sum(row.state is state for row in self.rows)

    @property
    def problems(self) -> tuple[RowProblem, ...]:
        """All problems, those of sheets first, then in the order of the workbook."""
        return self.notes + tuple(problem for row in self.rows for problem in row.problems)


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
