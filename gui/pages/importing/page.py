"""The import: a file dialog, what was found, what came in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.format import number
from gui.language import tr
from gui.page import PageTools
from gui.pages.importing.parts import CountsCard, DropZone
from gui.pages.importing.presenter import ImportingPresenter, Outcome
from gui.pages.importing.problems import ProblemList
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.empty_state import StartCard
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, Box, H, V
from gui.widgets.scroll_page import ScrollPage
from gui.widgets.stepper import Stepper

_KINDS = "*.xlsx *.xlsm *.xls *.ods *.csv"
_START, _CHECK, _RESULT = range(3)


class ImportingPage(ScrollPage):
    """Ctrl+O chooses a file, Ctrl+Enter goes on, Esc goes back a step; a file may be dropped anywhere on it."""

    def __init__(self, tools: PageTools) -> None:
        template = Button(tr("Contoh berkas"), "ghost", icon="download", on_click=self._ask_template)
        super().__init__(tr("Impor dari Excel"), "", actions=[template])
        self._tools = tools
        self.setAcceptDrops(True)
        self.presenter = ImportingPresenter(self, tools.context, tools.run_for(self), tools.publish)
        self.steps = Stepper([tr("Pilih berkas"), tr("Periksa isi"), tr("Hasil")], 0)
        self.header_extra.add(12, H(self.steps, None), 2)
        self.trouble = Banner("err", tr("Berkas ini belum bisa dipakai"), "")
        self.trouble.hide()
        self.choose = self._make_choose("primary")
        self.zone = DropZone(self.choose)
        self.counts, self.problems = CountsCard(), ProblemList()
        self.result_counts = CountsCard()
        self._next = H(spacing=16)
        self._held_place = V()
        self._step = _START
        self._views = (self._make_start(), self._make_check(), self._make_result())
        self.body.add(self.trouble, *((view, 1) for view in self._views))
        self.show_start()

    def _make_choose(self, kind: Any) -> Button:
        return Button(tr("Pilih berkas"), kind, icon="folder", shortcut="Ctrl+O", on_click=self.ask_file)

    def _make_start(self) -> QWidget:
        hint = Banner(
            "info",
            tr("Tidak harus rapi dulu"),
            tr("Judul kolom boleh beda, boleh ada judul di atas tabel, boleh banyak lembar. Data lama tidak ditimpa."),
        )
        safe = Banner(
            "ok",
            tr("Diperiksa dulu, baru masuk"),
            tr("Baris yang bermasalah ditahan dan ditunjukkan sebabnya. NIK tidak pernah ditebak."),
            icon="check-circle-fill",
        )
        return Box(V((self.zone, 1), 16, H((hint, 1), (safe, 1), spacing=16)))

    def _make_check(self) -> QWidget:
        self.no_problems = Banner("ok", tr("Tidak ada masalah di berkas ini"))
        return Box(V(self.counts, 16, self.no_problems, (self.problems, 1)))

    def _make_result(self) -> QWidget:
        heading = Text(tr("Langkah berikutnya"), "h2")
        return Box(V(self.result_counts, 16, self._held_place, heading, 12, self._next, None))

    # from the shell

    def arrive(self, **_: Any) -> None:
        """The button that goes on takes the focus."""
        if self._step == _START:
            self.choose.setFocus()

    def step_back(self) -> bool:
        """Esc: back to choosing a file."""
        if self._step == _START:
            return False
        self.presenter.start_over()
        return True

    # from the presenter

    def show_start(self) -> None:
        self._show_step(_START, tr("Belum ada data yang berubah sampai langkah terakhir"))
        self.set_footer()
        self.choose.setFocus()

    def show_check(self, outcome: Outcome) -> None:
        self.counts.show_outcome(outcome)
        self._show_step(_CHECK, tr("Belum ada data yang berubah"))
        has_problems = bool(outcome.result.problems)
        self.problems.setVisible(has_problems)
        self.no_problems.setVisible(not has_problems and bool(outcome.result.rows))
        if has_problems:
            self.problems.show_outcome(outcome)
        self.set_footer(*self._check_buttons(outcome))
        self.go_on.setFocus()

    def show_result(self, outcome: Outcome) -> None:
        self.result_counts.show_outcome(outcome)
        self._show_step(_RESULT, "")
        self._show_held(outcome)
        self._show_next(outcome)
        self.go_on = Button(
            tr("Selesai"), "primary", shortcut="Ctrl+Return", keycap="Ctrl+Enter", on_click=self._finish
        )
        other = Button(tr("Impor berkas lain"), "ghost", on_click=self.presenter.start_over)
        self.set_footer(other, None, self.go_on)
        self.go_on.setFocus()

    def show_trouble(self, text: str) -> None:
        self.trouble.set_news("err", tr("Berkas ini belum bisa dipakai"), text)
        self.trouble.show()
        self.reveal(self.trouble)

    def show_saved(self, text: str) -> None:
        self._tools.notify(text)

    def show_busy(self, busy: bool) -> None:
        if busy:
            self.trouble.hide()
        self.choose.setEnabled(not busy)
        self.go_on.setEnabled(not busy)

    # parts of the steps

    def _show_step(self, step: int, subtitle: str) -> None:
        self.trouble.hide()
        self.go_on = self.choose
        self.steps.set_current(step)
        self._step = step
        for place, view in enumerate(self._views):
            view.setVisible(place == step)
        self.set_subtitle(subtitle)

    def _check_buttons(self, outcome: Outcome) -> list[Any]:
        result = outcome.result
        back = Button(tr("Kembali"), "ghost", keycap="Esc", on_click=self.presenter.start_over)
        held = self._held_button(outcome, tr("Simpan yang tertahan"))
        if not result.ready:
            self.go_on = self._make_choose("primary")
            return [back, None, *held, self.go_on]
        self.go_on = Button(
            tr("Masukkan {count} pekerja", count=number(result.ready)),
            "primary",
            shortcut="Ctrl+Return",
            keycap="Ctrl+Enter",
            on_click=self.presenter.take_in,
        )
        return [back, None, *held, self.go_on]

    def _held_button(self, outcome: Outcome, text: str, icon: str = "") -> list[Button]:
        if not outcome.result.held:
            return []
        return [Button(text, icon=icon, on_click=self.ask_held)]

    def _show_held(self, outcome: Outcome) -> None:
        self._held_place.clear()
        if not outcome.result.held:
            return
        title = tr("{count} baris tertahan dan belum masuk", count=number(outcome.result.held))
        text = tr("Simpan sebagai Excel, perbaiki sel yang ditandai, lalu impor lagi. Urutan kolomnya tetap.")
        save = self._held_button(outcome, tr("Simpan baris tertahan sebagai Excel"), "excel")
        said = V(Text(title, "h2", wrap=True), 2, Text(text, "small", wrap=True), 12, H(*save, None))
        row = H((Icon("warning-fill", "warn", 24), 0, TOP), 14, (said, 1))
        self._held_place.add(Card(row, margins=(20, 16, 20, 18)), 18)

    def _show_next(self, outcome: Outcome) -> None:
        go = self._tools.open_page
        look = Button(tr("Lihat daftar"), "soft", size="s", on_click=lambda: go("workers"))
        fill = Button(tr("Lengkapi"), "soft", size="s", on_click=lambda: go("workers", filter="incomplete"))
        give = Button(tr("Serahkan"), "soft", size="s", on_click=lambda: go("handover"))
        self._next.clear()
        cards = (
            StartCard("users", tr("Lihat pekerja"), tr("Daftar pekerja desa ini, urut nama."), look),
            StartCard(
                "clipboard",
                tr("Lengkapi data"),
                tr("Data dari Excel sering kurang pemberitahuan, ahli waris, atau nomor HP."),
                fill,
            ),
            StartCard("usb", tr("Serahkan"), tr("Yang baru masuk ikut serah terima berikutnya."), give),
        )
        self._next.add(*((card, 1) for card in cards))

    # from the person

    def ask_file(self) -> None:
        """Choose a workbook and check it."""
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds = f"{tr('Tabel')} ({_KINDS})"
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Pilih berkas"), start, kinds)
        if chosen:
            self.presenter.check(Path(chosen))

    def ask_held(self) -> None:
        """Choose where the held rows go, and write them."""
        outcome = self.presenter.outcome
        if outcome is None:
            return
        proposed = outcome.path.with_name(tr("{name} tertahan", name=outcome.path.stem) + ".xlsx")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Simpan baris tertahan"), str(proposed), "Excel (*.xlsx)")
        if chosen:
            self.presenter.save_held(_as_workbook(chosen))

    def _ask_template(self) -> None:
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = Path(start) / (tr("daftar pekerja") + ".xlsx")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Simpan contoh berkas"), str(proposed), "Excel (*.xlsx)")
        if chosen:
            self.presenter.save_template(_as_workbook(chosen))

    def _finish(self) -> None:
        self.presenter.start_over()
        self._tools.open_page("workers")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            self.zone.set_hot(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.zone.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.zone.set_hot(False)
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.presenter.check(path)


def _dropped(event: QDropEvent) -> Path | None:
    files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None


def _as_workbook(chosen: str) -> Path:
    return Path(chosen if chosen.lower().endswith(".xlsx") else f"{chosen}.xlsx")
