"""How a cell of the checked list looks, and how one types into it: Enter goes down, as in Excel."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.forms.option_list import dress_colors, dress_list
from gui.language import tr
from gui.pages.importing.cells import GridCell, GridColumn
from gui.pages.importing.grid_model import GridModel, Index
from gui.theme import color, font, px
from gui.widgets.painting import LEFT, RIGHT, TONES, draw_icon, draw_text, rounded
from gui.widgets.text_input import TextInput

PAD = 10
_LIST = 340
_MARKS = {"err": "warning-octagon-fill", "warn": "warning-fill"}
# key: (rows down, columns right) after the text is taken
_MOVES = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}
_TAKES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


class CellDelegate(QStyledItemDelegate):
    """``moved``: a cell was left by a key; how many rows down and columns right one wants to go."""

    moved = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.current_row = -1
        # One list of words for all inputs, and a firm hold on the open input: an input with a completer of its own is
        # a ring of references, and the collector may break it on a worker's thread while its cursor still blinks.
        self._open: TextInput | None = None
        self._completers: dict[tuple[str, ...], QCompleter] = {}

    # look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(80), px(38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, GridModel)
        rows = model.rows()
        if index.row() >= rows.count():
            return
        cell, column = rows.cell(index.row(), index.column()), rows.columns()[index.column()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        painter.fillRect(rect, color("subtle" if index.row() == self.current_row else "surface"))
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), color("divider"))
        self._paint_cell(painter, rect, column, cell)
        painter.restore()

    def _paint_cell(self, painter: QPainter, rect: QRectF, column: GridColumn, cell: GridCell) -> None:
        tint = "text" if column.strong or cell.edited else "text2"
        area = rect.adjusted(px(PAD), 0, -px(PAD), 0)
        if cell.mark:
            tint, fill, line, _ = TONES[cell.mark]
            rounded(painter, rect.adjusted(px(2), px(2), -px(2), -px(3)), px(6), fill, line)
            mark = QRectF(area.right() - px(14), area.y(), px(14), area.height() - 1)
            draw_icon(painter, mark, _MARKS[cell.mark], tint, 14)
            area.adjust(0, 0, -px(18), 0)
        if cell.locked or cell.dim:
            tint = "text3"
        elif cell.edited and not cell.mark:  # a small flag in the corner: this text is not the file's
            draw_icon(painter, QRectF(area.right() - px(12), area.y(), px(12), area.height()), "pencil", "primary", 12)
            area.adjust(0, 0, -px(16), 0)
        face = font(14, 600 if column.strong or cell.edited else 500)
        draw_text(painter, area, cell.shown, face, tint, RIGHT if column.right else LEFT)

    # typing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, GridModel)
        column = model.rows().columns()[index.column()]
        editor = TextInput(name=tr("{column}, baris {row}", column=column.title, row=_number(model, index)), height=34)
        editor.setParent(parent)
        if column.words:
            editor.setCompleter(self._completer(column.words))
            dress_colors(editor.completer().popup())  # the theme may have changed since it was made
        self._open = editor
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setCompleter(None)
        if editor is self._open:
            self._open = None
        super().destroyEditor(editor, index)

    def _completer(self, words: tuple[str, ...]) -> QCompleter:
        if words not in self._completers:
            completer = QCompleter(list(words), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            popup = completer.popup()
            dress_list(popup)
            popup.setMinimumWidth(px(_LIST))  # names of occupations are longer than a cell is wide
            popup.installEventFilter(self)  # after the completer's own, so it is asked first
            self._completers[words] = completer
        return self._completers[words]

    def offer_all(self) -> None:
        """All words for the open input, as F4 does in a form."""
        completer = self._open.completer() if self._open is not None else None
        if completer is not None:
            completer.setCompletionPrefix("")
            completer.complete()

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(px(1), px(1), -px(1), -px(2)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if isinstance(watched, QListView):
                return self._choose(watched, event)
            if isinstance(watched, QLineEdit) and self._leave(watched, event):
                return True
        return not isinstance(watched, QListView) and bool(super().eventFilter(watched, event))

    def _leave(self, editor: QLineEdit, event: QKeyEvent) -> bool:
        """Take the text and move on, when that key does so."""
        bare = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        move = None if bare else _MOVES.get(Qt.Key(event.key()))
        if move is None:
            return False
        back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and move == (1, 0)
        self.take(editor)
        self.moved.emit(*((-1, 0) if back else move))
        return True

    def _choose(self, popup: QListView, event: QKeyEvent) -> bool:
        """While words are offered: Enter and Tab take the chosen one (or what is typed) and move on at once."""
        editor = self._open
        if event.key() not in _TAKES or editor is None:
            return False
        if popup.currentIndex().isValid():
            editor.setText(str(popup.currentIndex().data()))
        popup.hide()
        return self._leave(editor, event)

    def take(self, editor: QLineEdit) -> None:
        """Put what is typed into the cell and close the input."""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


def _number(model: GridModel, index: Index) -> str:
    return model.rows().head(index.row()).number
