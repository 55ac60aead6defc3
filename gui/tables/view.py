"""The table of long lists: a QTableView that shows rows, not cells, and is led by the keyboard."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from gui.tables.columns import Column
from gui.tables.delegate import RowDelegate
from gui.tables.header import TableHeader
from gui.tables.model import Fetch, WindowedModel
from gui.theme import color, px
from gui.widgets.painting import rounded

ROW, ROW_DENSE, ROW_OF_TWO = 44, 40, 56


def _place_of_ticks(columns: Sequence[Column]) -> int:
    return next((place for place, column in enumerate(columns) if column.kind == "check"), -1)


class DataTable(QTableView):
    """Rows of ``fetch`` for the ids of ``set_ids``. Arrows, Page keys, Home and End move; with a column of ticks Space
    ticks, Shift with an arrow or a click ticks on from where one is, Ctrl+A ticks all.

    ``current_changed``: the id of the row one is at (None: none). ``opened``: Enter or double click. ``edit_asked``:
    F2. ``sort_asked``: column key, ascending. ``ticks_changed``: how many. ``window_changed``: first row, last row
    (from 1) and all rows, for «Baris 1–11 dari 214». ``key_pressed``: a single letter («T»), for the page's acts.
    ``remove_asked``: Delete. ``menu_asked``: the menu key or the right button, where on the screen. ``width_changed``:
    column key and its new width at 100%, dragged by the officer.
    """

    current_changed = Signal(object)
    opened = Signal(object)
    edit_asked = Signal(object)
    sort_asked = Signal(str, bool)
    ticks_changed = Signal(int)
    window_changed = Signal(int, int, int)
    key_pressed = Signal(str)
    remove_asked = Signal(object)
    menu_asked = Signal(QPoint)
    width_changed = Signal(str, int)

    def __init__(self, columns: Sequence[Column], fetch: Fetch, *, name: str, row_height: int = ROW) -> None:
        super().__init__()
        self._row_height = row_height
        self._dense = False
        self._arrangements: tuple[tuple[Column, ...], ...] = ()
        self.rows = WindowedModel(columns, fetch)
        self._delegate = RowDelegate()
        self._ticks = _place_of_ticks(columns)
        self._anchor: int | None = None
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self._make_header()
        self._make_behaviour()
        self.rows.ticks_changed.connect(self._tell_ticks)
        self.restyle()

    def _make_header(self) -> None:
        header = TableHeader(self)
        self.setHorizontalHeader(header)
        header.sort_asked.connect(self.sort_asked)
        header.all_ticked.connect(self.rows.tick_all)
        header.dragged.connect(self._tell_width)
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.header = header

    def _make_behaviour(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalScrollBar().valueChanged.connect(lambda *_: self._tell_window())

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; rows, ticks and the row one is at stay."""
        here = self.current_id()
        place = self.verticalScrollBar().value()
        self._ticks = _place_of_ticks(columns)
        self.rows.set_columns(columns)
        self.restyle()
        self._share_width()
        if here is not None:
            self.select_id(here)
        self.verticalScrollBar().setValue(place)

    def hide_columns(self, keys: Collection[str]) -> None:
        """Leave these out for now; the stretching column takes their room."""
        for place, column in enumerate(self.rows.columns):
            self.setColumnHidden(place, column.key in keys)
        self._share_width()

    def set_narrower(self, *arrangements: tuple[Column, ...]) -> None:
        """Columns for less room, the widest first: shown where those before do not fit in the table's width.

        What a narrower one has no column for belongs into a second line (``Column.below``), so that it stays in reach.
        """
        self._arrangements = (self.rows.columns, *arrangements)
        self._arrange()

    def _arrange(self) -> None:
        if not self._arrangements:
            return
        room = self.maximumViewportSize().width() - self.verticalScrollBar().sizeHint().width()
        fitting = (each for each in self._arrangements if sum(px(column.width) for column in each) <= room)
        wanted = next(fitting, self._arrangements[-1])
        if wanted is not self.rows.columns:
            self.set_columns(wanted)

    def _tell_width(self, section: int) -> None:
        column = self.rows.columns[section]
        if not column.stretch:
            self.width_changed.emit(column.key, round(self.columnWidth(section) * 100 / px(100)))

    # rows

    def set_ids(self, ids: Sequence[Any], current: Any = None) -> None:
        """Show these rows; the current row stays where its id still is, else ``current``, else none."""
        wanted = current if current is not None else self.current_id()
        self.rows.set_ids(ids)
        row = self.rows.row_of(wanted) if wanted is not None else -1
        self._delegate.current = -1
        if row >= 0:
            self.select_row(row)
        else:
            self.current_changed.emit(None)
        self._tell_window()

    def refresh(self, ids: Sequence[Any] | None = None) -> None:
        """Fetch rows anew (all, or those ids) and repaint."""
        self.rows.forget(ids)
        self.viewport().update()

    def refresh_rows(self, first: int, last: int) -> None:
        """As ``refresh``, for the rows between two places."""
        self.rows.forget_rows(first, last)
        self.viewport().update()

    def current_id(self) -> Any:
        """The id of the row one is at; None when there is none."""
        return self.rows.id_at(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def current_row(self) -> Any:
        """The fetched row one is at."""
        return self.rows.row_at(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def select_id(self, wanted: Any) -> bool:
        """Go to a row and bring it into view; False when it is not in the list."""
        row = self.rows.row_of(wanted)
        if row >= 0:
            self.select_row(row)
        return row >= 0

    def select_row(self, row: int) -> None:
        """Go to the row at a place."""
        index = self.rows.index(row, max(0, 1 if self._ticks == 0 and len(self.rows.columns) > 1 else 0))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def set_highlight(self, words: str) -> None:
        """Mark found words in strong columns."""
        self._delegate.highlight = words
        self.viewport().update()

    def set_sort(self, key: str, ascending: bool) -> None:
        """Show by which column the list is sorted."""
        self.header.set_sort(key, ascending)

    def ticked(self) -> set[Any]:
        """The ids of the ticked rows."""
        return self.rows.ticked()

    def set_dense(self, dense: bool) -> None:
        """Rows of 40 px instead of 44, for short windows."""
        self._dense = dense
        self.restyle()

    # sizes

    def restyle(self) -> None:
        """Take colours and sizes anew."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, color("surface"))
        self.setPalette(palette)
        height = min(self._row_height, ROW_DENSE) if self._dense else self._row_height
        height = ROW_OF_TWO if any(column.below for column in self.rows.columns) else height
        self.verticalHeader().setDefaultSectionSize(px(height))
        self.header.setFixedHeight(px(36))
        for place, column in enumerate(self.rows.columns):
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            fixed = column.kind == "check"
            self.header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed if fixed else mode)
            if not column.stretch:
                self.setColumnWidth(place, px(column.width))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._share_width()
        self._tell_window()

    def _share_width(self) -> None:
        """The stretching column takes what is left, but never less than its own width: then the table scrolls."""
        columns = self.rows.columns
        place = next((place for place, column in enumerate(columns) if column.stretch), -1)
        if place < 0:
            return
        others = sum(self.columnWidth(each) for each in range(len(columns)) if each != place)
        least = px(columns[place].width)
        narrow = self.viewport().width() - others < least
        mode = QHeaderView.ResizeMode.Interactive if narrow else QHeaderView.ResizeMode.Stretch
        if self.header.sectionResizeMode(place) != mode:
            self.header.setSectionResizeMode(place, mode)
        if narrow:
            self.setColumnWidth(place, least)

    def _tell_window(self) -> None:
        total = self.rows.rowCount()
        first = self.rowAt(0) + 1 if total else 0
        last = self.rowAt(self.viewport().height() - 1) + 1 if total else 0
        self.window_changed.emit(first, last or total, total)

    def _tell_ticks(self, count: int) -> None:
        self.header.viewport().update()
        self.ticks_changed.emit(count)

    # keys and mouse

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self._delegate.current = current.row() if current.isValid() else -1
        self.viewport().update()
        if current.row() != previous.row() or not previous.isValid():
            self.current_changed.emit(self.current_id())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, bare = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        here = self.current_id()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not bare and here is not None:
            self.opened.emit(here)
        elif key == Qt.Key.Key_F2 and here is not None:
            self.edit_asked.emit(here)
        elif key == Qt.Key.Key_Delete and not bare and here is not None:
            self.remove_asked.emit(here)
        elif self._ticks >= 0 and self._tick_by_key(key, bare):
            pass
        elif not bare and Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
            self.key_pressed.emit(chr(key))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not bare and self.rows.rowCount():
            self.select_row(0 if key == Qt.Key.Key_Home else self.rows.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def _tick_by_key(self, key: int, bare: Qt.KeyboardModifier) -> bool:
        row = self.currentIndex().row()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
        if bare == Qt.KeyboardModifier.ShiftModifier and key in steps and row >= 0:
            self._tick_on(row, steps[Qt.Key(key)])
            return True
        if bare != Qt.KeyboardModifier.ShiftModifier:
            self._anchor = None
        if key == Qt.Key.Key_Space and not bare:
            self.rows.tick(row)
        elif key == Qt.Key.Key_A and bare == Qt.KeyboardModifier.ControlModifier:
            self.rows.tick_all(True)
        else:
            return False
        return True

    def _tick_on(self, row: int, step: int) -> None:
        """Shift with an arrow: what lies between where it began and the row one comes to is ticked."""
        if self._anchor is None:
            self._anchor = row
        there = max(0, min(row + step, self.rows.rowCount() - 1))
        if there != row:
            if (there - row) * (row - self._anchor) < 0:  # back towards where it began
                self.rows.tick_rows(row, there + (1 if row > there else -1), on=False)
            self.rows.tick_rows(self._anchor, there)
            anchor = self._anchor
            self.select_row(there)
            self._anchor = anchor
        else:
            self.rows.tick(row, on=True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._ticks >= 0 and event.button() == Qt.MouseButton.LeftButton:
            held = event.modifiers()
            here = self.currentIndex().row()
            if held & Qt.KeyboardModifier.ShiftModifier and here >= 0:
                self.rows.tick_rows(here, index.row())
            elif held & Qt.KeyboardModifier.ControlModifier or index.column() == self._ticks:
                self.rows.tick(index.row())
            else:
                super().mousePressEvent(event)
                return
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            return
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button goes to its row first; the menu key opens at the row one is at."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            row = self.rowAt(event.pos().y())
            if row >= 0:
                self.select_row(row)
            self.menu_asked.emit(event.globalPos())
        elif self.currentIndex().isValid():
            self.menu_asked.emit(self.viewport().mapToGlobal(self.row_point(self.currentIndex().row())))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() != self._ticks:
            self.opened.emit(self.rows.id_at(index.row()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.select_row(max(0, self.rowAt(0)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus() or not self.currentIndex().isValid():
            return
        row = self.visualRect(self.currentIndex())
        width = min(self.header.length(), self.viewport().width())
        painter = QPainter(self.viewport())
        rounded(painter, QRectF(1, row.y() + 1, width - 2, row.height() - 3), px(4), None, "primary", 2)

    def row_point(self, row: int) -> QPoint:
        """The middle of a row in the view, for menus opened by key."""
        return self.visualRect(self.rows.index(row, 0)).center()
