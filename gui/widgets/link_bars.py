"""Labelled bars of which each is a way to somewhere: Enter or a click on «Buruh tani 57» shows those people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui.format import number
from gui.theme import font, px
from gui.widgets.layouts import Line, V
from gui.widgets.painting import draw_text, rounded, smooth, text_width

_HEIGHT = 32
_BAR = 12


@dataclass(frozen=True, slots=True)
class LinkBar:
    """``key``: what is told when it is pressed; ``tint``: another colour token of the bar."""

    key: str
    label: str
    value: int
    tint: str = "chart1"


class _Row(QAbstractButton):
    def __init__(self, bar: LinkBar, top: int, label_width: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._bar, self._top, self._label_width = bar, max(top, 1), label_width
        self.setText(bar.label)
        self.setAccessibleName(f"{bar.label} {number(bar.value)}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(self._label_width + 120), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        area = QRectF(self.rect())
        if self.underMouse() or self.hasFocus():
            rounded(painter, area, px(6), "subtle")
        value, face = number(self._bar.value), font(13, 600)
        left = min(px(self._label_width), area.width() * 0.45)
        room = area.width() - left - text_width(face, value) - px(20)
        label = QRectF(px(8), 0, left - px(16), area.height())
        draw_text(painter, label, self._bar.label, font(13, 500), "text2")
        width = max(px(3), room * self._bar.value / self._top) if self._bar.value else 0
        line = QRectF(left, area.center().y() - px(_BAR) / 2, width, px(_BAR))
        rounded(painter, line, px(3), self._bar.tint)
        draw_text(painter, QRectF(line.right() + px(8), 0, area.width(), area.height()), value, face, "text")


class LinkBars(QWidget):
    """``chosen(key)``: that bar was pressed. Up and down move between bars, the number is printed behind each."""

    chosen = Signal(str)

    def __init__(self, label_width: int = 144, *, name: str = "") -> None:
        super().__init__()
        self._label_width = label_width
        self._line: Line = V()
        self.rows: list[_Row] = []
        self.setLayout(self._line)
        self.setAccessibleName(name)

    def set_bars(self, bars: Sequence[LinkBar]) -> None:
        """Other bars; the focus stays on the same one."""
        focused = next((row._bar.key for row in self.rows if row.hasFocus()), None)
        self._line.clear()
        self.rows = []
        top = max((bar.value for bar in bars), default=1)
        for bar in bars:
            row = _Row(bar, top, self._label_width, self)
            row.clicked.connect(lambda *_, key=bar.key: self.chosen.emit(key))
            self.rows.append(row)
            self._line.add(row)
            row.show()  # a layout would show it later, and what is not shown cannot take the focus
            if bar.key == focused:
                row.setFocus()
        spoken = ", ".join(f"{bar.label} {number(bar.value)}" for bar in bars)
        self.setAccessibleDescription(spoken)
