"""What several controls paint alike: rounded rectangles, tones, texts that fit."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.icons import icon
from gui.theme import color, px, theme

Tone = Literal["ok", "info", "warn", "err", "accent", "neutral", "primary"]

# tone: (colour of icon and word, background, line, icon)
TONES: dict[str, tuple[str, str, str, str]] = {
    "ok": ("ok", "okSoft", "okLine", "check-circle"),
    "info": ("info", "infoSoft", "infoLine", "info"),
    "warn": ("warn", "warnSoft", "warnLine", "warning"),
    "err": ("err", "errSoft", "errLine", "warning-octagon"),
    "accent": ("accentText", "accentSoft", "accentLine", "star"),
    "neutral": ("text2", "neutralSoft", "border", "circle"),
    "primary": ("primaryText", "primarySoft", "primaryLine", "seal"),
}

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
CENTER = Qt.AlignmentFlag.AlignCenter


def rounded(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    fill: str | QColor | None = None,
    line: str | QColor | None = None,
    width: float = 1,
) -> None:
    """A rounded rectangle whose line lies inside ``rect``. Leaves the painter as it was."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QRectF(rect)
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(QPen(color(line) if isinstance(line, str) else line, width))
        shape.adjust(width / 2, width / 2, -width / 2, -width / 2)
    if fill is None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setBrush(color(fill) if isinstance(fill, str) else fill)
    radius = min(radius, shape.height() / 2, shape.width() / 2)
    painter.drawRoundedRect(shape, radius, radius)
    painter.restore()


def shadow(painter: QPainter, rect: QRectF, radius: float) -> None:
    """The soft edge under a card, light theme only. ``rect``: the card, with 2 px free below it."""
    if theme().dark:
        return
    for down, alpha in ((2, 7), (1, 10)):
        rounded(painter, rect.translated(0, down), radius, color("shadow", alpha))


def text_width(font: QFont, text: str) -> float:
    """Width of a line in logical pixels."""
    return QFontMetricsF(font).horizontalAdvance(text)


def draw_text(
    painter: QPainter,
    rect: QRect | QRectF,
    text: str,
    font: QFont,
    tint: str,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """One line that ends in … where it does not fit."""
    painter.setFont(font)
    painter.setPen(color(tint))
    area = QRectF(rect)
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) > area.width() + 0.5:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, align.value | Qt.TextFlag.TextSingleLine.value, text)


def draw_icon(painter: QPainter, rect: QRect | QRectF, name: str, tint: str, size: int) -> None:
    """An icon in the middle of ``rect``; ``size`` at 100%."""
    area, pixels = QRectF(rect), px(size)
    left = round(area.center().x() - pixels / 2)
    top = round(area.center().y() - pixels / 2)
    painter.drawPixmap(left, top, icon(name, tint, size))


def draw_keycap(painter: QPainter, rect: QRectF, text: str, font: QFont, tint: str, fill: QColor) -> None:
    """A key's name on a small key, as on buttons."""
    rounded(painter, rect, px(5), fill)
    draw_text(painter, rect, text, font, tint, CENTER)


def smooth(widget: QWidget) -> QPainter:
    """A painter for ``widget`` with smooth edges."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter
