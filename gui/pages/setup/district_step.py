"""The district's office and its keys: made here and printed for two safes, or typed from the safe on a new computer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.forms.field import FormField
from gui.labelled_input import LabelledInput
from gui.language import tr
from gui.six_words import WordGrid
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H, Line, V
from gui.widgets.scrolling import bring_into_view
from gui.widgets.segment import Segment
from gui.widgets.text_input import TextArea

NEW, PAPER = "new", "paper"


class DistrictStep(QWidget):
    """``print_wanted()``, ``save_wanted()``: both sheets. ``keys_wanted()``: a folder for two files instead.

    ``kit_wanted()``: an earlier kit, for a new computer. ``mode_chosen(str)``: NEW or PAPER. ``entered()``.
    """

    print_wanted = Signal()
    save_wanted = Signal()
    keys_wanted = Signal()
    kit_wanted = Signal()
    mode_chosen = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode = Segment(
            [(NEW, tr("Kantor baru")), (PAPER, tr("Mengganti komputer lama"))], NEW, name=tr("Kunci kabupaten")
        )
        self.mode.changed.connect(self._show_mode)
        self._problem_text = Text("", "smallStrong", "err", wrap=True)
        self._problem = Box(
            H((Icon("warning-octagon-fill", "err", 16), 0, TOP), 6, (self._problem_text, 1), margins=(0, 0, 0, 12))
        )
        self._problem.hide()
        self._new, self._paper = Box(self._make_new()), Box(self._make_paper())
        self._paper.hide()
        keys = Panel(
            V(
                Text(tr("Kunci kabupaten untuk dua brankas"), "h2", wrap=True),
                12,
                self.mode,
                12,
                self._problem,
                self._new,
                self._paper,
                margins=20,
            )
        )
        self._office = Box(V(_office(), 14))
        self.setLayout(V(self._office, keys, None))
        self.setFocusProxy(self.print)

    def _make_new(self) -> Line:
        self.print = Button(tr("Cetak dua lembar"), "primary", icon="printer", on_click=self.print_wanted.emit)
        self.save = Button(tr("Simpan PDF ke USB"), icon="usb", on_click=self.save_wanted.emit)
        self.choose = Button(tr("Tulis dua berkas ke folder"), "link", icon="folder", on_click=self.keys_wanted.emit)
        self._folder = Text("", "small", wrap=True)
        self._folder.hide()
        self.words = WordGrid(size=18)
        self.proof = LabelledInput(
            tr("Dua kata di bawah lembar kedua"), hint=tr("Memastikan kedua lembar sudah ada di tangan.")
        )
        self.proof.edit.setMaxLength(40)
        self.proof.edit.returnPressed.connect(self.entered)
        self.proof.edit.textChanged.connect(lambda _: self.show_problem(""))
        self._printed = Box(
            V(
                16,
                Text(
                    tr("Enam kata kunci akar, ditulis juga di kedua lembar dan di surat untuk desa"), "small", wrap=True
                ),
                8,
                self.words,
                14,
                self.proof,
            )
        )
        self._printed.hide()
        text = tr(
            "Kunci akar dan kunci pemulihan dibuat satu kali, dicetak dua lembar, lalu tidak ada lagi di komputer ini. "
            "Setiap lembar masuk amplop tersegel di brankas sendiri. PDF di USB sama rahasianya dengan lembarnya."
        )
        self._why = Box(V(Text(text, "small", wrap=True), 14))
        self._files = Box(V(8, H(self.choose, None), self._folder))
        return V(self._why, H(self.print, 10, self.save, None), self._files, self._printed)

    def _make_paper(self) -> Line:
        self.root = TextArea(name=tr("Kunci akar"), placeholder="A1\nA2\nA3\nA4", lines=4)
        self.recovery = TextArea(name=tr("Kunci pemulihan"), placeholder="P1\nP2\nP3\nP4", lines=4)
        self.kit = Button(tr("Pilih satu kit lama"), icon="folder", on_click=self.kit_wanted.emit)
        self._kit = Text(tr("Kit desa mana saja, misalnya di USB desa"), "small", wrap=True)
        text = tr(
            "Ketik kedua kunci dari lembar di brankas, empat baris masing-masing. Desa mengenali komputer ini tanpa "
            "kit baru. Punya cadangan? Pulihkan cadangan saja, kunci tidak perlu diketik."
        )
        for area in (self.root, self.recovery):
            area.textChanged.connect(lambda: self.show_problem(""))
        return V(
            Text(text, "small", wrap=True),
            14,
            FormField(tr("Kunci akar, baris A1 sampai A4"), self.root),
            14,
            FormField(tr("Kunci pemulihan, baris P1 sampai P4"), self.recovery),
            14,
            H(self.kit, 12, (self._kit, 1, MIDDLE)),
        )

    def show_keys(self, folder: str) -> None:
        """Where two files will be written; empty takes it back."""
        self._folder.setText(tr("Ditulis ke {folder}", folder=folder) if folder else "")
        self._folder.setVisible(bool(folder))
        self.show_problem("")

    def show_printed(self, words: Sequence[str], printed: bool) -> None:
        """The six words of the root, and the question for the second sheet."""
        if printed:
            self.words.show_words(words)
        self._printed.setVisible(printed)
        for explained in (self._office, self._why, self._files):  # so that the question fits without scrolling
            explained.setVisible(not printed)
        self.show_problem("")
        if printed:
            self.proof.edit.setFocus()

    def show_kit(self, text: str) -> None:
        """Which earlier kit was chosen."""
        self._kit.setText(text)
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """Why one cannot go on."""
        self._problem_text.setText(text)
        self._problem.setVisible(bool(text))
        if text:
            bring_into_view(self._problem, px(40))

    def forget(self) -> None:
        """The office is made: what was typed from the safe goes."""
        self.root.clear()
        self.recovery.clear()
        self.proof.edit.clear()

    def problem(self) -> str:
        """The sentence shown now."""
        return self._problem_text.text()

    def _show_mode(self, mode: str) -> None:
        at_mode = any(button.hasFocus() for button in self.mode.buttons())
        self._new.setVisible(mode == NEW)
        self._paper.setVisible(mode == PAPER)
        self.setFocusProxy(self.print if mode == NEW else self.root)
        if not at_mode:  # what had the focus is hidden now; the arrow keys stay between the two ways
            self.setFocus()
        self.show_problem("")
        self.mode_chosen.emit(mode)

    def restyle(self) -> None:
        """Follow a change of zoom."""
        self.proof.input.setMaximumWidth(px(320))


def _office() -> Panel:
    words = V(Text(tr("Kabupaten Blora"), "lead"), 3, Text(tr("16 kecamatan, 295 desa dan kelurahan"), "small"))
    return Panel(H((Icon("district", "primaryText", 28), 0, TOP), 16, (words, 1), margins=(20, 14, 20, 14)))
