"""The card for a forgotten passphrase, in the place of the sign-in card."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from gui.labelled_input import LabelledInput
from gui.language import tr
from gui.pages.sign_in.forgotten_presenter import Field
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.label import Text
from gui.widgets.layouts import H, V


class ForgottenCard(Panel):
    """``wanted(code, first, second)``: replace the passphrase. ``left()``: back to the door."""

    wanted = Signal(str, str, str)
    left = Signal()

    def __init__(self) -> None:
        self.code = LabelledInput(
            tr("Kode pemulihan"),
            "key",
            hint=tr("25 huruf dan angka di lembar kode. Spasi boleh."),
            text_size=15,
        )
        self.code.edit.setMaxLength(64)
        self.first = LabelledInput(tr("Kata sandi baru"), "lock-closed", secret=True)
        self.second = LabelledInput(tr("Ketik sekali lagi"), "lock-closed", secret=True)
        self.save = Button(tr("Pakai kata sandi baru"), "primary", size="l", keycap="Enter")
        self.save.setSizePolicy(QSizePolicy.Policy.Expanding, self.save.sizePolicy().verticalPolicy())
        self.back = Button(tr("Kembali"), "link", size="s")
        self._trouble = Text("", "smallStrong", "err", wrap=True)
        self._trouble.hide()
        self._who = Text("", "body", "text2", wrap=True)
        super().__init__(
            V(
                Text(tr("Lupa kata sandi"), "number"),
                2,
                self._who,
                16,
                self._trouble,
                self.code,
                12,
                self.first,
                12,
                self.second,
                18,
                self.save,
                12,
                H(self.back, None),
                Text(
                    tr(
                        "Tanpa lembar kode, bawa komputer ini ke kabupaten. Datanya tetap aman dan dapat dibuka dengan "
                        "kunci pemulihan kabupaten."
                    ),
                    "small",
                    wrap=True,
                ),
                margins=(36, 28, 36, 24),
            ),
            radius=16,
        )
        self._wire()

    def begin(self, name: str) -> None:
        """For whom; empty fields, the cursor in the first."""
        self._who.setText(tr("Kata sandi baru untuk {name}", name=name))
        self.show_trouble("")
        for each in self._fields().values():
            each.edit.clear()
            each.show_problem("")
        self.code.setFocus()

    def show_problem(self, field: Field, text: str) -> None:
        """At the field, which takes the cursor."""
        at = self._fields()[field]
        at.show_problem(text)
        at.edit.selectAll()
        at.setFocus()

    def show_trouble(self, text: str) -> None:
        """What concerns no field."""
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))

    def show_busy(self, busy: bool) -> None:
        """While the code is tried; it takes a moment on purpose."""
        self.save.set_busy(tr("Memeriksa…") if busy else None)
        for each in self._fields().values():
            each.edit.setReadOnly(busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fields(self) -> dict[Field, LabelledInput]:
        return {"code": self.code, "first": self.first, "second": self.second}

    def _wire(self) -> None:
        self.code.edit.returnPressed.connect(self.first.setFocus)
        self.first.edit.returnPressed.connect(self.second.setFocus)
        self.second.edit.returnPressed.connect(self._on_wanted)
        self.save.clicked.connect(self._on_wanted)
        self.back.clicked.connect(self.left)
        for each in self._fields().values():
            each.edit.textChanged.connect(lambda _, field=each: field.show_problem(""))

    def _on_wanted(self) -> None:
        self.wanted.emit(self.code.text(), self.first.text(), self.second.text())
