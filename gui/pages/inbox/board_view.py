"""The board: figures per state, a square for every village, and a line about the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from gui.format import number
from gui.language import tr
from gui.pages.inbox.facts import STATES, Facts, State, VillageCell
from gui.pages.inbox.words import state_words, village_news, village_title
from gui.widgets.button import Button
from gui.widgets.card import Card, Panel
from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE, Box, H, Rule, V
from gui.widgets.village_matrix import Matrix295, MatrixRow, VillageMark
from gui.widgets.village_matrix import VillageCell as Square


class _Figure(QWidget):
    """One state: its square, how many villages, its words."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self._words = state_words(state)
        self._number = Text("…", "lead", size=20, weight=800)
        words = V(self._number, Text(self._words, "caption", "text2"))
        self.setLayout(H((VillageMark(state), 0, MIDDLE), words, spacing=10))

    def show_count(self, count: int) -> None:
        """How many villages."""
        self._number.setText(number(count))
        self.setAccessibleName(f"{number(count)} {self._words}")


class FigureRow(Panel):
    """The six states in a row."""

    def __init__(self) -> None:
        self._figures: dict[State, _Figure] = {state: _Figure(state) for state in STATES}
        halves = [H(), H()]
        for place, figure in enumerate(self._figures.values()):
            half = halves[place // 3]
            if place % 3:
                half.add(None)
            half.add(figure)
        self._gap = Box(V())
        self._halves = H((halves[0], 6), (self._gap, 1), (halves[1], 6), margins=(20, 10, 20, 12))
        super().__init__(self._halves)

    def set_narrow(self, narrow: bool) -> None:
        """Two rows of three."""
        self._halves.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._halves.set_spacing(8 if narrow else 0)

    def show_facts(self, facts: Facts) -> None:
        """How many villages are in each state."""
        for state, figure in self._figures.items():
            figure.show_count(facts.counts[state])


class BoardCard(Card):
    """``opened``: the code of the village that Enter or the button opens."""

    opened = Signal(str)

    def __init__(self) -> None:
        self.matrix = Matrix295()
        self._cells: dict[str, VillageCell] = {}
        self._mark = VillageMark("none")
        self._title = Text("", "h3", elide=True)
        self._news = Text("", "small", elide=True)
        self._open = Button(tr("Buka desa"), keycap="Enter", size="s", on_click=lambda: self._tell_opened())
        hint = Text(tr("Panah untuk pindah, Enter untuk membuka desa"), "caption", elide=True)
        hint.setAlignment(hint.alignment().AlignRight | hint.alignment().AlignVCenter)
        super().__init__(
            H(Text(tr("Desa per kecamatan"), "h2"), 16, (hint, 1)),
            8,
            self.matrix,
            None,
            8,
            Rule(),
            12,
            H((self._mark, 0, MIDDLE), (Box(V(self._title, 2, self._news)), 1), (self._open, 0, MIDDLE), spacing=12),
            margins=(20, 14, 20, 14),
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

    def _tell_opened(self) -> None:
        if self.current_code():
            self.opened.emit(self.current_code())


def _row(name: str, cells: list[VillageCell]) -> MatrixRow:
    squares = tuple(Square(cell.code, cell.name, cell.state, state_words(cell.state)) for cell in cells)
    come = sum(1 for cell in cells if cell.delivery in ("ok", "old"))
    return MatrixRow(name, squares, f"{come}/{len(cells)}")
