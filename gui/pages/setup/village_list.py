"""The villages that fit what was typed: arrows move, Enter takes, the subdistrict tells equal names apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.icons import icon
from gui.language import tr
from gui.theme import color, font, px
from services.reference import Village

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_ROW = 42

Index = QModelIndex | QPersistentModelIndex


def kind_of(village: Village) -> str:
    """«Desa» or «Kelurahan» (24 of 295)."""
    return tr("Kelurahan") if village.kind == "kelurahan" else tr("Desa")


class _Villages(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Village] = []

    def fill(self, rows: Sequence[Village]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        village = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return village.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{kind_of(village)} {village.name}, {where(village)}"
        return None


def where(village: Village) -> str:
    """The subdistrict and the code."""
    return tr("Kec. {subdistrict}, kode {code}", subdistrict=village.subdistrict, code=village.code)


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(200), px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        village: Village = index.model().rows[index.row()]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("primarySoft" if chosen else "subtle"))
            painter.drawRoundedRect(area, px(8), px(8))
        middle = int(area.center().y() - px(10))
        pin = icon("map-pin-fill" if chosen else "map-pin", "primaryText" if chosen else "text3", 20)
        painter.drawPixmap(int(area.left()) + px(14), middle, pin)
        left = area.left() + px(44)
        left += self._write(painter, area, left, village.name, font(14, 700 if chosen else 500), "text") + px(10)
        self._write(painter, area, left, where(village), font(12, 500), "text3" if not chosen else "text2")
        if chosen:
            painter.drawPixmap(int(area.right()) - px(30), middle + px(2), icon("check-bold", "primaryText", 16))
        painter.restore()

    @staticmethod
    def _write(painter: QPainter, area: QRectF, left: float, text: str, face: object, tint: str) -> float:
        painter.setFont(face)
        painter.setPen(color(tint))
        width = area.right() - px(40) - left
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width))
        painter.drawText(QRectF(left, area.top(), width, area.height()), _LEFT, shown)
        return painter.fontMetrics().horizontalAdvance(shown)


class VillageList(QListView):
    """``chosen(Village)``: another row was taken."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._villages = _Villages()
        self.setModel(self._villages)
        self.setItemDelegate(_Painter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(tr("Desa yang cocok"))
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.restyle()

    def show_villages(self, villages: Sequence[Village], chosen: Village | None) -> None:
        """Fill it; hidden while there is nothing to choose from."""
        self._villages.fill(villages)
        self.restyle()
        if chosen in self._villages.rows:
            self.setCurrentIndex(self._villages.index(self._villages.rows.index(chosen)))

    def step(self, step: int) -> None:
        """As the arrow keys, for the search field above."""
        row = self.currentIndex().row() + step
        if 0 <= row < self._villages.rowCount():
            self.setCurrentIndex(self._villages.index(row))

    def restyle(self) -> None:
        """Follow a change of theme, zoom or content."""
        self.setFixedHeight(px(_ROW) * self._villages.rowCount())
        self.doItemsLayout()

    def _on_current(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._villages.rows[current.row()])
