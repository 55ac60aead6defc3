"""Dates as people in villages write them. What cannot be read gives None: never today, never 1970."""

from __future__ import annotations

import re
from datetime import date

EARLIEST_YEAR = 1900
LATEST_YEAR = 2199

_MONTH_NAMES: dict[int, str] = {
    1: "januari januwari jan january",
    2: "februari pebruari febuari peb feb february",
    3: "maret mrt mar march",
    4: "april apr",
    5: "mei may",
    6: "juni jun june",
    7: "juli jul july",
    8: "agustus agst agust agt ags agu aug august",
    9: "september sept sep",
    10: "oktober okt october oct",
    11: "november nopember nop nov",
    12: "desember des december dec",
}
MONTHS: dict[str, int] = {name: number for number, names in _MONTH_NAMES.items() for name in names.split()}
"""Month names and short forms, Indonesian and English, lower case."""
MONTH_NAMES = tuple(names.split()[0].capitalize() for names in _MONTH_NAMES.values())
"""Januari to Desember."""

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})\s*[-/. ]?\s*([a-z]+)\.?\s*[-/., ]?\s*(\d{4}|\d{2})")
_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_COMPACT_ISO = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_CLOCK = re.compile(r"[t ]\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*z?$")
_WEEKDAY = re.compile(r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\b[ ,]*")
_PLACE_AND_DATE = re.compile(r"^\s*([^\d,/]*?[^\W\d][^\d,/]*?)\s*[,/.;:-]?\s*(\d.*)$")


def parse_date(text: str, today: date) -> date | None:
    """Read ``12031979``, ``12-3-1979``, ``12/3/79``, ``12 Maret 1979``, ``12-AGS-90`` or ``1979-03-12``.

    The day comes first unless the year does. A two-digit year is the latest one that is not after ``today``.
    None for a blank, an impossible or an unreadable date.
    """
    plain = " ".join(text.replace("\u00a0", " ").lower().split()).strip(" .,'`")
    if ":" in plain or "." in plain:
        plain = _CLOCK.sub("", plain)
    if plain[:1].isalpha():
        plain = _WEEKDAY.sub("", plain)
    if plain.islower():  # it has letters: only a month's name can be meant
        return _named(plain, today)
    for pattern, order in ((_ISO, "ymd"), (_DAY_FIRST, "dmy"), (_COMPACT, "dmy"), (_COMPACT_ISO, "ymd")):
        match = pattern.fullmatch(plain)
        if match is not None:
            parts = dict(zip(order, match.groups(), strict=True))
            found = _date(parts["y"], int(parts["m"]), parts["d"], today)
            if found is not None:
                return found
    return None


def _named(plain: str, today: date) -> date | None:
    named = _NAMED.fullmatch(plain)
    if named is None or named[2] not in MONTHS:
        return None
    return _date(named[3], MONTHS[named[2]], named[1], today)


def split_birth(text: str, today: date) -> tuple[str, date | None]:
    """Take «Blora, 12 Maret 1979» (tempat, tanggal lahir) apart. Either part may be missing: ``("", None)``."""
    plain = text.lstrip(" '`")
    whole = parse_date(text, today) if plain[:1].isdigit() or _WEEKDAY.match(plain.lower()) else None
    if whole is not None:
        return "", whole
    match = _PLACE_AND_DATE.match(text.replace("\u00a0", " "))
    if match is None:
        return text.strip(" ,/-"), None
    return match[1].strip(" ,/-"), parse_date(match[2], today)


def age_on(birth_date: date, day: date) -> int:
    """Whole years of age on a day; negative before birth. Who was born on 29 February turns on 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def _date(year: str, month: int, day: str, today: date) -> date | None:
    if len(year) == 4:
        return possible_date(int(year), month, int(day))
    for century in (today.year // 100 * 100, today.year // 100 * 100 - 100):
        found = possible_date(century + int(year), month, int(day))
        if found is not None and found <= today:
            return found
    return None


def possible_date(year: int, month: int, day: int) -> date | None:
    """The date when the calendar has it and its year is between 1900 and 2199, else None."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
