"""The cards on which one act about officers is done: a passphrase changed, somebody added, removed or helped in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QWidget

from gui.labelled_input import LabelledInput
from gui.language import tr
from gui.new_passphrase import NewPassphrase
from gui.pages.settings.officer_presenter import Field
from gui.widgets.button import Button, Kind
from gui.widgets.card import Panel
from gui.widgets.label import Text
from gui.widgets.layouts import Box, H, V
from gui.widgets.radio import Radio
from services.safekeeping.accounts import Officer

_WIDE = 460
_WIDEST = 16_000  # wrapped text in a box of limited width would be cut off below


class OfficerForm(Panel):
    """One act: title, what it does, fields, the act and the way back. ``wanted()``, ``left()``."""

    wanted = Signal()
    left = Signal()

    def __init__(self, title: str, words: str, act: str, *, kind: Kind = "primary", fill: str = "surface") -> None:
        self._title = Text(title, "lead", wrap=True)
        self._words = Text(words, "body", "text2", wrap=True)
        self._trouble = Text("", "smallStrong", "err", wrap=True)
        self._trouble.hide()
        self.own = LabelledInput(tr("Kata sandi Anda"), "lock-closed", secret=True)
        self.act = Button(act, kind)
        self.back = Button(tr("Batal"), "ghost", keycap="Esc")
        super().__init__(fill=fill)
        self.own.edit.textChanged.connect(lambda _: self.own.show_problem(""))
        self.act.clicked.connect(self.wanted)
        self.back.clicked.connect(self.left)
        QShortcut(QKeySequence("Esc"), self, self.left.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def lay(self, *fields: Any, width: int = _WIDE) -> None:
        """Put everything in its place, the fields from top to bottom. Once: the order is that of the Tab key too."""
        column = Box(V(*fields), max_width=width)
        acts = H(self.act, 12, self.back, None)
        self.setLayout(V(self._title, 4, self._words, self._trouble, 16, column, 16, acts, margins=(20, 16, 20, 16)))

    def fields(self) -> dict[Field, LabelledInput]:
        """Where a refusal can stand."""
        return {"own": self.own}

    def begin(self) -> None:
        """Empty, the cursor in the first field."""
        self.show_trouble("")
        self.own.edit.clear()
        self.own.show_problem("")

    def show_problem(self, field: Field, text: str) -> None:
        """At the field, which takes the cursor; where the form has no such field, above them all."""
        at = self.fields().get(field)
        if at is None:
            self.show_trouble(text)
            return
        at.show_problem(text)
        at.edit.selectAll()
        at.setFocus()

    def show_trouble(self, text: str) -> None:
        """What concerns no field."""
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))

    def show_busy(self, busy: bool) -> None:
        """A passphrase takes a moment on purpose."""
        self.act.set_busy(tr("Memeriksa…") if busy else None)
        for each in self.fields().values():
            each.edit.setReadOnly(busy)


class ChangeForm(OfficerForm):
    """Another passphrase for the officer who is signed in."""

    def __init__(self, denied: Sequence[str]) -> None:
        super().__init__(
            tr("Ganti kata sandi"),
            tr("Yang berubah hanya cara Anda masuk. Data, kode pemulihan dan petugas lain tetap."),
            tr("Pakai kata sandi baru"),
        )
        self._denied = denied
        self.own.set_label(tr("Kata sandi sekarang"))
        self.new = NewPassphrase(tr("Kata sandi baru"))
        self.lay(self.own, 12, self.new)
        self.own.edit.returnPressed.connect(self.new.setFocus)
        self.new.entered.connect(self.wanted)
        self.setFocusProxy(self.own)

    def fields(self) -> dict[Field, LabelledInput]:
        return {"own": self.own, "first": self.new.first, "second": self.new.second}

    def begin(self) -> None:
        super().begin()
        self.new.begin(self._denied)


class AddForm(OfficerForm):
    """Somebody else who may sign in. The new officer types the passphrase; the present one allows it."""

    def __init__(self, office: str) -> None:
        super().__init__(
            tr("Tambah petugas"),
            tr(
                "Petugas baru mengetik sendiri kata sandinya di sini. Sesudah itu Anda mengizinkan "
                "dengan kata sandi Anda."
            ),
            tr("Tambah petugas ini"),
        )
        self._office = office
        self.name = LabelledInput(
            tr("Nama lengkap petugas"), "user", hint=tr("Tertulis pada tanda terima dan riwayat perubahan.")
        )
        self.name.edit.setMaxLength(80)
        self.new = NewPassphrase(tr("Kata sandi petugas baru"))
        self.own.set_label(tr("Kata sandi Anda, untuk mengizinkan"))
        self.lay(self.name, 12, self.new, 16, self.own)
        self.name.edit.textChanged.connect(self._on_name)
        self.name.edit.returnPressed.connect(self.new.setFocus)
        self.new.entered.connect(self.own.setFocus)
        self.own.edit.returnPressed.connect(self.wanted)
        self.setFocusProxy(self.name)

    def fields(self) -> dict[Field, LabelledInput]:
        return {"name": self.name, "first": self.new.first, "second": self.new.second, "own": self.own}

    def begin(self) -> None:
        super().begin()
        self.name.edit.clear()
        self.new.begin([self._office])

    def _on_name(self, name: str) -> None:
        self.name.show_problem("")
        self.new.deny([self._office, name])


class AskForm(OfficerForm):
    """An act that needs only the own passphrase."""

    def __init__(self, title: str, words: str, act: str, *, kind: Kind = "primary") -> None:
        super().__init__(title, words, act, kind=kind)
        self.lay(self.own)
        self.own.edit.returnPressed.connect(self.wanted)
        self.setFocusProxy(self.own)

    def ask(self, title: str) -> None:
        """For somebody in particular."""
        self._title.setText(title)
        self.begin()


class RemoveForm(OfficerForm):
    """Somebody goes: moved to other work, or no longer trusted. ``distrusted`` says which was chosen."""

    def __init__(self) -> None:
        words = tr("Semua yang sudah dicatatnya tetap ada dengan namanya.")
        super().__init__("", words, "", kind="danger", fill="warnSoft")
        self.officer: Officer | None = None
        self.moved = Radio(tr("Pindah tugas"))
        self.bad = Radio(tr("Tidak dipercaya lagi"))
        self._choice = QButtonGroup(self)
        for each in (self.moved, self.bad):
            self._choice.addButton(each)
        self._asked = Box(V(self.own, margins=(30, 12, 0, 0)), max_width=_WIDE)
        self.lay(
            self.moved,
            4,
            _below(tr("Namanya hilang dari halaman masuk. Data tidak berubah.")),
            8,
            self.bad,
            4,
            _below(
                tr("Ia mungkin menyalin berkas kunci dan tahu kata sandinya, jadi semua data ditulis ulang."),
                tr("Kode pemulihan diganti, petugas lain masuk dengan kode sekali pakai, cadangan baru dibuat."),
                tr("Cadangan lama masih terbuka dengan kunci lama: simpan di tempat terkunci atau hapus."),
            ),
            self._asked,
            width=_WIDEST,
        )
        self.bad.toggled.connect(self._on_choice)
        self.own.edit.returnPressed.connect(self.wanted)
        self.setFocusProxy(self.moved)

    def ask(self, officer: Officer) -> None:
        """Who it is about; the mild way is chosen at first."""
        self.officer = officer
        self._title.setText(tr("{name} tidak lagi bekerja di komputer ini?", name=officer.name))
        self.begin()
        self.moved.setChecked(True)
        self._on_choice(False)

    @property
    def distrusted(self) -> bool:
        """Whether the data needs a new key."""
        return self.bad.isChecked()

    def _on_choice(self, distrusted: bool) -> None:
        chosen, other = (self.bad, self.moved) if distrusted else (self.moved, self.bad)
        if other.hasFocus():  # the ring stands where the dot is, whoever chose
            chosen.setFocus()
        self._asked.setVisible(distrusted)
        self.act.set_text(tr("Keluarkan dan ganti kunci data") if distrusted else tr("Keluarkan petugas ini"))


def _below(*lines: str) -> QWidget:
    """What a radio button means, under its text."""
    return Box(V(*(Text(line, "small", wrap=True) for line in lines), margins=(30, 0, 0, 0), spacing=2))
