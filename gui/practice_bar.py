"""A line over every page of the practice office, so that nobody takes invented people for real ones."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.icons import icon
from gui.language import tr
from gui.theme import color, font, px


class PracticeBar(QWidget):
    """Amber, 32 px, always there."""

    def __init__(self) -> None:
        super().__init__()
        self._text = tr("Latihan dengan data contoh. Semua orang di sini rekaan, dan hilang saat Payung ditutup.")
        self.setAccessibleName(self._text)
        self.restyle()

    def restyle(self) -> None:
        """Follow a change of zoom."""
        self.setFixedHeight(px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("accentSoft"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, color("accentLine"))
        painter.drawPixmap(px(28), int((self.height() - px(16)) / 2), icon("info", "accentText", 16))
        painter.setPen(color("accentText"))
        painter.setFont(font(13, 600))
        area = QRectF(px(52), 0, self.width() - px(64), self.height())
        shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
