"""The figures above a merge result: side by side, or two by two where their words would be cut."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.theme import px
from gui.widgets.stat_tile import StatTile

_GAP = 16


class TileRow(QWidget):
    """As many tiles in a line as fit with all their words."""

    def __init__(self, tiles: Sequence[StatTile]) -> None:
        super().__init__()
        self._tiles = tuple(tiles)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.fit()

    def fit(self) -> None:
        """Place them anew for the width there is and the words they have."""
        count = len(self._tiles)
        widest = max(tile.sizeHint().width() for tile in self._tiles)
        columns = count if count * widest + (count - 1) * px(_GAP) <= self.width() else 2
        self._grid.setSpacing(px(_GAP))
        if columns == self._columns:
            return
        self._columns = columns
        for tile in self._tiles:
            self._grid.removeWidget(tile)
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(count):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def restyle(self) -> None:
        """Follow a change of zoom."""
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
