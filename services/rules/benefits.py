"""What the insurances pay, so that a page can say it and never promise more (domain.md §2). Whole rupiah."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from models.values import Month


@dataclass(frozen=True, slots=True)
class Scholarship:
    """Yearly sum per child at one level of school, and for how many years."""

    level: str
    yearly: int
    years: int


@dataclass(frozen=True, slots=True)
class Benefits:
    """The benefit table in force. Rupiah; ``*_multiple``: times the base income; months and years as named."""

    legal_basis: str
    jkm_death: int
    periodic: int
    funeral: int
    jkm_full_after_months: int
    jkk_death_multiple: int
    jkk_total_disability_multiple: int
    unable_to_work_first: Fraction
    unable_to_work_first_months: int
    unable_to_work_later: Fraction
    transport_land: int
    transport_sea: int
    transport_air: int
    homecare: int
    dentures: int
    hearing_aid: int
    glasses: int
    jkk_claim_years: int
    scholarship_children: int
    scholarship_jkm_months: int
    scholarship: tuple[Scholarship, ...]


@dataclass(frozen=True, slots=True)
class DeathBenefit:
    """Sum for a death not caused by work. ``borderline``: say «BPJS yang menentukan»."""

    amount: int
    is_full: bool
    borderline: bool


def natural_death(consecutive_months: int, benefits: Benefits) -> DeathBenefit:
    """JKM: the full 42 million after three consecutive paid months, before that the funeral part (Permenaker 1/2025).

    The sources word the third month differently, so exactly three months is borderline.
    """
    if consecutive_months <= 0:
        return DeathBenefit(0, is_full=False, borderline=False)
    if consecutive_months < benefits.jkm_full_after_months:
        return DeathBenefit(benefits.funeral, is_full=False, borderline=False)
    full = benefits.jkm_death + benefits.periodic + benefits.funeral
    return DeathBenefit(full, is_full=True, borderline=consecutive_months == benefits.jkm_full_after_months)


def full_jkm_from(first_month: Month, benefits: Benefits) -> Month:
    """First month in which a natural death surely counts in full when every month from ``first_month`` is paid."""
    return first_month.plus(benefits.jkm_full_after_months)


def accident_death(base_income: int, benefits: Benefits) -> int:
    """JKK death sum, not less than JKM's, plus periodic and funeral parts; 70 million at base 1,000,000."""
    lump_sum = max(benefits.jkk_death_multiple * base_income, benefits.jkm_death)
    return lump_sum + benefits.periodic + benefits.funeral


def total_disability(base_income: int, benefits: Benefits) -> int:
    """JKK total permanent disability: 56 times the base plus the periodic part, paid at once."""
    return benefits.jkk_total_disability_multiple * base_income + benefits.periodic


def unable_to_work(base_income: int, month_no: int, benefits: Benefits) -> int:
    """STMB for the ``month_no``-th month unable to work (from 1). Raises ValueError below 1."""
    if month_no < 1:
        raise ValueError("months are counted from 1")
    first = month_no <= benefits.unable_to_work_first_months
    return int(base_income * (benefits.unable_to_work_first if first else benefits.unable_to_work_later))


def scholarship_ceiling(benefits: Benefits) -> int:
    """The most that all children of one worker together can get: 174 million."""
    return benefits.scholarship_children * sum(level.yearly * level.years for level in benefits.scholarship)
