"""The national number (NIK): ``PPKKCC DDMMYY SSSS`` (domain.md §5).

Area where it was first issued, birth date (day + 40 for women), serial from 0001. It is never reissued, so a birth date
that was corrected later legally differs from it: a warning. Only Dukcapil can say whether a NIK is real.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from models.values import Problem, Severity, Sex
from services.rules.dates import age_on, possible_date

LENGTH = 16
FEMALE_OFFSET = 40
OLDEST = 99
PROVINCES = frozenset(
    "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 "
    "61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96".split()
)
"""The 38 provinces (Kemendagri)."""

_WIDE_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)}
"""Full-width digits of some input methods."""
_DIGITS = re.compile(r"[0-9]+")
_SCIENTIFIC = re.compile(r"[0-9](?:[.,]?[0-9]+)?E\+?[0-9]{1,2}", re.IGNORECASE)
_DECIMAL_ZERO = re.compile(r"(?<=[0-9]{16})[.,]0+$")
_SEPARATORS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("apostrophe", re.compile(r"['`´’‘]")),
    ("space", re.compile(r"[\s\u00a0\u200b\u200c\u200d\u2060\ufeff]")),
    ("dot", re.compile(r"[.·]")),
    ("dash", re.compile(r"[-‐‑‒–—−_]")),
)
_UPWARDS = "01234567890123456789012345"
_DOWNWARDS = _UPWARDS[::-1]


@dataclass(frozen=True, slots=True)
class CleanedNik:
    """A NIK without separators. ``removed`` tells what went, as codes to show:

    ``apostrophe space dot dash decimal_zero letter_o wide_digits``.
    """

    nik: str
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NikParts:
    """What a NIK says. ``birth_date`` is None when no century fits."""

    area_code: str
    sex: Sex
    birth_date: date | None
    serial: str


def clean_nik(text: str) -> CleanedNik:
    """Take separators out of a NIK as typed or pasted; digits are never repaired.

    A letter O becomes 0 only when everything else is a digit. Text like ``3,31602E+15`` stays as it is.
    """
    bare = text[1:] if text[:1] in ("'", "`") else text
    if len(bare) == LENGTH and bare.isascii() and bare.isdigit():  # nearly every cell of nearly every list
        return CleanedNik(bare, () if bare is text else ("apostrophe",))
    removed: list[str] = []
    nik = text.translate(_WIDE_DIGITS)
    if nik != text:
        removed.append("wide_digits")
    if _SCIENTIFIC.fullmatch(nik.strip().lstrip("'`")):
        return CleanedNik(nik.strip().lstrip("'`"))
    for code, pattern in (*_SEPARATORS[:2], ("decimal_zero", _DECIMAL_ZERO), *_SEPARATORS[2:]):
        shorter = pattern.sub("", nik)
        if shorter != nik and shorter.strip() != nik.strip():
            removed.append(code)
        nik = shorter
    digits = nik.replace("O", "0").replace("o", "0")
    if digits != nik and _DIGITS.fullmatch(digits):
        removed.append("letter_o")
        nik = digits
    return CleanedNik(nik, tuple(removed))


def nik_problem(nik: str) -> Problem | None:
    """Why a cleaned NIK can never be right, or None. No officer may overrule it."""
    code = _hard_fault(nik)
    if code is None:
        return None
    return Problem("nik", code, data={"count": len(nik)} if code == "nik.length" else {})


def decode_nik(nik: str, today: date) -> NikParts:
    """Read area, sex, birth date and serial from a NIK without a hard problem.

    The century is the one that gives an age of 15 to 99 today; a child gets the later one.
    Raises ValueError when ``nik_problem`` has something to say.
    """
    if nik_problem(nik) is not None:
        raise ValueError("this NIK cannot be decoded")
    ddmmyy = _ddmmyy(nik)
    born = _birth_date(int(ddmmyy[4:]), int(ddmmyy[2:4]), int(ddmmyy[:2]), today)
    return NikParts(_area(nik), _sex(nik), born, nik[12:])


def nik_warnings(
    nik: str,
    birth_date: date | None,
    sex: Sex | None,
    today: date,
    district: str = "33.16",
    subdistricts: Collection[str] = (),
) -> tuple[Problem, ...]:
    """What should be compared with the KTP and may be saved all the same; empty when the NIK itself is refused.

    ``subdistricts``: the codes known in ``district``; empty means they are not checked.
    """
    if _hard_fault(nik) is not None:
        return ()
    found = [*_area_warnings(_area(nik), district, subdistricts)]
    if birth_date is not None and _written(birth_date) != _ddmmyy(nik):
        born = decode_nik(nik, today).birth_date
        told: dict[str, str | int] = {"nik_date": born.isoformat()} if born else {}
        found.append(_warning("birth_date", "nik.birth_date_differs", told))
    if sex is not None and sex is not _sex(nik):
        found.append(_warning("sex", "nik.sex_differs", {"nik_sex": _sex(nik).value}))
    return tuple(found)


def format_nik(nik: str) -> str:
    """Grouped for reading: ``331606 520379 9004``; works while it is being typed."""
    return " ".join(part for part in (nik[:6], nik[6:12], nik[12:]) if part)


def mask_nik(nik: str) -> str:
    """For lists that others see: only the last four digits, ``•••• 9004``."""
    return f"•••• {nik[-4:]}" if len(nik) >= LENGTH else "••••"


@lru_cache(maxsize=16)
def _hard_fault(nik: str) -> str | None:
    """The rules ask about one person's NIK several times in a row; only the last few are remembered."""
    if not nik:
        return "nik.empty"
    if not (nik.isascii() and nik.isdigit()):
        return "nik.scientific" if _SCIENTIFIC.fullmatch(nik) else "nik.letters"
    if len(nik) != LENGTH:
        return "nik.length"
    if nik == nik[0] * LENGTH:
        return "nik.all_equal"
    if nik[0] == "0":
        return "nik.leading_zero"
    if nik in _UPWARDS or nik in _DOWNWARDS:
        return "nik.sequence"
    if nik[12:] == "0000":
        return "nik.serial_zero"
    return None if _has_date(nik) else "nik.date_impossible"


