"""Second step: what travels. Nobody picks: whatever the district is not known to have goes."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui import format
from gui.language import tr
from gui.pages.handover.facts import Waiting
from gui.pages.handover.parts import LockedNote, fact
from gui.sticks.around import Place
from gui.sticks.columns import Columns
from gui.sticks.stick_card import StickCard, ready_text
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, Box, H, Rule, V


class _Count(Box):
    """Icon, what, a sentence, and how many at the right."""

    def __init__(self, glyph: str, title: str, text: str) -> None:
        self.number = Text("", "number", size=20, weight=700)
        words = V(Text(title, "bodyStrong"), 1, Text(text, "small", wrap=True))
        icon = (Icon(glyph, "text2", 22), 0, MIDDLE)
        super().__init__(H(icon, (words, 1), (self.number, 0, MIDDLE), margins=(0, 10, 0, 10), spacing=14))


class CheckStep(QWidget):
    """``change_wanted()``: another stick. ``list_wanted()``: the people on paper. ``whole_wanted()``: all, again."""

    change_wanted = Signal()
    list_wanted = Signal()
    whole_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        change = Button(tr("Ganti USB"), size="s", on_click=self.change_wanted.emit)
        self.stick = StickCard(change)
        self._since = Text("", "small")
        self.new = _Count("user-plus", tr("Pekerja baru"), tr("Belum pernah diterima kabupaten"))
        self.changed = _Count("pencil", tr("Data diubah"), tr("Sudah dikenal kabupaten, isinya berubah"))
        self.left = _Count("user-minus", tr("Pekerja nonaktif"), tr("Meninggal, pindah, atau berhenti"))
        self._nothing = Banner(
            "ok",
            tr("Semua data sudah diterima kabupaten"),
            tr("Tidak ada yang perlu diserahkan sekarang. Paket kosong tetap boleh ditulis."),
        )
        head = H((Text(tr("Yang diserahkan"), "h2"), 1), (self._since, 0, MIDDLE))
        contents = Card(head, 6, self.new, Rule(), self.changed, Rule(), self.left, margins=(20, 16, 20, 8))
        note = Text(tr("Semua yang belum diterima kabupaten ikut, jadi tidak ada yang tertinggal."), "small", wrap=True)
        self.list = Button(tr("Cetak daftar"), "soft", icon="printer", size="s", on_click=self.list_wanted.emit)
        columns = Columns()
        columns.main.add(self.stick, self._nothing, contents, H((note, 1), 12, (self.list, 0, MIDDLE)))
        self._note = LockedNote()
        columns.aside.add(self._make_summary(), self._make_gaps(), self._make_whole(), self._note)
        self.setLayout(V(columns, None))

    def _make_summary(self) -> Card:
        self._no, self._changes = fact(tr("Nomor serah terima")), fact(tr("Perubahan"))
        self._people, self._last = fact(tr("Pekerja")), fact(tr("Sebelumnya"))
        rows = [each.line for each in (self._no, self._people, self._changes, self._last)]
        return Card(Text(tr("Ringkasan paket"), "h2"), 8, *rows, margins=(18, 16, 18, 12))

    def _make_whole(self) -> Card:
        text = tr(
            "Seluruh catatan desa ini, juga yang sudah diterima. Pakai hanya bila kabupaten memintanya lewat telepon, "
            "misalnya sesudah komputer kabupaten dipulihkan. Menulisnya dua kali tidak menggandakan data."
        )
        self.whole = Button(tr("Tulis lengkap ke USB"), icon="usb", size="s", on_click=self.whole_wanted.emit)
        return Card(
            Text(tr("Kirim lengkap"), "h2"),
            4,
            Text(text, "small", wrap=True),
            12,
            H(self.whole, None),
            margins=(18, 16, 18, 16),
        )

    def _make_gaps(self) -> Banner:
        self._gaps = Banner("warn", "-")
        return self._gaps

    def show_check(self, place: Place, waiting: Waiting) -> None:
        pending = waiting.pending
        self._note.show_laptops(waiting.laptops)
        self.stick.show_place(place, ready_text())
        for count, people in ((self.new, pending.new), (self.changed, pending.changed), (self.left, pending.left)):
            count.number.setText(format.number(people))
        since = tr("Belum pernah diserahkan")
        if pending.since:
            since = tr("Terakhir ditulis {date}", date=format.date_long(datetime.fromisoformat(pending.since).date()))
        self._since.setText(since)
        self._no.value.setText(tr("ke-{number}", number=waiting.no))
        self._people.value.setText(format.number(pending.people))
        self._changes.value.setText(format.number(pending.changes))
        before = tr("belum ada") if waiting.previous is None else tr("ke-{number}", number=waiting.previous[0])
        self._last.value.setText(before)
        self._nothing.setVisible(pending.changes == 0)
        self.list.setVisible(pending.people > 0)
        self._gaps.setVisible(bool(pending.incomplete))
        if pending.incomplete:
            title = tr("{count} pekerja belum lengkap", count=format.number(pending.incomplete))
            self._gaps.set_news("warn", title, tr("Tetap ikut diserahkan, tetapi belum bisa dipilih kabupaten."))
