"""Who it is: NIK first, the rest of the KTP after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from gui.forms.date_field import DateField
from gui.forms.enter import PASSED_BY_ENTER
from gui.forms.field import FormField
from gui.forms.nik_field import NikField
from gui.forms.suggesting import SuggestInput
from gui.language import tr
from gui.pages.register.age_words import AgeLine
from gui.pages.register.cards import FormCard, columns
from gui.pages.register.draft import Note
from gui.pages.register.inputs import SexField
from gui.pages.register.neighbours import SameOffer
from gui.pages.register.nik_band import NikBand
from gui.pages.register.nik_reading import NikReading
from gui.pages.register.offers import Offer
from gui.widgets.button import Button
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, Box, H, V
from gui.widgets.text_input import TextInput
from services.rules.nik import nik_problem


class IdentityCard(FormCard):
    """``same_wanted(name)``: take the value over from the NIK. ``person_wanted(id)``: open that person."""

    same_wanted = Signal(str)
    person_wanted = Signal(str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(tr("Identitas"), tr("Sebagian terbaca dari NIK"))
        self.nik = NikField()
        self.name, self.birth_place = TextInput(), SuggestInput()
        self.birth_date, self.sex = DateField(today, width=None, placeholder=tr("hh-bb-tttt")), SexField()
        self.mother, self.phone = SuggestInput(), TextInput(icon="whatsapp")
        self.band = NikBand()
        self.same = Offer("warn")
        self._same_as_nik = {name: self._same_button(name) for name in ("birth_date", "sex")}
        self._make_age_line()
        self._add_fields()
        self._lay_out()

    def _add_fields(self) -> None:
        self.add_field("nik", self.nik, self.nik.changed)
        self._field("full_name", tr("Nama lengkap sesuai KTP"), self.name)
        self._field("birth_place", tr("Tempat lahir"), self.birth_place, optional=True)
        self.add_field("birth_date", FormField(tr("Tanggal lahir"), self.birth_date), self.birth_date.textEdited)
        self.birth_date.changed.connect(lambda *_: self.changed.emit("birth_date"))
        self.add_field("sex", FormField(tr("Jenis kelamin"), self.sex), self.sex.changed)
        self.sex.changed.connect(lambda *_: self.left.emit("sex"))
        self._field("mother_name", tr("Nama ibu kandung"), self.mother, optional=True)
        self._field("phone", tr("Nomor HP / WhatsApp"), self.phone, optional=True)

    def _lay_out(self) -> None:
        field, same = self.fields, self._same_as_nik
        self.body.add(
            self.nik,
            12,
            self.band,
            Box(V(16)),
            columns((field["full_name"], 3), (field["birth_place"], 2)),
            Box(V(8, self.same)),
            8,
            columns(
                (Box(V(field["birth_date"], same["birth_date"])), 3),
                (Box(V(field["sex"], same["sex"])), 2),
            ),
            self._age_box,
            16,
            columns((field["mother_name"], 3), (field["phone"], 2)),
        )

    def _make_age_line(self) -> None:
        self._age_icon, self._age = Icon("check-circle-fill", "ok", 16), Text("", "smallStrong", "ok", wrap=True)
        self._age_box = Box(H((self._age_icon, 0, TOP), 6, (self._age, 1), margins=(0, 8, 0, 0)))
        self._age_box.hide()

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

    def nik_is_full(self) -> bool:
        """Whether Enter has nothing more to wait for: 16 digits that can be right."""
        return nik_problem(self.nik.value()) is None

    def pass_by(self, names: frozenset[str]) -> None:
        """Birth date and sex that the NIK has told: Enter passes them, Tab still reaches them."""
        self.birth_date.setProperty(PASSED_BY_ENTER, "birth_date" in names)
        for button in self.sex.buttons():
            button.setProperty(PASSED_BY_ENTER, "sex" in names)

    def show_reading(self, reading: NikReading) -> None:
        """What the NIK says and what was checked about it."""
        self.band.show_facts(reading.facts)
        self.nik.set_checks(reading.checks)
        wanted = reading.holder
        self.nik.set_action(tr("Buka datanya") if wanted else "", lambda: self.person_wanted.emit(wanted))

    def show_age(self, line: AgeLine | None) -> None:
        """The age on the planned first month."""
        if line is not None:
            self._age_icon.set_icon("check-circle-fill" if line.tone == "ok" else "warning-fill", line.tone)
            self._age.set_color(line.tone)
            self._age.setText(line.text)
        self._age_box.setVisible(line is not None)

    def age_text(self) -> str:
        """What is said about the age; empty while nothing is."""
        return "" if self._age_box.isHidden() else self._age.text()

    def show_same(self, offer: SameOffer) -> None:
        """Somebody who may be this person."""
        if offer.text:
            self.same.say(offer.text, (tr("Lihat datanya"), lambda: self.person_wanted.emit(offer.worker_id)))
        else:
            self.same.say("")

    def show_notes(self, notes: Mapping[str, Note]) -> None:
        super().show_notes(notes)
        for name, button in self._same_as_nik.items():
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
