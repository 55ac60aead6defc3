"""Sliders: weights and shares, moved by mouse, arrows, Page keys, Home and End."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QStyle, QStyleOptionSlider, QWidget

from gui.theme import color, px
from gui.widgets.painting import rounded, smooth


class Slider(QSlider):
    """A level slider from ``low`` to ``high``; a click jumps there. ``name``: for screen readers."""

    own_focus = True  # shows its focus as a halo

    def __init__(
        self, name: str, low: int = 0, high: int = 100, value: int = 0, step: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(name)
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setPageStep(max(step, (high - low) // 10))
        self.setValue(value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(120), px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), px(24))

    def _part(self, part: QStyle.SubControl) -> QRectF:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control = QStyle.ComplexControl.CC_Slider
        return QRectF(self.style().subControlRect(control, option, part, self))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = self._part(QStyle.SubControl.SC_SliderHandle)
        if event.button() == Qt.MouseButton.LeftButton and not handle.contains(event.position()):
            half = handle.width() / 2
            span = max(1, round(self.width() - handle.width()))
            at = round(event.position().x() - half)
            self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), at, span))
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        handle = self._part(QStyle.SubControl.SC_SliderHandle)
        middle, half = self.height() / 2, handle.width() / 2
        at = handle.center().x()
        tint = "primary" if self.isEnabled() else "disabled"
        thick = px(4)
        track = QRectF(half, middle - thick / 2, self.width() - 2 * half, thick)
        rounded(painter, track, thick / 2, "heat0")
        rounded(painter, QRectF(track.x(), track.y(), max(0.0, at - half), thick), thick / 2, tint)
        center = QPointF(at, middle)
        if self.hasFocus() or self.isSliderDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("primary", 56))
            painter.drawEllipse(center, px(11), px(11))
        painter.setBrush(color("surface"))
        painter.setPen(QPen(color(tint), 2))
        painter.drawEllipse(center, px(7), px(7))
