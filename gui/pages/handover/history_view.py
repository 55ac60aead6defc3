"""Handovers written here and replies read here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QWidget

from gui import format
from gui.language import tr
from gui.pages.handover.facts import Fate
from gui.theme import px
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE, Box, H, Rule, V
from gui.widgets.pill import StatusPill
from services.handover.handing_over import PastHandover

_SHOWN = 50
_WIDE = 800
_EXTRA = (5, 6)  # columns


def _fate_words(fate: Fate) -> tuple[str, str, str]:
    return {
        Fate.WRITTEN: (tr("Ditulis ke USB"), "neutral", "usb"),
        Fate.RECEIVED: (tr("Diterima kabupaten"), "ok", "check-bold"),
        Fate.READ: (tr("Sudah dibaca"), "primary", "decision"),
    }[fate]


def _way(item: PastHandover) -> str:
    if item.written:
        return tr("Ke kabupaten")
    return tr("Dari laptop lain") if item.from_office == item.to_office else tr("Dari kabupaten")


class HistoryView(QWidget):
    """A table that is read, not worked in. Size and words give way where there is little room."""

    def __init__(self) -> None:
        super().__init__()
        self._body = V()
        self._extra: list[QWidget] = []
        self._wide = True
        self._empty = Text(tr("Belum pernah ada serah terima di komputer ini."), "body", "text2", wrap=True)
        card = Card(self._empty, self._body, margins=(20, 12, 20, 12))
        note = tr(
            "Diterima kabupaten: balasan menyebut seluruh isinya. Selama belum, isinya ikut lagi di paket berikutnya."
        )
        self.setLayout(V(card, 12, Text(note, "small", wrap=True), None))

    def show_history(self, lines: Sequence[tuple[PastHandover, Fate]]) -> None:
        """Newest first."""
        self._body.clear()
        self._extra = []
        self._empty.setVisible(not lines)
        if lines:
            holder = QWidget()
            holder.setLayout(self._table(lines[:_SHOWN]))
            self._body.add(holder)
        self._show_extra()

    def fit(self, width: int) -> None:
        """How much room there is."""
        self._wide = width >= px(_WIDE)
        self._show_extra()

    def _show_extra(self) -> None:
        for widget in self._extra:
            widget.setVisible(self._wide)

    def _table(self, lines: Sequence[tuple[PastHandover, Fate]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(0)
        heads = (
            tr("Nomor"),
            tr("Tanggal"),
            tr("Arah"),
            tr("Pekerja"),
            tr("Keadaan"),
            tr("Ukuran"),
            tr("Kata pencocok"),
        )
        for column, head in enumerate(heads):
            self._put(grid, 0, column, Box(V(Text(head, "captionStrong"), margins=(0, 2, 0, 8))))
        for number, (item, fate) in enumerate(lines, start=1):
            self._add(grid, 2 * number, item, fate)
        grid.setColumnStretch(len(heads), 1)
        return grid

    def _add(self, grid: QGridLayout, row: int, item: PastHandover, fate: Fate) -> None:
        at = datetime.fromisoformat(item.at)
        grid.addWidget(Rule(), row - 1, 0, 1, 8)
        cells = (
            Text(tr("ke-{number}", number=item.no), "bodyStrong"),
            Text(f"{format.date_short(at)} {format.clock(at)}"),
            Text(_way(item)),
            Text(format.number(item.workers)),
            StatusPill(*_fate_words(fate)),
            Text(format.file_size(item.size)),
            Text(" ".join(item.words)),
        )
        for column, cell in enumerate(cells):
            self._put(grid, row, column, Box(H((cell, 0, MIDDLE), None, margins=(0, 10, 0, 10))))

    def _put(self, grid: QGridLayout, row: int, column: int, widget: QWidget) -> None:
        grid.addWidget(widget, row, column)
        if column in _EXTRA:
            self._extra.append(widget)
