"""The list as Excel shows it: cells one moves between and corrects in place, with row numbers that stay in view."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QLineEdit, QTableView, QWidget

from gui.language import tr
from gui.pages.importing.cells import GridRows
from gui.pages.importing.grid_delegate import PAD, CellDelegate
from gui.pages.importing.grid_model import GridModel
from gui.theme import color, font, px
from gui.widgets.painting import LEFT, RIGHT, draw_icon, draw_text, rounded

ROW = 38
_NUMBER, _ICON = 54, 34
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class _Titles(QHeaderView):
    """The headings over the columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setMinimumSectionSize(px(48))
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), px(36))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model = self.model()
        if not isinstance(model, GridModel):
            return
        painter.save()
        area = QRectF(rect)
        painter.fillRect(area, color("subtle"))
        painter.fillRect(QRectF(area.x(), area.bottom() - 1, area.width(), 1), color("border"))
        column = model.rows().columns()[logicalIndex]
        words = area.adjusted(px(PAD), 0, -px(PAD), 0)
        draw_text(painter, words, column.title, font(12, 600), "text2", RIGHT if column.right else LEFT)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)  # Qt fills what no section covers in a grey of its own
        left, whole = max(0, self.length() - self.offset()), self.viewport().rect()
        painter = QPainter(self.viewport())
        painter.fillRect(whole.adjusted(left, 0, 0, 0), color("subtle"))
        painter.fillRect(left, whole.height() - 1, whole.width() - left, 1, color("border"))


class _Numbers(QHeaderView):
    """The number of each row as in the file, and how it stands; it does not move sideways."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.current = -1

    def sizeHint(self) -> QSize:
        return QSize(px(_NUMBER + _ICON), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model = self.model()
        if not isinstance(model, GridModel) or logicalIndex >= model.rowCount():
            return
        head = model.rows().head(logicalIndex)
        painter.save()
        area = QRectF(rect)
        here = logicalIndex == self.current
        painter.fillRect(area, color("subtle" if here else "surface"))
        painter.fillRect(QRectF(area.x(), area.bottom() - 1, area.width(), 1), color("divider"))
        if here:
            painter.fillRect(QRectF(area.x(), area.y(), px(3), area.height() - 1), color("primary"))
        number = QRectF(area.x(), area.y(), px(_NUMBER) - px(8), area.height())
        draw_text(painter, number, head.number, font(13, 500), "text3", RIGHT)
        icon = QRectF(area.x() + px(_NUMBER), area.y(), px(18), area.height())
        draw_icon(painter, icon, head.icon, head.tint, 18)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)  # as in the headings
        top = max(0, self.length() - self.offset())
        QPainter(self.viewport()).fillRect(self.viewport().rect().adjusted(0, top, 0, 0), color("surface"))


class _Corner(QWidget):
    """Over the numbers: what they are."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("subtle"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), color("border"))
        area = QRectF(0, 0, px(_NUMBER) - px(8), self.height())
        draw_text(painter, area, tr("Baris"), font(12, 600), "text2", RIGHT)


