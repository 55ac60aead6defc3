"""The dialogs around a laptop: taking its say away, and a kit that replaces it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from gui.confirm import Question, ask
from gui.format import number
from gui.language import tr
from gui.pages.laptops.facts import LaptopRow
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.check import Check
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, H, Line, V
from gui.widgets.segment import Segment

DEAD, STOLEN = "dead", "stolen"


def revoke_question(parent: QWidget, row: LaptopRow) -> Question:
    """Whether the say of a laptop is to be taken away, not yet shown."""
    text = tr(
        "Semua yang sudah diterima dari laptop ini tetap berlaku. Yang datang sesudahnya disimpan tetapi diabaikan, "
        "sampai Anda menekan «Terima susulan». Laptop itu juga tidak bisa lagi membuka balasan baru."
    )
    title = tr("Cabut laptop {name}?", name=row.name)
    return Question(parent, title, text, tr("Cabut laptop"), tr("Jangan dicabut"))


def ask_revoke(parent: QWidget, row: LaptopRow) -> bool:
    """True when the person takes it away."""
    question = revoke_question(parent, row)
    try:
        return question.exec() == QDialog.DialogCode.Accepted
    finally:
        question.deleteLater()


def ask_extend(parent: QWidget, row: LaptopRow) -> bool:
    """Whether what came since the cut shall count too."""
    text = tr(
        "{count} perubahan dari laptop ini datang sesudah dicabut. Tanyakan dulu ke desa: bila memang ditulis petugas "
        "sebelum laptop hilang, perubahan itu boleh berlaku. Laptopnya tetap dicabut.",
        count=number(row.later),
    )
    return ask(parent, tr("Terima susulan dari {name}?", name=row.name), text, tr("Terima susulan"), tr("Biarkan"))


def ask_turn_away(parent: QWidget, name: str) -> bool:
    """Whether a laptop at the door is sent away."""
    text = tr("Kirimannya tidak masuk, dan kode kit yang dipakainya tidak berlaku lagi untuk laptop mana pun.")
    return ask(parent, tr("Tolak laptop {name}?", name=name), text, tr("Tolak laptop"), tr("Biarkan menunggu"))


class ReplacementDialog(QDialog):
    """For which reason a kit that replaces a laptop is made; ``revoke()`` tells whether the old one loses its say."""

    def __init__(self, parent: QWidget | None, row: LaptopRow) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Kit pengganti"))
        self.setModal(True)
        self.reason = Segment(
            [(DEAD, tr("Laptop rusak")), (STOLEN, tr("Laptop hilang atau dicuri"))], name=tr("Mengapa diganti")
        )
        self.cut = Check(tr("Cabut laptop lama: yang datang darinya sesudah ini diabaikan"), wrap=True)
        self.cut.setChecked(False)
        if not row.may_be_revoked:
            self.cut.hide()
        self.reason.changed.connect(self._on_reason)
        self.make = Button(tr("Pilih USB dan buat"), "primary", icon="key", on_click=self.accept)
        cancel = Button(tr("Batal"), keycap="Esc", on_click=self.reject)
        self.setLayout(V(_head(row), 18, self.reason, 14, self.cut, 20, H(None, cancel, 10, self.make), margins=24))
        self.setMinimumWidth(px(560))
        self._may_revoke = row.may_be_revoked
        self.make.setFocus()

    def revoke(self) -> bool:
        """Whether the old laptop loses its say in the same act."""
        return self._may_revoke and self.cut.isChecked()

    def _on_reason(self, reason: str) -> None:
        """A stolen laptop is always cut off; a dead one may be."""
        self.cut.setChecked(reason == STOLEN)
        self.cut.setEnabled(reason != STOLEN)


def _head(row: LaptopRow) -> Line:
    text = tr(
        "Dua berkas ditulis ke USB: kit dan seluruh data desa yang sudah sampai di kabupaten. Lima kata pembukanya "
        "dicetak di kertas dan dibawa terpisah. Laptop baru langsung berisi lagi, cukup satu perjalanan."
    )
    title = tr("Kit pengganti untuk {name}", name=row.name)
    words = V(Text(title, "lead", wrap=True), 6, Text(text, "body", "text2", wrap=True))
    return H((Icon("key-fill", "accent", 28), 0, TOP), 16, (words, 1))
