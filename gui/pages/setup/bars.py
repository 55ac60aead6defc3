"""The painted part of the wizard: where one is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.language import tr
from gui.theme import color, font, px

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class StepBars(QWidget):
    """One bar for each step, its name below; done and current ones are filled."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names, self._current = list(names), 0
        self.restyle()

    def set_step(self, current: int, names: Sequence[str]) -> None:
        """Count from 0."""
        self._current, self._names = current, list(names)
        self.setAccessibleName(
            tr("Langkah {step} dari {steps}: {name}", step=current + 1, steps=len(names), name=names[current])
        )
        self.update()

    def restyle(self) -> None:
        """Follow a change of zoom."""
        self.setFixedHeight(px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = px(8)
        width = (self.width() - gap * (len(self._names) - 1)) / len(self._names)
        for index, name in enumerate(self._names):
            left = index * (width + gap)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("primary" if index <= self._current else "border"))
            painter.drawRoundedRect(QRectF(left, 0, width, px(5)), px(2.5), px(2.5))
            painter.setFont(font(12, 700 if index == self._current else 500))
            tint = "text" if index == self._current else "text2" if index < self._current else "text3"
            painter.setPen(color(tint))
            shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(width))
            painter.drawText(QRectF(left, px(11), width, px(20)), _LEFT, shown)
