"""Readable layouts: ``V(title, 8, text, None)`` stacks, ``H(...)`` sets side by side, and both follow the zoom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QSizePolicy, QSpacerItem, QWidget

from gui.theme import color, px

TOP = Qt.AlignmentFlag.AlignTop
MIDDLE = Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
BOTTOM = Qt.AlignmentFlag.AlignBottom
CENTER = Qt.AlignmentFlag.AlignCenter

Margins = int | Sequence[int]


class Line(QBoxLayout):
    """A row or column that remembers its measures at 100% and takes them at the officer's zoom."""

    def __init__(self, direction: QBoxLayout.Direction, margins: Margins = 0, spacing: int = 0) -> None:
        super().__init__(direction)
        self._margins = (margins,) * 4 if isinstance(margins, int) else tuple(margins)
        self._spacing = spacing
        self._gaps: list[tuple[QSpacerItem, int]] = []
        self.rescale()

    def set_margins(self, margins: Margins) -> None:
        """Other margins (left, top, right, bottom), at 100%."""
        self._margins = (margins,) * 4 if isinstance(margins, int) else tuple(margins)
        self.rescale()

    def set_spacing(self, spacing: int) -> None:
        """Another distance between items, at 100%."""
        self._spacing = spacing
        self.rescale()

    def add(self, *items: Any) -> None:
        """Append: a widget, a layout, an int (gap), None (stretch) or (widget or layout, stretch[, alignment])."""
        for item in items:
            self._add(item)

    def _add(self, item: Any) -> None:
        if item is None:
            self.addStretch(1)
        elif isinstance(item, int):
            gap = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
            self._gaps.append((gap, item))
            self._size_gap(gap, item)
            self.addItem(gap)
        elif isinstance(item, tuple):
            thing, stretch, *alignment = item
            if isinstance(thing, QLayout):
                self.addLayout(thing, stretch)
            else:
                self.addWidget(thing, stretch, *alignment)
        elif isinstance(item, QLayout):
            self.addLayout(item)
        else:
            self.addWidget(item)

    def _size_gap(self, gap: QSpacerItem, size: int) -> None:
        upright = self.direction() == QBoxLayout.Direction.TopToBottom
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum
        if upright:
            gap.changeSize(0, px(size), free, fixed)
        else:
            gap.changeSize(px(size), 0, fixed, free)

    def rescale(self) -> None:
        """Take all measures anew at the current zoom."""
        self.setContentsMargins(*(px(side) for side in self._margins))
        self.setSpacing(px(self._spacing))
        for gap, size in self._gaps:
            self._size_gap(gap, size)
        self.invalidate()

    def clear(self) -> None:
        """Remove and delete everything in it."""
        self._gaps.clear()
        while self.count():
            _dispose(self.takeAt(0))


def _dispose(item: Any) -> None:
    widget, inner = item.widget(), item.layout()
    if widget is not None:
        widget.hide()
        widget.setParent(None)
        widget.deleteLater()
    elif inner is not None:
        while inner.count():
            _dispose(inner.takeAt(0))


def V(*items: Any, margins: Margins = 0, spacing: int = 0) -> Line:
    """A column; see ``Line.add`` for what may stand in it."""
    line = Line(QBoxLayout.Direction.TopToBottom, margins, spacing)
    line.add(*items)
    return line


def H(*items: Any, margins: Margins = 0, spacing: int = 0) -> Line:
    """A row; see ``Line.add`` for what may stand in it."""
    line = Line(QBoxLayout.Direction.LeftToRight, margins, spacing)
    line.add(*items)
    return line


class Box(QWidget):
    """A bare widget around a layout. ``width``/``height``: fixed, at 100%; ``max_width`` caps it."""

    def __init__(
        self, layout: QLayout, width: int | None = None, height: int | None = None, max_width: int | None = None
    ) -> None:
        super().__init__()
        self._fixed = (width, height, max_width)
        self.setLayout(layout)
        self.restyle()

    def restyle(self) -> None:
        """Take the fixed sides at the current zoom."""
        width, height, max_width = self._fixed
        if width is not None:
            self.setFixedWidth(px(width))
        if height is not None:
            self.setFixedHeight(px(height))
        if max_width is not None:
            self.setMaximumWidth(px(max_width))


class Rule(QWidget):
    """A hairline of exactly one logical pixel."""

    def __init__(self, tint: str = "divider", vertical: bool = False) -> None:
        super().__init__()
        self._tint, self._vertical = tint, vertical
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if vertical else free, free if vertical else fixed)

    def sizeHint(self) -> QSize:
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), color(self._tint))


class Canvas(QWidget):
    """A plain background in a token colour."""

    def __init__(self, fill: str = "canvas", layout: QLayout | None = None) -> None:
        super().__init__()
        self._fill = fill
        if layout is not None:
            self.setLayout(layout)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), color(self._fill))
