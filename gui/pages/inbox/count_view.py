"""Every village's own count of people against the district's, filtered, and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from gui.format import date_short, number
from gui.language import tr
from gui.pages.inbox.facts import State, VillageCell
from gui.pages.inbox.words import state_words
from gui.tables.columns import Column
from gui.tables.frame import TableFrame
from gui.tables.view import DataTable
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.empty_state import EmptyState
from gui.widgets.layouts import MIDDLE, Box, H
from gui.widgets.painting import Tone
from gui.widgets.scroll_page import ScrollPage
from gui.widgets.segment import Segment
from gui.widgets.text_input import TextInput
from services.handover.board_workbook import BoardLine

_TONES: dict[State, Tone] = {
    "ok": "ok",
    "old": "neutral",
    "gap": "warn",
    "late": "err",
    "none": "neutral",
    "wait": "accent",
    "fork": "err",
    "newer": "info",
    "usb": "accent",
}
_FILE = "papan-desa.xlsx"


class CountView(ScrollPage):
    """``closed``: back to the board. ``opened(code)``: a village. ``save_wanted(Path, list)``: rows as a workbook."""

    closed = Signal()
    opened = Signal(str)
    save_wanted = Signal(object, object)

    def __init__(self) -> None:
        self.save = Button(tr("Simpan Excel"), icon="excel", on_click=self._ask_path)
        self.back = Button(tr("Kembali ke papan"), keycap="Esc", on_click=lambda: self.closed.emit())
        super().__init__(
            tr("Jumlah pekerja: desa dan kabupaten"),
            tr("Jumlah di desa ditulis desa pada paket terakhirnya"),
            breadcrumb=[(tr("Kotak masuk"), lambda: self.closed.emit())],
            actions=[self.save, self.back],
        )
        self._cells: Sequence[VillageCell] = ()
        self._shown: dict[str, VillageCell] = {}
        self.search = TextInput(name=tr("Cari desa"), placeholder=tr("Cari desa atau kecamatan"), icon="search")
        self.search.textChanged.connect(lambda *_: self._filter())
        self.which = Segment(
            [("all", tr("Semua desa")), ("differs", tr("Jumlah berbeda")), ("attention", tr("Perlu dilihat"))],
            "all",
            name=tr("Desa yang ditampilkan"),
        )
        self.which.setMinimumWidth(px(380))
        self.which.changed.connect(lambda *_: self._filter())
        self.table = DataTable(_columns(), self._fetch, name=tr("Jumlah pekerja per desa"))
        self.table.set_narrower(*_narrower())
        self.table.opened.connect(lambda code: self.opened.emit(code))
        head = Box(H((self.search, 1), 12, (self.which, 0, MIDDLE), margins=(14, 10, 14, 10)))
        self.frame = TableFrame(self.table, head=head)
        self.frame.setMinimumHeight(px(260))
        self.body.add((self.frame, 1))

    def show_cells(self, cells: Sequence[VillageCell]) -> None:
        """All villages; the filter stays."""
        self._cells = cells
        self._filter()

    def shown(self) -> list[VillageCell]:
        """The villages in the table."""
        return list(self._shown.values())

    def _filter(self) -> None:
        wanted, which = self.search.text().strip().lower(), self.which.value()
        cells = [cell for cell in self._cells if wanted in f"{cell.name} {cell.subdistrict}".lower()]
        if which == "differs":
            cells = [cell for cell in cells if cell.difference]
        elif which == "attention":
            cells = [cell for cell in cells if cell.delivery not in ("ok", "old")]
        self._shown = {cell.code: cell for cell in cells}
        self.table.set_ids(list(self._shown), next(iter(self._shown), None))
        self.table.refresh()
        self.frame.show_instead(None if cells else self._empty(which))
        self.save.setEnabled(bool(cells))

    @staticmethod
    def _empty(which: str) -> EmptyState:
        if which == "differs":
            text = tr("Jumlah pekerja di desa yang sudah mengirim sama dengan jumlahnya di sini.")
            return EmptyState(tr("Tidak ada yang berbeda"), text, picture=False)
        return EmptyState(tr("Tidak ada desa yang cocok"), tr("Ubah kata yang dicari."), picture=False)

    def _fetch(self, ids: Sequence[str]) -> list[Any]:
        return [self._shown.get(code) for code in ids]

    def _ask_path(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Simpan Excel"), _FILE, "Excel (*.xlsx)")
        if name:
            path = Path(name)
            path = path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
            self.save_wanted.emit(path, board_lines(self.shown()))


def board_lines(cells: Sequence[VillageCell]) -> list[BoardLine]:
    """The rows as the workbook has them."""
    return [
        BoardLine(
            cell.code,
            cell.name,
            cell.subdistrict,
            state_words(cell.delivery),
            cell.last_no,
            datetime.fromisoformat(cell.last_at).date() if cell.last_at else None,
            cell.register if cell.register >= 0 else None,
            cell.workers,
        )
        for cell in cells
    ]


def _columns() -> tuple[Column, ...]:
    return (
        Column("village", tr("Desa"), 190, lambda cell: cell.name, kind="strong", stretch=True),
        Column("subdistrict", tr("Kecamatan"), 130, lambda cell: cell.subdistrict),
        _state(160),
        Column("last", tr("Serah terima terakhir"), 190, _last),
        *_figures(),
    )


def _narrower() -> tuple[tuple[Column, ...], ...]:
    """The same with less room: the two counts are what the page is for, so they stay in sight."""
    village = Column("village", tr("Desa"), 130, lambda cell: cell.name, "strong", stretch=True)
    last = Column("last", tr("Serah terima terakhir"), 160, _last)
    first = (replace(village, below=lambda cell: cell.subdistrict), _state(150), last, *_figures())
    both = replace(
        village, below=lambda cell: f"{cell.subdistrict}, {_last(cell)}" if cell.last_no else cell.subdistrict
    )
    return first, (both, _state(150), *_figures())


def _state(width: int) -> Column:
    words, tone = lambda cell: state_words(cell.delivery), lambda cell: _TONES[cell.delivery]
    return Column("state", tr("Keadaan"), width, words, "pill", tone=tone)


def _figures() -> tuple[Column, ...]:
    return (
        Column("register", tr("Di desa"), 80, lambda cell: _known(cell, cell.register), kind="number"),
        Column("workers", tr("Di kabupaten"), 104, lambda cell: number(cell.workers), kind="number"),
        Column("difference", tr("Selisih"), 84, _difference, kind="number", mark=lambda cell: bool(cell.difference)),
    )


def _last(cell: VillageCell) -> str:
    if not cell.last_no:
        return "–"
    day = date_short(datetime.fromisoformat(cell.last_at).date())
    return tr("ke-{no}, {day}", no=cell.last_no, day=day)


def _known(cell: VillageCell, value: int) -> str:
    return number(value) if cell.register >= 0 else "–"


def _difference(cell: VillageCell) -> str:
    if cell.register < 0:
        return "–"
    return f"+{number(cell.difference)}" if cell.difference > 0 else number(cell.difference)
