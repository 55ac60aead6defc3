"""The officer, the passphrase and the recovery code."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.labelled_input import LabelledInput
from gui.language import tr
from gui.new_passphrase import StrengthBars
from gui.passphrase_strength import Strength
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.check import Check
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, Box, H, V


class OfficerStep(QWidget):
    """``typed(str)``, ``entered()``."""

    typed = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = LabelledInput(
            tr("Nama lengkap petugas"), "user", hint=tr("Tertulis pada tanda terima dan riwayat perubahan.")
        )
        self.name.edit.setMaxLength(80)
        self.name.edit.textChanged.connect(self.typed)
        self.name.edit.returnPressed.connect(self.entered)
        self.setLayout(V(self.name, None))
        self.setFocusProxy(self.name)


class PassphraseStep(QWidget):
    """``typed(first, second)``; Enter in the first field goes to the second, there it is ``entered()``."""

    typed = Signal(str, str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first = LabelledInput(
            tr("Kata sandi"),
            "lock-closed",
            hint=tr("Paling mudah: empat kata yang tidak berhubungan. Spasi boleh."),
            secret=True,
        )
        self.second = LabelledInput(tr("Ketik sekali lagi"), "lock-closed", secret=True)
        for each in (self.first, self.second):
            each.edit.textChanged.connect(self._on_typed)
        self.first.edit.returnPressed.connect(self.second.setFocus)
        self.second.edit.returnPressed.connect(self.entered)
        self._bars = StrengthBars()
        self._icon = Icon("check-circle-fill", "ok", 18)
        self._words = Text("", "bodyStrong", "ok", wrap=True)
        self._judged = Box(H((self._icon, 0, TOP), 8, (self._words, 1)))
        self._judged.hide()
        self.setLayout(V(self.first, 10, self._bars, 8, self._judged, 14, self.second, 20, self._advice(), None))
        self.setFocusProxy(self.first)

    def show_strength(self, strength: Strength | None, same: bool) -> None:
        """Bars and a sentence; a tick in the second field when both are the same."""
        self._judged.setVisible(strength is not None)
        good = strength is not None and strength.good
        self._bars.set_strength(strength.bars if strength else 0, good)
        self._icon.set_icon("check-circle-fill" if good else "warning-fill", "ok" if good else "warn")
        self._words.set_color("ok" if good else "warn")
        self._words.setText(strength.text if strength else "")
        self.second.input.set_good(same)

    def fill(self, text: str, *, shown: bool) -> None:
        """Type the same into both fields."""
        for each in (self.first, self.second):
            each.edit.setText(text)
            if each.input.eye is not None:
                each.input.eye.setChecked(shown)

    def _on_typed(self) -> None:
        self.first.show_problem("")
        self.second.show_problem("")
        self.typed.emit(self.first.text(), self.second.text())

    @staticmethod
    def _advice() -> Panel:
        def line(glyph: str, tint: str, text: str) -> object:
            return H((Icon(glyph, tint, 18), 0, TOP), 10, (Text(text, "small", wrap=True), 1))

        return Panel(
            V(
                line("x-circle-fill", "err", tr("Jangan pakai nama desa, tanggal lahir, atau 123456")),
                7,
                line("check-circle-fill", "ok", tr("Boleh ditulis di kertas, asal disimpan di lemari terkunci")),
                margins=16,
            ),
            fill="subtle",
            raised=False,
        )


class RecoveryStep(QWidget):
    """The code, shown once. ``print_wanted()``, ``save_wanted()``, ``entered()``."""

    print_wanted = Signal()
    save_wanted = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._groups: list[Text] = []
        self._card = Panel(self._grid, line="primaryLine", radius=14)
        printing = Button(tr("Cetak lembar kode"), icon="printer", shortcut="Ctrl+P")
        printing.clicked.connect(self.print_wanted)
        saving = Button(tr("Simpan ke USB"), icon="usb")
        saving.clicked.connect(self.save_wanted)
        self._told = Text("", "small", "text2", wrap=True)
        self.typed = LabelledInput(tr("Satu bagian kode"))
        self.typed.edit.setMaxLength(12)
        self.typed.input.setMaximumWidth(px(240))
        self.typed.edit.returnPressed.connect(self.entered)
        self.typed.edit.textChanged.connect(lambda _: self.typed.show_problem(""))
        self.kept = Check(tr("Lembar kode sudah dicetak atau dicatat, dan disimpan di tempat terkunci"))
        self.setLayout(
            V(
                self._card,
                14,
                H(printing, 10, saving, 12, (self._told, 1)),
                20,
                H((Box(V(self.typed), max_width=420), 1), None),
                16,
                self.kept,
                None,
            )
        )
        self.setFocusProxy(self.typed)

    def show_code(self, groups: Sequence[str], asked: int) -> None:
        """The groups, numbered; which of them is asked back."""
        self._grid.setContentsMargins(px(24), px(18), px(24), px(18))
        self._grid.setHorizontalSpacing(px(28))
        self._grid.setVerticalSpacing(px(12))
        for index, group in enumerate(groups):
            shown = Text(group, "number", size=24, weight=800, selectable=True)
            self._groups.append(shown)
            place = H(Text(str(index + 1), "bodyStrong", "text3"), 12, shown, None)
            self._grid.addLayout(place, index // 3, index % 3)
        self.typed.set_label(tr("Untuk memastikan sudah tercatat, ketik kode nomor {number}", number=asked))

    def tell(self, text: str) -> None:
        """What became of printing or saving."""
        self._told.setText(text)
