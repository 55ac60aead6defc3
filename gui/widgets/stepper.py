"""Where one is in a flow: numbered steps in a row, or thin bars at the top of the first start."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.language import tr
from gui.theme import color, font, px
from gui.widgets.painting import CENTER, draw_icon, draw_text, rounded, smooth, text_width


class _Steps(QWidget):
    def __init__(self, steps: Sequence[str], current: int = 0) -> None:
        super().__init__()
        self._steps, self._current = list(steps), current
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def set_current(self, current: int) -> None:
        """The step one is at, from 0; len(steps) when all are done."""
        self._current = current
        self._tell()
        self.update()

    def set_steps(self, steps: Sequence[str]) -> None:
        """Other steps."""
        self._steps = list(steps)
        self._tell()
        self.update()

    def current(self) -> int:
        """The step one is at, from 0."""
        return self._current

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def _tell(self) -> None:
        at = min(self._current, len(self._steps) - 1)
        text = tr("Langkah {number} dari {total}: {step}", number=at + 1, total=len(self._steps), step=self._steps[at])
        self.setAccessibleName(text)


class Stepper(_Steps):
    """Numbered circles with names; done ones carry a tick."""

    def _width(self, text: str) -> float:
        return px(38) + text_width(font(13, 700), text)

    def sizeHint(self) -> QSize:
        texts = sum(self._width(text) for text in self._steps)
        return QSize(round(texts) + px(110) * (len(self._steps) - 1), px(36))

    def minimumSizeHint(self) -> QSize:
        texts = sum(self._width(text) for text in self._steps)
        return QSize(round(texts) + px(32) * (len(self._steps) - 1), px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        gaps = max(1, len(self._steps) - 1)
        gap = min(px(110), (self.width() - sum(self._width(text) for text in self._steps)) / gaps)
        left = 0.0
        for index, text in enumerate(self._steps):
            self._paint_step(painter, left, index, text)
            left += self._width(text)
            if index < len(self._steps) - 1:
                done = index < self._current
                line = QRectF(left + px(14), self.height() / 2 - 0.75, max(px(8), gap - px(28)), 1.5)
                painter.fillRect(line, color("primary" if done else "border"))
                left += gap

    def _paint_step(self, painter: QPainter, left: float, index: int, text: str) -> None:
        done, now = index < self._current, index == self._current
        side = px(28)
        circle = QRectF(left, (self.height() - side) / 2, side, side)
        rounded(painter, circle, side / 2, *(("primary",) if done or now else ("surface", "borderStrong", 1.5)))
        if done:
            draw_icon(painter, circle, "check-bold", "onPrimary", 14)
        else:
            draw_text(painter, circle, str(index + 1), font(13, 700), "onPrimary" if now else "text2", CENTER)
        tint = "text" if now else "text2" if done else "text3"
        area = QRectF(left + px(38), 0, self._width(text), self.height())
        draw_text(painter, area, text, font(13, 700 if now else 600), tint)


class StepBars(_Steps):
    """Thin bars with names under them, for the first start."""

    def sizeHint(self) -> QSize:
        return QSize(px(80) * len(self._steps), px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        count = len(self._steps)
        width = (self.width() - px(8) * (count - 1)) / count
        for index, text in enumerate(self._steps):
            left = index * (width + px(8))
            rounded(painter, QRectF(left, 0, width, px(5)), px(2.5), "primary" if index <= self._current else "border")
            now = index == self._current
            tint = "text" if now else "text2" if index < self._current else "text3"
            draw_text(painter, QRectF(left, px(11), width, px(20)), text, font(12, 700 if now else 500), tint)
