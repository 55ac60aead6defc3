"""What an act still has to be told, in place of a dialog: a line between the bar and the table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from gui.format import number
from gui.forms.choice import Choice
from gui.forms.date_field import DateField
from gui.forms.field import FormField
from gui.language import tr
from gui.messages import sentence
from gui.pages.workers import words
from gui.pages.workers.query import LONGEST_NAME
from gui.theme import px
from gui.widgets.button import Button, Kind
from gui.widgets.card import Panel
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import BOTTOM, TOP, Box, H, V
from gui.widgets.segment import Segment
from gui.widgets.text_input import TextInput
from models.values import LeftReason
from services.reference import Reference, find_occupations, find_villages
from services.workers.bulk import BulkChange

_BESIDE_FROM = 660  # narrower, the buttons stand below the fields
_REASONS = tuple(reason for reason in LeftReason if reason is not LeftReason.WITHDRAWN)


class ActCard(Panel):
    """Fields, a button that says the act, and the way back. Enter goes on to the next field, then acts; Esc leaves."""

    submitted = Signal(object)
    cancelled = Signal()

    def __init__(self, title: str, note: str, fields: list[QWidget], act: str, kind: Kind = "primary") -> None:
        self.fields = fields
        self.act = Button(act, kind)
        self.back = Button(tr("Batal"), "ghost")
        self._error = Text("", "smallStrong", "err", wrap=True)
        self._error_row = Box(H((Icon("warning-octagon-fill", "err", 16), 0, TOP), 6, (self._error, 1)))
        self._error_row.hide()
        words_above = V(Text(title, "h3", wrap=True), *([2, Text(note, "small", wrap=True)] if note else []))
        asked = H(*((field, 0, BOTTOM) for field in fields), None, spacing=12)
        self._row = H((asked, 1), V(None, H(None, self.back, self.act, spacing=12)), spacing=12)
        body = V(words_above, 12, self._error_row, self._row, margins=(16, 13, 16, 14))
        super().__init__(body, radius=10, raised=False)
        self.setAccessibleName(title)
        self.act.clicked.connect(self._submit)
        self.back.clicked.connect(self.cancelled)

    def answer(self) -> object | None:
        """What was told; None while something is missing, which is then said."""
        raise NotImplementedError

    def begin(self) -> None:
        """The first field takes the focus."""
        self._inputs()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, text: str) -> None:
        """What is wrong; empty takes it away."""
        self._error.setText(text)
        self._error_row.setVisible(bool(text))

    def error(self) -> str:
        """What it says is wrong."""
        return self._error.text()

    def _submit(self) -> None:
        self.say("")
        found = self.answer()
        if found is not None:
            self.submitted.emit(found)

    def _inputs(self) -> list[QWidget]:
        return [field.editor if isinstance(field, FormField) else field for field in self.fields]

    def minimumSizeHint(self) -> QSize:
        """Its buttons go below the fields where there is little room, see ``resizeEvent``."""
        return QSize(px(300), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < px(_BESIDE_FROM)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        else:
            super().keyPressEvent(event)

    def _on_enter(self) -> None:
        inputs = self._inputs()
        here = next(
            (at for at, each in enumerate(inputs) if each.hasFocus() or each.isAncestorOf(self.focusWidget())), -1
        )
        if 0 <= here < len(inputs) - 1:
            inputs[here + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._submit()


class LeaveCard(ActCard):
    """Why and when they left the register. Nobody is deleted, and the note says so."""

    def __init__(self, count: int, today: Callable[[], date]) -> None:
        options = [(reason.value, words.reason_short(reason)) for reason in _REASONS]
        self.reason = Choice(options, name=tr("Alasan"), placeholder=tr("Pilih alasan"), searchable=False, width=210)
        self.day = DateField(today, name=tr("Tanggal"), width=140)
        self.day.set_value(today())
        self._today = today
        super().__init__(
            tr("{count} pekerja keluar dari daftar", count=number(count)),
            tr("Datanya tetap disimpan dan bisa dikembalikan kapan saja."),
            [FormField(tr("Alasan"), self.reason), FormField(tr("Sejak tanggal"), self.day)],
            tr("Keluarkan {count} pekerja", count=number(count)),
            "danger",
        )

    def answer(self) -> object | None:
        reason, day = self.reason.value(), self.day.value()
        if not reason:
            self.say(tr("Alasan belum dipilih. Pilih satu dari daftar."))
            self.reason.setFocus()
        elif day is None:
            self.say(tr("Tanggal belum terbaca. Ketik seperti 12-03-2026."))
            self.day.setFocus()
        elif day > self._today():
            self.say(sentence("left.future"))
            self.day.setFocus()
        else:
            return LeftReason(reason), day
        return None


class OccupationCard(ActCard):
    """The same occupation for all of them."""

    def __init__(self, count: int, reference: Reference) -> None:
        options = [(each.code, each.label) for each in reference.occupations.values()]
        self.occupation = Choice(
            options,
            name=tr("Pekerjaan"),
            placeholder=tr("Ketik, misalnya ngarit"),
            match=lambda text: [each.code for each in find_occupations(reference, text)],
            width=300,
        )
        super().__init__(
            tr("Ubah pekerjaan {count} orang", count=number(count)),
            "",
            [FormField(tr("Pekerjaan"), self.occupation)],
            tr("Ubah {count} pekerja", count=number(count)),
        )

    def answer(self) -> object | None:
        self.occupation.settle()
        code = self.occupation.value()
        if not code:
            self.say(tr("Pekerjaan belum dipilih. Pilih satu dari daftar."))
            self.occupation.setFocus()
            return None
        return BulkChange(occupation_code=code)


class PlaceCard(ActCard):
    """The same RT and RW for all of them; what is left blank stays as it is."""

    def __init__(self, count: int) -> None:
        self.rt = TextInput(name=tr("RT"), placeholder="003", width=80)
        self.rw = TextInput(name=tr("RW"), placeholder="002", width=80)
        self.hamlet = TextInput(name=tr("Dusun"), width=220)
        super().__init__(
            tr("Ubah RT/RW {count} orang", count=number(count)),
            tr("Yang dikosongkan tidak berubah."),
            [FormField(tr("RT"), self.rt), FormField(tr("RW"), self.rw), FormField(tr("Dusun"), self.hamlet)],
            tr("Ubah {count} pekerja", count=number(count)),
        )

    def answer(self) -> object | None:
        rt, rw, hamlet = (each.text().strip() for each in (self.rt, self.rw, self.hamlet))
        if not (rt or rw or hamlet):
            self.say(tr("Belum ada yang diisi. Isi RT, RW, atau dusun."))
            self.rt.setFocus()
            return None
        return BulkChange(rt=_three(rt), rw=_three(rw), hamlet=hamlet or None)


def _three(text: str) -> str | None:
    """3 → 003; blank stays as it is."""
    return (text.zfill(3) if text.isdigit() else text) or None


class TransferCard(ActCard):
    """District: to which village they belong from now on."""

    def __init__(self, count: int, reference: Reference) -> None:
        options = [(code, f"{each.name}, {each.subdistrict}") for code, each in sorted(reference.villages.items())]
        self.village = Choice(
            options,
            name=tr("Desa baru"),
            placeholder=tr("Ketik nama desa"),
            match=lambda text: [each.code for each in find_villages(reference, text)],
            width=320,
        )
        super().__init__(
            tr("Pindahkan {count} pekerja ke desa lain", count=number(count)),
            tr(
                "Desa baru menerima datanya dengan balasan berikut. Desa lama melepasnya setelah desa baru memegangnya."
            ),
            [FormField(tr("Desa baru"), self.village)],
            tr("Pindahkan {count} pekerja", count=number(count)),
        )

    def answer(self) -> object | None:
        self.village.settle()
        code = self.village.value()
        if not code:
            self.say(tr("Desa baru belum dipilih. Pilih satu dari daftar."))
            self.village.setFocus()
        return code or None

    def _on_enter(self) -> None:
        """The Enter that takes a village from the list must not move people there as well."""
        if self.act.hasFocus():
            self._submit()
        elif self.answer() is not None:
            self.act.setFocus(Qt.FocusReason.TabFocusReason)


class ExportCard(ActCard):
    """Which columns go into the workbook. The file is personal data, and the note says so."""

    def __init__(self, count: int) -> None:
        self.columns = Segment(
            [("shown", tr("Kolom yang tampil")), ("all", tr("Semua isian"))], "shown", name=tr("Kolom")
        )
        super().__init__(
            tr("Ekspor {count} pekerja ke Excel", count=number(count)),
            tr("Berkas memuat NIK lengkap. Simpan di tempat yang hanya dibuka petugas."),
            [self.columns],
            tr("Pilih tempat simpan"),
        )

    def answer(self) -> object | None:
        return self.columns.value()

    def begin(self) -> None:
        self.act.setFocus(Qt.FocusReason.OtherFocusReason)


class NameCard(ActCard):
    """A name for what is asked now."""

    def __init__(self, proposed: str) -> None:
        self.name = TextInput(proposed, name=tr("Nama filter"), width=280)
        self.name.setMaxLength(LONGEST_NAME)
        super().__init__(
            tr("Simpan filter"),
            tr("Muncul sebagai tombol di atas daftar, juga besok."),
            [FormField(tr("Nama filter"), self.name)],
            tr("Simpan filter"),
        )

    def answer(self) -> object | None:
        name = self.name.text().strip()
        if not name:
            self.say(tr("Nama belum diisi. Beri nama pendek."))
            self.name.setFocus()
        return name or None

    def begin(self) -> None:
        super().begin()
        self.name.selectAll()
