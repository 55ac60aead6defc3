"""The checked rows as one looks at them: filtered, marked, from problem to problem. Plain Python."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence

from gui.format import nik, number, title_case
from gui.language import tr
from gui.pages.importing import words
from gui.pages.importing.cells import GridCell, GridColumn, GridHead, Mark
from gui.pages.importing.findings import Findings, doubts, kinds_of, marked_in
from models.values import Severity
from services.spreadsheets.session import (
    KEY_FIELD,
    CellAt,
    CheckedRow,
    Choice,
    ImportCheck,
    Meaning,
    Role,
    RowProblem,
    RowState,
)

Key = tuple[str, int]
Filter = RowState | None
_HEADS = {
    RowState.READY: ("check-circle-fill", "ok"),
    RowState.WARNED: ("warning-fill", "warn"),
    RowState.HELD: ("warning-octagon-fill", "err"),
    RowState.ALREADY_HERE: ("user-circle-fill", "info"),
}
_WIDTHS = {
    Role.NAME: 170,
    Role.NIK: 178,
    Role.KK: 178,
    Role.HEIR_NIK: 178,
    Role.BIRTH: 190,
    Role.ADDRESS: 200,
    Role.ADDRESS_RT_RW: 240,
    Role.OCCUPATION: 160,
    Role.SEX: 132,
    Role.RT: 72,
    Role.RW: 72,
    Role.RT_RW: 96,
    Role.HEIR_NAME: 160,
    Role.HEIR_RELATIONSHIP: 170,
    Role.INCOME: 124,
}
_FIRST = (Role.NAME, Role.NIK)


class Checklist:
    """Rows of a check in the order of the file, those that the filter leaves. ``choices``: what to do with a row."""

    def __init__(self, check: ImportCheck, offered: Callable[[Meaning], tuple[str, ...]] = lambda _: ()) -> None:
        self.check = check
        self.filter: Filter = None
        self.choices: dict[Key, Choice] = {}
        self._index = {row.key: at for at, row in enumerate(check.rows)}  # corrections change no keys
        self.default = Choice.SKIP
        self._offered = offered
        self.meanings: tuple[Meaning, ...] = ()
        self._columns: tuple[GridColumn, ...] = ()
        self._shown: Sequence[int] = ()
        self._problems: list[tuple[int, int]] | None = None
        self._take_columns()
        self.found = Findings(check, self.meanings)
        self.show(None)

    # what is shown

    def show(self, wanted: Filter) -> None:
        """Leave only rows that stand so now; they stay until the filter is chosen again."""
        self.filter = wanted
        rows = self.check.rows
        self._shown = range(len(rows)) if wanted is None else [at for at, row in enumerate(rows) if row.state is wanted]
        self._problems = None

    def take(self, check: ImportCheck, changed: Sequence[int]) -> list[int]:
        """After a correction. Gives the shown rows that are others now."""
        self.found.change(self.check, check, changed)
        self.check = check
        self._problems = None
        places = (self.row_of(at) for at in changed)
        return [place for place in places if place >= 0]

    def _take_columns(self) -> None:
        troubled = any(problem.field == KEY_FIELD for row in self.check.rows for problem in row.problems)
        roles = (*_FIRST, Role.KEY) if troubled else _FIRST  # a wrong key is judged by the name and NIK beside it
        first = [meaning for role in roles for meaning in self.check.columns if meaning.role is role]
        self.meanings = (*first, *(meaning for meaning in self.check.columns if meaning not in first))
        self._columns = tuple(self._column(meaning) for meaning in self.meanings)

    def _column(self, meaning: Meaning) -> GridColumn:
        title = words.column_title(meaning)
        width = max(_WIDTHS.get(meaning.role, 130), 28 + 8 * len(title))
        right = meaning.role is Role.INCOME
        return GridColumn(title, width, right, meaning.role is Role.NAME, self._offered(meaning))

    # gui.pages.importing.cells.GridRows

    def columns(self) -> Sequence[GridColumn]:
        """Name and NIK first."""
        return self._columns

    def count(self) -> int:
        """How many rows the filter leaves."""
        return len(self._shown)

    def head(self, row: int) -> GridHead:
        """Number and state of a shown row."""
        checked = self.row(row)
        icon, tint = _HEADS[checked.state]
        spoken = words.state_words()[checked.state]
        if self.is_skipped(checked) and checked.state is not RowState.HELD:
            icon, tint, spoken = ("minus-circle", "text3", f"{spoken}, {tr('dilewati')}")
        elif checked.state is RowState.ALREADY_HERE:
            icon, tint, spoken = ("rotate", "primaryText", f"{spoken}, {tr('diperbarui')}")
        return GridHead(str(checked.row), icon, tint, tr("Baris {row}: {state}", row=checked.row, state=spoken))

    def cell(self, row: int, column: int) -> GridCell:
        """One cell of a shown row."""
        checked, meaning = self.row(row), self.meanings[column]
        text = checked.text(meaning)
        found = marked_in(checked, meaning)
        mark: Mark = ("err" if any(each.severity is Severity.HELD for each in found) else "warn") if found else ""
        return GridCell(
            text=text,
            shown=_shown(meaning.role, text) if mark != "err" else text,
            mark=mark,
            edited=checked.was_edited(meaning),
            locked=not checked.column_of(meaning),
            dim=self.is_skipped(checked) and checked.state is not RowState.HELD,
            spoken=" ".join(dict.fromkeys(words.said(each)[0] for each in found)),
        )

    # rows and problems

    def row(self, place: int) -> CheckedRow:
        """The row at a shown place."""
        return self.check.rows[self._shown[place]]

    def row_of(self, at: int) -> int:
        """Where a row of the check is shown; -1 when the filter hides it."""
        place = bisect_left(self._shown, at)
        return place if place < len(self._shown) and self._shown[place] == at else -1

    def at(self, place: int, column: int) -> CellAt | None:
        """The cell of the file behind a cell of the grid; None when the file has none."""
        row = self.row(place)
        letter = row.column_of(self.meanings[column])
        return CellAt(row.sheet, row.row, letter) if letter else None

    def block(self, place: int, column: int, text: str) -> dict[CellAt, str]:
        """Where each cell of a copied block goes, from a cell to the right and down; what has no place is left out."""
        found: dict[CellAt, str] = {}
        for down, line in enumerate(text.rstrip("\r\n").splitlines()):
            for right, value in enumerate(line.split("\t")):
                if place + down < self.count() and column + right < len(self.meanings):
                    at = self.at(place + down, column + right)
                    if at is not None:
                        found[at] = value.strip()
        return found

    def told(self, place: int, column: int) -> RowProblem | None:
        """What to tell beside the grid: about the cell, else about its row; what holds it first."""
        row = self.row(place)
        here = marked_in(row, self.meanings[column]) if column >= 0 else ()
        others = row.problems if row.state is RowState.ALREADY_HERE else doubts(row)
        return next((each for group in (here, others) for each in sorted(group, key=_lightness)), None)

    def places(self) -> list[tuple[int, int]]:
        """The shown cells with a problem, in reading order; a problem of a whole row is at its first cell."""
        if self._problems is None:
            marked = ((self.row_of(at), self.found.cells[at]) for at in sorted(self.found.cells))
            self._problems = [(place, column) for place, columns in marked if place >= 0 for column in columns]
        return self._problems

    def next_problem(self, place: int, column: int, *, back: bool = False) -> tuple[int, int] | None:
        """The next (or the one before) problem from a cell, round the end; None when there is none."""
        found = self.places()
        if not found:
            return None
        if back:
            return found[bisect_left(found, (place, column)) - 1]
        return found[bisect_right(found, (place, column)) % len(found)]

    def rank(self, place: int, column: int) -> tuple[int, int]:
        """Which problem a cell is, from 1 (0: none), and how many there are."""
        found = self.places()
        at = bisect_left(found, (place, column))
        return (at + 1 if at < len(found) and found[at] == (place, column) else 0), len(found)

    def first_of(self, text: str, severity: Severity) -> tuple[int, int] | None:
        """Index of the first row in which that is told, and the column; None when it is put right by now."""
        for at in sorted(self.found.cells):
            row = self.check.rows[at]
            if (severity, text) in kinds_of(row):
                columns = self.found.cells[at]
                here = (each for each in columns if _says(marked_in(row, self.meanings[each]), text))
                return at, next(here, columns[0])
        return None

    # what to do with a row

    def choice(self, row: CheckedRow) -> Choice:
        """What happens to somebody who is here already, or to a row that could go in."""
        if row.is_closed:
            return Choice.SKIP
        usual = self.default if row.state is RowState.ALREADY_HERE else Choice.UPDATE
        return self.choices.get(row.key, usual)

    def keep_choices(self, before: Checklist) -> None:
        """Take over what was chosen in an earlier check of the same file, as far as its rows are still there."""
        self.default = before.default
        self.choices = {key: choice for key, choice in before.choices.items() if key in self._index}

    def is_skipped(self, row: CheckedRow) -> bool:
        """Whether a row stays out by choice."""
        return self.choice(row) is Choice.SKIP

    def going_in(self) -> tuple[int, int]:
        """How many rows would be new, and how many would be brought up to date."""
        states = Counter(self.found.states)
        if self.default is Choice.SKIP:
            states[RowState.ALREADY_HERE] = 0
        else:
            states[RowState.ALREADY_HERE] -= self.found.closed
        for key, choice in self.choices.items():
            row = self.check.rows[self._index[key]]
            state = row.state
            usual = self.default if state is RowState.ALREADY_HERE else Choice.UPDATE
            if choice is not usual and not row.is_closed:
                states[state] += -1 if choice is Choice.SKIP else 1
        fresh = states[RowState.READY] + states[RowState.WARNED]
        return (0, fresh) if self.check.fields else (fresh, states[RowState.ALREADY_HERE])


def _lightness(problem: RowProblem) -> bool:
    """Sorts what holds a row before what is only worth a look."""
    return problem.severity is not Severity.HELD


def _says(problems: Sequence[RowProblem], text: str) -> bool:
    return any(words.said(problem)[0] == text for problem in problems)


def _shown(role: Role, text: str) -> str:
    if role is Role.NAME:
        return title_case(text)
    if role in (Role.NIK, Role.KK, Role.HEIR_NIK) and len(text) == 16 and text.isdigit():
        return nik(text)
    if role is Role.INCOME and text.isdigit() and len(text) < 12:
        return number(int(text))
    return text
