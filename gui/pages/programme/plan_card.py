"""Ceiling ÷ contribution × months = people, live while one types."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout

from gui.format import number, rupiah
from gui.forms.enter import enter_moves_on
from gui.forms.field import FormField
from gui.forms.money import MoneyField, NumberField
from gui.language import tr
from gui.pages.programme.facts import Draft, PlanFacts, Tariff
from gui.pages.programme.words import law_words, trial_words
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import BOTTOM, MIDDLE, Box, H, Rule, V


class PlanCard(Card):
    """``typed``: ceiling, monthly, months (None where empty). ``law_wanted``: back to the law's contribution."""

    typed = Signal(object, object, object)
    law_wanted = Signal()

    def __init__(self) -> None:
        self.ceiling = MoneyField(name=tr("Pagu anggaran"), width=190)
        self.monthly = MoneyField(name=tr("Iuran sebulan"), width=126)
        self.months = NumberField(suffix=tr("bulan"), name=tr("Lama"), width=108, digits=3)
        self.people = Text("…", "hero", "primaryText")
        self._unit = Text(tr("pekerja"), "lead", "primaryText", weight=600)
        self._each, self._left = Text("", "small"), Text("", "small")
        self._fit_icon, self._fit = Icon("check-circle-fill", "ok", 16), Text("", "smallStrong", "ok")
        self._fit_line = Box(H(self._fit_icon, 6, self._fit, None))
        self._note = self._make_note()
        self._fields = H(
            FormField(tr("Pagu anggaran"), self.ceiling),
            10,
            (self._sign("÷"), 0, BOTTOM),
            10,
            FormField(tr("Iuran sebulan"), self.monthly),
            10,
            (self._sign("×"), 0, BOTTOM),
            10,
            FormField(tr("Lama"), self.months),
            None,
        )
        self._result = self._make_result()
        self._facts = Box(V(None, self._each, 4, self._left, 4, self._fit_line, None))
        self._rule = Rule("border", vertical=True)
        self._row = H((self._fields, 0), 14, (self._result, 1), 12, self._rule, 18, self._facts)
        super().__init__(self._row, self._note, margins=(20, 14, 20, 14))
        enter_moves_on(self)
        for field in (self.ceiling, self.monthly, self.months):
            field.changed.connect(self._tell)

    @staticmethod
    def _sign(text: str) -> Box:
        return Box(V(Text(text, "lead", "text3", weight=500), margins=(0, 0, 0, 8)))

    def _make_result(self) -> Box:
        equals = Box(V(Text("=", "lead", "text3", weight=500), margins=(0, 0, 0, 8)))
        self._reaches = Text(tr("Cukup untuk"), "small")
        words = V(self._reaches, 2, H(self.people, 8, (Box(V(self._unit, margins=(0, 0, 0, 4))), 0, BOTTOM), None))
        return Box(H((equals, 0, BOTTOM), 14, (words, 1)))

    def _make_note(self) -> Box:
        self._trial, self._law = Text("", "smallStrong", "text", wrap=True), Text("", "small", wrap=True)
        self._back = Button("", "soft", size="s", icon="undo", on_click=lambda: self.law_wanted.emit())
        words = V(self._trial, 1, self._law)
        note = Box(V(12, Rule(), 12, H((Icon("info-fill", "info", 18), 0, MIDDLE), 10, (words, 1), 12, self._back)))
        note.hide()
        return note

    def show_draft(self, draft: Draft, tariff: Tariff) -> None:
        """The numbers to start from."""
        for field, value in (
            (self.ceiling, draft.ceiling),
            (self.monthly, draft.monthly),
            (self.months, draft.months),
        ):
            if field.value() != value:
                field.set_value(value)
        self._law.setText(law_words(tariff))
        self._back.set_text(tr("Pakai {sum}", sum=rupiah(tariff.monthly)))

    def show_plan(self, plan: PlanFacts | None, problem: str, candidates: int | None) -> None:
        """What it comes to, or why it cannot be said."""
        self.people.setText(number(plan.people) if plan else "–")
        self._note.setVisible(plan is not None and plan.trial)
        self._each.setVisible(plan is not None)
        self._left.setVisible(plan is not None)
        if plan is None:
            self._say(problem, "warning-fill", "warn")
            return
        self._each.setText(tr("{sum} per pekerja", sum=rupiah(plan.per_worker)))
        self._left.setText(tr("Sisa {sum}", sum=rupiah(plan.left)))
        self._trial.setText(trial_words(plan))
        if candidates is not None and candidates < plan.people:
            self._say(tr("Hanya ada {count} calon", count=number(candidates)), "info-fill", "info")
        else:
            self._say(tr("Sesuai pagu"), "check-circle-fill", "ok")

    def set_read_only(self, read_only: bool) -> None:
        """After the decision."""
        for field in (self.ceiling, self.monthly, self.months):
            field.setReadOnly(read_only)

    def set_narrow(self, narrow: bool) -> None:
        """One below the other."""
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._rule.setVisible(not narrow)
        self._row.set_spacing(2 if narrow else 0)

    def _say(self, words: str, glyph: str, tint: str) -> None:
        self._fit_icon.set_icon(glyph, tint)
        self._fit.set_color(tint)
        self._fit.setText(words)

    def _tell(self, *_: object) -> None:
        self.typed.emit(self.ceiling.value(), self.monthly.value(), self.months.value())
