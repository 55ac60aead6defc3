"""The model of every long list: all ids in order, rows fetched in pages of 100 when they come into view."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from gui.language import tr
from gui.tables.columns import Cell, Column, prepare

PAGE = 100
PAGES_KEPT = 60
Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[Any]], Sequence[Any]]

_NO_PARENT = QModelIndex()
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignCenter,
}


class _Entry:
    """A fetched row; its cells are prepared when it is first painted or read aloud."""

    __slots__ = ("cells", "row")

    def __init__(self, row: Any) -> None:
        self.row = row
        self.cells: tuple[Cell, ...] | None = None


class WindowedModel(QAbstractTableModel):
    """``fetch(ids)`` gives the rows of those ids in the same order; None where one is gone.

    Opening takes no longer for a million ids than for ten. ``ticks_changed`` tells how many rows are ticked.
    """

    ticks_changed = Signal(int)

    def __init__(self, columns: Sequence[Column], fetch: Fetch) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._fetch = fetch
        self._ids: Sequence[Any] = ()
        self._pages: OrderedDict[int, list[_Entry | None]] = OrderedDict()
        self._ticked: set[Hashable] = set()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns of the same rows; ticks stay."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._pages.clear()
        self.endResetModel()

    # rows

    def set_ids(self, ids: Sequence[Any]) -> None:
        """Show other rows; ticks on rows that are gone are taken off."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        if self._ticked:
            self._ticked &= set(ids)
        self.endResetModel()
        self.ticks_changed.emit(len(self._ticked))

    def ids(self) -> Sequence[Any]:
        """All ids in order."""
        return self._ids

    def id_at(self, row: int) -> Any:
        """The id of a row; None outside."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, wanted: Any) -> int:
        """The place of an id; -1 when it is not shown."""
        try:
            return self._ids.index(wanted)  # in C; a dictionary of 100,000 places would hold the window up for 15 ms
        except (ValueError, TypeError):
            return -1

    def row_at(self, row: int) -> Any:
        """The fetched row; None outside or when it is gone."""
        entry = self._entry(row)
        return entry.row if entry is not None else None

    def cells(self, row: int) -> tuple[Cell, ...] | None:
        """The prepared cells of a row; None when it is gone."""
        entry = self._entry(row)
        if entry is None:
            return None
        if entry.cells is None:
            entry.cells = prepare(self.columns, entry.row)
        return entry.cells

    def forget(self, ids: Iterable[Any] | None = None) -> None:
        """Fetch these rows anew when they are next shown; None: all of them."""
        if ids is None:
            self._pages.clear()
        else:
            for each in ids:
                self._pages.pop(self.row_of(each) // PAGE, None)
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def forget_rows(self, first: int, last: int) -> None:
        """As ``forget``, for the rows from ``first`` to ``last``."""
        for number in range(first // PAGE, last // PAGE + 1):
            self._pages.pop(number, None)

    def _entry(self, row: int) -> _Entry | None:
        if not 0 <= row < len(self._ids):
            return None
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._load(number)
        else:
            self._pages.move_to_end(number)
        return page[place] if place < len(page) else None

    def _load(self, number: int) -> list[_Entry | None]:
        wanted = list(self._ids[number * PAGE : (number + 1) * PAGE])
        page = [None if row is None else _Entry(row) for row in self._fetch(wanted)]
        self._pages[number] = page
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return page

    # ticks

    def ticked(self) -> set[Hashable]:
        """The ids of the ticked rows."""
        return set(self._ticked)

    def is_ticked(self, row: int) -> bool:
        """True when that row is ticked."""
        return self.id_at(row) in self._ticked

    def tick(self, row: int, on: bool | None = None) -> None:
        """Tick a row, take its tick off, or (None) change it."""
        wanted = self.id_at(row)
        if wanted is None:
            return
        on = wanted not in self._ticked if on is None else on
        (self._ticked.add if on else self._ticked.discard)(wanted)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
        self.ticks_changed.emit(len(self._ticked))

    def tick_rows(self, first: int, last: int, on: bool = True) -> None:
        """Tick the rows between two places, both included, or take their ticks off."""
        first, last = max(0, min(first, last)), min(max(first, last), len(self._ids) - 1)
        chosen = {self._ids[row] for row in range(first, last + 1)}
        self._ticked = self._ticked | chosen if on else self._ticked - chosen
        if chosen:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self.ticks_changed.emit(len(self._ticked))

    def tick_all(self, on: bool) -> None:
        """Tick all rows of the list, or none."""
        self._ticked = set(self._ids) if on else set()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0))
        self.ticks_changed.emit(len(self._ticked))

    def tick_state(self) -> Qt.CheckState:
        """What the box in the header shows."""
        if not self._ticked:
            return Qt.CheckState.Unchecked
        whole = len(self._ticked) >= len(self._ids)
        return Qt.CheckState.Checked if whole else Qt.CheckState.PartiallyChecked

    # Qt

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN["right" if column.kind == "number" else column.align]
        if role == Qt.ItemDataRole.CheckStateRole and column.kind == "check":
            return Qt.CheckState.Checked if self.is_ticked(index.row()) else Qt.CheckState.Unchecked
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if column.kind == "check":
            spoken = tr("dicentang") if self.is_ticked(index.row()) else tr("tidak dicentang")
            return spoken if role == Qt.ItemDataRole.AccessibleTextRole else None
        cells = self.cells(index.row())
        if cells is None:
            return ""
        cell = cells[index.column()]
        return cell.text if role == Qt.ItemDataRole.DisplayRole else cell.spoken

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if self.columns[index.column()].kind == "check":
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or self.columns[index.column()].kind != "check":
            return False
        self.tick(index.row(), Qt.CheckState(value) == Qt.CheckState.Checked)
        return True
