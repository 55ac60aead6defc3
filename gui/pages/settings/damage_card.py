"""What the weekly check found wrong, and the way to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from gui.labelled_input import LabelledInput
from gui.language import tr
from gui.messages import sentence
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, Box, H, V


class DamageCard(Panel):
    """``wanted(passphrase)``: repair now."""

    wanted = Signal(str)

    def __init__(self) -> None:
        self._found = Text("", "body", wrap=True)
        self.passphrase = LabelledInput(tr("Kata sandi"), "lock-closed", secret=True)
        self.act = Button(tr("Perbaiki data"), "primary", icon="history")
        super().__init__(
            H(
                (Icon("warning-octagon-fill", "err", 28), 0, TOP),
                16,
                (
                    V(
                        Text(tr("Pemeriksaan menemukan masalah"), "lead", wrap=True),
                        4,
                        self._found,
                        6,
                        Text(
                            tr(
                                "Perbaikan membaca setiap catatan yang utuh dan melengkapinya dari cadangan, titipan, "
                                "dan balasan. Keadaan sekarang tetap disimpan. Payung ditutup sebentar untuk itu."
                            ),
                            "small",
                            wrap=True,
                        ),
                        14,
                        Box(V(self.passphrase), max_width=420),
                        14,
                        H(self.act, None),
                    ),
                    1,
                ),
                margins=(20, 18, 20, 18),
            ),
            fill="errSoft",
        )
        self.act.clicked.connect(self._on_act)
        self.passphrase.edit.returnPressed.connect(self._on_act)
        self.passphrase.edit.textChanged.connect(lambda _: self.passphrase.show_problem(""))

    def begin(self, problems: Sequence[str]) -> None:
        """What was found, as codes."""
        self._found.setText(" ".join(sentence(code) for code in problems))
        self.passphrase.edit.clear()

    def show_refused(self, text: str) -> None:
        """What is the case with the passphrase."""
        self.passphrase.show_problem(text)
        self.passphrase.edit.selectAll()
        self.passphrase.setFocus()

    def _on_act(self) -> None:
        self.wanted.emit(self.passphrase.text())
