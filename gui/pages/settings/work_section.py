"""How this village registers: photo, planned month, target, and the keys of the number pad."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.format import month as month_words
from gui.format import number
from gui.forms.choice import Choice
from gui.forms.money import NumberField
from gui.language import tr
from gui.pages.settings.office_presenter import MONTHS_AHEAD, OfficeChoices
from gui.pages.settings.rows import setting_row
from gui.widgets.card import Card
from gui.widgets.keycap import Keycap
from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE, Box, H, Line, Rule, V
from gui.widgets.switch import Switch
from models.values import Month


class WorkSection(QWidget):
    """``photo(bool)``, ``month(Month | None)``, ``target(int | None)``."""

    photo_chosen = Signal(bool)
    month_chosen = Signal(object)
    target_chosen = Signal(object)

    def __init__(self, this_month: Month) -> None:
        super().__init__()
        self.photo = Switch(tr("Foto KTP di formulir"))
        self._photo_text = Text("", "small", wrap=True)
        self.month = Choice(self._months(this_month), name=tr("Bulan iuran pertama"), searchable=False, width=250)
        self.target = NumberField(suffix=tr("orang"), width=150, name=tr("Target tahun ini"), digits=6)
        self.photo.toggled.connect(self.photo_chosen)
        self.month.chosen.connect(lambda value: self.month_chosen.emit(Month.parse(value) if value else None))
        self.target.left.connect(self._on_target)
        self.target.returnPressed.connect(self._on_target)
        self.setLayout(V(self._make_choices(), 16, self._make_keys(), None))
        self.show_office(OfficeChoices())

    def _make_choices(self) -> Card:
        words = V(Text(tr("Foto KTP di formulir"), "bodyStrong", wrap=True), 2, self._photo_text)
        month = tr("Usia dan syarat calon dihitung pada bulan ini.")
        target = tr("Kemajuannya tampil di Beranda. Kosong berarti tanpa target.")
        return Card(
            Text(tr("Pendataan"), "h2"),
            2,
            H((words, 1), 16, (self.photo, 0, MIDDLE), margins=(0, 12, 0, 12)),
            Rule(),
            setting_row(tr("Bulan iuran pertama yang direncanakan"), month, self.month),
            Rule(),
            setting_row(tr("Target tahun ini"), target, self.target),
            margins=(20, 16, 20, 8),
        )

    def _make_keys(self) -> Card:
        return Card(
            Text(tr("Mengetik dengan papan angka"), "h2"),
            6,
            _key_line(("Num Lock",), tr("Nyalakan. Bila mati, angka menjadi panah.")),
            _key_line(("Enter",), tr("Isian berikutnya. Enter di papan angka sama saja.")),
            _key_line(("12031979",), tr("Tanggal diketik tanpa pemisah: 12 Maret 1979.")),
            _key_line(("900000",), tr("Penghasilan tanpa titik; titiknya muncul sendiri.")),
            _key_line(("Ctrl", "Enter"), tr("Simpan, lalu orang berikutnya.")),
            margins=(20, 16, 20, 14),
        )

    def show_office(self, choices: OfficeChoices) -> None:
        """What holds now; a number that is being typed stays."""
        blocked = self.photo.blockSignals(True)
        self.photo.setChecked(choices.photo)
        self.photo.blockSignals(blocked)
        self._photo_text.setText(_photo_words(choices))
        self.month.set_value(str(choices.first_month) if choices.first_month else "")
        if not self.target.hasFocus():
            self.target.set_value(choices.target or None)

    def _on_target(self) -> None:
        self.target_chosen.emit(self.target.value())

    @staticmethod
    def _months(this: Month) -> list[tuple[str, str]]:
        following = month_words(this.plus(1))
        ahead = [this.plus(step) for step in range(MONTHS_AHEAD + 1)]
        return [("", tr("Bulan depan, {month}", month=following)), *((str(each), month_words(each)) for each in ahead)]


def _photo_words(choices: OfficeChoices) -> str:
    words = tr(
        "Boleh dilampirkan, tidak wajib. Foto terkunci di laptop ini saja: tidak ikut di USB maupun di cadangan."
    )
    if choices.photo or not choices.photos:
        return words
    kept = tr("Foto yang sudah ada tetap tersimpan: {count}.", count=number(choices.photos))
    return f"{words} {kept}"


def _key_line(keys: tuple[str, ...], words: str) -> Line:
    caps = Box(H(*((Keycap(key), 0, MIDDLE) for key in keys), None, spacing=4), width=120)
    return H((caps, 0, MIDDLE), 12, (Text(words, "body", wrap=True), 1), margins=(0, 5, 0, 5))
