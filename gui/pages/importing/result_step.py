"""Step 4: counts that add up, what is held, how to take it back, where to go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.format import number
from gui.language import tr
from gui.pages.importing import words
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.empty_state import StartCard
from gui.widgets.flow import Flow
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, Box, H, V
from gui.widgets.painting import rounded, smooth
from gui.widgets.progress_bar import ProgressBar
from services.spreadsheets.session import ImportOutcome

Part = tuple[int, str, str]  # how many, what, colour token


class CountsCard(Card):
    """Headline, the sum in words, and the bar whose parts add up to the rows of the file."""

    def __init__(self) -> None:
        self._icon = Icon("check-circle-fill", "ok", 36)
        self._title = Text("", "h1", wrap=True)
        self._sum = Text("", "body", "text2", wrap=True)
        self._bar = ProgressBar(height=12)
        legend = QWidget()
        self._flow = Flow(24)
        legend.setLayout(self._flow)
        head = H((self._icon, 0, MIDDLE), 16, (V(self._title, 3, self._sum), 1))
        super().__init__(head, 12, self._bar, 12, legend, margins=(24, 20, 24, 20))

    def show_outcome(self, outcome: ImportOutcome, file: str) -> None:
        """What an import did."""
        touched = outcome.written + outcome.updated
        self._icon.set_icon(*(("check-circle-fill", "ok") if touched else ("info-fill", "info")))
        self._title.setText(_headline(outcome))
        parts = counts(outcome)
        total = tr("{count} baris", count=number(outcome.rows))
        self._sum.setText(f"{file}: {total} = {words.sum_of({text: count for count, text, _ in parts})}")
        self._bar.set_parts([(count / max(1, outcome.rows), tint) for count, _, tint in parts if count])
        while self._flow.count():
            self._flow.takeAt(0).widget().deleteLater()
        for part in parts:
            if part[0]:
                self._flow.addWidget(_Count(*part))
        self.setAccessibleName(f"{self._title.text()}. {self._sum.text()}")

    def headline(self) -> str:
        """What came in."""
        return self._title.text()

    def sum_text(self) -> str:
        """«200 baris = 181 masuk + 12 ditahan + 7 sudah ada»."""
        return self._sum.text()


def counts(outcome: ImportOutcome) -> list[Part]:
    """The parts of the rows; they add up."""
    return [
        (outcome.written, tr("masuk"), "ok"),
        (outcome.updated, tr("diperbarui"), "chart1"),
        (outcome.unchanged, tr("sudah sama"), "heat3"),
        (outcome.held, tr("ditahan"), "chart2"),
        (outcome.already_here, tr("sudah ada"), "borderStrong"),
        (outcome.set_aside, tr("dilewati"), "disabled"),
    ]


def _headline(outcome: ImportOutcome) -> str:
    written, updated = number(outcome.written), number(outcome.updated)
    if outcome.written and outcome.updated:
        return tr("{count} pekerja masuk, {updated} diperbarui", count=written, updated=updated)
    if outcome.written:
        return tr("{count} pekerja masuk ke daftar", count=written)
    if outcome.updated:
        return tr("{count} pekerja diperbarui", count=updated)
    return tr("Tidak ada yang berubah")


class _Count(Box):
    """A coloured square, a number, what it counts."""

    def __init__(self, count: int, text: str, tint: str) -> None:
        items = ((_Square(tint), 0, MIDDLE), 8, (Text(number(count), "h2"), 0, MIDDLE), 6)
        super().__init__(H(*items, (Text(text, "small"), 0, MIDDLE)))
        self.setAccessibleName(f"{number(count)} {text}")


class _Square(Box):
    def __init__(self, tint: str) -> None:
        self._tint = tint
        super().__init__(V(), 12, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(smooth(self), QRectF(self.rect()), px(3), self._tint)


class ResultStep(Box):
    """``undo_asked``: take this import back. ``held_asked``: save the held rows."""

    undo_asked = Signal()
    held_asked = Signal()

    def __init__(self, go: Callable[..., object]) -> None:
        self.counts = CountsCard()
        self.save = Button(tr("Simpan baris tertahan"), icon="excel")
        self._held_title = Text("", "h3", wrap=True)
        text = tr("Simpan sebagai Excel, perbaiki sel yang ditandai, lalu impor lagi. Urutan kolomnya tetap.")
        self.held = _line("warning-fill", "warn", self._held_title, text, self.save)
        self.undo = Button(tr("Batalkan impor"), shortcut="Ctrl+Z")
        title = Text(tr("Salah berkas? Impor ini masih bisa dibatalkan"), "h3", wrap=True)
        note = tr("Juga berminggu-minggu lagi, dari Impor sebelumnya. Yang berubah sesudahnya ditunjukkan dulu.")
        self.back = _line("undo", "primaryText", title, note, self.undo)
        self._next = H(spacing=16)
        self._go = go
        heading = Text(tr("Langkah berikutnya"), "h2")
        super().__init__(V(self.counts, self.held, self.back, V(heading, 8, self._next), None, spacing=12))
        self.save.clicked.connect(self.held_asked)
        self.undo.clicked.connect(self.undo_asked)
        self._next.add(*((card, 1) for card in self._cards()))

    def show_outcome(self, outcome: ImportOutcome, file: str) -> None:
        """What came in, what is held."""
        self.counts.show_outcome(outcome, file)
        self.held.setVisible(bool(outcome.held))
        self._held_title.setText(tr("{count} baris tertahan dan belum masuk", count=number(outcome.held)))
        self.back.setVisible(bool(outcome.written + outcome.updated))

    def _cards(self) -> Sequence[StartCard]:
        go = self._go
        look = Button(tr("Lihat daftar"), "soft", size="s", on_click=lambda: go("workers"))
        fill = Button(tr("Lengkapi"), "soft", size="s", on_click=lambda: go("workers", filter="incomplete"))
        give = Button(tr("Serahkan"), "soft", size="s", on_click=lambda: go("handover"))
        lacking = tr("Data dari Excel sering kurang pemberitahuan, ahli waris, atau nomor HP.")
        return (
            StartCard("users", tr("Lihat pekerja"), tr("Daftar pekerja desa ini, urut nama."), look),
            StartCard("clipboard", tr("Lengkapi data"), lacking, fill),
            StartCard("usb", tr("Serahkan"), tr("Yang baru masuk ikut serah terima berikutnya."), give),
        )


def _line(icon: str, tint: str, title: Text, text: str, button: Button) -> Card:
    said = V(title, 2, Text(text, "small", wrap=True))
    row = H((Icon(icon, tint, 24), 0, MIDDLE), 16, (said, 1), 16, (button, 0, MIDDLE))
    return Card(row, margins=(20, 14, 16, 16))
