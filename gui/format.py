"""Numbers, money, dates and names as people read them (design copy rules 5 and 6). Plain Python."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from gui.language import language, pick
from models.values import Month
from services.rules.nik import format_nik

_MONTHS = (
    ("Januari", "January"),
    ("Februari", "February"),
    ("Maret", "March"),
    ("April", "April"),
    ("Mei", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("Agustus", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Desember", "December"),
)
_DAYS = (
    ("Senin", "Monday"),
    ("Selasa", "Tuesday"),
    ("Rabu", "Wednesday"),
    ("Kamis", "Thursday"),
    ("Jumat", "Friday"),
    ("Sabtu", "Saturday"),
    ("Minggu", "Sunday"),
)
_UNITS = ("B", "KB", "MB", "GB", "TB")
_WORD = re.compile(r"[^\W\d_]+('[^\W\d_]+)?")
_ROMAN = frozenset({"II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII"})


def number(value: int) -> str:
    """1500 → 1.500 (1,500 in English)."""
    text = f"{value:,}"
    return text if language() == "en" else text.replace(",", ".")


def decimal(value: float, places: int = 1) -> str:
    """82.6 → 82,6 (82.6 in English)."""
    text = f"{value:,.{places}f}"
    return text if language() == "en" else text.translate(str.maketrans(",.", ".,"))


def percent(part: int, whole: int) -> str:
    """Whole per cent, rounded down so that 100% is only shown when nothing is left. No whole: 0%."""
    return f"{part * 100 // whole if whole else 0}%"


def rupiah(amount: int) -> str:
    """302400000 → Rp302.400.000, without space and without cents."""
    return f"-Rp{number(-amount)}" if amount < 0 else f"Rp{number(amount)}"


def file_size(size: int) -> str:
    """Bytes → 18,4 MB, in steps of 1,024."""
    value, unit = float(size), 0
    while value >= 1024 and unit < len(_UNITS) - 1:
        value, unit = value / 1024, unit + 1
    return f"{number(size)} B" if unit == 0 else f"{decimal(value)} {_UNITS[unit]}"


def month_name(month: int) -> str:
    """1 → Januari."""
    return pick(_MONTHS[month - 1])


def month(value: Month | date) -> str:
    """November 2026."""
    return f"{month_name(value.number if isinstance(value, Month) else value.month)} {value.year}"


def date_long(value: date) -> str:
    """22 November 2026."""
    return f"{value.day} {month_name(value.month)} {value.year}"


def date_short(value: date) -> str:
    """22-11-2026, for tables."""
    return f"{value.day:02d}-{value.month:02d}-{value.year}"


def date_full(value: date) -> str:
    """Senin, 23 November 2026."""
    return f"{pick(_DAYS[value.weekday()])}, {date_long(value)}"


def clock(value: time | datetime) -> str:
    """09.14 (09:14 in English), hours and minutes."""
    return f"{value.hour:02d}{':' if language() == 'en' else '.'}{value.minute:02d}"


def date_time(value: datetime) -> str:
    """22 November 2026, 16.20."""
    return f"{date_long(value)}, {clock(value)}"


def nik(text: str) -> str:
    """331606 520379 9004."""
    return format_nik(text)


def title_case(name: str) -> str:
    """SITI AMINAH → Siti Aminah; a name that is written in mixed case stays as typed."""
    if name != name.upper() and name != name.lower():
        return name
    return _WORD.sub(lambda word: word[0] if word[0] in _ROMAN else word[0].capitalize(), name)


def initials(name: str) -> str:
    """Siti Aminah → SA; at most two letters."""
    letters = [word[0].upper() for word in name.split() if word[0].isalpha()]
    return "".join(letters[:1] + letters[-1:] if len(letters) > 1 else letters)