class Grid(QTableView):
    """F2, Enter or typing corrects a cell; Enter then goes down, Tab to the right, Esc leaves it as it was.

    ``typed``: row, column, new text. ``here``: row and column one is at (-1, -1: nowhere). ``undo_asked``: Ctrl+Z.
    ``pasted``: row, column and a block of text, cells apart by tabs. ``window_changed``: first, last and all rows.
    """

    typed = Signal(int, int, str)
    here = Signal(int, int)
    undo_asked = Signal()
    pasted = Signal(int, int, str)
    window_changed = Signal(int, int, int)

    def __init__(self, rows: GridRows, *, name: str) -> None:
        super().__init__()
        self.cells = GridModel(rows, self)
        self._delegate = CellDelegate(self)
        self.titles, self.numbers = _Titles(self), _Numbers(self)
        self.setHorizontalHeader(self.titles)
        self.setVerticalHeader(self.numbers)
        self._corner = _Corner(self)
        self.setModel(self.cells)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self._make_behaviour()
        self._delegate.moved.connect(self.move_by)
        self.cells.typed.connect(self.typed)
        self.restyle()

    def _make_behaviour(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalScrollBar().valueChanged.connect(lambda *_: self._tell_window())

    # rows

    def show_rows(self, rows: GridRows) -> None:
        """Other rows; the widths of the columns are taken when the columns are others."""
        before = self.cells.rows().columns()
        self.cells.set_rows(rows)
        self._set_current(-1)
        if rows.columns() != before:
            self._set_widths()
        self._tell_window()

    def go_to(self, row: int, column: int) -> None:
        """Stand at a cell and bring it into view."""
        index = self.cells.index(row, max(0, column))
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
            if (
                self.columnViewportPosition(index.column()) + self.horizontalOffset() + self.columnWidth(index.column())
                <= self.viewport().width()
            ):
                self.horizontalScrollBar().setValue(0)  # with the name in view, where there is room for both

    def place(self) -> tuple[int, int]:
        """Row and column one is at; (-1, -1) nowhere."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else (-1, -1)

    def move_by(self, down: int, right: int) -> None:
        """From cell to cell, staying inside the table."""
        row, column = self.place()
        rows, columns = self.cells.rowCount(), self.cells.columnCount()
        self.setFocus()
        if rows and columns:
            self.go_to(min(max(0, row + down), rows - 1), min(max(0, column + right), columns - 1))

    def take_typed(self) -> None:
        """Put what is being typed into its cell, as Enter would, without moving."""
        editor = self.editor()
        if editor is not None:
            self._delegate.take(editor)
            self.setFocus()

    def editor(self) -> QLineEdit | None:
        """The input over a cell while one types."""
        found = self.indexWidget(self.currentIndex())
        return found if isinstance(found, QLineEdit) else None

    # sizes

    def restyle(self) -> None:
        """Take colours and sizes anew."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, color("surface"))
        self.setPalette(palette)
        self.numbers.setDefaultSectionSize(px(ROW))
        self.numbers.setFixedWidth(px(_NUMBER + _ICON))
        self.titles.setFixedHeight(px(36))
        self._set_widths()

    def _set_widths(self) -> None:
        for place, column in enumerate(self.cells.rows().columns()):
            self.setColumnWidth(place, px(column.width))

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if hasattr(self, "_corner"):
            self._corner.setGeometry(0, 0, self.numbers.width(), self.titles.height())
            self._corner.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self._tell_window()

    def _tell_window(self) -> None:
        total = self.cells.rowCount()
        first = self.rowAt(0) + 1 if total else 0
        last = self.rowAt(self.viewport().height() - 1) + 1 if total else 0
        self.window_changed.emit(first, last or total, total)

    # keys

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self._set_current(current.row() if current.isValid() else -1)
        self.here.emit(current.row(), current.column())

    def _set_current(self, row: int) -> None:
        self._delegate.current_row = self.numbers.current = row
        self.viewport().update()
        self.numbers.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, bare = event.key(), event.modifiers() & ~_KEYPAD
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not bare:
            if self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
        elif key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and bare == Qt.KeyboardModifier.AltModifier):
            self._offer_words()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(str(self.currentIndex().data() or ""))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not bare and self.currentIndex().isValid():
            self.cells.setData(self.currentIndex(), "")
        else:
            super().keyPressEvent(event)
            if key == Qt.Key.Key_F2 and (editor := self.editor()) is not None:
                editor.end(False)  # as in Excel: F2 goes on writing, a letter begins anew

    def _offer_words(self) -> None:
        """F4: everything that may stand in this cell, where there is such a list."""
        index = self.currentIndex()
        if index.flags() & Qt.ItemFlag.ItemIsEditable and self.cells.rows().columns()[index.column()].words:
            self.edit(index)
            self._delegate.offer_all()

    def _paste(self) -> None:
        text, index = QGuiApplication.clipboard().text(), self.currentIndex()
        if index.isValid() and text:
            self.pasted.emit(index.row(), index.column(), text)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if not index.isValid() or self.editor() is not None:
            return
        area = QRectF(self.visualRect(index)).adjusted(1, 1, -1, -2)
        tint = "primary" if self.hasFocus() else "borderStrong"
        rounded(QPainter(self.viewport()), area, px(6), None, tint, 2)
