"""Bars that show a share; the number always stands beside them as text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QRectF, QSize, QVariantAnimation
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import color, motion, px
from gui.widgets.painting import rounded, smooth


class ProgressBar(QWidget):
    """One share 0 to 1 in a colour token. ``set_parts`` shows several side by side instead."""

    def __init__(self, share: float = 0, tint: str = "primary", height: int = 8, *, name: str = "") -> None:
        super().__init__()
        self._share, self._shown, self._tint, self._height = share, share, tint, height
        self._parts: list[tuple[float, str]] = []
        self._name = name
        self._move = QVariantAnimation(self)
        self._move.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._move.valueChanged.connect(self._moved)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def set_share(self, share: float, *, animate: bool = True) -> None:
        """Show another share, 0 to 1."""
        self._share = min(1.0, max(0.0, share))
        self._move.stop()
        length = motion(120)
        if animate and length and self.isVisible():
            self._move.setDuration(length)
            self._move.setStartValue(float(self._shown))
            self._move.setEndValue(float(self._share))
            self._move.start()
        else:
            self._moved(self._share)
        self._tell()

    def share(self) -> float:
        """The share set last."""
        return self._share

    def set_parts(self, parts: Sequence[tuple[float, str]]) -> None:
        """Shares (0 to 1) with their colour tokens, left to right."""
        self._parts = list(parts)
        self.update()

    def set_tint(self, tint: str) -> None:
        """Another colour token."""
        self._tint = tint
        self.update()

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def _moved(self, value: float) -> None:
        self._shown = value
        self.update()

    def _tell(self) -> None:
        if self._name:
            self.setAccessibleName(f"{self._name} {round(self._share * 100)}%")

    def sizeHint(self) -> QSize:
        return QSize(px(80), px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(20), px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        area = QRectF(self.rect())
        rounded(painter, area, area.height() / 2, "heat0")
        if self._parts:
            path = QPainterPath()
            path.addRoundedRect(area, area.height() / 2, area.height() / 2)
            painter.setClipPath(path)
            left = 0.0
            for share, tint in self._parts:
                width = area.width() * share
                painter.fillRect(QRectF(left, 0, max(0.0, width - 1.5), area.height()), color(tint))
                left += width
        elif self._shown > 0:
            width = max(area.height(), area.width() * self._shown)
            rounded(painter, QRectF(0, 0, width, area.height()), area.height() / 2, self._tint)
