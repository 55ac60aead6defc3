"""What the person does and earns, and how well off the household is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal

from gui.forms.choice import Choice
from gui.forms.field import FormField
from gui.forms.income import IncomeField
from gui.forms.money import NumberField
from gui.forms.suggesting import SuggestInput
from gui.language import tr
from gui.pages.register.cards import FormCard, columns
from gui.pages.register.checking import WORKING_DAYS
from gui.pages.register.draft import Note
from gui.pages.register.inputs import LetterSegment, TimeField
from gui.pages.register.offers import Offer
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, Box, H, V
from services.reference import Reference, find_occupations, occupation_named

FROM_PERSON = "self"


class WorkCard(FormCard):
    """Occupations are found by everyday words: «ngarit», «ojol», «bakul sayur».

    ``is_monthly``, ``is_daily``: the answers to an income that looks like a day's.
    """

    is_monthly = Signal()
    is_daily = Signal()

    def __init__(self, reference: Reference) -> None:
        super().__init__(tr("Pekerjaan dan penghasilan"), tr("Menurut keterangan pekerja"))
        self._reference = reference
        self.occupation, self.second = self._choice(), self._choice()
        self.workplace, self.income = SuggestInput(), IncomeField(suffix=tr("/bulan"), width=200)
        self.source = LetterSegment(
            [
                (FROM_PERSON, tr("Kata pekerja"), "K"),
                ("officer", tr("Taksiran petugas"), "T"),
                ("document", tr("Surat"), "S"),
            ],
            tr("Sumber keterangan"),
        )
        self.start, self.end = TimeField(), TimeField()
        self.decile, self.decile_source = NumberField(width=72, digits=2), SuggestInput()
        self.daily = Offer("warn")
        self._sum = Text("", "small", "primaryText", wrap=True)
        self._add_fields()
        self._lay_out()

    def _add_fields(self) -> None:
        self._add("occupation_code", tr("Jenis pekerjaan"), self.occupation, self.occupation.chosen, optional=False)
        self.occupation.unknown.connect(lambda *_: self.left.emit("occupation_code"))
        self._add("workplace", tr("Tempat / lokasi kerja"), self.workplace, self.workplace.textEdited)
        self._add(
            "monthly_income", tr("Penghasilan rata-rata sebulan"), self.income, self.income.changed, optional=False
        )
        self.income.changed.connect(self._on_income)
        self._add("income_source", tr("Sumber keterangan"), self.source, self.source.changed, optional=False)
        self._add("work_start", tr("Jam mulai"), self.start, self.start.textEdited, optional=False)
        self._add("work_end", tr("Jam selesai"), self.end, self.end.textEdited, optional=False)
        self._add("occupation2_code", tr("Pekerjaan kedua"), self.second, self.second.chosen)
        self.second.unknown.connect(lambda *_: self.left.emit("occupation2_code"))
        self._add("welfare_decile", tr("Desil"), self.decile, self.decile.changed, optional=False)
        self.decile.changed.connect(lambda *_: self._open_source())
        self._add("welfare_source", tr("Sumber desil"), self.decile_source, self.decile_source.textEdited)
        self.decile_source.suggest(("DTSEN", "DTKS", "P3KE", tr("Musyawarah desa")))

    def _add(self, name: str, label: str, editor: Any, signal: Any, *, optional: bool = True) -> None:
        self.add_field(name, FormField(label, editor, optional=optional), signal)

    def _lay_out(self) -> None:
        field = self.fields
        self.body.add(
            columns((field["occupation_code"], 3), (field["workplace"], 2)),
            16,
            columns((field["monthly_income"], 0), (field["income_source"], 1)),
            Box(V(8, self.daily)),
            8,
            Box(H((Icon("therefore", "primaryText", 18), 0, MIDDLE), 8, (self._sum, 1))),
            16,
            columns((field["work_start"], 0), (field["work_end"], 0), (field["occupation2_code"], 1)),
            16,
            columns((field["welfare_decile"], 0), (field["welfare_source"], 1)),
        )
        self._open_source()

    def _choice(self) -> Choice:
        reference = self._reference

        def named(text: str) -> str | None:
            found = occupation_named(reference, text)
            return found.code if found is not None else None

        return Choice(
            [(code, occupation.label) for code, occupation in reference.occupations.items()],
            match=lambda text: [occupation.code for occupation in find_occupations(reference, text)],
            named=named,
            placeholder=tr("Ketik, misalnya ngarit atau ojol"),
        )

    def show_sum(self, text: str) -> None:
        """The contribution that would follow."""
        self._sum.setText(text)

    def show_notes(self, notes: Mapping[str, Note]) -> None:
        note = notes.get("monthly_income")
        if note is None or not note.looks_daily:
            super().show_notes(notes)
            self.daily.say("")
            return
        super().show_notes({name: each for name, each in notes.items() if name != "monthly_income"})
        if not self.daily.text():
            days = tr("Penghasilan sehari, jadikan × {days} hari", days=WORKING_DAYS)
            self.daily.say(note.text, (tr("Memang sebulan"), self.is_monthly.emit), (days, self.is_daily.emit))

    def _on_income(self, income: int | None) -> None:
        """At the counter it is the worker who says it; an officer who knows better says so."""
        if income is not None and not self.source.value():
            self.source.set_value(FROM_PERSON)

    def _open_source(self) -> None:
        """Nobody is asked where a decile is from that is not known."""
        self.fields["welfare_source"].setEnabled(bool(self.decile.text()) or bool(self.decile_source.text()))

    def values(self) -> dict[str, object]:
        return {
            "occupation_code": self.occupation.value() or "",
            "occupation2_code": self.second.value() or "",
            "workplace": self.workplace.text().strip(),
            "monthly_income": self.income.value(),
            "income_source": self.source.value(),
            "work_start": self.start.value() if not self.start.is_unreadable() else "",
            "work_end": self.end.value() if not self.end.is_unreadable() else "",
            "welfare_decile": self.decile.value(),
            "welfare_source": self.decile_source.text().strip(),
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
            "income_source": self.source.set_value,
            "work_start": self.start.set_value,
            "work_end": self.end.set_value,
            "welfare_decile": self.decile.set_value,
            "welfare_source": self.decile_source.setText,
        }
        for name, setter in setters.items():
            if name in values:
                setter(values[name])
        self._open_source()

    def retype(self, typed: Mapping[str, Any]) -> None:
        super().retype(typed)
        self._open_source()

    def settle(self) -> None:
        for each in (self.occupation, self.second, self.start, self.end, self.income):
            each.settle()
