"""What the person does and earns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from gui.forms.choice import Choice
from gui.forms.field import FormField
from gui.forms.money import MoneyField
from gui.language import tr
from gui.pages.register.cards import FormCard, columns
from gui.pages.register.inputs import TimeField
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, Box, H
from gui.widgets.text_input import TextInput
from services.reference import Reference, find_occupations


class WorkCard(FormCard):
    """Occupations are found by everyday words: «ngarit», «ojol», «bakul sayur»."""

    def __init__(self, reference: Reference) -> None:
        super().__init__(tr("Pekerjaan dan penghasilan"), tr("Menurut keterangan pekerja"))
        self._reference = reference
        self.occupation, self.second = self._choice(), self._choice()
        self.workplace, self.income = TextInput(), MoneyField(suffix=tr("/bulan"), width=220)
        self.start, self.end = TimeField(), TimeField()
        self._sum = Text("", "small", "primaryText", wrap=True)
        occupation = self.add_field(
            "occupation_code", FormField(tr("Jenis pekerjaan"), self.occupation), self.occupation.chosen
        )
        self.occupation.unknown.connect(lambda *_: self.left.emit("occupation_code"))
        place = FormField(tr("Tempat / lokasi kerja"), self.workplace, optional=True)
        self.add_field("workplace", place, self.workplace.textEdited)
        income = FormField(tr("Penghasilan rata-rata sebulan"), self.income)
        self.add_field("monthly_income", income, self.income.changed)
        start = self.add_field("work_start", FormField(tr("Jam mulai"), self.start), self.start.textEdited)
        end = self.add_field("work_end", FormField(tr("Jam selesai"), self.end), self.end.textEdited)
        second = self.add_field(
            "occupation2_code", FormField(tr("Pekerjaan kedua"), self.second, optional=True), self.second.chosen
        )
        self.second.unknown.connect(lambda *_: self.left.emit("occupation2_code"))
        self.body.add(
            columns((occupation, 3), (place, 2)),
            16,
            H(columns((income, 0), (start, 0), (end, 0)), None),
            8,
            Box(H((Icon("therefore", "primaryText", 18), 0, MIDDLE), 8, (self._sum, 1))),
            16,
            columns((second, 3), (Box(H()), 2)),
        )

    def _choice(self) -> Choice:
        reference = self._reference
        return Choice(
            [(code, occupation.label) for code, occupation in reference.occupations.items()],
            match=lambda text: [occupation.code for occupation in find_occupations(reference, text)],
            placeholder=tr("Ketik, misalnya ngarit atau ojol"),
        )

    def show_sum(self, text: str) -> None:
        """The contribution that would follow."""
        self._sum.setText(text)

    def values(self) -> dict[str, object]:
        return {
            "occupation_code": self.occupation.value() or "",
            "occupation2_code": self.second.value() or "",
            "workplace": self.workplace.text().strip(),
            "monthly_income": self.income.value(),
            "work_start": self.start.value() if not self.start.is_unreadable() else "",
            "work_end": self.end.value() if not self.end.is_unreadable() else "",
        }

    def unreadable(self) -> dict[str, str]:
        found = {}
        for name, choice in (("occupation_code", self.occupation), ("occupation2_code", self.second)):
            if choice.text().strip() and choice.value() is None:
                found[name] = "occupation.unknown"
        for name, hour in (("work_start", self.start), ("work_end", self.end)):
            if hour.is_unreadable():
                found[name] = "hours.unreadable"
        return found

    def fill(self, values: Mapping[str, Any]) -> None:
        setters: dict[str, Callable[[Any], object]] = {
            "occupation_code": lambda code: self.occupation.set_value(code or None),
            "occupation2_code": lambda code: self.second.set_value(code or None),
            "workplace": self.workplace.setText,
            "monthly_income": self.income.set_value,
            "work_start": self.start.set_value,
            "work_end": self.end.set_value,
        }
        for name, setter in setters.items():
            if name in values:
                setter(values[name])

    def settle(self) -> None:
        self.occupation.settle()
        self.second.settle()
        self.start.settle()
        self.end.settle()
