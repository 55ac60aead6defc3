"""A batch that was decided twice: what differs, and the choice of one version of it, whole (decision 0026)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtWidgets import QDialog, QWidget

from gui.choice_card import ChoiceCard
from gui.format import date_long, date_time, number, rupiah
from gui.language import tr
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.label import Text
from gui.widgets.layouts import H, V
from services.programmes.disputed import Dispute, Version


def dispute_title(dispute: Dispute) -> str:
    """How many versions there are, of what."""
    if not dispute.people:
        return tr("Keputusan Bupati tercatat lebih dari sekali")
    return tr("Putusan ini ada {count} versi", count=number(len(dispute.versions)))


def dispute_words(dispute: Dispute) -> str:
    """Why, how much differs, and what to do."""
    if not dispute.people:
        numbers = tr(" dan ").join(each or tr("tanpa nomor") for each in dispute.decrees)
        return tr("Tercatat {numbers}. Catat lagi nomor dan tanggal yang benar.", numbers=numbers)
    return tr(
        "Data kabupaten pernah mundur, lalu diputuskan lagi. Putusan {people} orang tidak sama, {outcomes} di "
        "antaranya berbeda hasil. Sebelum satu versi dipilih, SK, pengumuman dan kartu ditahan.",
        people=number(dispute.people),
        outcomes=number(dispute.outcomes),
    )


def version_title(version: Version) -> str:
    """Versi 22 November 2026, 09.14 oleh Hendro."""
    when = date_time(datetime.fromisoformat(version.at)) if version.at else version.decided_on
    return tr("Versi {when} oleh {user}", when=when, user=version.user or tr("petugas lain"))


def version_words(version: Version, per_person: int) -> str:
    """4 orang didanai, Rp806.400, 5 daftar tunggu."""
    return tr(
        "{funded} orang didanai, {cost}, {reserve} daftar tunggu",
        funded=number(version.funded),
        cost=rupiah(version.funded * per_person),
        reserve=number(version.reserve),
    )


def version_decree(version: Version) -> str:
    """The decree of that version."""
    if not version.decree_no:
        return tr("Keputusan Bupati belum dicatat")
    on = date_long(date.fromisoformat(version.decree_on)) if version.decree_on else ""
    return ", ".join(part for part in (tr("Keputusan Bupati {no}", no=version.decree_no), on) if part)


class VersionsDialog(QDialog):
    """One card for each version; nothing is chosen beforehand, so that nobody takes what merely came first."""

    def __init__(self, parent: QWidget | None, versions: Sequence[Version], per_person: int) -> None:
        super().__init__(parent)
        title = tr("Versi mana yang dipakai?")
        self.setWindowTitle(title)
        self.setModal(True)
        text = tr("Versi yang dipilih ditulis lagi seluruhnya. Tanyakan dulu mana yang sudah ditandatangani Bupati.")
        column = V(Text(title, "lead", wrap=True), 6, Text(text, "body", "text2", wrap=True), 12, margins=24)
        self.cards: dict[str, ChoiceCard] = {}
        for version in versions:
            facts = version_words(version, per_person)
            card = ChoiceCard(version_title(version), facts, note=version_decree(version), picture="decision")
            card.toggled.connect(lambda *_: self.use.setEnabled(self.chosen() != ""))
            card.entered.connect(lambda: self.use.setFocus())
            self.cards[version.id] = card
            column.add(12, card)
        self.use = Button(tr("Pakai versi ini"), "primary", icon="check-bold", on_click=self.accept)
        self.use.setEnabled(False)
        self.stay = Button(tr("Batal"), on_click=self.reject)
        column.add(24, H(None, self.use, 10, self.stay))
        self.setLayout(column)
        self.setMinimumWidth(px(640))

    def chosen(self) -> str:
        """Id of the version, empty for none."""
        return next((version for version, card in self.cards.items() if card.isChecked()), "")


def ask_version(parent: QWidget | None, versions: Sequence[Version], per_person: int) -> str:
    """Id of the version that the person chose, empty for none."""
    dialog = VersionsDialog(parent, versions, per_person)
    try:
        return dialog.chosen() if dialog.exec() == QDialog.DialogCode.Accepted else ""
    finally:
        dialog.deleteLater()
