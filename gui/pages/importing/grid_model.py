"""The cells of a checked list as Qt's model: nothing is copied, a row is asked for when it is painted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from gui.pages.importing.cells import GridRows

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class GridModel(QAbstractTableModel):
    """``typed``: row, column and the new text of a cell that was corrected. The rows change it, not the model."""

    typed = Signal(int, int, str)

    def __init__(self, rows: GridRows, parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows

    def rows(self) -> GridRows:
        """Where the cells come from."""
        return self._rows

    def set_rows(self, rows: GridRows) -> None:
        """Show other rows, or the same in another choice."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def tell_changed(self, first: int, last: int) -> None:
        """Paint these rows anew."""
        if 0 <= first <= last < self.rowCount():
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, first, last)

    # Qt

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else self._rows.count()

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows.columns())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows.cell(index.row(), index.column()).shown
        if role == Qt.ItemDataRole.EditRole:
            return self._rows.cell(index.row(), index.column()).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            cell = self._rows.cell(index.row(), index.column())
            title = self._rows.columns()[index.column()].title
            return f"{title} {cell.shown}. {cell.spoken}" if cell.spoken else f"{title} {cell.shown}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            wanted = role == Qt.ItemDataRole.DisplayRole and section < self.columnCount()
            return self._rows.columns()[section].title if wanted else None
        if section >= self.rowCount():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows.head(section).number
        return self._rows.head(section).spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if not self._rows.cell(index.row(), index.column()).locked:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        text = str(value).strip()
        if text == self._rows.cell(index.row(), index.column()).text:
            return False
        self.typed.emit(index.row(), index.column(), text)
        return True
