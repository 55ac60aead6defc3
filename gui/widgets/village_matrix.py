"""All villages at a glance: a row of squares for each sub-district, each state with its own shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.language import tr
from gui.theme import color, font, px
from gui.widgets.painting import CENTER, RIGHT, draw_text, rounded, smooth

VillageState = Literal["ok", "old", "gap", "late", "none", "wait", "fork", "newer", "usb"]
_SIGNS: dict[str, tuple[str, str]] = {
    "gap": ("!", "warn"),
    "wait": ("+", "accent"),
    "fork": ("2", "err"),
    "newer": ("↑", "info"),
}
"""State: the sign in its square, and the tone of the square."""
_SIDE, _GAP, _ROW, _LABELS, _NOTES = 16, 4, 26, 106, 56


@dataclass(frozen=True, slots=True)
class VillageCell:
    """One village. ``words``: how it stands, for the tool tip and screen readers («lebih dari 30 hari»)."""

    code: str
    name: str
    state: VillageState
    words: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One sub-district. ``note``: printed at the right, else how many have come of how many."""

    name: str
    cells: tuple[VillageCell, ...]
    note: str = ""


def paint_village_cell(painter: QPainter, rect: QRectF, state: VillageState) -> None:
    """One square; the legend paints the same."""
    radius = px(4)
    if state in ("ok", "old"):
        rounded(painter, rect, radius, "heat4" if state == "ok" else "heat2")
    elif state in _SIGNS:
        sign, tone = _SIGNS[state]
        rounded(painter, rect, radius, f"{tone}Soft", tone, 1.5)
        draw_text(painter, rect, sign, font(12, 800), "accentText" if tone == "accent" else tone, CENTER)
    elif state == "late":
        rounded(painter, rect, radius, "errSoft", "err", 1.5)
        wide = rect.width() * 0.22
        rounded(painter, QRectF(rect.center().x() - wide, rect.center().y() - 1, 2 * wide, 2), 1, "err")
    elif state == "none":
        rounded(painter, rect, radius, None, "borderStrong", 1)
    else:
        rounded(painter, rect, radius, "accent")
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("onAccent"))
        painter.drawEllipse(QPointF(rect.center()), rect.width() * 0.2, rect.width() * 0.2)
        painter.restore()


class VillageMark(QWidget):
    """One square of the legend."""

    def __init__(self, state: VillageState) -> None:
        super().__init__()
        self._state = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_state(self, state: VillageState) -> None:
        """Another state."""
        self._state = state
        self.update()

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(_SIDE), px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_village_cell(smooth(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), self._state)


class Matrix295(QWidget):
    """One control for 295 villages. Arrows move, Enter or a double click opens; ``current_changed`` tells the code."""

    current_changed = Signal(str)
    opened = Signal(str)
    own_focus = True

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self._name = name or tr("Desa per kecamatan")
        self._rows: list[MatrixRow] = []
        self._at = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._name)

    def set_rows(self, rows: Sequence[MatrixRow]) -> None:
        """Other villages; the current one stays where it still is."""
        before = self.current()
        self._rows = [row for row in rows if row.cells]
        self._at = (0, 0)
        if before is not None:
            self.select(before.code)
        self._tell()
        self.updateGeometry()
        self.update()

    def current(self) -> VillageCell | None:
        """The village one is at."""
        row, place = self._at
        return self._rows[row].cells[place] if row < len(self._rows) else None

    def select(self, code: str) -> bool:
        """Go to a village without telling; False when it is not there."""
        for row, line in enumerate(self._rows):
            for place, cell in enumerate(line.cells):
                if cell.code == code:
                    self._at = (row, place)
                    self._tell()
                    self.update()
                    return True
        return False

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        longest = max((len(row.cells) for row in self._rows), default=0)
        return QSize(px(_LABELS + _NOTES) + longest * px(_SIDE + _GAP), px(_ROW) * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        longest = max((len(row.cells) for row in self._rows), default=0)
        return QSize(px(_LABELS + _NOTES) + longest * px(12), px(_ROW) * len(self._rows))

    def _step(self) -> float:
        longest = max((len(row.cells) for row in self._rows), default=1)
        room = self.width() - px(_LABELS + _NOTES)
        return min(px(_SIDE + _GAP), room / longest)

    def _cell_rect(self, row: int, place: int) -> QRectF:
        step = self._step()
        side = min(px(_SIDE), step - px(3))
        top = row * px(_ROW) + (px(_ROW) - side) / 2
        return QRectF(px(_LABELS) + place * step, top, side, side)

    def _place_at(self, x: float, y: float) -> tuple[int, int] | None:
        row = int(y // px(_ROW))
        place = int((x - px(_LABELS) + px(2)) // self._step())
        if 0 <= row < len(self._rows) and 0 <= place < len(self._rows[row].cells):
            return row, place
        return None

    def _describe(self, row: int, place: int) -> str:
        cell = self._rows[row].cells[place]
        where = tr("{village}, Kecamatan {subdistrict}", village=cell.name, subdistrict=self._rows[row].name)
        return f"{where}: {cell.words}" if cell.words else where

    def _tell(self) -> None:
        if self.current() is not None:
            self.setAccessibleDescription(self._describe(*self._at))
            self.setAccessibleName(f"{self._name}. {self._describe(*self._at)}")
            if self.hasFocus():
                QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _go(self, row: int, place: int) -> None:
        row = min(max(0, row), len(self._rows) - 1)
        self._at = (row, min(max(0, place), len(self._rows[row].cells) - 1))
        self._tell()
        self.update()
        cell = self.current()
        if cell is not None:
            self.current_changed.emit(cell.code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, place = self._at
        last = len(self._rows[row].cells) - 1 if self._rows else 0
        moves = {
            Qt.Key.Key_Left: (row, place - 1),
            Qt.Key.Key_Right: (row, place + 1),
            Qt.Key.Key_Up: (row - 1, place),
            Qt.Key.Key_Down: (row + 1, place),
            Qt.Key.Key_Home: (row, 0),
            Qt.Key.Key_End: (row, last),
            Qt.Key.Key_PageUp: (0, place),
            Qt.Key.Key_PageDown: (len(self._rows) - 1, place),
        }
        target = moves.get(Qt.Key(event.key()))
        cell = self.current()
        if cell is not None and target is not None:
            self._go(*target)
        elif cell is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(cell.code)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._place_at(event.position().x(), event.position().y())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go(*found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._place_at(event.position().x(), event.position().y())
        if found is not None:
            self.opened.emit(self._rows[found[0]].cells[found[1]].code)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            found = self._place_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), self._describe(*found) if found else "", self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        for row, line in enumerate(self._rows):
            top = row * px(_ROW)
            draw_text(painter, QRectF(0, top, px(_LABELS - 6), px(_ROW)), line.name, font(13, 500), "text")
            for place, cell in enumerate(line.cells):
                paint_village_cell(painter, self._cell_rect(row, place), cell.state)
            come = sum(cell.state in ("ok", "old") for cell in line.cells)
            note = QRectF(self.width() - px(_NOTES), top, px(_NOTES), px(_ROW))
            draw_text(painter, note, line.note or f"{come}/{len(line.cells)}", font(12, 600), "text2", RIGHT)
        if self._rows:
            self._paint_current(painter)

    def _paint_current(self, painter: QPainter) -> None:
        ring = self._cell_rect(*self._at).adjusted(-3, -3, 3, 3)
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        focused = self.hasFocus()
        painter.setPen(QPen(color("text" if focused else "borderStrong"), 2 if focused else 1.5))
        painter.drawRoundedRect(ring, px(6), px(6))
        painter.restore()
