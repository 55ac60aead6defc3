"""First step: which stick, what waits, and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.language import tr
from gui.messages import sentence
from gui.pages.handover.facts import ReadResult, Waiting
from gui.pages.handover.laptop_card import LaptopCard
from gui.pages.handover.parts import LockedNote
from gui.pages.handover.standing_card import StandingCard
from gui.sticks.around import Place
from gui.sticks.columns import Columns
from gui.sticks.stick_list import StickList
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import Box, H, V
from services.handover.kit import SUFFIX as KIT_SUFFIX


class PlugStep(QWidget):
    """``read_wanted()``: all of the stick; ``files_wanted(list)``: chosen files; ``decisions_wanted()``."""

    read_wanted = Signal()
    files_wanted = Signal(list)
    decisions_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sticks = StickList()
        self._has_kit = True
        self.problem = Banner("err", "-")
        self.kit = Banner("warn", tr("Belum ada kit dari kabupaten"))
        self.replies = Banner("info", "-", icon="decision")
        self.misnamed = Banner("warn", "-")
        self.result = Banner("ok", "-")
        self._refused = V(spacing=8)
        self._refused_box = Box(self._refused)
        self.kit.action_clicked.connect(self._take_kit)
        self.replies.action_clicked.connect(self.read_wanted)
        self.result.action_clicked.connect(self.decisions_wanted)
        self.read = Button(tr("Baca balasan dari USB"), icon="decision", size="s", on_click=self.read_wanted.emit)
        self.files = Button(tr("Pilih berkas"), icon="folder", size="s", on_click=self._pick_files)
        self.laptops, self._note = LaptopCard(), LockedNote()
        self.laptops.read_wanted.connect(self.read_wanted)
        columns = Columns()
        news = (self.problem, self.result, self._refused_box, self.kit, self.replies, self.misnamed)
        columns.main.add(*news, self.sticks, self._make_reading(), self.laptops)
        self.standing = StandingCard()
        columns.aside.add(self.standing, self._note)
        for banner in news:
            banner.hide()
        self.setLayout(V(columns, None))

    def _make_reading(self) -> Card:
        text = tr("Kabupaten membalas lewat USB yang sama: keputusan, dan tanda bahwa data sudah diterima.")
        return Card(
            Text(tr("Balasan dari kabupaten"), "h2"),
            4,
            Text(text, "small", wrap=True),
            12,
            H(self.read, 10, self.files, None),
            margins=(18, 16, 18, 16),
        )

    def show_places(self, places: Sequence[Place], chosen: str) -> None:
        self.sticks.show_places(places, chosen)
        self._kits = [str(path) for place in places for path in place.kits]
        count = sum(len(place.replies) for place in places)
        self.replies.setVisible(bool(count))
        if count:
            names = ", ".join(place.name for place in places if place.replies)
            title = tr("Ada balasan dari kabupaten di {name}", name=names)
            text = tr("{count} berkas untuk kantor ini belum dibaca.", count=count)
            self.replies.set_news("info", title, text, tr("Baca balasan"), icon="decision-fill")
        self._show_misnamed([path.name for place in places for path in place.misnamed])
        self._show_kit()

    def _show_misnamed(self, names: Sequence[str]) -> None:
        self.misnamed.setVisible(bool(names))
        if names:
            rest = len(names) - 1
            title = tr("{names}, dan {count} lagi", names=names[0], count=rest) if rest else names[0]
            self.misnamed.set_news("warn", title, sentence("bundle.name"))

    def show_waiting(self, waiting: Waiting, today: date) -> None:
        self.standing.show_waiting(waiting, today)
        self._has_kit = waiting.has_kit
        self.laptops.setVisible(waiting.has_kit)
        for part in (self.laptops, self._note):
            part.show_laptops(waiting.laptops)
        self._show_kit()

    _kits: Sequence[str] = ()

    def _show_kit(self) -> None:
        self.kit.setVisible(not self._has_kit)
        if self._has_kit:
            return
        title = tr("Belum ada kit dari kabupaten")
        if self._kits:
            self.kit.set_news(
                "warn", title, tr("Kit ada di USB ini. Baca sekali, lalu paket bisa dikunci."), tr("Baca kit")
            )
        else:
            text = tr("Tanpa kit paket belum bisa dikunci. Bawa kit dari kabupaten dengan USB, lalu baca di sini.")
            self.kit.set_news("warn", title, text, tr("Pilih berkas kit"))

    def show_reading(self, busy: bool) -> None:
        self.read.set_busy(tr("Membaca…") if busy else None)
        self.laptops.show_reading(busy)
        self.files.setEnabled(not busy)
        self.replies.button().set_busy(tr("Membaca…") if busy else None)
        self.kit.button().set_busy(tr("Membaca…") if busy else None)

    def show_read(self, result: ReadResult) -> None:
        tone = "warn" if not result.good else "ok" if result.took else "info"
        action = tr("Lihat keputusan") if result.decisions else ""
        self.result.set_news(tone, result.title, " ".join(result.lines), action)
        self.result.show()
        self._refused.clear()
        for name, why in result.refused:
            self._refused.add(Banner("err", name, why))
        self._refused_box.setVisible(bool(result.refused))
        self.problem.hide()

    def show_problem(self, text: str) -> None:
        self.problem.setVisible(bool(text))
        if text:
            self.problem.set_news("err", text)

    def _take_kit(self) -> None:
        if self._kits:
            self.files_wanted.emit(list(self._kits))
        else:
            self._pick_files()

    def _pick_files(self) -> None:
        kinds = tr("Paket dan kit Payung (*.payung *{kit})", kit=KIT_SUFFIX)
        names, _ = QFileDialog.getOpenFileNames(self, tr("Pilih berkas dari kabupaten"), "", kinds)
        if names:
            self.files_wanted.emit(names)
