"""Handovers written here and replies read here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gui import format
from gui.language import tr
from gui.pages.handover.facts import Fate
from gui.sticks.ages import age_words
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE, Box, H, Rule, V
from gui.widgets.pill import StatusPill
from services.handover.handing_over import PastHandover
from services.handover.standing import days_since

_SHOWN = 50
_WIDE, _MEDIUM = 860, 640
_EXTRA = {5: _WIDE, 6: _WIDE, 2: _MEDIUM, 3: _MEDIUM}
"""Column: how wide the page must be to show it; in a narrower one it stands in the second line."""


def _fate_words(item: PastHandover, fate: Fate, today: date) -> tuple[str, str, str]:
    if fate is Fate.WRITTEN and days_since(item.at, today):
        age = age_words(item.at, today)
        return tr("{age} di USB, belum dijawab", age=age), "warn", "usb"
    return {
        Fate.WRITTEN: (tr("Ditulis ke USB hari ini"), "neutral", "usb"),
        Fate.RECEIVED: (tr("Diterima kabupaten"), "ok", "check-bold"),
        Fate.READ: (tr("Sudah dibaca"), "primary", "decision"),
    }[fate]


def _way(item: PastHandover) -> str:
    if item.written:
        return tr("Ke kabupaten")
    return tr("Dari laptop lain") if item.from_office == item.to_office else tr("Dari kabupaten")


def _carrier(item: PastHandover) -> list[str]:
    volume = [tr("USB {volume}", volume=item.volume)] if item.volume else []
    if not item.officer:
        return volume
    said = (
        tr("ditulis {officer}", officer=item.officer) if item.written else tr("dibaca {officer}", officer=item.officer)
    )
    return [*volume, said]


class HistoryView(QWidget):
    """A table that is read; of each handover the paper can be had again. With little room some of it comes below.

    ``receipt_wanted(PastHandover)``.
    """

    receipt_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._body = V()
        self._extra: list[tuple[int, QWidget]] = []
        self.below: list[tuple[PastHandover, Text]] = []
        self._width = _WIDE
        self._empty = Text(tr("Belum pernah ada serah terima di komputer ini."), "body", "text2", wrap=True)
        card = Card(self._empty, self._body, margins=(20, 12, 20, 12))
        note = tr(
            "Diterima kabupaten: balasan menyebut seluruh isinya. Selama belum, isinya ikut lagi di paket berikutnya."
        )
        self.setLayout(V(card, 12, Text(note, "small", wrap=True), None))

    def show_history(self, lines: Sequence[tuple[PastHandover, Fate]], today: date) -> None:
        """Newest first."""
        self._today = today
        self.receipts: list[Button] = []
        self._body.clear()
        self._extra, self.below = [], []
        self._empty.setVisible(not lines)
        if lines:
            holder = QWidget()
            holder.setLayout(self._table(lines[:_SHOWN]))
            self._body.add(holder)
        self._show_extra()

    def fit(self, width: int) -> None:
        """How much room there is."""
        self._width = width
        self._show_extra()

    def _show_extra(self) -> None:
        for needed, widget in self._extra:
            widget.setVisible(self._width >= px(needed))
        for item, text in self.below:
            text.setText(self._second_line(item))
            text.setVisible(bool(text.text()))

    def _second_line(self, item: PastHandover) -> str:
        """What the columns left out have to say, and on which stick whose hands put it."""
        said = [_way(item), tr("{count} pekerja", count=format.number(item.workers))]
        parts = said if self._width < px(_MEDIUM) else []
        if self._width < px(_WIDE):
            parts += [format.file_size(item.size), " ".join(item.words)]
        parts += _carrier(item)
        return "  ·  ".join(part for part in parts if part)

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
            "",
        )
        for column, head in enumerate(heads):
            self._put(grid, 0, column, Box(V(Text(head, "captionStrong"), margins=(0, 2, 0, 8))))
        for number, (item, fate) in enumerate(lines, start=1):
            self._add(grid, 3 * number, item, fate)
        grid.setColumnStretch(len(heads), 1)
        return grid

    def _add(self, grid: QGridLayout, row: int, item: PastHandover, fate: Fate) -> None:
        at = datetime.fromisoformat(item.at)
        grid.addWidget(Rule(), row - 1, 0, 1, 9)
        cells = (
            Text(tr("ke-{number}", number=item.no), "bodyStrong"),
            Text(f"{format.date_short(at)} {format.clock(at)}"),
            Text(_way(item)),
            Text(format.number(item.workers)),
            StatusPill(*_fate_words(item, fate, self._today)),
            Text(format.file_size(item.size)),
            Text(" ".join(item.words)),
            self._receipt(item),
        )
        for column, cell in enumerate(cells):
            self._put(grid, row, column, Box(H((cell, 0, MIDDLE), None, margins=(0, 10, 0, 10))))
        below = Text("", "small", wrap=True)
        below.setContentsMargins(0, 0, 0, px(10))
        grid.addWidget(below, row + 1, 0, 1, 9)
        self.below.append((item, below))

    def _receipt(self, item: PastHandover) -> QWidget:
        if not item.written:
            return QWidget()
        name = tr("Tanda terima ke-{number}", number=item.no)
        button = Button("", icon="printer", size="s", name=name)
        button.clicked.connect(lambda *_: self.receipt_wanted.emit(item))
        self.receipts.append(button)
        return button

    def _put(self, grid: QGridLayout, row: int, column: int, widget: QWidget) -> None:
        grid.addWidget(widget, row, column)
        if column in _EXTRA:
            self._extra.append((_EXTRA[column], widget))
