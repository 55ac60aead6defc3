"""How the list of a choice looks: lines of 36 px, soft teal where one is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.theme import color, font, px
from gui.widgets.painting import draw_text, rounded

Index = QModelIndex | QPersistentModelIndex


class _OptionDelegate(QStyledItemDelegate):
    """A line of the list: 36 px, soft teal when it is the one."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(120), px(36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        chosen = bool(option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        painter.fillRect(option.rect, color("surface"))
        if chosen:
            rounded(painter, option.rect.adjusted(px(4), 1, -px(4), -1), px(7), "primarySoft")
        area = option.rect.adjusted(px(12), 0, -px(12), 0)
        tint = "primaryText" if chosen else "text"
        draw_text(painter, area, str(index.data() or ""), font(14, 600 if chosen else 500), tint)
        painter.restore()


def dress_list(view: QListView) -> None:
    """Give a list view that look; ``dress_colors`` again after a change of theme."""
    view.setItemDelegate(_OptionDelegate(view))
    view.setObjectName("choices")
    view.setMouseTracking(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    dress_colors(view)


def dress_colors(view: QWidget) -> None:
    """Take the colours anew."""
    palette = view.palette()
    palette.setColor(QPalette.ColorRole.Base, color("surface"))
    palette.setColor(QPalette.ColorRole.Window, color("surface"))
    view.setPalette(palette)
