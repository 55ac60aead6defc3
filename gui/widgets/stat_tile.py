"""Tiles with one number: what it counts, the number, a line under it. Some can be pressed to filter by it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from gui.theme import font, px, theme
from gui.widgets.painting import TONES, Tone, draw_icon, draw_text, rounded, shadow, smooth, text_width


class StatTile(QAbstractButton):
    """``layout`` «stack»: label, number, caption. «side»: icon at the left, number over its label.

    ``clickable``: takes the focus, emits ``clicked`` and can be shown as chosen with ``setChecked``.
    """

    def __init__(
        self,
        label: str,
        value: str = "",
        caption: str = "",
        *,
        icon: str = "",
        tone: Tone = "primary",
        layout: Literal["stack", "side"] = "stack",
        clickable: bool = False,
    ) -> None:
        super().__init__()
        self._label, self._value, self._caption = label, value, caption
        self._icon, self._tone, self._layout = icon, tone, layout
        self._share: float | None = None
        self.setCheckable(clickable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if clickable else Qt.FocusPolicy.NoFocus)
        if clickable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name_it()

    def set_value(self, value: str, caption: str | None = None, *, label: str | None = None) -> None:
        """Another number; optionally another line under it."""
        self._value = value
        self._caption = self._caption if caption is None else caption
        self._label = self._label if label is None else label
        self._name_it()

    def set_loading(self) -> None:
        """«…» until a number is there."""
        self.set_value("…")

    def set_share(self, share: float | None) -> None:
        """A bar under the number, 0 to 1 («stack» only)."""
        self._share = share
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: Tone) -> None:
        """Another tone of the icon."""
        self._tone = tone
        self.update()

    def value(self) -> str:
        """The number as shown."""
        return self._value

    def _name_it(self) -> None:
        self.setAccessibleName(", ".join(part for part in (self._label, self._value, self._caption) if part))
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        if self._layout == "side":
            words = max(text_width(font(22, 800), self._value), text_width(font(12, 500), self._label))
            return QSize(px(78) + round(words), px(68))
        height = 80 + (20 if self._caption else 0) + (16 if self._share is not None else 0)
        words = max(
            text_width(font(13, 600), self._label) + px(30),
            text_width(font(26, 800), self._value),
            text_width(font(12, 500), self._caption),
        )
        return QSize(px(34) + round(words), px(height))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), px(110)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        area = QRectF(self.rect())
        if not theme().dark:
            area.adjust(0, 0, 0, -2)
            shadow(painter, area, px(12))
        hover = self.isCheckable() and self.underMouse()
        line = "primary" if self.isChecked() else "primaryLine" if hover else "border"
        rounded(painter, area, px(12), "surface", line)
        if self._layout == "side":
            self._paint_side(painter, area)
        else:
            self._paint_stack(painter, area)

    def _paint_side(self, painter: QPainter, area: QRectF) -> None:
        left = px(18)
        if self._icon:
            name = self._icon if self._icon.endswith("-fill") else f"{self._icon}-fill"
            draw_icon(painter, QRectF(left, 0, px(24), area.height()), name, TONES[self._tone][0], 24)
            left += px(40)
        width = area.width() - left - px(12)
        top = (area.height() - px(46)) / 2
        draw_text(painter, QRectF(left, top, width, px(28)), self._value, font(22, 800, -0.3), "text")
        draw_text(painter, QRectF(left, top + px(28), width, px(18)), self._label, font(12, 500), "text2")

    def _paint_stack(self, painter: QPainter, area: QRectF) -> None:
        left, width = px(16), area.width() - px(32)
        room = px(28) if self._icon else 0
        draw_text(painter, QRectF(left, px(13), width - room, px(20)), self._label, font(13, 600), "text2")
        if self._icon:
            box = QRectF(area.right() - px(16) - px(20), px(13), px(20), px(20))
            draw_icon(painter, box, self._icon, TONES[self._tone][0], 20)
        draw_text(painter, QRectF(left, px(36), width, px(34)), self._value, font(26, 800, -0.4), "text")
        top = px(72)
        if self._share is not None:
            rounded(painter, QRectF(left, top + px(2), width, px(6)), px(3), "heat0")
            rounded(painter, QRectF(left, top + px(2), max(px(6), width * self._share), px(6)), px(3), "primary")
            top += px(14)
        if self._caption:
            draw_text(painter, QRectF(left, top, width, px(18)), self._caption, font(12, 500), "text3")
