"""The header of tables: quiet titles, the sort order, and the box that ticks all."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QHeaderView, QWidget

from gui.tables.delegate import PAD
from gui.tables.model import WindowedModel
from gui.theme import color, font, px
from gui.widgets.check import paint_check
from gui.widgets.painting import LEFT, RIGHT, draw_icon, draw_text, text_width


class TableHeader(QHeaderView):
    """``sort_asked``: the key of a sortable column and whether ascending. ``all_ticked``: the box was pressed.
    ``dragged``: that section got another width by the mouse.
    """

    sort_asked = Signal(str, bool)
    all_ticked = Signal(bool)
    dragged = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sort: tuple[str, bool] | None = None
        self._resized = -1
        self.sectionResized.connect(self._on_resized)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(px(36))
        self.viewport().setAutoFillBackground(False)  # the card shows through its round corners

    def set_sort(self, key: str, ascending: bool) -> None:
        """Show by which column the list is sorted; an empty key shows none."""
        self._sort = (key, ascending) if key else None
        self.viewport().update()

    def sort(self) -> tuple[str, bool] | None:
        """The column and order shown."""
        return self._sort

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), px(36))

    def _table(self) -> WindowedModel | None:
        model = self.model()
        return model if isinstance(model, WindowedModel) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._resized = -1
        super().mousePressEvent(event)

    def _on_resized(self, section: int, _: int, __: int) -> None:
        column = self._table()
        held = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        if held and column is not None and not column.columns[section].stretch:
            self._resized = section

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragging = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        super().mouseReleaseEvent(event)
        if dragging and self._resized >= 0:
            self.dragged.emit(self._resized)
        section, model = self.logicalIndexAt(event.position().toPoint()), self._table()
        if model is not None and section >= 0 and not dragging and event.button() == Qt.MouseButton.LeftButton:
            self.press(section)

    def press(self, section: int) -> None:
        """As a click on that title."""
        model = self._table()
        if model is None:
            return
        column = model.columns[section]
        if column.kind == "check":
            self.all_ticked.emit(model.tick_state() != Qt.CheckState.Checked)
        elif column.sortable:
            ascending = not (self._sort is not None and self._sort == (column.key, True))
            self.set_sort(column.key, ascending)
            self.sort_asked.emit(column.key, ascending)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model = self._table()
        if model is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(rect)
        self._paint_ground(painter, area, self.visualIndex(logicalIndex))
        column = model.columns[logicalIndex]
        if column.kind == "check":
            side = px(18)
            box = QRectF(area.x() + px(14), area.center().y() - side / 2, side, side)
            paint_check(painter, box, model.tick_state())
        else:
            right = column.kind == "number" or column.align == "right"
            words = area.adjusted(px(PAD), 0, -px(6), 0)
            draw_text(painter, words, column.title, font(12, 600), "text2", RIGHT if right else LEFT)
            self._paint_sort(painter, words, column.key, column.title, right)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRectF, visual: int) -> None:
        radius = px(9)
        path = QPainterPath()
        if visual in (0, self.count() - 1):
            path.addRoundedRect(area.adjusted(0, 0, 0, radius), radius, radius)
            square = area.adjusted(radius, 0, 0, radius) if visual == 0 else area.adjusted(0, 0, -radius, radius)
            if self.count() > 1:
                path.addRect(square)
            path.setFillRule(Qt.FillRule.WindingFill)
            painter.setClipRect(area)
        else:
            path.addRect(area)
        painter.fillPath(path, color("subtle"))
        painter.fillRect(QRectF(area.x(), area.bottom() - 1, area.width(), 1), color("border"))

    def _paint_sort(self, painter: QPainter, words: QRectF, key: str, title: str, right: bool) -> None:
        if self._sort is None or self._sort[0] != key:
            return
        width = text_width(font(12, 600), title)
        left = words.right() - width - px(16) if right else words.x() + width + px(4)
        name = "caret-up-bold" if self._sort[1] else "caret-down-bold"
        draw_icon(painter, QRectF(left, words.y(), px(12), words.height()), name, "primaryText", 12)
