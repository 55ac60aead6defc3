"""Switches: settings that apply at once."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from gui.theme import color, px
from gui.widgets.painting import rounded, smooth


class Switch(QCheckBox):
    """On or off. ``name``: what it switches, for screen readers; the text beside it is a label of the page."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        return QSize(px(40), px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        on = self.isChecked()
        if not self.isEnabled():
            fill, line, knob = "sunken", "border", "disabled"
        elif on:
            fill, line, knob = "primary", None, "onPrimary"
        else:
            fill, line, knob = "surface", "borderStrong", "borderStrong"
        rounded(painter, self.rect(), self.height() / 2, fill, line, 1.5)
        side = px(15)
        left = self.width() - px(3.5) - side if on else px(3.5)
        rounded(painter, QRectF(left, (self.height() - side) / 2, side, side), side / 2, color(knob))
