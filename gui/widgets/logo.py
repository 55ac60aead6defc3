"""The umbrella: logo, small illustration, and the picture at the left of first start and sign-in."""

from __future__ import annotations

import math
from random import Random

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.language import tr
from gui.theme import color, font, px
from gui.widgets.painting import draw_text, rounded, smooth

_UNIT = 32.0  # the logo is drawn on a grid of 32 x 32


def paint_logo(painter: QPainter, rect: QRectF, *, tile: bool = True, stick: str = "#FFFFFF") -> None:
    """The umbrella in ``rect``, on its teal tile or bare. ``stick``: colour of the handle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / _UNIT, rect.width() / _UNIT)
    if tile:
        rounded(painter, QRectF(0, 0, _UNIT, _UNIT), 9, "logoTile")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("canopy"))
    painter.drawPath(_canopy())
    painter.setBrush(color("canopyLight"))
    painter.drawPath(_canopy_middle())
    pen = QPen(color(stick), 1.9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_handle(16, 15.3, 23.5, 4.8))
    painter.drawLine(QPointF(16, 4.1), QPointF(16, 5.5))
    painter.restore()


def _canopy() -> QPainterPath:
    path = QPainterPath(QPointF(5, 16.5))
    path.arcTo(QRectF(5, 5.5, 22, 22), 180, -180)
    for fold in range(3):
        right = 27 - 22 / 3 * fold
        left = right - 22 / 3
        path.quadTo(QPointF((left + right) / 2, 13.1), QPointF(left, 16.5))
    path.closeSubpath()
    return path


def _canopy_middle() -> QPainterPath:
    path = QPainterPath(QPointF(16, 5.5))
    path.quadTo(QPointF(11.4, 8.5), QPointF(16 - 11 / 3, 16.5))
    path.quadTo(QPointF(16, 13.1), QPointF(16 + 11 / 3, 16.5))
    path.quadTo(QPointF(20.6, 8.5), QPointF(16, 5.5))
    return path


def _handle(x: float, top: float, bottom: float, hook: float) -> QPainterPath:
    path = QPainterPath(QPointF(x, top))
    path.lineTo(x, bottom)
    path.arcTo(QRectF(x, bottom - hook / 2, hook, hook), 180, 150)
    return path


def app_icon() -> QIcon:
    """The window's icon in the sizes systems ask for."""
    result = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_logo(painter, QRectF(0, 0, side, side))
        painter.end()
        result.addPixmap(pixmap)
    return result


class Logo(QWidget):
    """The logo in a square of ``side`` pixels."""

    def __init__(self, side: int = 34, *, tile: bool = True, stick: str = "#FFFFFF") -> None:
        super().__init__()
        self._side, self._tile, self._stick = side, tile, stick
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(self._side), px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_logo(QPainter(self), QRectF(self.rect()), tile=self._tile, stick=self._stick)


