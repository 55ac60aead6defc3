"""Beside the form: what the contribution would be, and what the insurances pay."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.format import rupiah
from gui.language import tr
from gui.pages.register.estimate import Estimate, benefit_words
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import BOTTOM, Box, H, Rule, V
from services.rules.benefits import Benefits


class EstimateCard(Card):
    """«Perkiraan iuran, bila ditetapkan»."""

    def __init__(self) -> None:
        self._jkk, self._jkm = Text("", "bodyStrong"), Text("", "bodyStrong")
        self._month = Text("", "number", "primaryText")
        self._year = Text("", "small")
        self._base = Text("", "caption", wrap=True)
        self._own, self._own_sum = Text("", "small", elide=True), Text("", "smallStrong")
        self._own_reason = Text("", "caption", wrap=True)
        own = V(Rule(), 10, H((self._own, 1), 8, self._own_sum), 2, self._own_reason, margins=(0, 12, 0, 0))
        self._own_box = Box(own)
        self._own_box.hide()
        self._if = Text(tr("bila ditetapkan"), "caption", wrap=True)
        super().__init__(
            Text(tr("Perkiraan iuran"), "h2"),
            self._if,
            10,
            H((Text(tr("JKK · kecelakaan kerja"), "small", elide=True), 1), 8, self._jkk),
            6,
            H(Text(tr("JKM · kematian"), "small"), None, self._jkm),
            10,
            Rule(),
            8,
            H((Text(tr("Per bulan"), "bodyStrong"), 0, BOTTOM), None, self._month),
            2,
            H(Text(tr("12 bulan"), "caption"), None, self._year),
            8,
            self._base,
            self._own_box,
            margins=(16, 14, 16, 14),
        )

    def show_estimate(self, estimate: Estimate) -> None:
        """Other sums."""
        price = estimate.programme
        self._jkk.setText(rupiah(price.jkk))
        self._jkm.setText(rupiah(price.jkm))
        self._month.setText(rupiah(price.total))
        self._year.setText(rupiah(estimate.yearly))
        self._base.setText(estimate.base_words())
        self._own_box.setVisible(estimate.own is not None)
        if estimate.own is not None:
            self._own.setText(estimate.own_words())
            self._own_sum.setText(rupiah(estimate.own.total))
            self._own_reason.setText(estimate.own_reason())
        self.setAccessibleName(estimate.sum_words())

    def show_barred(self, barred: bool) -> None:
        """Whether the age keeps this person from being proposed."""
        self._if.setText(tr("Usianya tidak dapat diusulkan") if barred else tr("bila ditetapkan"))
        self._if.set_color("warn" if barred else None)

    def month_text(self) -> str:
        """The sum of one month as shown."""
        return self._month.text()

    def own_text(self) -> str:
        """The self-paid sum as shown; empty while there is none."""
        return self._own_sum.text() if not self._own_box.isHidden() else ""


class BenefitsCard(Card):
    """«Bila menjadi peserta aktif»: never more than the law says."""

    def __init__(self, benefits: Benefits) -> None:
        super().__init__(Text(tr("Bila menjadi peserta aktif"), "h3"), 6, margins=(16, 14, 16, 14))
        for occasion, paid in benefit_words(benefits):
            self.body.add(Text(occasion, "caption", wrap=True), Text(paid, "smallStrong", wrap=True), 6)
        self.body.add(Text(tr("Bacakan kepada pekerja."), "caption"))


class Aside(QWidget):
    """Both cards, one above the other."""

    def __init__(self, benefits: Benefits) -> None:
        super().__init__()
        self.estimate = EstimateCard()
        self.setLayout(V(self.estimate, 12, BenefitsCard(benefits), None, margins=(0, 5, 2, 8)))
