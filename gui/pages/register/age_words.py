"""Age on the planned first month, and whether it lets the person be proposed. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from gui.format import date_long
from gui.format import month as month_words
from gui.language import tr
from models.values import Month
from services.rules.eligibility import LIMIT_AGE, MINIMUM_AGE, eligibility

FIRST_MONTH = "register.first_month"
"""Preference: the planned first month of cover, YYYY-MM; blank for the month after this one."""
AGE_CODES = frozenset({"age.under_17", "age.over_65", "age.near_65"})
"""Problems of a birth date that this line tells better, since it knows the month."""


@dataclass(frozen=True, slots=True)
class AgeLine:
    """One sentence below the birth date. ``barred``: kept, but cannot be proposed."""

    tone: Literal["ok", "warn"]
    text: str
    barred: bool = False


def first_month(kept: str, today: date) -> Month:
    """The planned month as kept, unless it is blank, unreadable or over; then the next one."""
    this = Month(today.year, today.month)
    try:
        planned = Month.parse(kept)
    except ValueError:
        return this.plus(1)
    return planned if planned >= this else this.plus(1)


def age_line(birth_date: date | None, month: Month, today: date) -> AgeLine | None:
    """What to say about the age on the first day of ``month``; None while no birth date makes sense."""
    if birth_date is None or birth_date > today:
        return None
    found = eligibility(birth_date, month)
    age, planned = found.age or 0, month_words(month)
    if "age.over_65" in found.reasons:
        why = tr("BPJS menerima peserta baru sebelum usia {age}.", age=LIMIT_AGE)
        return AgeLine("warn", _barred(age, planned, why), barred=True)
    if "age.under_17" in found.reasons:
        why = tr(
            "Usia paling rendah {age} tahun, tercapai {day}.", age=MINIMUM_AGE, day=_turns(birth_date, MINIMUM_AGE)
        )
        return AgeLine("warn", _barred(age, planned, why), barred=True)
    if age == LIMIT_AGE - 1:
        day = _turns(birth_date, LIMIT_AGE)
        return AgeLine(
            "warn",
            tr("{age} tahun pada {month}. Ajukan sebelum {day}, saat usianya 65.", age=age, month=planned, day=day),
        )
    return AgeLine("ok", tr("{age} tahun pada {month}, usianya memenuhi syarat.", age=age, month=planned))


def _barred(age: int, planned: str, why: str) -> str:
    return tr("{age} tahun pada {month}. Tetap disimpan, tidak dapat diusulkan.", age=age, month=planned) + " " + why


def _turns(birth_date: date, age: int) -> str:
    year = birth_date.year + age
    try:
        return date_long(birth_date.replace(year=year))
    except ValueError:  # born on 29 February
        return date_long(date(year, 3, 1))
