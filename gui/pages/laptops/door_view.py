"""Laptops at the door: who asks, with which six words, and letting them in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.format import number
from gui.language import tr
from gui.pages.laptops.columns import door_columns
from gui.pages.laptops.facts import DoorRow
from gui.pages.laptops.fitting import fit_columns
from gui.tables.frame import TableFrame
from gui.tables.view import DataTable
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.empty_state import EmptyState
from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE, Box, H, V


class DoorView(QWidget):
    """``admitted(list)``: these devices; ``all_admitted()``; ``refused(str)``: the one the cursor is at."""

    admitted = Signal(list)
    all_admitted = Signal()
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, DoorRow] = {}
        self.table = DataTable(door_columns(), self._fetch, name=tr("Laptop yang menunggu izin"))
        self.every = Button(tr("Izinkan semua"), on_click=self.all_admitted.emit)
        self.some = Button(tr("Izinkan"), "primary", icon="check-bold", on_click=self._admit)
        self.turn_away = Button(tr("Tolak"), "ghost", icon="x-circle", on_click=self._refuse)
        text = tr("Telepon desa lewat nomor yang sudah dikenal. Enam kata di sini harus sama dengan di laptopnya.")
        head = Box(
            H(
                (Text(text, "small", wrap=True), 1, MIDDLE),
                12,
                self.turn_away,
                self.every,
                self.some,
                margins=(18, 10, 14, 8),
                spacing=8,
            )
        )
        hints = ((("Spasi",), tr("centang")), (("Enter",), tr("izinkan")))
        self.frame = TableFrame(self.table, hints, head=head)
        self._head = head
        self.setLayout(V((self.frame, 1)))
        self.table.ticks_changed.connect(lambda _: self._show_buttons())
        self.table.current_changed.connect(lambda _: self._show_buttons())
        self.table.opened.connect(lambda device: self.admitted.emit([device]))
        self._show_buttons()

    def show_rows(self, rows: Sequence[DoorRow]) -> None:
        """Who waits now."""
        self._rows = {row.device: row for row in rows}
        self.table.set_ids(list(self._rows))
        self.table.refresh()
        if rows and self.table.current_id() is None:
            self.table.select_row(0)
        self._head.setVisible(bool(rows))
        self.frame.show_instead(None if rows else _nobody())
        self._show_buttons()

    def chosen(self) -> list[str]:
        """The ticked ones, or the one the cursor is at."""
        ticked = [device for device in self._rows if device in self.table.ticked()]
        here = self.table.current_id()
        return ticked or ([here] if here is not None else [])

    def set_room(self, height: int) -> None:
        """As high as the window allows."""
        self.frame.setFixedHeight(max(px(260), height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer columns where there is little room."""
        super().resizeEvent(event)
        fit_columns(self.table, door_columns, event.size().width())

    def _fetch(self, ids: Sequence[str]) -> list[DoorRow | None]:
        return [self._rows.get(device) for device in ids]

    def _show_buttons(self) -> None:
        count = len(self.chosen())
        self.some.set_text(tr("Izinkan {count} laptop", count=number(count)) if count > 1 else tr("Izinkan"))
        self.some.setEnabled(count > 0)
        self.turn_away.setEnabled(self.table.current_id() is not None)
        self.every.setVisible(len(self._rows) > 1)

    def _admit(self) -> None:
        self.admitted.emit(self.chosen())

    def _refuse(self) -> None:
        here = self.table.current_id()
        if here is not None:
            self.refused.emit(here)


def _nobody() -> EmptyState:
    text = tr("Laptop desa yang baru muncul di sini sesudah kiriman pertamanya dibaca di Kotak Masuk.")
    return EmptyState(tr("Tidak ada laptop yang menunggu"), text, picture=False)
