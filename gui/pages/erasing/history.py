"""Earlier erasures with their state, and of the chosen one the offices where it is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.language import tr
from gui.pages.erasing.words import day_of, done_words, short_number, since_words, state_words, summary_words
from gui.tables.columns import Column
from gui.tables.frame import TableFrame
from gui.tables.view import DataTable
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H, Rule, V
from gui.widgets.pill import StatusPill
from services.erasing.completion import Erasure, ErasureLaptop

_MOST_ROWS = 6
_ROW, _AROUND = 44, 78  # the table's rows; its title, foot and frame


def _columns() -> tuple[Column, ...]:
    """Number, day, how many laptops, state."""
    return (
        Column("record", tr("Nomor"), 130, lambda erasure: short_number(erasure.record), kind="strong"),
        Column("at", tr("Tanggal"), 190, lambda erasure: day_of(erasure.at)),
        Column("done", tr("Selesai di"), 160, done_words, stretch=True),
        Column(
            "state",
            tr("Keadaan"),
            160,
            state_words,
            "pill",
            tone=lambda erasure: "ok" if erasure.complete else "warn",
        ),
    )


class ErasureHistory(QWidget):
    """``printed``: the record of the chosen erasure is wanted on paper."""

    printed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._erasures: dict[str, Erasure] = {}
        self.table = DataTable(_columns(), self._fetch, name=tr("Penghapusan sebelumnya"), row_height=_ROW)
        self.frame = TableFrame(self.table, [(("↑", "↓"), tr("pilih"))])
        self.print = Button(tr("Cetak berita acara"), icon="printer", size="s", on_click=self._print)
        self._summary = Text("", "small", wrap=True)
        self._lines = V()
        head = H((V(Text(tr("Selesai di"), "h2"), 2, self._summary), 1), 14, (self.print, 0, TOP))
        self.places = Card(head, 8, self._lines, margins=(20, 16, 20, 12))
        self.setLayout(V(Text(tr("Penghapusan sebelumnya"), "h2"), 8, self.frame, 16, self.places))
        self.table.current_changed.connect(lambda _: self._show_places())

    def show_erasures(self, erasures: Sequence[Erasure]) -> None:
        """These, the newest first; the one that was chosen stays chosen."""
        before = self.table.current_id()
        self._erasures = {erasure.record: erasure for erasure in erasures}
        ids = list(self._erasures)
        self.table.set_ids(ids, before if before in self._erasures else (ids[0] if ids else None))
        self.table.refresh()
        self.frame.setFixedHeight(px(_AROUND + _ROW * min(max(1, len(ids)), _MOST_ROWS)))
        self._show_places()

    def choose(self, record: str) -> None:
        """That one."""
        self.table.select_id(record)

    def find(self, record: str) -> Erasure | None:
        """What is known of one."""
        return self._erasures.get(record)

    def current(self) -> Erasure | None:
        """The one the cursor is at."""
        return self._erasures.get(self.table.current_id())

    def _fetch(self, ids: Sequence[str]) -> list[Erasure | None]:
        return [self._erasures.get(record) for record in ids]

    def _show_places(self) -> None:
        erasure = self.current()
        self.places.setVisible(erasure is not None)
        self._lines.clear()
        if erasure is None:
            return
        self._summary.setText(summary_words(erasure))
        for place, laptop in enumerate(erasure.laptops):
            if place:
                self._lines.add(Rule())
            self._lines.add(_line(laptop))

    def _print(self) -> None:
        erasure = self.current()
        if erasure is not None:
            self.printed.emit(erasure)


def _line(laptop: ErasureLaptop) -> QWidget:
    """Office, the words of the laptop's key, since when."""
    said = V(Text(laptop.office_name, "bodyStrong", wrap=True), 2, Text(" ".join(laptop.words), "small", wrap=True))
    pill = StatusPill(since_words(laptop), "ok" if laptop.since else "warn")
    return Box(H((said, 1), 14, (pill, 0, MIDDLE), margins=(0, 9, 0, 9)))
