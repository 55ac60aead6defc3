"""The board: figures per state, a square for every village, and a line about the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.format import number
from gui.language import tr
from gui.pages.inbox.facts import STATES, Facts, State, VillageCell
from gui.pages.inbox.words import delivery_words, state_words, village_news, village_title
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.card import Card, Panel
from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE, Box, H, Rule, V
from gui.widgets.village_matrix import Matrix295, MatrixRow, VillageMark
from gui.widgets.village_matrix import VillageCell as Square

_ONE_ROW, _TWO_ROWS = 1040, 640


class _Figure(QWidget):
    """One state: its square, how many villages, its words."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self._words = state_words(state)
        self._number = Text("…", "lead", size=20, weight=800)
        words = V(self._number, Text(self._words, "caption", "text2"))
        self.setLayout(H((VillageMark(state), 0, MIDDLE), words, None, spacing=8))

    def show_count(self, count: int) -> None:
        """How many villages."""
        self._number.setText(number(count))
        self.setAccessibleName(f"{number(count)} {self._words}")


class FigureRow(Panel):
    """All states: in one row, two or three, as there is room."""

    def __init__(self) -> None:
        self._figures: dict[State, _Figure] = {state: _Figure(state) for state in STATES}
        self._grid = QGridLayout()
        self._columns = 0
        super().__init__(self._grid)
        self.fit(px(_ONE_ROW))

    def fit(self, width: int) -> None:
        """How wide the row may be."""
        columns = len(STATES) if width >= px(_ONE_ROW) else 5 if width >= px(_TWO_ROWS) else 3
        if columns == self._columns:
            return
        self._columns = columns
        for figure in self._figures.values():
            self._grid.removeWidget(figure)
        for place, figure in enumerate(self._figures.values()):
            self._grid.addWidget(figure, place // columns, place % columns)
        for column in range(len(STATES)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self.restyle()

    def restyle(self) -> None:
        """Take the spacing anew."""
        super().restyle()
        self._grid.setContentsMargins(px(20), px(10), px(12), px(12))
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(8))

    def show_facts(self, facts: Facts) -> None:
        """How many villages are in each state."""
        for state, figure in self._figures.items():
            figure.show_count(facts.counts[state])


class BoardCard(Card):
    """``opened``: the code of the village that Enter or the button opens. ``counts_wanted``, ``words_wanted``."""

    opened = Signal(str)
    counts_wanted = Signal()
    words_wanted = Signal()

    def __init__(self) -> None:
        self.matrix = Matrix295()
        self._cells: dict[str, VillageCell] = {}
        self._mark = VillageMark("none")
        self._title = Text("", "h3", elide=True)
        self._news = Text("", "small", wrap=True)
        self._words = Text("", "smallStrong", "primaryText", elide=True)
        self.words = Button(tr("Kata dari desa"), icon="phone", size="s", on_click=lambda: self.words_wanted.emit())
        self.counts = Button(tr("Jumlah pekerja"), icon="compare", size="s", on_click=lambda: self.counts_wanted.emit())
        self._open = Button(tr("Buka desa"), keycap="Enter", size="s", on_click=lambda: self._tell_opened())
        heading = Text(tr("Desa per kecamatan"), "h2")
        self.hint = hint = Text(tr("Panah untuk pindah"), "caption")
        super().__init__(
            H(
                (heading, 1, MIDDLE),
                12,
                self.words,
                8,
                self.counts,
            ),
            4,
            self.matrix,
            None,
            4,
            Rule(),
            8,
            H(
                (self._mark, 0, MIDDLE),
                (Box(V(self._title, self._news, self._words)), 1),
                (V(self._open, 2, H(None, hint, None)), 0, MIDDLE),
                spacing=12,
            ),
            margins=(20, 12, 20, 12),
        )
        self.matrix.current_changed.connect(self._show_village)
        self.matrix.opened.connect(self.opened)

    def show_cells(self, cells: Sequence[VillageCell]) -> None:
        """All villages; the chosen one stays."""
        self._cells = {cell.code: cell for cell in cells}
        self.matrix.set_rows([_row(name, list(of)) for name, of in groupby(cells, lambda cell: cell.subdistrict)])
        current = self.matrix.current()
        if current is not None:
            self._show_village(current.code)

    def select_state(self, state: State) -> bool:
        """Go to the first village in that state."""
        code = next((cell.code for cell in self._cells.values() if state in (cell.state, cell.delivery)), "")
        return self.select_village(code)

    def select_village(self, code: str) -> bool:
        """Go to a village; False when there is none of that code."""
        found = code in self._cells and self.matrix.select(code)
        if found:
            self._show_village(code)
        return found

    def current_code(self) -> str:
        """The chosen village; empty before the board is loaded."""
        current = self.matrix.current()
        return current.code if current is not None else ""

    def _show_village(self, code: str) -> None:
        cell = self._cells[code]
        self._mark.set_state(cell.state)
        self._title.setText(village_title(cell))
        self._news.setText(village_news(cell))
        self._words.setText(delivery_words(cell))
        self._words.setVisible(bool(cell.words))

    def _tell_opened(self) -> None:
        if self.current_code():
            self.opened.emit(self.current_code())


def _row(name: str, cells: list[VillageCell]) -> MatrixRow:
    squares = tuple(Square(cell.code, cell.name, cell.state, state_words(cell.state)) for cell in cells)
    come = sum(1 for cell in cells if cell.delivery in ("ok", "old"))
    return MatrixRow(name, squares, f"{come}/{len(cells)}")
