"""Words of papers and messages. They leave the program, so they are Indonesian whatever the screen speaks.

Plain Python.
"""

from __future__ import annotations

from datetime import date

from models.values import Month
from services.rules.dates import MONTH_NAMES

_DAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()


def day_name(day: date) -> str:
    """Senin."""
    return _DAYS[day.weekday()]


def day_long(day: date) -> str:
    """23 November 2026."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def month_long(month: Month) -> str:
    """November 2026."""
    return f"{MONTH_NAMES[month.number - 1]} {month.year}"


def grouped(number: int) -> str:
    """1500 → 1.500."""
    return f"{number:,}".replace(",", ".")


def village_title(name: str, urban: bool) -> str:
    """Desa Bangkleyan, Kelurahan Mlangsen."""
    return f"{'Kelurahan' if urban else 'Desa'} {name}"


def head_title(urban: bool) -> str:
    """Who signs for the village: Kepala Desa, or Lurah."""
    return "Lurah" if urban else "Kepala Desa"
