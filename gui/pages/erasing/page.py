"""The erasure page: what goes and what stays, why, the second officer, and the record of it on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtWidgets import QButtonGroup

from gui.format import number, title_case
from gui.forms.choice import Choice
from gui.forms.field import FormField
from gui.labelled_input import LabelledInput
from gui.language import tr
from gui.page import PageTools
from gui.pages.erasing.history import ErasureHistory
from gui.pages.erasing.papers import PAPER_REASONS, Done, show_earlier_record, show_new_record
from gui.pages.erasing.presenter import Candidate, ErasingPresenter
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.empty_state import EmptyState
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, Box, H, V
from gui.widgets.radio import Radio
from gui.widgets.scroll_page import ScrollPage
from services.changes import Changes
from services.context import User
from services.erasing.commands import Erased, ErasePreview
from services.erasing.completion import Erasure
from services.rules.nik import mask_nik

__all__ = ["PAPER_REASONS", "ErasingPage", "reason_words"]

_REASONS = ("asked", "withdrawn", "no_basis", "over")
_WIDTH = 860
_FIRST = 10_000
"""Stretch of a part against what is left beside it: it takes all it may. In a row of its own, because a column reckons
the heights of wrapped texts at the whole width, and the last field of the form was squeezed by what was missing."""


class ErasingPage(ScrollPage):
    """``arrive(worker=ID)`` asks about that person; without one it says where to begin."""

    def __init__(self, tools: PageTools) -> None:
        self._tools = tools
        self._preview: ErasePreview | None = None
        self._done: Done | None = None
        super().__init__(tr("Hapus data pribadi"), breadcrumb=[(tr("Data pekerja"), None)])
        self.went_up.connect(tools.go_up)
        self.trouble = Banner("err", tr("Belum dihapus"), "")
        self.nobody = EmptyState(
            tr("Belum ada orang yang dipilih"),
            tr("Buka seorang pekerja dari daftar, lalu pilih Hapus data."),
            [Button(tr("Buka daftar"), "primary", icon="users", on_click=lambda: tools.open_page("workers"))],
        )
        self._asking = Box(V(self._make_what(), 16, self._make_why(), 16, self._make_second()), max_width=_WIDTH)
        self._result = Box(V(self._make_result()), max_width=_WIDTH)
        self.history = ErasureHistory()
        self.history.printed.connect(partial(show_earlier_record, tools, self))
        self._earlier = Box(V(self.history), max_width=_WIDTH)
        for part in (self.trouble, self._asking, self._result, self._earlier):
            part.hide()
        narrow = (H((part, _FIRST), None) for part in (self._asking, self._result, self._earlier))
        asking, result, earlier = narrow
        self.body.add(self.trouble, asking, result, (self.nobody, 1), earlier, None)
        self.presenter = ErasingPresenter(self, tools.context, tools.run_for(self), tools.publish)

    def _make_what(self) -> Card:
        self._who = Text("", "lead", wrap=True)
        self._where = Text("", "small", wrap=True)
        self._goes, self._stays = Text("", "body", wrap=True), Text("", "body", wrap=True)
        return Card(
            self._who,
            2,
            self._where,
            14,
            H((Icon("trash-fill", "err", 20), 0, TOP), 10, (self._goes, 1)),
            10,
            H((Icon("seal-fill", "primaryText", 20), 0, TOP), 10, (self._stays, 1)),
            margins=(20, 18, 20, 18),
        )

    def _make_why(self) -> Card:
        self._group = QButtonGroup(self)
        self.reasons = {key: Radio(reason_words(key)) for key in _REASONS}
        for radio in self.reasons.values():
            self._group.addButton(radio)
            radio.toggled.connect(lambda on: on and self.reason.set_error(""))
        self.reason = FormField(tr("Alasan"), Box(V(*self.reasons.values(), spacing=8)))
        return Card(self.reason, margins=(20, 16, 20, 18))

    def _make_second(self) -> Card:
        self.second = Choice((), name=tr("Petugas kedua"), searchable=False, width=360)
        self.second_field = FormField(tr("Petugas kedua"), self.second)
        self.passphrase = LabelledInput(tr("Kata sandi petugas kedua"), "lock-closed", secret=True)
        self.passphrase.edit.returnPressed.connect(self._erase)
        self.act = Button(tr("Hapus untuk selamanya"), "danger-fill", icon="trash", on_click=self._erase)
        self.stop = Button(tr("Batal"), "ghost", keycap="Esc", on_click=self._tools.go_up)
        self._alone = Banner(
            "warn",
            tr("Perlu petugas kedua"),
            tr("Penghapusan disetujui dua petugas. Tambahkan petugas lain dulu."),
            tr("Tambah petugas"),
            lambda: self._tools.open_page("settings", section="officers"),
        )
        self._agreed = Box(V(self.second_field, 14, Box(V(self.passphrase), max_width=420), 18, H(self.act, 10, None)))
        text = tr("Petugas kedua memilih namanya dan mengetik kata sandinya sendiri.")
        return Card(
            Text(tr("Dua petugas setuju"), "h2"), 2, Text(text, "small", wrap=True), 14, self._alone, self._agreed,
            12, H(self.stop, None), margins=(20, 16, 20, 18),
        )  # fmt: skip

    def _make_result(self) -> Card:
        self._told = Text("", "body", wrap=True)
        self._number = Text("", "bodyStrong", wrap=True, selectable=True)
        self.print = Button(tr("Cetak berita acara"), "primary", icon="printer", keycap="Ctrl+P", shortcut="Ctrl+P")
        self.print.clicked.connect(lambda *_: self._print())
        back = Button(tr("Buka daftar"), icon="users", on_click=lambda: self._tools.open_page("workers"))
        head = H((Icon("check-circle-fill", "ok", 28), 0, TOP), 12, (Text(tr("Data sudah dihapus"), "lead"), 1))
        return Card(head, 10, self._told, 10, self._number, 18, H(self.print, 10, back, None), margins=(20, 18, 20, 18))

    # from the shell

    def arrive(self, worker: str = "", **_: Any) -> None:
        """Ask about that person; the passphrase is never kept."""
        self.passphrase.edit.clear()
        if worker:
            self._done = None
            self._group.setExclusive(False)
            for radio in self.reasons.values():
                radio.setChecked(False)
            self._group.setExclusive(True)
            for field in ("reason", "second", "passphrase", ""):
                self.show_problem(field, "")
            self.presenter.open(worker)
        elif self._done is None and not self.presenter.worker_id:
            self.show_candidate(None, None)
        self.presenter.load_erasures()

    def refresh(self, changes: Changes) -> None:
        """A stick that was read may prove that an erasure is done."""
        if changes.touches("bundle", "laptop"):
            self.presenter.load_erasures()

    # from the presenter

    def show_candidate(self, candidate: Candidate | None, preview: ErasePreview | None) -> None:
        self._preview = preview
        known = candidate is not None and preview is not None
        self._asking.setVisible(known)
        self._result.hide()
        self.nobody.setVisible(not known and not self.presenter.worker_id)
        if candidate is None or preview is None:
            return
        reference = self._tools.context.reference
        village = reference.villages.get(candidate.village_code)
        place = f"{village.name}, {village.subdistrict}" if village else candidate.village_code
        name = title_case(candidate.name) or tr("Tanpa nama")
        self._who.setText(tr("Hapus data {name}", name=name))
        self._where.setText(
            " · ".join(part for part in (place, mask_nik(candidate.nik) if candidate.nik else "") if part)
        )
        self._goes.setText(goes_words(preview, reference.villages.keys()))
        self._stays.setText(stays_words(preview))
        self.reasons[_REASONS[0]].setFocus()

    def show_officers(self, officers: Sequence[User]) -> None:
        self.second.set_options([(user.id, user.name) for user in officers])
        self.second.set_value(officers[0].id if len(officers) == 1 else None)
        self._alone.setVisible(not officers)
        self._agreed.setVisible(bool(officers))

    def show_problem(self, field: str, text: str) -> None:
        if field == "reason":
            self.reason.set_error(text)
        elif field == "second":
            self.second_field.set_error(text)
        elif field == "passphrase":
            self.passphrase.show_problem(text)
            if text:
                self.passphrase.edit.selectAll()
                self.passphrase.setFocus()
        else:
            self.trouble.set_news("err", tr("Belum dihapus"), text)
            self.trouble.setVisible(bool(text))

    def show_busy(self, busy: bool) -> None:
        for part in (self.act, self.stop):
            part.setEnabled(not busy)

    def show_erased(self, erased: Erased, at: datetime, officers: tuple[str, str]) -> None:
        self._done = (erased, at, officers, self.chosen_reason())
        self.passphrase.edit.clear()
        self._asking.hide()
        self.nobody.hide()
        told = [
            tr(
                "{changes} catatan dikosongkan di sini, {files} berkas lama ikut dihapus. Setiap paket membawa "
                "perintah ini ke semua kantor.",
                changes=number(erased.changes),
                files=number(erased.files),
            )
        ]
        if left := erased.files_left:
            again = tr("{count} berkas belum bisa diperiksa atau dihapus. Payung mencobanya lagi.", count=number(left))
            told.append(again)
        self._told.setText(" ".join(told))
        self._number.setText(tr("Nomor catatan {record}", record=erased.record))
        self._result.show()
        self.print.setFocus()

    def show_erasures(self, erasures: Sequence[Erasure]) -> None:
        self._earlier.setVisible(bool(erasures))
        self.history.show_erasures(erasures)
        if self._done is not None:
            self.history.choose(self._done[0].record)

    # inside

    def reason_keys(self) -> tuple[str, ...]:
        """The reasons that can be chosen."""
        return _REASONS

    def chosen_reason(self) -> str:
        """The key of the reason chosen, or nothing."""
        return next((key for key, radio in self.reasons.items() if radio.isChecked()), "")

    def _erase(self) -> None:
        self.presenter.erase(self.chosen_reason(), self.second.value(), self.passphrase.text())

    def _print(self) -> None:
        if self._done is not None:
            preview = self._preview
            kept = preview.decisions + preview.contributions if preview else 0
            known = self.history.find(self._done[0].record)
            show_new_record(self._tools, self, self._done, kept, known)


def reason_words(key: str) -> str:
    """Why somebody is erased, as the law names it."""
    return {
        "asked": tr("Pemilik data meminta dihapus"),
        "withdrawn": tr("Persetujuan ditarik kembali"),
        "no_basis": tr("Didata tanpa dasar hukum atau bukan atas kemauannya"),
        "over": tr("Tujuan sudah tercapai atau masa simpan habis"),
    }[key]


def goes_words(preview: ErasePreview, villages: Any) -> str:
    """What is lost for good."""
    held = len([office for office in preview.offices if office in villages])
    return tr(
        "Hilang untuk selamanya: nama, NIK, alamat, keluarga, pekerjaan, foto dan riwayat isiannya, di sini dan di "
        "{offices} kantor desa yang pernah memilikinya.",
        offices=number(held),
    )


def stays_words(preview: ErasePreview) -> str:
    """What the accounts need, without the person."""
    if not preview.decisions and not preview.contributions:
        return tr("Tetap ada: hanya nomor catatan dan perintah penghapusan, agar data tidak kembali dari USB lama.")
    return tr(
        "Tetap ada tanpa data orangnya: {decisions} keputusan dan {months} bulan iuran untuk pertanggungjawaban, dan "
        "perintah penghapusan.",
        decisions=number(preview.decisions),
        months=number(preview.contributions),
    )
