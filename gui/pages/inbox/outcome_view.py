"""What merging brought: figures, gaps, each bundle with its check words, and why some were refused."""

from __future__ import annotations

from PySide6.QtCore import Signal

from gui.format import clock, number
from gui.language import tr
from gui.pages.inbox.columns import columns, narrower, reason, where
from gui.pages.inbox.outcome_facts import Outcome, OutcomeLine
from gui.pages.inbox.tiles import TileRow
from gui.tables.frame import TableFrame
from gui.tables.view import DataTable
from gui.theme import px
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, H, Rule, V
from gui.widgets.scroll_page import ScrollPage
from gui.widgets.stat_tile import StatTile


class OutcomeView(ScrollPage):
    """``closed``: back to the board. ``workers_wanted``: look at who came in. ``door_wanted``: at the new laptops."""

    closed = Signal()
    workers_wanted = Signal()
    door_wanted = Signal()

    def __init__(self) -> None:
        look = Button(tr("Lihat semua pekerja"), icon="users", on_click=lambda: self.workers_wanted.emit())
        done = Button(tr("Kembali ke papan"), keycap="Esc", on_click=lambda: self.closed.emit())
        super().__init__(
            tr("Hasil penggabungan"),
            breadcrumb=[(tr("Kotak masuk"), lambda: self.closed.emit())],
            actions=[look, done],
        )
        self.done = done
        self._lines: list[OutcomeLine] = []
        self._bundles = StatTile(tr("Paket tergabung"), icon="tray", tone="ok")
        self._workers = StatTile(tr("Pekerja"), icon="users", tone="primary")
        self._changes = StatTile(tr("Perubahan baru"), icon="pencil", tone="info")
        self._refused = StatTile(tr("Ditolak"), icon="warning-octagon", tone="err")
        self.tiles = TileRow((self._bundles, self._workers, self._changes, self._refused))
        self._gaps = Banner("warn", "")
        self.asking = Banner("info", "-", icon="key")
        self.asking.action_clicked.connect(self.door_wanted)
        self._refusals = Card(margins=(20, 14, 20, 14))
        self.table = DataTable(columns(), lambda ids: [self._lines[place] for place in ids], name=tr("Hasil per paket"))
        self.table.set_narrower(*narrower())
        frame = TableFrame(self.table)
        frame.setMinimumHeight(px(220))
        self.body.add(self.tiles, self.asking, self._gaps, self._refusals, (frame, 1))

    def show_outcome(self, outcome: Outcome) -> None:
        """Fill it."""
        merged = outcome.count("merged", "gap", "revoked")
        source = tr("{count} paket dari {where}", count=number(len(outcome.lines)), where=outcome.where)
        finished = tr("selesai {time} dalam {seconds} detik", time=clock(outcome.at), seconds=number(outcome.seconds))
        self.set_subtitle(f"{source}, {finished}" if outcome.where else finished)
        self._bundles.set_value(number(merged), tr("masuk seluruhnya"))
        self._workers.set_value(number(outcome.workers), tr("baru atau berubah"))
        known = outcome.count("known")
        self._changes.set_value(number(outcome.new), tr("{count} paket sudah ada", count=number(known)))
        self._refused.set_value(number(outcome.count("refused")), tr("paket lain tetap masuk"))
        self.tiles.fit()
        self._refused.set_tone("err" if outcome.count("refused") else "neutral")
        self._show_asking(outcome.count("asking"))
        self._show_gaps(outcome)
        self._show_refused([line for line in outcome.lines if line.state == "refused"])
        self._lines = [line for line in outcome.lines if line.state != "refused"]
        self.table.set_ids(range(len(self._lines)))
        self.table.refresh()

    def _show_asking(self, count: int) -> None:
        self.asking.setVisible(bool(count))
        if count:
            title = tr("{count} laptop baru menunggu izin", count=number(count))
            text = tr("Isi paketnya masuk setelah laptopnya diizinkan. Cocokkan dulu enam katanya dengan desa.")
            self.asking.set_news("info", title, text, tr("Buka Kunci & Laptop"), icon="key")

    def _show_gaps(self, outcome: Outcome) -> None:
        gaps = [line for line in outcome.lines if line.state == "gap"]
        self._gaps.setVisible(bool(gaps))
        if gaps:
            title = tr("{count} paket datang dengan nomor terlewat sebelumnya", count=number(len(gaps)))
            text = tr("Paketnya tetap masuk. Yang terlewat dikirim ulang desa di paket berikutnya.")
            self._gaps.set_news("warn", title, text)

    def _show_refused(self, refused: list[OutcomeLine]) -> None:
        self._refusals.setVisible(bool(refused))
        self._refusals.body.clear()
        for place, line in enumerate(refused):
            if place:
                self._refusals.body.add(8, Rule(), 8)
            title = tr("{village} ke-{no}: ditolak", village=where(line), no=line.no) if line.no else line.file
            words = V(Text(title, "h3", elide=True), 1, Text(reason(line), "small", wrap=True))
            self._refusals.body.add(H((Icon("warning-octagon-fill", "err", 20), 0, TOP), (words, 1), spacing=12))
