"""The small form of a new programme."""

from __future__ import annotations

from PySide6.QtCore import Signal

from gui.format import month_name, rupiah
from gui.forms.choice import Choice
from gui.forms.enter import enter_moves_on
from gui.forms.field import FormField
from gui.forms.money import MoneyField, NumberField
from gui.language import tr
from gui.pages.programme.words import payer_name
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import TOP, Box, H, V
from gui.widgets.scroll_page import ScrollPage
from gui.widgets.text_input import TextInput
from models.values import Month, Payer
from services.context import AppContext
from services.programmes.records import DEFAULT_BASE_INCOME, ProgrammeTerms

_PAYERS = (Payer.APBD, Payer.APBDES, Payer.APBN, Payer.CSR)


class _YearField(NumberField):
    """A year is no amount: 2027, not 2.027."""

    def group(self, kept: str) -> str:
        return kept


class NewProgrammeView(ScrollPage):
    """``asked``: ProgrammeTerms to create. ``cancelled``: back to the programme that was shown."""

    asked = Signal(object)
    cancelled = Signal()

    def __init__(self, ctx: AppContext) -> None:
        self._ctx = ctx
        self.cancel = Button(tr("Batal"), keycap="Esc", on_click=lambda: self.cancelled.emit())
        self.create = Button(tr("Buat program"), "primary", keycap="Ctrl+Enter", on_click=lambda: self._ask())
        super().__init__(tr("Program baru"), tr("Pagu, pembayar dan bulan. Urutan penerima disusun sesudahnya."))
        next_year = ctx.today().year + 1
        self.year = _YearField(next_year, name=tr("Tahun anggaran"), width=120, digits=4)
        self.payer = Choice([(each.value, payer_name(each)) for each in _PAYERS], searchable=False)
        self.payer.set_value(Payer.APBD.value)
        self.ceiling = MoneyField(width=220)
        self.month = Choice([(str(place), month_name(place)) for place in range(1, 13)], searchable=False, width=160)
        self.month.set_value("1")
        self.months = NumberField(12, suffix=tr("bulan"), width=120, digits=2)
        bases = [(str(each.base_income), rupiah(each.base_income)) for each in ctx.reference.tariff.brackets]
        self.base = Choice(bases, searchable=False, width=220)
        self.base.set_value(str(DEFAULT_BASE_INCOME))
        self.legal = TextInput(name=tr("Dasar hukum"))
        self.trouble = Banner("err", tr("Program belum dibuat"))
        self.trouble.hide()
        self._lay_out()
        self.set_footer(None, self.cancel, self.create)
        enter_moves_on(self, self._ask)

    def _lay_out(self) -> None:
        self.fields = {
            "year": FormField(tr("Tahun anggaran"), self.year),
            "payer": FormField(tr("Pembayar"), self.payer),
            "ceiling": FormField(tr("Pagu anggaran"), self.ceiling, tr("Jumlah rupiah dari APBD untuk iuran.")),
            "month": FormField(tr("Bulan iuran pertama"), self.month),
            "months": FormField(tr("Lama"), self.months),
            "base_income": FormField(
                tr("Dasar penghasilan"), self.base, tr("Semua penerima didaftarkan pada dasar ini.")
            ),
            "legal": FormField(tr("Dasar hukum"), self.legal, tr("Misalnya Perda atau Perbup."), optional=True),
        }
        of = self.fields
        card = Card(
            Text(tr("Anggaran"), "h2"),
            14,
            H((of["year"], 0, TOP), 24, (of["payer"], 1, TOP)),
            16,
            of["ceiling"],
            16,
            H((of["month"], 0, TOP), 24, (of["months"], 1, TOP)),
            16,
            of["base_income"],
            16,
            of["legal"],
            margins=(24, 20, 24, 24),
        )
        self.body.add(self.trouble, Box(V(card), max_width=640), None)

    def start(self, *, may_cancel: bool) -> None:
        """Show it; without any programme there is nothing to go back to."""
        self.cancel.setVisible(may_cancel)
        self.clear_problems()
        self.ceiling.setFocus()

    def clear_problems(self) -> None:
        """Before each try."""
        self.trouble.hide()
        for field in self.fields.values():
            field.clear_state()

    def show_problems(self, problems: dict[str, str]) -> None:
        """Each at its field; those without a field above."""
        names = {"monthly": "ceiling", "month": "month"}
        rest = []
        for name, sentence in problems.items():
            field = self.fields.get(names.get(name, name))
            if field is None:
                rest.append(sentence)
            else:
                field.set_error(sentence)
        self.trouble.setVisible(bool(rest))
        self.trouble.set_news("err", tr("Program belum dibuat"), " ".join(rest))
        first = next((field for field in self.fields.values() if field.error()), None)
        if first is not None:
            first.focus()

    def terms(self) -> ProgrammeTerms:
        """What stands in the fields; blanks are zeros, which the service refuses with its own words."""
        year = self.year.value() or 0
        return ProgrammeTerms(
            year=year,
            payer=Payer(self.payer.value() or Payer.APBD.value),
            ceiling=self.ceiling.value() or 0,
            from_month=Month(year, int(self.month.value() or 1)),
            months=self.months.value() or 0,
            base_income=int(self.base.value() or 0),
            legal_basis=self.legal.text().strip(),
        )

    def _ask(self) -> None:
        self.clear_problems()
        this_year = self._ctx.today().year
        year = self.year.value() or 0
        if not this_year - 1 <= year <= this_year + 5:
            first, last = this_year - 1, this_year + 5
            self.show_problems({"year": tr("Tahun {first} sampai {last}. Periksa isiannya.", first=first, last=last)})
            return
        self.asked.emit(self.terms())
