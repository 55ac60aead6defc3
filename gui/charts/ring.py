"""One share as a ring, with the number inside."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import color, font, px
from gui.widgets.painting import CENTER, draw_text, smooth


class Ring(QWidget):
    """``text`` («82%») over ``caption`` («terdata») inside a ring filled to ``share``, 0 to 1."""

    def __init__(
        self, share: float = 0, text: str = "", caption: str = "", *, side: int = 112, tint: str = "primary"
    ) -> None:
        super().__init__()
        self._side, self._tint = side, tint
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_share(share, text, caption)

    def set_share(self, share: float, text: str, caption: str = "") -> None:
        """Another share and its words."""
        self._share, self._text, self._caption = min(1.0, max(0.0, share)), text, caption
        self.setAccessibleName(f"{text} {caption}".strip())
        self.update()

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(self._side), px(self._side))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        thick = px(12)
        inset = thick / 2 + 1
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(color("heat0"), thick))
        painter.drawEllipse(area)
        if self._share > 0:
            pen = QPen(color(self._tint), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(area, 90 * 16, round(-self._share * 360 * 16))
        side = self.height()
        words = QRectF(0, side * 0.26, self.width(), side * 0.3)
        draw_text(painter, words, self._text, font(round(self._side * 0.21), 800, -0.3), "text", CENTER)
        below = QRectF(px(14), side * 0.54, self.width() - px(28), px(18))
        draw_text(painter, below, self._caption, font(12, 500), "text3", CENTER)
