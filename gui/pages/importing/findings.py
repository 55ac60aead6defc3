"""What was found in a checked list, counted once and kept up to date row by row. Plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from gui.pages.importing import words
from models.values import Severity
from services.spreadsheets.session import NO_DOUBT, CheckedRow, Counts, ImportCheck, Meaning, RowProblem, RowState

SHOWN = (RowState.WARNED, RowState.HELD)
"""Rows whose problems are marked; the others go in (or are here) without a question."""
Kind = tuple[Severity, str]  # severity, first sentence


class Findings:
    """Ten thousand rows are looked at when it is made, off the window's thread; a correction costs its own rows."""

    def __init__(self, check: ImportCheck, meanings: Sequence[Meaning]) -> None:
        self._meanings = meanings
        self.states: Counter[RowState] = Counter()
        self.closed = 0
        self._kinds: Counter[Kind] = Counter()
        self.cells: dict[int, tuple[int, ...]] = {}
        for at, row in enumerate(check.rows):
            self._add(at, row)

    def change(self, before: ImportCheck, after: ImportCheck, changed: Iterable[int]) -> None:
        """Some rows are others now."""
        for at in changed:
            row = before.rows[at]
            self.states[row.state] -= 1
            self.closed -= row.is_closed
            self._kinds.subtract(kinds_of(row))
            self.cells.pop(at, None)
            self._add(at, after.rows[at])

    def _add(self, at: int, row: CheckedRow) -> None:
        self.states[row.state] += 1
        self.closed += row.is_closed
        if row.state in SHOWN:
            self._kinds.update(kinds_of(row))
            marked = tuple(column for column, each in enumerate(self._meanings) if marked_in(row, each))
            self.cells[at] = marked or (0,)  # trouble of the row as a whole is told at its first cell

    def counts(self) -> Counts:
        """How many rows stand how."""
        states = self.states
        return Counts(
            sum(states.values()),
            states[RowState.READY],
            states[RowState.WARNED],
            states[RowState.HELD],
            states[RowState.ALREADY_HERE],
        )

    def kinds(self) -> list[tuple[str, Severity, int]]:
        """Words, severity and number of rows; what holds rows first, then the most frequent."""
        found = [(text, severity, count) for (severity, text), count in self._kinds.items() if count]
        return sorted(found, key=lambda each: (each[1] is not Severity.HELD, -each[2], each[0]))


def kinds_of(row: CheckedRow) -> set[Kind]:
    """The kinds of trouble of a row; none where nothing is marked."""
    return {(each.severity, words.said(each)[0]) for each in doubts(row)}


def doubts(row: CheckedRow) -> list[RowProblem]:
    """What is marked in a row: nothing where it goes in without a question, nor what was only put in order."""
    return [each for each in row.problems if each.code not in NO_DOUBT] if row.state in SHOWN else []


def marked_in(row: CheckedRow, meaning: Meaning) -> tuple[RowProblem, ...]:
    """What is marked in one cell."""
    if row.state not in SHOWN:
        return ()
    return tuple(each for each in row.problems_in(meaning) if each.code not in NO_DOUBT)
