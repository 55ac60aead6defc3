"""The list of what is wrong: sheet, row and column as Excel names them, and the reason."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QSizePolicy

from gui.language import tr
from gui.pages.importing import words
from gui.pages.importing.presenter import Outcome
from gui.tables.columns import Column
from gui.tables.frame import TableFrame
from gui.tables.view import DataTable
from gui.theme import px
from gui.widgets.chip import FilterChip
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, Box, H, V
from services.spreadsheets.records import RowProblem

_LOWEST = 200


def _columns() -> tuple[Column, ...]:
    return (
        Column("sheet", tr("Lembar"), 130, lambda problem: problem.sheet),
        Column("row", tr("Baris"), 64, words.row_number, "number"),
        Column("column", tr("Kolom"), 190, words.place, "strong"),
        Column("reason", tr("Alasan"), 320, words.reason, stretch=True),
    )


class ProblemList(Box):
    """Rows that are held, or (the other chip) notes that hold nothing. The whole reason stands below the list."""

    def __init__(self) -> None:
        self._problems: Sequence[RowProblem] = ()
        self._outcome: Outcome | None = None
        self.held, self.notes = FilterChip(tr("Menahan baris")), FilterChip(tr("Catatan saja"))
        self.held.clicked.connect(partial(self._choose, True))
        self.notes.clicked.connect(partial(self._choose, False))
        self.table = DataTable(_columns(), self._fetch, name=tr("Masalah di berkas"))
        self._reason = Text("", "small", "text", wrap=True)
        detail = Box(V(H((Icon("info", "primaryText", 18), 0, TOP), 10, (self._reason, 1)), margins=(14, 10, 14, 6)))
        self.frame = TableFrame(self.table, [(("↑", "↓"), tr("pilih"))])
        self._detail = detail
        super().__init__(V(H(self.held, 8, self.notes, None), 12, (self.frame, 1), 6, detail))
        self.table.current_changed.connect(self._on_current)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.restyle()

    def restyle(self) -> None:
        """Take the size anew."""
        super().restyle()
        self.frame.setMinimumHeight(px(_LOWEST))

    def show_outcome(self, outcome: Outcome) -> None:
        """The problems of a file; what holds rows first."""
        self._outcome = outcome
        self.held.set_count(len(outcome.held_problems))
        self.notes.set_count(len(outcome.notes))
        self._choose(bool(outcome.held_problems))

    def _choose(self, held: bool) -> None:
        self.held.setChecked(held)
        self.notes.setChecked(not held)
        if self._outcome is not None:
            self._problems = self._outcome.held_problems if held else self._outcome.notes
            self.table.set_ids(range(len(self._problems)))
            if self._problems:
                self.table.select_row(0)
        self._detail.setVisible(bool(self._problems))

    def _fetch(self, places: Sequence[int]) -> list[RowProblem]:
        return [self._problems[place] for place in places]

    def _on_current(self, place: int | None) -> None:
        self._reason.setText("" if place is None else words.reason(self._problems[place]))
