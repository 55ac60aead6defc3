"""Labelled bars from left to right, the value printed behind each, optionally with a mark to reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import color, font, px
from gui.widgets.painting import RIGHT, draw_text, rounded, smooth, text_width


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. ``tint``: another colour token; ``text``: the value as printed, else the chart's own words."""

    label: str
    value: float
    tint: str = ""
    text: str = ""


class BarChart(QWidget):
    """``marker``: a line across all bars at that value (a quota), said in ``marker_name``.

    ``values``: «after» prints them behind the bar, «edge» in a column at the right with tracks behind the bars.
    """

    def __init__(
        self,
        bars: Sequence[Bar] = (),
        *,
        row_height: int = 30,
        label_width: int = 130,
        marker: float | None = None,
        marker_name: str = "",
        values: Literal["after", "edge"] = "after",
        top: float | None = None,
        words: Callable[[float], str] = lambda value: f"{value:g}",
        name: str = "",
    ) -> None:
        super().__init__()
        self._bars: list[Bar] = []
        self._row, self._label_width, self._values = row_height, label_width, values
        self._marker, self._marker_name, self._top, self._words, self._name = marker, marker_name, top, words, name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_bars(bars)

    def set_bars(self, bars: Sequence[Bar], *, marker: float | None = None, top: float | None = None) -> None:
        """Other bars; ``marker`` and ``top`` (the full width's value) stay when not given."""
        self._bars = list(bars)
        self._marker = self._marker if marker is None else marker
        self._top = self._top if top is None else top
        spoken = ", ".join(f"{bar.label} {self._text(bar)}" for bar in self._bars)
        self.setAccessibleName(self._name or self._marker_name)
        self.setAccessibleDescription(spoken + (f". {self._marker_name}" if self._marker_name else ""))
        self.updateGeometry()
        self.update()

    def _text(self, bar: Bar) -> str:
        return bar.text or self._words(bar.value)

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(self._label_width + 160), px(self._row) * len(self._bars))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(self._label_width + 90), px(self._row) * len(self._bars))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        left = px(self._label_width)
        texts = max((text_width(font(13, 600), self._text(bar)) for bar in self._bars), default=0)
        room = self.width() - left - texts - px(12)
        top = self._top or max((bar.value for bar in self._bars), default=1) or 1
        if self._marker is not None:
            top = max(top, self._marker)
        for place, bar in enumerate(self._bars):
            self._paint_bar(painter, QRectF(left, place * px(self._row), room, px(self._row)), bar, top, texts)

    def _paint_bar(self, painter: QPainter, area: QRectF, bar: Bar, top: float, texts: float) -> None:
        small = self._row < 26
        face = font(12 if small else 13, 500)
        label = QRectF(0, area.y(), area.x() - px(8), area.height())
        draw_text(painter, label, bar.label, face, "text2")
        thick = px(10 if small else 12)
        width = max(px(3), area.width() * max(0.0, bar.value) / top)
        line = QRectF(area.x(), area.center().y() - thick / 2, width, thick)
        edge = self._values == "edge"
        if edge:
            rounded(painter, QRectF(area.x(), line.y(), area.width(), thick), px(3), "heat0")
        rounded(painter, line, px(3), bar.tint or "chart1")
        if self._marker is not None:
            at = area.x() + area.width() * self._marker / top
            painter.fillRect(QRectF(at - 0.75, line.y() - px(3), 1.5, thick + px(6)), color("text"))
        left = self.width() - texts - px(2) if edge else line.right() + px(8)
        box = QRectF(left, area.y(), texts + px(2), area.height())
        if edge:
            draw_text(painter, box, self._text(bar), font(12 if small else 13, 600), "text", RIGHT)
        else:
            draw_text(painter, box, self._text(bar), font(13, 600), "text")