class Hero(QWidget):
    """People dry under a large umbrella, with the program's name and one sentence."""

    def __init__(self, sentence: str = "", caption: str = "") -> None:
        super().__init__()
        self._sentence = sentence or tr("Supaya pekerja rentan tidak menanggung sendiri.")
        self._caption = caption or tr("Pendataan JKK dan JKM, Kabupaten Blora")
        self.setMinimumWidth(px(240))
        self.setAccessibleName(f"Payung. {self._sentence}")

    def set_words(self, sentence: str, caption: str) -> None:
        """Another sentence and line under it."""
        self._sentence, self._caption = sentence, caption
        self.setAccessibleName(f"Payung. {sentence}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        sky = QLinearGradient(0, 0, 0, self.height())
        sky.setColorAt(0, color("heroTop"))
        sky.setColorAt(1, color("heroBottom"))
        painter.fillRect(self.rect(), sky)
        center, base = self.width() / 2, self.height() * 0.56
        radius = min(px(150), self.width() * 0.36, self.height() * 0.24)
        self._paint_rain(painter, center, base, radius)
        self._paint_umbrella(painter, center, base, radius)
        self._paint_people(painter, center, base, radius)
        self._paint_words(painter, base + radius)

    def _paint_rain(self, painter: QPainter, center: float, base: float, radius: float) -> None:
        chance = Random(5)  # the same rain every time
        pen = QPen(color("heroRain", 46), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for _ in range(90):
            x, y = chance.uniform(0, self.width()), chance.uniform(0, self.height() * 0.9)
            length = chance.uniform(10, 20)
            away = (radius + 8) ** 2 - (x - center) ** 2
            dry = abs(x - center) < radius + 6 and y > base - math.sqrt(max(0.0, away)) - 24
            if not dry and not (y < px(100) and x < px(220)):
                painter.drawLine(QPointF(x, y), QPointF(x - length * 0.18, y + length))

    def _paint_umbrella(self, painter: QPainter, center: float, base: float, radius: float) -> None:
        top = QPointF(center, base - radius)
        folds = ("canopyDark", "canopy", "canopyLight", "canopy", "canopyDark")
        painter.setPen(Qt.PenStyle.NoPen)
        for index, tint in enumerate(folds):
            left = center - radius + 2 * radius * index / 5
            right = left + 2 * radius / 5
            high, low = base - radius * 0.98, base - radius * 0.55
            path = QPainterPath(top)
            path.cubicTo(QPointF(center + (left - center) * 0.62, high), QPointF(left, low), QPointF(left, base))
            path.quadTo(QPointF((left + right) / 2, base - radius * 0.2), QPointF(right, base))
            path.cubicTo(QPointF(right, low), QPointF(center + (right - center) * 0.62, high), top)
            painter.setBrush(color(tint))
            painter.drawPath(path)
        painter.setPen(QPen(color("heroText"), radius / 30, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_handle(center, base - radius * 0.1, base + radius * 0.72, radius * 0.227))
        painter.drawLine(QPointF(center, base - radius * 1.087), QPointF(center, base - radius * 1.013))

    def _paint_people(self, painter: QPainter, center: float, base: float, radius: float) -> None:
        scale = radius / 150
        ground = base + radius * 0.74 + 28 * scale
        people = ((-86, 0.92, "person1"), (-44, 1.05, "person2"), (52, 1.0, "person3"), (96, 0.86, "person4"))
        painter.setPen(Qt.PenStyle.NoPen)
        for offset, tall, tint in people:
            x, size = center + offset * scale, tall * scale
            height = 62 * size
            painter.setBrush(color(tint))
            painter.drawEllipse(QPointF(x, ground - height - 10 * size), 11 * size, 11 * size)
            body = QRectF(x - 16 * size, ground - height + 3 * scale, 32 * size, height)
            painter.drawRoundedRect(body, 15 * size, 15 * size)
        painter.setBrush(color("heroText", 22))
        painter.drawRoundedRect(QRectF(center - radius - 30 * scale, ground, 2 * radius + 60 * scale, 3), 1.5, 1.5)

    def _paint_words(self, painter: QPainter, free_from: float) -> None:
        left, width = px(36), self.width() - px(72)
        paint_logo(painter, QRectF(left, px(34), px(40), px(40)))
        name = QRectF(left + px(52), px(32), width - px(52), px(44))
        draw_text(painter, name, "Payung", font(22, 800, -0.3), "heroText")
        if self.height() - px(128) < free_from + px(20):
            return  # too low a window: the picture matters more
        painter.setFont(font(22, 700, -0.2))
        painter.setPen(color("heroText"))
        area = QRectF(left, self.height() - px(132), width, px(64))
        bottom = Qt.AlignmentFlag.AlignBottom.value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(area, bottom, self._sentence)
        line = QRectF(left, self.height() - px(62), width, px(24))
        draw_text(painter, line, self._caption, font(13, 500), "heroMuted")
