"""A big radio button: picture or initials, a name, a sentence. For the few choices that decide a lot."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui.icons import icon
from gui.theme import color, font, px

_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ChoiceCard(QAbstractButton):
    """One of several; arrow keys move between cards of the same parent, Space chooses.

    ``picture``: a name of ``gui.icons`` in a tile, or ``letters`` in a circle. ``note``: a third, smaller line.
    ``entered()``: Enter was pressed on it, which goes on with the choice.
    """

    entered = Signal()
    own_focus = True  # its outline thickens, as an input's does

    def __init__(
        self,
        title: str,
        text: str,
        *,
        note: str = "",
        picture: str = "",
        letters: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title, self._text, self._note = title, text, note
        self._picture, self._letters = picture, letters
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(part for part in (text, note) if part))

    @property
    def _big(self) -> bool:
        return bool(self._picture)

    def sizeHint(self) -> QSize:
        lines = 1 + bool(self._text) + bool(self._note)
        return QSize(px(320), px({1: 56, 2: 84, 3: 104}[lines] if self._big else 56))

    def restyle(self) -> None:
        """Follow a change of zoom."""
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            self.setChecked(True)
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        side = px(56 if self._big else 36)
        left = px(20 if self._big else 12)
        self._paint_picture(painter, QRectF(left, (self.height() - side) / 2, side, side))
        text_left = left + side + px(18 if self._big else 12)
        self._paint_text(painter, text_left, self.width() - text_left - px(56))
        self._paint_mark(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        radius = px(14 if self._big else 10)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if not self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("shadow", 18))
            painter.drawRoundedRect(area.translated(0, 1), radius, radius)
        strong = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(color("primary" if strong else "border"), 2 if self.hasFocus() else 1))
        lit = "subtle" if self.underMouse() else "surface"
        painter.setBrush(color("primarySoft" if self.isChecked() else lit))
        inset = 0.5 if self.hasFocus() else 0
        painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset - 1), radius, radius)

    def _paint_picture(self, painter: QPainter, tile: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if self._picture:
            painter.setBrush(color("surface" if self.isChecked() else "primarySoft"))
            painter.drawRoundedRect(tile, px(12), px(12))
            half = px(28) / 2
            corner = tile.center() - QPointF(half, half)
            painter.drawPixmap(corner.toPoint(), icon(self._picture, "primaryText", 28))
            return
        painter.setBrush(color("primary" if self.isChecked() else "primarySoft"))
        painter.drawEllipse(tile)
        painter.setPen(color("onPrimary" if self.isChecked() else "primaryText"))
        painter.setFont(font(13, 700))
        painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, self._letters)

    def _paint_text(self, painter: QPainter, left: float, width: float) -> None:
        strong = font(17, 700) if self._big else font(14, 700 if self.isChecked() else 600)
        lines = [(self._title, strong, color("text"), 26 if self._big else 22)]
        if self._text:
            lines.append((self._text, font(14 if self._big else 12, 500), color("text2"), 24 if self._big else 20))
        if self._note:
            lines.append((self._note, font(12, 500), color("text3"), 22))
        top = (self.height() - sum(px(height) for *_, height in lines)) / 2
        for text, face, tint, height in lines:
            self._paint_line(painter, QRectF(left, top, width, px(height)), text, face, tint)
            top += px(height)

    @staticmethod
    def _paint_line(painter: QPainter, area: QRectF, text: str, face: object, tint: QColor) -> None:
        painter.setFont(face)
        painter.setPen(tint)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, _LEFT, shown)

    def _paint_mark(self, painter: QPainter) -> None:
        radius = px(20 if self._big else 18) / 2
        centre = QPointF(self.width() - px(20 if self._big else 14) - radius, self.height() / 2)
        painter.setBrush(color("surface"))
        tint = color("primary" if self.isChecked() else "borderStrong")
        painter.setPen(QPen(tint, 2 if self.isChecked() else 1.5))
        painter.drawEllipse(centre, radius - 1, radius - 1)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawEllipse(centre, radius * 0.5, radius * 0.5)
