"""All laptops, and what can be done with the one the cursor is at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from gui.language import tr
from gui.pages.laptops.columns import laptop_columns
from gui.pages.laptops.facts import LaptopRow
from gui.pages.laptops.fitting import fit_columns
from gui.tables.frame import TableFrame
from gui.tables.view import DataTable
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.empty_state import EmptyState
from gui.widgets.layouts import Box, H, V
from gui.widgets.search_box import SearchBox

_NARROW = 820


class RosterView(QWidget):
    """``searched(str)``; ``revoked(LaptopRow)``, ``extended(LaptopRow)``, ``replaced(LaptopRow)``: asked for."""

    searched = Signal(str)
    revoked = Signal(object)
    extended = Signal(object)
    replaced = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, LaptopRow] = {}
        self.search = SearchBox(tr("Cari desa, kecamatan, atau kata laptop"), width=340)
        self.search.searched.connect(self.searched)
        self.table = DataTable(laptop_columns(), self._fetch, name=tr("Semua laptop"))
        self.search.stepped.connect(self.table.setFocus)
        self.replace = Button(tr("Kit pengganti"), icon="key", on_click=lambda: self._ask(self.replaced))
        self.extend = Button(tr("Terima susulan"), icon="download", on_click=lambda: self._ask(self.extended))
        self.revoke = Button(tr("Cabut laptop"), "danger", icon="x-circle", on_click=lambda: self._ask(self.revoked))
        acts = H(None, self.extend, self.replace, self.revoke, spacing=8)
        self._head = H(self.search, (acts, 1), margins=(14, 10, 14, 8), spacing=8)
        head = Box(self._head)
        self.frame = TableFrame(self.table, ((("↑", "↓"), tr("pilih laptop")),), head=head)
        self.setLayout(V((self.frame, 1)))
        self.table.current_changed.connect(lambda _: self._show_buttons())
        self._show_buttons()

    def show_rows(self, rows: Sequence[LaptopRow], text: str) -> None:
        """Those that fit the search."""
        self._rows = {row.device: row for row in rows}
        self.table.set_ids(list(self._rows))
        self.table.refresh()
        if rows and self.table.current_id() is None:
            self.table.select_row(0)
        empty = EmptyState(tr("Tidak ada yang cocok dengan “{text}”", text=text), picture=False) if text else None
        self.frame.show_instead(None if rows else empty)
        self._show_buttons()

    def current(self) -> LaptopRow | None:
        """The laptop the cursor is at."""
        here = self.table.current_id()
        return self._rows.get(here) if here is not None else None

    def set_room(self, height: int) -> None:
        """As high as the window allows."""
        self.frame.setFixedHeight(max(px(260), height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room columns are left out and the buttons stand below the search."""
        super().resizeEvent(event)
        fit_columns(self.table, laptop_columns, event.size().width())
        narrow = event.size().width() < px(_NARROW)
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _fetch(self, ids: Sequence[str]) -> list[LaptopRow | None]:
        return [self._rows.get(device) for device in ids]

    def _show_buttons(self) -> None:
        row = self.current()
        self.revoke.setEnabled(row is not None and row.may_be_revoked)
        self.replace.setEnabled(row is not None and row.is_village)
        self.extend.setVisible(row is not None and row.state == "later")

    def _ask(self, signal: object) -> None:
        row = self.current()
        if row is not None:
            signal.emit(row)  # type: ignore[attr-defined]
