"""The column chooser: ticks show and hide, dragging or Alt with an arrow moves; it stands over the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.language import tr
from gui.theme import color, font, px
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.check import paint_check
from gui.widgets.keycap import key_hint
from gui.widgets.label import Text
from gui.widgets.layouts import H, Rule, V
from gui.widgets.painting import draw_icon, draw_text, rounded

_ROW, _LINES = 36, 9
_KEY = Qt.ItemDataRole.UserRole
_FIXED = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class _Lines(QStyledItemDelegate):
    """A tick, the name, and the grip."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(180), px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, here = QRectF(option.rect), bool(option.state & QStyle.StateFlag.State_Selected)
        focused = here and bool(option.state & QStyle.StateFlag.State_HasFocus)
        if here:
            rounded(painter, rect.adjusted(1, 1, -1, -1), px(7), "primarySoft", "primary" if focused else None, 2)
        fixed = bool(index.data(_FIXED))
        side = px(18)
        box = QRectF(rect.x() + px(8), rect.center().y() - side / 2, side, side)
        paint_check(painter, box, Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)), enabled=not fixed)
        words = rect.adjusted(px(36), 0, -px(32), 0)
        draw_text(painter, words, str(index.data()), font(14, 500), "text2" if fixed else "text")
        grip = QRectF(rect.right() - px(28), rect.y(), px(18), rect.height())
        if not fixed:
            draw_icon(painter, grip, "dots-six-vertical", "text3", 18)
        painter.restore()


class ColumnList(QListWidget):
    """``changed``: order or ticks changed. The first line (the name) always shows."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_Lines(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(tr("Kolom yang tampil"))
        self.itemClicked.connect(self._flip)
        self.model().rowsMoved.connect(lambda *_: self.changed.emit())
        self.restyle()

    def show_columns(self, lines: Sequence[tuple[str, str, bool]]) -> None:
        """Key, name and whether it shows, in order."""
        self.clear()
        for place, (key, title, shown) in enumerate(lines):
            item = QListWidgetItem(title)
            item.setData(_KEY, key)
            item.setData(_FIXED, place == 0)
            item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setCurrentRow(0)

    def order(self) -> list[str]:
        """All keys as they stand."""
        return [str(self.item(row).data(_KEY)) for row in range(self.count())]

    def shown(self) -> list[str]:
        """The keys with a tick."""
        items = [self.item(row) for row in range(self.count())]
        return [str(item.data(_KEY)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _flip(self, item: QListWidgetItem) -> None:
        if item.data(_FIXED):
            return
        on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self.currentRow()
        alt = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(row, row + (1 if key == Qt.Key.Key_Down else -1))
        elif key == Qt.Key.Key_Space and self.currentItem() is not None:
            self._flip(self.currentItem())
        else:
            super().keyPressEvent(event)

    def _move(self, row: int, there: int) -> None:
        """The name stays first: it is what one reads."""
        if row > 0 and 0 < there < self.count():
            self.insertItem(there, self.takeItem(row))
            self.setCurrentRow(there)
            self.changed.emit()

    def restyle(self) -> None:
        """Take colours anew."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, color("surface"))
        self.setPalette(palette)
        self.setMinimumHeight(px(_ROW) * 3)
        self.setMaximumHeight(px(_ROW) * _LINES + px(2))

    def sizeHint(self) -> QSize:
        return QSize(px(220), px(_ROW) * _LINES + px(2))


class ColumnPanel(Panel):
    """``changed``: the order and what shows; seen in the list at once. ``reset``: as it was. ``closed``: done."""

    changed = Signal()
    reset = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        self.list = ColumnList()
        back = Button(tr("Kembalikan"), "ghost", size="s")
        done = Button(tr("Selesai"), "primary", size="s")
        hints = V(
            key_hint("Spasi", text=tr("tampil atau sembunyi")), 4, key_hint("Alt", "↑", "↓", text=tr("pindah tempat"))
        )
        body = V(
            Text(tr("Kolom yang tampil"), "h3"),
            8,
            (self.list, 1),
            8,
            hints,
            10,
            Rule("border"),
            10,
            H(back, None, done),
            margins=(14, 14, 14, 12),
        )
        super().__init__(body, radius=12)
        self.setParent(parent)
        self.setFixedWidth(px(264))
        self.setAccessibleName(tr("Kolom yang tampil"))
        self.done = done
        self.back = back
        self.list.changed.connect(self.changed)
        back.clicked.connect(self.reset)
        done.clicked.connect(self.closed)
        self.hide()

    def open_at(self, right: int, top: int, lowest: int) -> None:
        """Under the button that asked: its right edge, and no lower than the page."""
        self.adjustSize()
        self.resize(px(264), min(self.sizeHint().height(), lowest))
        self.move(max(px(8), right - self.width()), max(px(8), min(top, lowest - self.height())))
        self.show()
        self.raise_()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def restyle(self) -> None:
        """Take the width anew."""
        self.setFixedWidth(px(264))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.closed.emit()
        else:
            super().keyPressEvent(event)
