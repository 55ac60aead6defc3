"""Making kits: for one village or for all that never delivered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from gui.format import number
from gui.forms.choice import Choice
from gui.forms.field import FormField
from gui.language import tr
from gui.pages.inbox.facts import VillageCell
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, H, Line, V
from gui.widgets.segment import Segment


class KitsDialog(QDialog):
    """``villages()`` tells for whom, once it was accepted."""

    def __init__(self, parent: QWidget | None, cells: Sequence[VillageCell], current: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Buat kit desa"))
        self.setModal(True)
        self._never = [cell.code for cell in cells if cell.delivery == "none"]
        options = [(cell.code, f"{cell.name}, {cell.subdistrict}") for cell in cells]
        self.choice = Choice(options, name=tr("Desa"), placeholder=tr("Ketik nama desa"))
        self.choice.set_value(current or None)
        self.field = FormField(tr("Desa"), self.choice)
        every = tr("{count} desa yang belum pernah kirim", count=number(len(self._never)))
        self.scope = Segment([("one", tr("Satu desa")), ("never", every)], name=tr("Untuk siapa"))
        self.scope.changed.connect(lambda value: self.field.setVisible(value == "one"))
        self.make = Button(tr("Pilih folder dan buat"), "primary", icon="key", on_click=self._accept)
        cancel = Button(tr("Batal"), keycap="Esc", on_click=self.reject)
        lost = Text(tr("Laptop rusak atau hilang? Buat kit pengganti di Kunci & Laptop."), "caption", wrap=True)
        foot = H(None, cancel, 10, self.make)
        self.setLayout(V(self._head(), 18, self.scope, 16, self.field, 12, lost, 20, foot, margins=24))
        self.setMinimumWidth(px(540))
        self.choice.setFocus()

    @staticmethod
    def _head() -> Line:
        text = tr(
            "Kit adalah berkas dengan kunci kabupaten, data rujukan dan kode sekali pakai. "
            "Satu kit menghubungkan satu komputer desa. Antarkan dengan USB, jangan lewat pesan."
        )
        words = V(Text(tr("Buat kit desa"), "lead"), 6, Text(text, "body", "text2", wrap=True))
        return H((Icon("key-fill", "accent", 28), 0, TOP), 16, (words, 1))

    def villages(self) -> list[str]:
        """The codes of the villages that get a kit."""
        if self.scope.value() == "never":
            return self._never
        chosen = self.choice.value()
        return [chosen] if chosen else []

    def _accept(self) -> None:
        self.choice.settle()
        if self.villages():
            self.accept()
        else:
            self.field.set_error(tr("Desa belum dipilih. Ketik namanya, lalu pilih dari daftar."))
            self.field.focus()
