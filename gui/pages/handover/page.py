"""The four steps of handing over: layout, requests out, ``show_*`` in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog

from gui.kit_words import agree_on_kits
from gui.language import tr
from gui.page import PageTools
from gui.pages.handover.check_step import CheckStep
from gui.pages.handover.facts import Fate, ReadResult, Stage, Step, Waiting
from gui.pages.handover.history_view import HistoryView
from gui.pages.handover.plug_step import PlugStep
from gui.pages.handover.presenter import HandoverPresenter
from gui.pages.handover.receipt_step import ReceiptStep
from gui.pages.handover.write_step import WriteStep
from gui.poll import Poll
from gui.printing.handover_receipt import receipt_document, write_receipt_pdf
from gui.printing.receipt import Receipt
from gui.sticks.around import FindSticks, Place
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE
from gui.widgets.scroll_page import ScrollPage
from gui.widgets.stepper import Stepper
from services.changes import Changes
from services.handover.ejecting import Released
from services.handover.handing_over import PastHandover

_STEPPER_ROOM = 640
_FOOTER_ROOM = 820


class HandoverPage(ScrollPage):
    """``find``: which sticks are plugged in; tests and pictures hand in their own."""

    def __init__(self, tools: PageTools, find: FindSticks | None = None) -> None:
        self._history = Button(tr("Riwayat serah terima"), "ghost", icon="history")
        subtitle = tr("Bawa USB ini ke Dinperinnaker Blora bersama tanda terimanya")
        super().__init__(tr("Serah terima ke kabupaten"), subtitle, actions=(self._history,))
        self._tools = tools
        self._words = (tr("Serah terima ke kabupaten"), subtitle)
        self._step = Step.PLUG
        self._in_history = self._reading = False
        self._stepper = Stepper(self._names())
        self._stepper_text = Text("", "bodyStrong")
        self.header_extra.add(12, self._stepper, self._stepper_text)
        self.plug, self.check, self.write, self.receipt = PlugStep(), CheckStep(), WriteStep(), ReceiptStep()
        self.history = HistoryView()
        self._steps = (self.plug, self.check, self.write, self.receipt)
        self.body.add(*self._steps, self.history, None)
        self._make_footer()
        run = tools.run_for(self)
        self.presenter = HandoverPresenter(self, tools.context, run, tools.publish, write_receipt_pdf, find)
        self._connect()
        self._show_views()

    # Layout

    @staticmethod
    def _names() -> list[str]:
        return [tr("Colok USB"), tr("Periksa isi"), tr("Tulis dan cek ulang"), tr("Tanda terima")]

    def _make_footer(self) -> None:
        self.back_button = Button(tr("Batal"), "ghost", size="m", keycap="Esc")
        self.hint = Text("", "small")
        self.cancel_button = Button(tr("Batalkan penulisan"), size="m", keycap="Esc")
        self.again_button = Button(tr("Serah terima baru"), "ghost")
        self.pdf_button = Button(tr("Simpan PDF"), icon="file-arrow-down")
        self.print_button = Button(tr("Cetak tanda terima"), "primary", icon="printer", shortcut="Ctrl+P")
        self.next_button = Button(tr("Lanjut"), "primary", keycap="Ctrl+Enter")
        self.set_footer(
            self.back_button,
            self.again_button,
            None,
            (self.hint, 0, MIDDLE),
            self.cancel_button,
            self.pdf_button,
            self.print_button,
            self.next_button,
        )

    def _connect(self) -> None:
        ask = self.presenter
        self._history.clicked.connect(self._open_history)
        self._poll = Poll(self, ask.sticks.look)
        self.plug.sticks.chosen.connect(ask.sticks.choose)
        self.plug.sticks.folder_picked.connect(self._on_folder)
        self.plug.read_wanted.connect(self._read_stick)
        self.plug.files_wanted.connect(self._read_files)
        self.plug.decisions_wanted.connect(lambda: self._tools.open_page("decisions"))
        self.check.change_wanted.connect(ask.back)
        self.check.list_wanted.connect(self._print_waiting)
        self.check.whole_wanted.connect(lambda: ask.write(everything=True))
        self.write.retry_wanted.connect(ask.write_again)
        self.receipt.letter_typed.connect(self._on_letter)
        self.receipt.release_wanted.connect(ask.release)
        self.history.receipt_wanted.connect(ask.desk.show_past)
        self.back_button.clicked.connect(self._on_back)
        self.cancel_button.clicked.connect(ask.cancel)
        self.again_button.clicked.connect(ask.again)
        self.pdf_button.clicked.connect(self._save_pdf)
        self.print_button.clicked.connect(self._print)
        self.next_button.clicked.connect(self._go_on)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._go_on)

    def _read_stick(self) -> None:
        self._agree(self.presenter.stick_paths(), self.presenter.read_from_stick)

    def _read_files(self, names: Sequence[str]) -> None:
        paths = [Path(name) for name in names]
        self._agree(paths, lambda: self.presenter.read(paths))

    def _agree(self, paths: Sequence[Path], then: Callable[[], object]) -> None:
        """A first kit is taken only after its six words were compared."""
        agree_on_kits(self, self._tools.context, self._tools.run_for(self), paths, then)

    # What the window tells

    def arrive(self, **arguments: Any) -> None:
        """Shown again: F9, the sidebar, or a link. ``reading``: somebody comes to read what the district replied."""
        if self._in_history:
            self._close_history()
        self._reading = bool(arguments.get("reading"))
        self.presenter.start(reading=self._reading)
        self._focus()

    def refresh(self, changes: Changes) -> None:
        """Somebody saved or read something."""
        if changes.touches("worker", "bundle", "kit"):
            self.presenter.reload()

    def step_back(self) -> bool:
        """Esc."""
        if self._in_history:
            self._close_history()
            return True
        return self.presenter.back()

    # What the presenter tells

    def show_step(self, step: Step) -> None:
        moved = step is not self._step
        self._step = step
        self._show_views()
        if moved:
            self.scroll.verticalScrollBar().setValue(0)
            self._focus()

    def show_places(self, places: Sequence[Place], chosen: str) -> None:
        self.plug.show_places(places, chosen)
        if self._reading and self._step is Step.PLUG and not self.plug.replies.isHidden():
            self.plug.replies.button().setFocus()
            self._reading = False

    def show_waiting(self, waiting: Waiting) -> None:
        self.plug.show_waiting(waiting, self._tools.context.today())

    def show_check(self, place: Place, waiting: Waiting) -> None:
        self.check.show_check(place, waiting)

    def show_writing(self, place: Place, waiting: Waiting) -> None:
        self.write.show_writing(place, waiting)
        self._show_buttons()

    def show_stage(self, stage: Stage, done: int, total: int) -> None:
        self.write.show_stage(stage, done, total)

    def show_failure(self, text: str) -> None:
        self.write.show_failure(text)
        self.cancel_button.hide()
        self.hint.hide()
        self.back_button.show()

    def show_receipt(self, receipt: Receipt, place: Place) -> None:
        self.receipt.show_receipt(receipt, place)
        self.print_button.set_kind("secondary" if place.stick.removable else "primary")

    def show_releasing(self) -> None:
        self.receipt.release.show_releasing()

    def show_released(self, released: Released) -> None:
        self.receipt.release.show_released(released)
        self.print_button.set_kind("primary")
        self.print_button.setFocus()

    def show_not_released(self, text: str) -> None:
        self.receipt.release.show_not_released(text)
        self.receipt.release.button.setFocus()

    def show_past_receipt(self, receipt: Receipt) -> None:
        from gui.printing.showing import show_document  # papers are painted seldom and bring much along

        show_document(self._tools, self, receipt_document(receipt), 0)

    def show_history(self, lines: Sequence[tuple[PastHandover, Fate]]) -> None:
        self.history.show_history(lines, self._tools.context.today())
        self._in_history = True
        self.set_title(tr("Riwayat serah terima"), tr("Paket yang ditulis di sini dan balasan yang dibaca di sini"))
        self.set_breadcrumb([(self._words[0], self._close_history)])
        self._show_views()

    def show_reading(self, busy: bool) -> None:
        self.plug.show_reading(busy)

    def show_read(self, result: ReadResult) -> None:
        self.plug.show_read(result)
        (self.plug.result.button() if result.decisions else self.next_button).setFocus()

    def show_problem(self, text: str) -> None:
        self.plug.show_problem(text)

    def show_news(self, text: str, good: bool) -> None:
        self._tools.notify(text, "ok" if good else "err")

    # Inside

    def _show_views(self) -> None:
        for position, view in enumerate(self._steps):
            view.setVisible(not self._in_history and position == self._step)
        self.history.setVisible(self._in_history)
        self._history.setVisible(not self._in_history)
        self._stepper.set_current(int(self._step))
        names = self._names()
        self._stepper_text.setText(
            tr("Langkah {step} dari {steps}: {name}", step=self._step + 1, steps=len(names), name=names[self._step])
        )
        self._fit()
        self._show_buttons()

    def _show_buttons(self) -> None:
        step, plain = self._step, not self._in_history
        roomy = self.width() >= px(_FOOTER_ROOM)
        self.back_button.setVisible(not plain or step in (Step.PLUG, Step.CHECK, Step.RECEIPT))
        self.back_button.set_text(self._back_text())
        self.again_button.setVisible(plain and step is Step.RECEIPT and roomy)
        self.print_button.set_text(tr("Cetak tanda terima") if roomy else tr("Cetak"))
        self.cancel_button.setVisible(plain and step is Step.WRITE)
        self.pdf_button.setVisible(plain and step is Step.RECEIPT)
        self.print_button.setVisible(plain and step is Step.RECEIPT)
        self.next_button.setVisible(plain and step in (Step.PLUG, Step.CHECK))
        self.next_button.set_text(tr("Tulis ke USB") if step is Step.CHECK else tr("Lanjut"))
        self.next_button.set_icon("usb" if step is Step.CHECK else "")
        self.hint.setVisible(plain and step in (Step.CHECK, Step.WRITE) and roomy)
        self.hint.setText(tr("Jangan cabut USB sampai muncul tanda selesai"))

    def _back_text(self) -> str:
        if self._in_history or self._step is Step.CHECK:
            return tr("Kembali")
        return tr("Ke Beranda") if self._step in (Step.PLUG, Step.RECEIPT) else tr("Kembali")

    def _on_back(self) -> None:
        if not self.step_back():
            self._tools.open_page("home")

    def _go_on(self) -> None:
        if not self._in_history:
            self.presenter.go_on()

    def _focus(self) -> None:
        if self._step is Step.RECEIPT:
            release = self.receipt.release.button
            (self.print_button if release.isHidden() else release).setFocus()
        elif self._step is Step.WRITE:
            self.cancel_button.setFocus()
        elif self._reading and not self.plug.replies.isHidden():
            self.plug.replies.button().setFocus()
        else:
            self.next_button.setFocus()

    def _open_history(self) -> None:
        self.presenter.show_history()

    def _close_history(self) -> None:
        self._in_history = False
        self.set_title(*self._words)
        self.set_breadcrumb([])
        self._show_views()
        self._focus()

    def _on_folder(self, folder: str) -> None:
        self.presenter.sticks.pick_folder(Path(folder))
        self.next_button.setFocus()  # the button that was pressed is made anew with the list

    def _on_letter(self, text: str) -> None:
        receipt = self.presenter.desk.set_letter_no(text)
        if receipt is not None:
            self.receipt.show_paper(receipt)

    def _save_pdf(self) -> None:
        name = self.presenter.desk.suggested_file()
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Simpan tanda terima"), name, "PDF (*.pdf)")
        if chosen:
            path = Path(chosen)
            self.presenter.desk.save_pdf(path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf"))

    def _print_waiting(self) -> None:
        from gui.printing.showing import show_waiting  # papers are painted seldom and bring much along

        show_waiting(self._tools, self)

    def _print(self) -> None:
        from gui.printing.printer import print_receipt  # loads the printing plug-ins, slow on old machines

        receipt = self.presenter.desk.receipt
        if receipt is not None and print_receipt(self, receipt):
            self.presenter.desk.keep()
            self._tools.notify(tr("Tanda terima dikirim ke pencetak."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._show_buttons()

    def _fit(self) -> None:
        room = self.scroll.viewport().size()
        width = room.width() - px(56)
        self.write.fit(width)
        self.history.fit(width)
        self.receipt.fit(width, room.height() - px(24))
        wide = self.width() >= px(_STEPPER_ROOM)
        self._stepper.setVisible(wide and not self._in_history)
        self._stepper_text.setVisible(not wide and not self._in_history)
