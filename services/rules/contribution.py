"""What one person's contribution (iuran) is for one month, and which rule gave each amount (domain.md §1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from models.values import Insurance, Month, Payer, Problem, Sector
from services.errors import Invalid
from services.rules.tariff import Bracket, Tariff

PAYER_UNCLEAR = "payer.unclear"
"""Among the rules: a relief was applied although the law does not name this payer; ask the BPJS branch."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """Whole rupiah for ``month``; an insurance that was not asked for is 0. ``rules``: ids in the order applied."""

    month: Month
    base_income: int
    jkk: int
    jkm: int
    jht: int
    total: int
    rules: tuple[str, ...]


def contribution(
    month: Month,
    income: int | None,
    sector: Sector,
    payer: Payer,
    insurances: Iterable[Insurance],
    tariff: Tariff,
    *,
    registered: Month | None = None,
) -> Contribution:
    """The contribution that follows from a person's own monthly income in rupiah.

    Unknown or zero income is the first bracket. ``registered``: first month of membership; None means long before.
    Raises Invalid: ``income.negative``, ``month.before_tariff``.
    """
    if income is not None and income < 0:
        raise Invalid([Problem("monthly_income", "income.negative")])
    return _price(month, tariff.bracket_for(income or 0), sector, payer, insurances, tariff, registered)


def programme_contribution(
    month: Month,
    base_income: int,
    payer: Payer,
    insurances: Iterable[Insurance],
    tariff: Tariff,
    sector: Sector = Sector.OTHER,
    *,
    registered: Month | None = None,
) -> Contribution:
    """The contribution of a programme, which registers everyone at one base income (usually 1,000,000).

    Raises Invalid: ``base_income.unknown`` when no bracket has that base, ``month.before_tariff``.
    """
    bracket = tariff.bracket_of_base(base_income)
    if bracket is None:
        raise Invalid([Problem("base_income", "base_income.unknown")])
    return _price(month, bracket, sector, payer, insurances, tariff, registered)


def _price(
    month: Month,
    bracket: Bracket,
    sector: Sector,
    payer: Payer,
    insurances: Iterable[Insurance],
    tariff: Tariff,
    registered: Month | None,
) -> Contribution:
    if month < tariff.first_month:
        raise Invalid([Problem("month", "month.before_tariff", data={"first": str(tariff.first_month)})])
    plain = {
        Insurance.JKK: (bracket.jkk, tariff.bracket_rule.format(number=bracket.number)),
        Insurance.JKM: (tariff.jkm, tariff.jkm_rule),
        Insurance.JHT: (bracket.jht, tariff.jht_rule),
    }
    wanted = frozenset(insurances)
    amounts = dict.fromkeys(Insurance, 0)
    rules: list[str] = []
    for insurance, (full, rule) in plain.items():
        if insurance in wanted:
            amounts[insurance], applied = _reduced(insurance, full, month, sector, payer, tariff, registered)
            rules += [rule, *applied]
    return Contribution(
        month,
        bracket.base_income,
        amounts[Insurance.JKK],
        amounts[Insurance.JKM],
        amounts[Insurance.JHT],
        sum(amounts.values()),
        tuple(dict.fromkeys(rules)),
    )


def _reduced(
    insurance: Insurance,
    full: int,
    month: Month,
    sector: Sector,
    payer: Payer,
    tariff: Tariff,
    registered: Month | None,
) -> tuple[int, list[str]]:
    """Amount after every relief that applies, and their rule ids."""
    amount = Fraction(full)
    rules: list[str] = []
    for modifier in tariff.modifiers:
        if modifier.applies(insurance, month, sector, payer, registered):
            amount *= modifier.multiplier
            rules.append(modifier.rule)
            if payer in modifier.unclear_payers:
                rules.append(PAYER_UNCLEAR)
    if amount.denominator != 1:
        raise ArithmeticError(f"{', '.join(rules)} gives a fraction of a rupiah")
    return int(amount), rules
