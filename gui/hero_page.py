"""Two halves: the umbrella at the left, a page at the right. The umbrella goes when there is little room."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.theme import NARROW_WIDTH, color, px
from gui.widgets.logo import Hero


class HeroPage(QWidget):
    """``width``: of the left half at 100%."""

    def __init__(self, right: QWidget, width: int) -> None:
        super().__init__()
        self._hero, self._hero_width = Hero(), width
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._hero)
        layout.addWidget(right, 1)
        self.restyle()

    def restyle(self) -> None:
        """Follow a change of zoom."""
        self._hero.setFixedWidth(px(self._hero_width))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), color("canvas"))

    def _fit(self) -> None:
        self._hero.setVisible(self.width() >= px(NARROW_WIDTH))
