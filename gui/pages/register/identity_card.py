"""Who it is: NIK first, the rest of the KTP after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.forms.date_field import DateField
from gui.forms.enter import PASSED_BY_ENTER
from gui.forms.field import FormField
from gui.forms.nik_field import NikField
from gui.language import tr
from gui.pages.register.cards import FormCard, columns
from gui.pages.register.draft import Note
from gui.pages.register.inputs import SexField
from gui.pages.register.nik_band import NikBand
from gui.pages.register.nik_reading import NikReading
from gui.widgets.button import Button
from gui.widgets.layouts import Box, H, V
from gui.widgets.text_input import TextInput


class IdentityCard(FormCard):
    """``same_wanted(name)``: take the value over from the NIK. ``holder_wanted(id)``: open who has this NIK."""

    same_wanted = Signal(str)
    holder_wanted = Signal(str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(tr("Identitas"), tr("Sebagian terbaca dari NIK"))
        self.nik = NikField()
        self.name, self.birth_place = TextInput(), TextInput()
        self.birth_date, self.sex = DateField(today, width=None, placeholder=tr("hh-bb-tttt")), SexField()
        self.mother, self.phone = TextInput(), TextInput(icon="whatsapp")
        self.band = NikBand()
        self._same = {name: self._same_button(name) for name in ("birth_date", "sex")}
        self.add_field("nik", self.nik, self.nik.changed)
        name = self._field("full_name", tr("Nama lengkap sesuai KTP"), self.name)
        place = self._field("birth_place", tr("Tempat lahir"), self.birth_place, optional=True)
        born = self.add_field("birth_date", FormField(tr("Tanggal lahir"), self.birth_date), self.birth_date.textEdited)
        self.birth_date.changed.connect(lambda *_: self.changed.emit("birth_date"))
        sex = self.add_field("sex", FormField(tr("Jenis kelamin"), self.sex), self.sex.changed)
        self.sex.changed.connect(lambda *_: self.left.emit("sex"))
        mother = self._field("mother_name", tr("Nama ibu kandung"), self.mother, optional=True)
        phone = self._field("phone", tr("Nomor HP / WhatsApp"), self.phone, optional=True)
        self.body.add(
            self.nik,
            12,
            self.band,
            Box(V(16)),
            columns((name, 3), (place, 2)),
            16,
            columns((Box(V(born, self._same["birth_date"])), 3), (Box(V(sex, self._same["sex"])), 2)),
            16,
            columns((mother, 3), (phone, 2)),
        )

    def values(self) -> dict[str, object]:
        return {
            "nik": self.nik.value(),
            "full_name": self.name.text().strip(),
            "birth_place": self.birth_place.text().strip(),
            "birth_date": self.birth_date.value(),
            "sex": self.sex.sex(),
            "mother_name": self.mother.text().strip(),
            "phone": self.phone.text().strip(),
        }

    def unreadable(self) -> dict[str, str]:
        return {"birth_date": "birth_date.unreadable"} if self.birth_date.is_unreadable() else {}

    def fill(self, values: Mapping[str, Any]) -> None:
        setters: dict[str, Callable[[Any], object]] = {
            "nik": self.nik.set_value,
            "full_name": self.name.setText,
            "birth_place": self.birth_place.setText,
            "birth_date": self.birth_date.set_value,
            "sex": self.sex.set_sex,
            "mother_name": self.mother.setText,
            "phone": self.phone.setText,
        }
        for name, setter in setters.items():
            if name in values:
                setter(values[name])

    def settle(self) -> None:
        self.birth_date.settle()

    def first(self) -> QWidget:
        return self.nik.editor

    def focus_field(self, name: str) -> QWidget:
        if name == "sex":
            self.sex.first_button().setFocus()
            return self.fields["sex"]
        return super().focus_field(name)

    def show_reading(self, reading: NikReading) -> None:
        """What the NIK says and what was checked about it."""
        self.band.show_facts(reading.facts)
        self.nik.set_checks(reading.checks)
        wanted = reading.holder
        self.nik.set_action(tr("Buka datanya") if wanted else "", lambda: self.holder_wanted.emit(wanted))

    def show_notes(self, notes: Mapping[str, Note]) -> None:
        super().show_notes(notes)
        for name, button in self._same.items():
            button.setVisible(name in notes and notes[name].same_as_nik)

    def _field(self, name: str, label: str, editor: TextInput, *, optional: bool = False) -> FormField:
        return self.add_field(name, FormField(label, editor, optional=optional), editor.textEdited)

    def _same_button(self, name: str) -> Box:
        label = tr("Tanggal lahir") if name == "birth_date" else tr("Jenis kelamin")
        button = Button(tr("Samakan"), "soft", size="s", icon="id-card")
        button.setAccessibleDescription(tr("{field} diambil dari NIK", field=label))
        button.setProperty(PASSED_BY_ENTER, True)
        button.clicked.connect(lambda *_: self.same_wanted.emit(name))
        box = Box(H(button, None, margins=(0, 6, 0, 0)))
        box.hide()
        return box
