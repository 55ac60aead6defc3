"""What opens a backup: the passphrase of its day, or the printed code and a new passphrase."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.labelled_input import LabelledInput
from gui.language import tr
from gui.messages import sentence
from gui.new_passphrase import NewPassphrase
from gui.widgets.layouts import Box, V
from gui.widgets.segment import Segment

_PASSPHRASE, _CODE = "passphrase", "code"


@dataclass(frozen=True, slots=True)
class Opening:
    """``passphrase``: with a ``recovery_code`` it is the new one."""

    passphrase: str
    recovery_code: str = ""

    def __repr__(self) -> str:
        return "Opening(...)"


class WayIn(QWidget):
    """``entered()``: Enter in the last field."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = Segment(
            [(_PASSPHRASE, tr("Kata sandi")), (_CODE, tr("Kode pemulihan"))], name=tr("Dibuka dengan")
        )
        self.passphrase = LabelledInput(tr("Kata sandi saat cadangan dibuat"), "lock-closed", secret=True)
        self.code = LabelledInput(
            tr("Kode pemulihan"),
            "key",
            hint=tr("25 huruf dan angka di lembar kode. Spasi boleh."),
            text_size=15,
        )
        self.code.edit.setMaxLength(64)
        self.new = NewPassphrase(tr("Kata sandi baru"))
        self._by_code = Box(V(self.code, 12, self.new))
        self._by_code.hide()
        self.setLayout(V(self.choice, 14, self.passphrase, self._by_code))
        self.choice.changed.connect(self._on_choice)
        self.passphrase.edit.returnPressed.connect(self.entered)
        self.code.edit.returnPressed.connect(self.new.setFocus)
        self.new.entered.connect(self.entered)
        for each in (self.passphrase, self.code):
            each.edit.textChanged.connect(lambda _, field=each: field.show_problem(""))
        self.setFocusProxy(self.passphrase)

    def begin(self) -> None:
        """Empty, by passphrase."""
        self.choice.set_value(_PASSPHRASE)
        self._on_choice(_PASSPHRASE)
        self.passphrase.edit.clear()
        self.code.edit.clear()
        self.new.begin(())

    def opening(self) -> Opening | None:
        """What was typed, or None after telling at the field what is missing."""
        if self.choice.value() == _PASSPHRASE:
            if self.passphrase.text():
                return Opening(self.passphrase.text())
            self.show_refused(sentence("passphrase.empty"))
        elif not self.code.text().strip():
            self.show_refused(sentence("recovery_code.empty"))
        elif not self.new.first.text():
            self._tell(self.new.first, sentence("passphrase.empty"))
        elif self.new.first.text() != self.new.second.text():
            self._tell(self.new.second, sentence("passphrase.differs"))
        else:
            return Opening(self.new.first.text(), self.code.text())
        return None

    def show_refused(self, text: str) -> None:
        """The passphrase or the code does not fit."""
        self._tell(self.passphrase if self.choice.value() == _PASSPHRASE else self.code, text)

    def show_weak(self, text: str) -> None:
        """The new passphrase will not do."""
        self._tell(self.new.first, text)

    @staticmethod
    def _tell(field: LabelledInput, text: str) -> None:
        field.show_problem(text)
        field.edit.selectAll()
        field.setFocus()

    def _on_choice(self, value: str) -> None:
        by_code = value == _CODE
        self.passphrase.setVisible(not by_code)
        self._by_code.setVisible(by_code)
        target = self.code if by_code else self.passphrase
        self.setFocusProxy(target)
        if self.isVisible():
            target.setFocus()
