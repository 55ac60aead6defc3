"""Keycaps: the keys that do something, shown where they do it; that is how people learn them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from gui.theme import font, px
from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE, Box, H
from gui.widgets.painting import CENTER, draw_text, rounded, smooth, text_width


class Keycap(QLabel):
    """One key («Ctrl»)."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(max(px(20), round(text_width(font(11, 600), self.text())) + px(12)), px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        rounded(painter, self.rect(), px(5), "subtle", "border")
        draw_text(painter, self.rect(), self.text(), font(11, 600), "text2", CENTER)


def key_hint(*keys: str, text: str = "") -> Box:
    """Keys and what they do: ``key_hint("Ctrl", "Enter", text="simpan & berikutnya")``."""
    items: list[object] = [(Keycap(key), 0, MIDDLE) for key in keys]
    if text:
        items.append((Text(text, "caption"), 0, MIDDLE))
    hint = Box(H(*items, spacing=5))
    hint.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return hint
