"""Status pills: always an icon and a word, never colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from gui.theme import font, px
from gui.widgets.painting import TONES, Tone, draw_icon, draw_text, rounded, smooth, text_width


def pill_font() -> QFont:
    """The font of pills."""
    return font(12, 600)


def pill_width(text: str, with_icon: bool = True) -> int:
    """Width of a pill around ``text``."""
    return round(text_width(pill_font(), text)) + px(36 if with_icon else 18)


def paint_pill(painter: QPainter, rect: QRectF, text: str, tone: Tone, icon_name: str | None = None) -> None:
    """A pill that fills ``rect``. ``icon_name``: None for the tone's own, empty for none."""
    tint, fill, _, own = TONES[tone]
    name = own if icon_name is None else icon_name
    rounded(painter, rect, rect.height() / 2, fill)
    left = rect.x() + px(8)
    if name:
        draw_icon(painter, QRectF(left, rect.y(), px(14), rect.height()), name, tint, 14)
        left += px(18)
    draw_text(painter, QRectF(left, rect.y(), rect.right() - left - px(6), rect.height()), text, pill_font(), tint)


class StatusPill(QLabel):
    """A status word in its tone: ok, info, warn, err, accent, neutral, primary."""

    def __init__(self, text: str = "", tone: Tone = "neutral", icon: str | None = None) -> None:
        super().__init__()
        self._tone, self._icon = tone, icon
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_status(text, tone, icon)

    def set_status(self, text: str, tone: Tone, icon: str | None = None) -> None:
        """Another word, tone and (optionally) icon."""
        self._tone, self._icon = tone, icon
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def tone(self) -> str:
        """The tone in use."""
        return self._tone

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(pill_width(self.text(), self._icon != ""), px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_pill(smooth(self), QRectF(self.rect()), self.text(), self._tone, self._icon)
