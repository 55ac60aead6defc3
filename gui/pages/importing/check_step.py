"""Step 3: every row of the list, what is wrong with it, and the corrections in place. Nothing is written yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.language import tr
from gui.messages import sentence
from gui.pages.importing import words
from gui.pages.importing.checklist import Checklist, Filter, Key
from gui.pages.importing.grid_view import Grid
from gui.pages.importing.problem_panel import CellCard, CompareCard, KindsCard
from gui.tables.frame import TableFrame
from gui.theme import px
from gui.widgets.banner import Banner
from gui.widgets.chip import FilterChip
from gui.widgets.flow import Flow
from gui.widgets.label import Text
from gui.widgets.layouts import Box, H, V
from gui.widgets.scroll_page import ScrollBody, make_scroll
from models.values import Severity
from services.reference import Reference
from services.spreadsheets.session import Comparison, ImportCheck, RowState

_SIDE, _LOWEST, _LOW = 304, 300, 168
_FILTERS: tuple[tuple[Filter, str], ...] = (
    (None, ""),
    (RowState.HELD, "warning-octagon"),
    (RowState.WARNED, "warning"),
    (RowState.READY, "check-circle"),
    (RowState.ALREADY_HERE, "user-circle"),
)


class CheckStep(Box):
    """``corrected``: place, column, text, and whether all cells alike are meant. ``skipped``: place, and whether it is.

    ``cell_reached``: a place and column one stands at. ``choice_made``, ``all_chosen``: a value of ``Choice``.
    """

    corrected = Signal(int, int, str, bool)
    pasted = Signal(int, int, str)
    undo_asked = Signal()
    cell_reached = Signal(int, int)
    skipped = Signal(int, bool)
    choice_made = Signal(int, str)
    all_chosen = Signal(str)

    def __init__(self, reference: Reference) -> None:
        self.rows: Checklist | None = None
        self._low = False
        self.doctor = Banner("err", "")
        self.doctor.hide()
        self.grid = Grid(_Nothing(), name=tr("Isi berkas"))
        self.grid.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # the page says how high
        hints = [(("F2",), tr("ubah sel")), (("F8",), tr("masalah berikutnya")), (("Ctrl", "Z"), tr("urungkan"))]
        self.frame = TableFrame(self.grid, hints)  # type: ignore[arg-type]  # it needs the view and window_changed only
        self.chips = {state: FilterChip("", icon=icon) for state, icon in _FILTERS}
        self.cell, self.compare, self.kinds = CellCard(), CompareCard(reference), KindsCard()
        self._line = Text("", "small", wrap=True)
        self._line.hide()
        cards = V(self.cell, self.compare, self.kinds, None, spacing=12, margins=(0, 0, 6, 0))
        self.side = make_scroll(ScrollBody(cards))
        self.side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)  # as high as the grid, no more
        chips = QWidget()
        flow = Flow(8)
        chips.setLayout(flow)
        for chip in self.chips.values():
            flow.addWidget(chip)
        main = V((self.frame, 1), self._line, spacing=6)
        super().__init__(V(chips, self.doctor, H((main, 1), (self.side, 0), spacing=16), spacing=12))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._connect()
        self.restyle()

    def _connect(self) -> None:
        for state, chip in self.chips.items():
            chip.clicked.connect(lambda *_, state=state: self.choose_filter(state))
        self.grid.here.connect(self._on_here)
        self.grid.typed.connect(self._on_typed)
        self.grid.pasted.connect(self.pasted)
        self.grid.undo_asked.connect(self.undo_asked)
        self.cell.next_asked.connect(self.go_next)
        self.cell.skip_asked.connect(self._on_skip)
        self.compare.chosen.connect(self._on_choice)
        self.compare.all_chosen.connect(self.all_chosen)
        self.kinds.wanted.connect(self._go_to_kind)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, back in (("F8", False), ("Shift+F8", True)):
            shortcut = QShortcut(QKeySequence(keys), self, context=inside)
            shortcut.activated.connect(lambda back=back: self.go_next(back=back))

    def restyle(self) -> None:
        """Take the sizes anew."""
        super().restyle()
        self.frame.setMinimumHeight(px(_LOW if self._low else _LOWEST))
        self.side.setFixedWidth(px(_SIDE))

    def set_room(self, *, narrow: bool, low: bool) -> None:
        """Narrow: one line of text under the grid instead of the cards beside it. Low: a grid of a few rows."""
        self._low = low
        self.side.setVisible(not narrow)
        self._line.setVisible(narrow)
        self.restyle()

    # rows

    def show_rows(self, rows: Checklist) -> None:
        """A new check; one stands at the first problem."""
        self.rows = rows
        self._show_doctor(rows.check)
        self.choose_filter(rows.filter)

    def choose_filter(self, state: Filter) -> None:
        """Only rows that stand so."""
        if self.rows is None:
            return
        self.grid.take_typed()
        self.rows.show(state)
        self.grid.show_rows(self.rows)
        self.show_counts()
        first = self.rows.next_problem(-1, -1) or ((0, 0) if self.rows.count() else None)
        if first is not None:
            self.grid.go_to(*first)

    def show_counts(self) -> None:
        """The numbers on the chips and what was found."""
        if self.rows is None:
            return
        counts = self.rows.found.counts()
        names = words.state_words()
        numbers = {
            RowState.READY: counts.ready,
            RowState.WARNED: counts.warned,
            RowState.HELD: counts.held,
            RowState.ALREADY_HERE: counts.already_here,
        }
        for state, chip in self.chips.items():
            chip.set_text(tr("Semua") if state is None else names[state])
            chip.set_count(counts.rows if state is None else numbers[state])
            chip.setVisible(state in (None, self.rows.filter) or bool(numbers[state]))
            chip.setChecked(state is self.rows.filter)
        self.kinds.show_kinds(self.rows.found.kinds())

    def show_corrected(self, places: Sequence[int]) -> None:
        """These shown rows are others now."""
        for place in places:
            self.grid.cells.tell_changed(place, place)
        self.show_counts()
        self._tell_here()

    def show_alike(self, place: int, column: int, count: int) -> None:
        """How many other cells have the same trouble as that one."""
        if self.grid.place() == (place, column):
            self.cell.show_alike(count)

    def show_comparison(self, key: Key, comparison: Comparison | None) -> None:
        """What would change for the person one stands at."""
        place, _ = self.grid.place()
        if self.rows is not None and place >= 0 and self.rows.row(place).key == key:
            self.compare.show_comparison(comparison)

    def repaint_rows(self) -> None:
        """After a choice for many rows."""
        self.grid.viewport().update()
        self.grid.numbers.viewport().update()
        self._tell_here()

    # where one stands

    def go_next(self, *, back: bool = False) -> None:
        """F8: the next problem, after taking what is being typed."""
        self.grid.take_typed()
        found = None if self.rows is None else self.rows.next_problem(*self.grid.place(), back=back)
        if found is not None:
            self.grid.go_to(*found)
            self.grid.setFocus()

    def _go_to_kind(self, text: str, severity: Severity) -> None:
        found = None if self.rows is None else self.rows.first_of(text, severity)
        if self.rows is None or found is None:
            return
        at, column = found
        if self.rows.row_of(at) < 0:
            self.choose_filter(None)
        self.grid.go_to(self.rows.row_of(at), column)
        self.grid.setFocus()

    def _on_here(self, row: int, column: int) -> None:
        if row >= 0:
            self._tell_here()
            self.cell_reached.emit(row, column)

    def _tell_here(self) -> None:
        place, column = self.grid.place()
        shown = self.rows is not None and 0 <= place < self.rows.count()
        self.cell.setVisible(shown)
        row = self.rows.row(place) if self.rows is not None and shown else None
        self.compare.setVisible(row is not None and row.other is not None and not row.is_closed)
        if self.rows is None or row is None:
            self._line.setText("")
            return
        self.cell.show_cell(self.rows, place, column)
        self._line.setText(self.cell.accessibleName())
        if row.other is not None:
            self.compare.show_choice(self.rows, row)

    def _on_typed(self, row: int, column: int, text: str) -> None:
        self.corrected.emit(row, column, text, self.cell.alike.isVisible() and self.cell.alike.isChecked())

    def _on_skip(self, skip: bool) -> None:
        self.skipped.emit(self.grid.place()[0], skip)

    def _on_choice(self, value: str) -> None:
        self.choice_made.emit(self.grid.place()[0], value)

    def _show_doctor(self, check: ImportCheck) -> None:
        """What is true of the whole file: numbers that Excel ruined, sheets that were left out."""
        said = list(dict.fromkeys(sentence(note.code, note.data) for note in check.notes))
        self.doctor.setVisible(bool(said))
        if said:
            title, rest = words.halves(said[0])
            tone = "err" if check.doctor else "warn"
            self.doctor.set_news(tone, title, " ".join(part for part in (rest, *said[1:]) if part))


class _Nothing:
    """The grid before the first check."""

    def columns(self) -> tuple[()]:
        return ()

    def count(self) -> int:
        return 0

    def head(self, row: int):  # type: ignore[no-untyped-def]
        raise IndexError(row)

    def cell(self, row: int, column: int):  # type: ignore[no-untyped-def]
        raise IndexError(row)
