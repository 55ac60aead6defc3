"""The contribution tariff of non-wage workers (BPU) as values. The numbers are data: ``resources/tariffs``."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction

from models.values import Insurance, Month, Payer, Sector


@dataclass(frozen=True, slots=True)
class Bracket:
    """One row of PP 44/2015, annex II. Whole rupiah a month; ``income_from`` is the lowest income of the row."""

    number: int
    income_from: int
    base_income: int
    jkk: int
    jht: int


@dataclass(frozen=True, slots=True)
class Modifier:
    """A relief that holds for contribution months ``month_from`` to ``month_to``, both included.

    ``sector`` None means every sector. ``unclear_payers``: the law does not say plainly whether they get it.
    ``full_months_for_new``: who registered after the relief began pays that many months in full first.
    """

    insurance: Insurance
    sector: Sector | None
    except_payers: frozenset[Payer]
    unclear_payers: frozenset[Payer]
    month_from: Month
    month_to: Month
    multiplier: Fraction
    legal_basis: str
    rule: str
    full_months_for_new: int = 0

    def applies(
        self, insurance: Insurance, month: Month, sector: Sector, payer: Payer, registered: Month | None
    ) -> bool:
        """Whether it lowers this contribution. ``registered`` None: a member since before the relief."""
        if insurance is not self.insurance or not self.month_from <= month <= self.month_to:
            return False
        if payer in self.except_payers or self.sector not in (None, sector):
            return False
        is_new = registered is not None and registered >= self.month_from
        return not (is_new and registered is not None and month < registered.plus(self.full_months_for_new))


@dataclass(frozen=True, slots=True)
class Tariff:
    """Brackets in rising order, flat JKM (rupiah a month), reliefs, and the rule id of each plain amount.

    ``bracket_rule`` holds ``{number}``. ``first_month``: nothing is known before it.
    """

    brackets: tuple[Bracket, ...]
    jkm: int
    modifiers: tuple[Modifier, ...]
    first_month: Month
    bracket_rule: str
    jkm_rule: str
    jht_rule: str

    def bracket_for(self, income: int) -> Bracket:
        """The row of a monthly income, by lower bound: the written rows leave gaps of 999 rupiah."""
        place = bisect_right(self.brackets, income, key=lambda bracket: bracket.income_from)
        return self.brackets[max(0, place - 1)]

    def bracket_of_base(self, base_income: int) -> Bracket | None:
        """The row whose registered base income this is."""
        return next((bracket for bracket in self.brackets if bracket.base_income == base_income), None)
