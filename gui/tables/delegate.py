"""Paints cells from what the model prepared."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from gui.tables.columns import Cell, Column
from gui.tables.model import WindowedModel
from gui.theme import color, font, px
from gui.widgets.check import paint_check
from gui.widgets.painting import CENTER, LEFT, RIGHT, TONES, draw_icon, draw_text, rounded, text_width
from gui.widgets.pill import paint_pill, pill_width

PAD = 10  # left and right inside a cell
_ALIGN = {"left": LEFT, "right": RIGHT, "center": CENTER}


class RowDelegate(QStyledItemDelegate):
    """``hovered``: the row under the mouse. ``highlight``: found words, marked in strong columns and NIKs."""

    def __init__(self) -> None:
        super().__init__()
        self.hovered = -1
        self.current = -1
        self.highlight = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(80), px(44))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, WindowedModel)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, row = QRectF(option.rect), index.row()
        self._paint_ground(painter, rect, row, index.column())
        column = model.columns[index.column()]
        if column.kind == "check":
            side = px(18)
            box = QRectF(rect.x() + px(14), rect.center().y() - side / 2, side, side)
            state = Qt.CheckState.Checked if model.is_ticked(row) else Qt.CheckState.Unchecked
            paint_check(painter, box, state)
        else:
            cells = model.cells(row)
            if cells is not None:
                self._paint_cell(painter, rect.adjusted(px(PAD), 0, -px(6), 0), column, cells[index.column()])
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, row: int, column: int) -> None:
        current = row == self.current
        fill = "primarySoft" if current else "subtle" if row == self.hovered else "surface"
        painter.fillRect(rect, color(fill))
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), color("divider"))
        if current and column == 0:
            painter.fillRect(QRectF(rect.x(), rect.y(), px(3), rect.height() - 1), color("primary"))

    def _paint_cell(self, painter: QPainter, area: QRectF, column: Column, cell: Cell) -> None:
        if column.kind == "pill":
            width = min(area.width(), pill_width(cell.text, cell.icon != "-"))
            box = QRectF(area.x(), area.center().y() - px(11), width, px(22))
            if cell.text:
                paint_pill(painter, box, cell.text, cell.tone or "neutral", _pill_icon(cell))
        elif column.kind == "bar":
            self._paint_bar(painter, area, cell)
        elif column.kind == "icon":
            tint = TONES[cell.tone][0] if cell.tone else cell.tint or "text2"
            draw_icon(painter, QRectF(area.x(), area.y(), px(18), area.height()), cell.icon, tint, 18)
        else:
            self._paint_text(painter, area, column, cell)

    def _paint_bar(self, painter: QPainter, area: QRectF, cell: Cell) -> None:
        share = cell.share or 0.0
        tone = cell.tone or ("ok" if share >= 1 else "warn")
        tint = TONES[tone][0]
        track = QRectF(area.x(), area.center().y() - px(3), px(44), px(6))
        rounded(painter, track, px(3), "heat0")
        if share > 0:
            rounded(painter, QRectF(track.x(), track.y(), max(px(6), px(44) * share), px(6)), px(3), tint)
        words = area.adjusted(px(52), 0, 0, 0)
        draw_text(painter, words, cell.text, font(13, 500), "text2")

    def _paint_text(self, painter: QPainter, area: QRectF, column: Column, cell: Cell) -> None:
        strong = column.kind in ("strong", "nik")
        face = font(14, 600 if column.kind == "strong" else 500)
        tint = cell.tint or ("text" if strong else "text2")
        if cell.below:
            area = self._paint_below(painter, area, column, cell)
        if self.highlight and strong:
            self._paint_found(painter, area, cell.text, face)
        align = RIGHT if column.kind == "number" else _ALIGN[column.align]
        room = area.adjusted(0, 0, -px(20), 0) if cell.mark else area
        draw_text(painter, room, cell.text, face, tint, align)
        if cell.mark:
            left = area.x() + min(text_width(face, cell.text) + px(4), room.width() + px(2))
            draw_icon(painter, QRectF(left, area.y(), px(16), area.height()), "warning-fill", "warn", 16)

    def _paint_below(self, painter: QPainter, area: QRectF, column: Column, cell: Cell) -> QRectF:
        """The second line; returns the room of the first."""
        top = area.center().y() - px(20)
        align = RIGHT if column.kind == "number" else _ALIGN[column.align]
        second = QRectF(area.x(), top + px(21), area.width(), px(18))
        draw_text(painter, second, cell.below, font(12, 500), "text2", align)
        return QRectF(area.x(), top, area.width(), px(21))

    def _paint_found(self, painter: QPainter, area: QRectF, text: str, face: QFont) -> None:
        place = text.casefold().find(self.highlight.casefold())
        if place < 0:
            return
        left = area.x() + text_width(face, text[:place])
        width = text_width(face, text[place : place + len(self.highlight)])
        box = QRectF(left - 1, area.center().y() - px(10), width + 2, px(20))
        rounded(painter, box & area, px(3), "accentSoft", "accentLine")


def _pill_icon(cell: Cell) -> str | None:
    return "" if cell.icon == "-" else cell.icon or None
