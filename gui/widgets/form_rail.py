"""The rail beside a long form: its sections, which are done, which need a look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from gui.language import tr
from gui.theme import color, font, px
from gui.widgets.painting import CENTER, draw_icon, draw_text, rounded, smooth

State = Literal["done", "now", "todo", "error"]


class _Section(QAbstractButton):
    def __init__(self, index: int, title: str, last: bool) -> None:
        super().__init__()
        self._index, self._title, self._last = index, title, last
        self._note, self._state = "", "todo"
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_state(self, state: State, note: str) -> None:
        self._state, self._note = state, note
        words = {
            "done": tr("selesai"),
            "now": tr("sedang diisi"),
            "todo": tr("belum diisi"),
            "error": tr("perlu dilihat"),
        }
        self.setAccessibleName(f"{self._index + 1}. {self._title}, {note or words[state]}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(162), px(56 if not self._last else 40))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        if not self._last:
            line = QRectF(px(14) - 0.75, px(30), 1.5, px(26))
            painter.fillRect(line, color("primary" if self._state == "done" else "border"))
        self._paint_circle(painter, QRectF(px(2), px(4), px(24), px(24)))
        wrong = self._state == "error"
        strong = self._state in ("now", "error") or self.underMouse()
        tint = "err" if wrong else "text2" if self._state == "todo" else "text"
        width = self.width() - px(38)
        draw_text(painter, QRectF(px(38), 0, width, px(20)), self._title, font(14, 700 if strong else 600), tint)
        area = QRectF(px(38), px(18), width, px(18))
        draw_text(painter, area, self._note, font(12, 500), "err" if wrong else "text3")

    def _paint_circle(self, painter: QPainter, circle: QRectF) -> None:
        radius = circle.width() / 2
        if self._state == "done":
            rounded(painter, circle, radius, "primary")
            draw_icon(painter, circle, "check-bold", "onPrimary", 12)
        elif self._state == "error":
            rounded(painter, circle, radius, "err")
            draw_text(painter, circle, "!", font(14, 800), "surface", CENTER)
        elif self._state == "now":
            rounded(painter, circle, radius, "surface", "primary", 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("primary"))
            painter.drawEllipse(QPointF(circle.center()), px(5), px(5))
        else:
            rounded(painter, circle, radius, "surface", "borderStrong", 1.5)
            draw_text(painter, circle, str(self._index + 1), font(12, 600), "text2", CENTER)


class FormRail(QWidget):
    """Sections from top to bottom; ``chosen`` tells the number (from 0) of the one pressed."""

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._sections: list[_Section] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for index, title in enumerate(titles):
            section = _Section(index, title, index == len(titles) - 1)
            section.clicked.connect(lambda *_, number=index: self.chosen.emit(number))
            section.show_state("todo", "")
            self._sections.append(section)
            layout.addWidget(section)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_state(self, index: int, state: State, note: str = "") -> None:
        """How a section stands, with a few words («NIK kurang 1 angka»)."""
        self._sections[index].show_state(state, note)

    def restyle(self) -> None:
        """Take the size anew."""
        for section in self._sections:
            section.updateGeometry()
