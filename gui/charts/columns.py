"""Columns side by side, for months and age groups; the value stands on each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.charts.bars import Bar
from gui.theme import color, font, px
from gui.widgets.painting import CENTER, draw_text, smooth


class ColumnChart(QWidget):
    """``columns``: the same ``Bar`` values as in a bar chart, from left to right."""

    def __init__(
        self,
        columns: Sequence[Bar] = (),
        *,
        height: int = 160,
        words: Callable[[float], str] = lambda value: f"{value:g}",
        name: str = "",
    ) -> None:
        super().__init__()
        self._height, self._words = height, words
        self._columns: list[Bar] = []
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_columns(columns)

    def set_columns(self, columns: Sequence[Bar]) -> None:
        """Other columns."""
        self._columns = list(columns)
        self.setAccessibleDescription(", ".join(f"{each.label} {self._text(each)}" for each in self._columns))
        self.updateGeometry()
        self.update()

    def _text(self, column: Bar) -> str:
        return column.text or self._words(column.value)

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(44) * max(1, len(self._columns)), px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(26) * max(1, len(self._columns)), px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        if not self._columns:
            return
        floor = self.height() - px(22)
        room = floor - px(22)
        step = self.width() / len(self._columns)
        top = max(column.value for column in self._columns) or 1
        painter.fillRect(QRectF(0, floor, self.width(), 1), color("grid"))
        for place, column in enumerate(self._columns):
            width = min(px(40), step * 0.64)
            tall = max(2.0 if column.value else 0.0, room * column.value / top)
            left = place * step + (step - width) / 2
            path = QPainterPath()
            path.addRoundedRect(QRectF(left, floor - tall, width, tall + px(4)), px(4), px(4))
            painter.save()
            painter.setClipRect(QRectF(left, 0, width, floor))
            painter.fillPath(path, color(column.tint or "chart1"))
            painter.restore()
            above = QRectF(place * step, floor - tall - px(20), step, px(18))
            draw_text(painter, above, self._text(column), font(12, 600), "text", CENTER)
            below = QRectF(place * step, floor + px(4), step, px(18))
            draw_text(painter, below, column.label, font(12, 500), "text3", CENTER)
