"""Cards in three columns, in two, or one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from gui.widgets.layouts import H, Line, V

_GAP = 12


class Columns(QWidget):
    """``groups``: the cards of the first, second and third column, in reading order.

    In two columns the first two stand in one; in one column all do. Cards are moved, never made anew.
    """

    def __init__(self, *groups: Sequence[QWidget]) -> None:
        super().__init__()
        self._groups = groups
        self._count = 0
        self._lines: list[Line] = [V(None, spacing=_GAP) for _ in groups]
        self._row = H(*((line, 1) for line in self._lines), spacing=_GAP)  # an empty column takes no gap
        self.setLayout(self._row)
        self.set_count(len(groups))

    def count(self) -> int:
        """How many columns there are."""
        return self._count

    def hold(self, held: bool) -> None:
        """Neither lay out nor paint while the cards are being filled."""
        self._row.setEnabled(not held)
        self.setUpdatesEnabled(not held)
        if not held:
            self._row.invalidate()
            self._row.activate()

    def set_count(self, count: int) -> None:
        """Another number of columns, 1 to 3."""
        if count == self._count:
            return
        self._count = count
        # removeWidget, not takeAt: while Python holds the old item, Qt keeps the heights of the new one for ever.
        for card in (card for cards in self._groups for card in cards):
            for line in self._lines:
                line.removeWidget(card)
        for place, cards in enumerate(self._groups):
            line = self._lines[self._column(place)]
            for card in cards:
                line.insertWidget(line.count() - 1, card)
        for place in range(len(self._lines)):
            self._row.setStretch(place, 1 if place < count else 0)

    def _column(self, place: int) -> int:
        """Where a group stands now."""
        return min(self._count - 1, place if self._count == len(self._groups) else max(0, place - 1))
