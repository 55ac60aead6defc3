"""Records that somebody should look at: perhaps one person twice, an area that does not exist, too old to begin.

The first page counts them and the list of workers filters by them, so that both mean the same people.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from models.values import Month
from services.context import AppContext
from services.preferences import read_preference
from services.rules.eligibility import LIMIT_AGE
from services.rules.nik import PROVINCES

FIRST_MONTH = "register.first_month"
"""Preference: the planned first month of cover, YYYY-MM."""
LIKELY_SAME_KEY, AGE_LIMIT_KEY, NIK_AREA_KEY = DOUBTS = ("likely_same", "age_limit", "nik_area")
"""What the list of workers is asked for."""

SAME_NIK = (
    "status <> 'left' AND nik IN (SELECT nik FROM worker WHERE nik <> '' GROUP BY nik HAVING sum(status <> 'left') > 1)"
)
LIKELY_SAME = f"""(({SAME_NIK}) OR (status <> 'left' AND (name_key, birth_date) IN (
    SELECT name_key, birth_date FROM worker WHERE status <> 'left' AND birth_date <> ''
    GROUP BY name_key, birth_date
    HAVING count(DISTINCT nik) > 1 AND count(DISTINCT nullif(upper(mother_name), '')) <= 1
)))"""
"""Perhaps one person twice: name and birth date are equal, no two mothers are known, and the NIK is another; or one
NIK stands on two records, as it may after a merge."""

AGE_LIMIT = "(status <> 'left' AND birth_date <> '' AND birth_date <= ?)"
"""65 or older on the first day of the planned month; the value is ``age_limit_day``."""


def doubt_condition(ctx: AppContext, doubt: str) -> tuple[str, tuple[Any, ...]]:
    """Condition over ``worker`` and its values. Raises KeyError for what is none of ``DOUBTS``."""
    return {
        LIKELY_SAME_KEY: (LIKELY_SAME, ()),
        AGE_LIMIT_KEY: (AGE_LIMIT, (age_limit_day(planned_month(ctx)),)),
        NIK_AREA_KEY: (nik_area(ctx), ()),
    }[doubt]


def nik_area(ctx: AppContext) -> str:
    """Condition: the NIK names a province that is none, or a subdistrict that this district does not have."""
    district = ctx.reference.district_code.replace(".", "")
    provinces = ", ".join(f"'{code}'" for code in sorted(PROVINCES))
    known = ", ".join(f"'{code.replace('.', '')}'" for code in sorted(ctx.reference.subdistricts))
    unknown = f"(substr(nik, 1, 4) = '{district}' AND substr(nik, 1, 6) NOT IN ({known}))"
    return f"(status <> 'left' AND nik <> '' AND (substr(nik, 1, 2) NOT IN ({provinces}) OR {unknown}))"


def planned_month(ctx: AppContext) -> Month:
    """The planned first month of cover; next month where the office chose none."""
    try:
        return Month.parse(read_preference(ctx, FIRST_MONTH, str, ""))
    except ValueError:
        today = ctx.today()
        return Month(today.year, today.month).plus(1)


def age_limit_day(month: Month) -> str:
    """Who was born on this day or before is 65 when the month begins; ISO text."""
    return date(month.year - LIMIT_AGE, month.number, 1).isoformat()
