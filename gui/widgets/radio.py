"""Radio buttons."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from gui.theme import color, font, px
from gui.widgets.painting import draw_text, smooth, text_width

_SIDE, _GAP = 20, 10


def paint_radio(painter: QPainter, rect: QRectF, chosen: bool, enabled: bool = True) -> None:
    """The circle of a radio button."""
    tint = color(("primary" if chosen else "borderStrong") if enabled else "border")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tint, 1.5))
    painter.setBrush(color("surface" if enabled else "sunken"))
    painter.drawEllipse(rect.adjusted(1.75, 1.75, -1.75, -1.75))
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawEllipse(rect.center(), rect.width() * 0.25, rect.width() * 0.25)
    painter.restore()


class Radio(QRadioButton):
    """One of several; the whole text is its target."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._label = text
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def label(self) -> str:
        """The text as shown."""
        return self._label

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        if not self._label:
            return QSize(px(_SIDE), px(_SIDE))
        return QSize(px(_SIDE + _GAP) + round(text_width(font(14, 500), self._label)) + 2, px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        side = px(_SIDE)
        paint_radio(painter, QRectF(0, (self.height() - side) / 2, side, side), self.isChecked(), self.isEnabled())
        area = QRectF(px(_SIDE + _GAP), 0, self.width() - px(_SIDE + _GAP), self.height())
        draw_text(painter, area, self._label, font(14, 500), "text" if self.isEnabled() else "disabled")
