"""Content and an aside: side by side, or below each other where there is little room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from gui.theme import px
from gui.widgets.layouts import Line, V

ASIDE = 332
_LEAST = 820  # narrower than this and the aside goes below


class Columns(QWidget):
    """``main`` and ``aside`` are the lines to fill."""

    def __init__(self) -> None:
        super().__init__()
        self.main: Line = V(spacing=16)
        self.aside: Line = V(spacing=16)
        self._left, self._right = QWidget(), QWidget()
        self._left.setLayout(self.main)
        self._right.setLayout(self.aside)
        self._line = Line(QBoxLayout.Direction.LeftToRight, 0, 16)
        self._line.addWidget(self._left, 1, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self._right, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._line)
        self._wide = True
        self.restyle()

    def restyle(self) -> None:
        """Take the aside's width anew."""
        self._right.setFixedWidth(px(ASIDE)) if self._wide else self._free()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= px(_LEAST)
        if wide != self._wide:
            self._wide = wide
            ways = QBoxLayout.Direction
            self._line.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
            self.restyle()

    def _free(self) -> None:
        self._right.setMinimumWidth(0)
        self._right.setMaximumWidth(16_777_215)