def _has_date(nik: str) -> bool:
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    if day > FEMALE_OFFSET:
        day -= FEMALE_OFFSET
    return any(possible_date(century + year, month, day) for century in (1900, 2000))


def _area(nik: str) -> str:
    return f"{nik[:2]}.{nik[2:4]}.{nik[4:6]}"


def _sex(nik: str) -> Sex:
    return Sex.FEMALE if nik[6] > "3" and int(nik[6:8]) > FEMALE_OFFSET else Sex.MALE


def _written(day: date) -> str:
    return f"{day.day:02d}{day.month:02d}{day.year % 100:02d}"


def _ddmmyy(nik: str) -> str:
    day = int(nik[6:8])
    return f"{day - FEMALE_OFFSET if day > FEMALE_OFFSET else day:02d}{nik[8:12]}"


def _birth_date(year: int, month: int, day: int, today: date) -> date | None:
    candidates = (possible_date(century + year, month, day) for century in (2000, 1900))
    born = [found for found in candidates if found is not None and found <= today]
    adults = [found for found in born if 15 <= age_on(found, today) <= OLDEST]
    return next(iter(adults or born), None)


def _area_warnings(area: str, district: str, subdistricts: Collection[str]) -> tuple[Problem, ...]:
    if area[:2] not in PROVINCES:
        return (_warning("nik", "nik.province_unknown", {"province": area[:2]}),)
    if area[:5] != district:
        return (_warning("nik", "nik.area_outside", {"area": area[:5]}),)
    if subdistricts and area not in subdistricts:
        return (_warning("nik", "nik.subdistrict_unknown", {"area": area}),)
    return ()


def _warning(field: str, code: str, data: dict[str, str | int]) -> Problem:
    return Problem(field, code, Severity.WARNING, data)
