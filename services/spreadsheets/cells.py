"""From a cell of somebody's workbook to a value. Nothing is guessed: what cannot be read is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Generic, TypeVar

from models.values import Relationship, Severity, Sex
from services.reference import Reference, occupation_named
from services.rules.dates import parse_date, possible_date, split_birth
from services.rules.names import name_key, name_likeness
from services.rules.nik import LENGTH as NIK_LENGTH
from services.rules.nik import clean_nik
from services.spreadsheets.sheets import MAX_TEXT, Cell, cell_text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What a cell gave. ``code`` names the problem when it could not be read as it stands."""

    value: T
    code: str = ""
    severity: Severity = Severity.WARNING


_BLANKS = frozenset({"", "-", "--", "---", "?", ".", "tidak ada", "nihil", "n/a", "null", "kosong"})
_LONGEST_BLANK = max(map(len, _BLANKS))
_SEX = {
    **dict.fromkeys("l lk laki laki2 pria male cowok 1".split(), Sex.MALE),
    **dict.fromkeys(("laki laki", "laki2"), Sex.MALE),
    **dict.fromkeys("p pr perempuan wanita female pi 2".split(), Sex.FEMALE),
}
_RELATIONSHIPS = {
    **dict.fromkeys("suami istri isteri pasangan spouse".split(), Relationship.SPOUSE),
    **dict.fromkeys("anak putra putri child".split(), Relationship.CHILD),
    **dict.fromkeys("ayah bapak ibu orang ortu mertua parent".split(), Relationship.PARENT),
    **dict.fromkeys("kakak adik saudara kandung sibling".split(), Relationship.SIBLING),
}
_FIRST_SERIAL, _LAST_SERIAL = 5_000, 100_000
"""Day numbers that can be a date (1913 to 2173). A lone year such as 1979 is none."""
_DIGITS = re.compile(r"\d+")
_RT_RW = re.compile(r"(?:rt)?\.? ?0*(\d{1,3})\s*(?:[/\\,. -]|rw)+\s*\.?0*(\d{1,3})", re.IGNORECASE)
_ADDRESS_RT_RW = re.compile(r"([^,/]*[^,/ ])[ ,]+rt\b[ .:]*0*(\d{1,3})[ ,/]+rw\b[ .:]*0*(\d{1,3})", re.IGNORECASE)
_RT_IN_TEXT = re.compile(r"\brt\b[ .:]*0*(\d{1,3})", re.IGNORECASE)
_RW_IN_TEXT = re.compile(r"\brw\b[ .:]*0*(\d{1,3})", re.IGNORECASE)
_PAIR_IN_TEXT = re.compile(r"\brt[ /.]*rw\b[ .:]*0*(\d{1,3}) ?/ ?0*(\d{1,3})", re.IGNORECASE)
_MONEY = re.compile(
    r"(-?)\s*(?:rp|idr)?[.:\s]*(-?)([0-9][0-9.,\s]*?)\s*(rb|ribu|k|jt|juta|jtan)?[.,]?\s*(?:-+|=)?\s*(?:/|per)?\s*(?:bln|bulan|bl)?\.?",
    re.IGNORECASE,
)
_UNITS = {"rb": 1_000, "ribu": 1_000, "k": 1_000, "jt": 1_000_000, "juta": 1_000_000, "jtan": 1_000_000}
_HOUR = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?")
_MARKED = frozenset({"v", "x", "1", "l", "p", "ya", "√", "✓", "✔", "*"})


def is_blank(value: Cell) -> bool:
    """Nothing, or one of the signs people write for nothing."""
    return cell_text(value).lower() in _BLANKS


def read_text(value: Cell) -> str:
    """One line of text; a blank sign gives ``""``."""
    if isinstance(value, str) and _LONGEST_BLANK < len(value) < MAX_TEXT and value.isascii() and value.isprintable():
        plain = value.strip()
        if len(plain) > _LONGEST_BLANK and "  " not in plain:
            return plain
    text = cell_text(value)
    return "" if len(text) <= _LONGEST_BLANK and text.lower() in _BLANKS else text


def read_date(value: Cell, today: date, from_1904: bool = False) -> Reading[date | None]:
    """A date cell, a day number, or text. Blank stays blank; code ``unreadable`` otherwise."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        found: date | None = possible_date(value.year, value.month, value.day)
    elif isinstance(value, float):
        found = _date_of_number(value, today, from_1904)
    elif is_blank(value):
        return Reading(None)
    else:
        found = parse_date(cell_text(value), today)
    return Reading(found) if found else Reading(None, "unreadable", Severity.HELD)


def _date_of_number(value: float, today: date, from_1904: bool) -> date | None:
    if not value.is_integer() or not 0 < value < 1e8:
        return None
    if value >= 1_000_000:
        return parse_date(f"{int(value):08d}", today)
    if not _FIRST_SERIAL <= value < _LAST_SERIAL:
        return None
    start = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    return start + timedelta(days=int(value))


def read_birth(value: Cell, today: date, from_1904: bool = False) -> tuple[str, Reading[date | None]]:
    """«Blora, 12-3-1979»: place and date in one cell."""
    if not isinstance(value, str) or is_blank(value):
        return "", read_date(value, today, from_1904)
    place, found = split_birth(cell_text(value), today)
    return place, Reading(found) if found else Reading(None, "unreadable", Severity.HELD)


def read_sex(value: Cell) -> Reading[Sex | None]:
    """L/P, words, or the civil registry's 1/2."""
    if is_blank(value):
        return Reading(None)
    words = name_key(cell_text(value).replace("-", " "))
    sex = _SEX.get(words)
    return Reading(sex) if sex else Reading(None, "unreadable", Severity.HELD)


def is_marked(value: Cell) -> bool:
    """A tick in a column of its own for men or women."""
    return cell_text(value).lower() in _MARKED


def read_number_of_3(value: Cell) -> Reading[str]:
    """RT or RW as three digits; ``RT 3`` and ``3.0`` too. A date means that Excel changed ``3/2``."""
    if isinstance(value, date):
        return Reading("", "rt_rw.became_date")
    if is_blank(value):
        return Reading("")
    found = _DIGITS.findall(cell_text(value))
    if len(found) != 1 or not 0 < int(found[0]) < 1000:
        return Reading("", "rt_rw.unreadable")
    return Reading(f"{int(found[0]):03d}")


def read_rt_rw(value: Cell) -> Reading[tuple[str, str]]:
    """``003/002``, ``3-2``, ``RT 3 RW 2`` in one cell."""
    if isinstance(value, date):
        return Reading(("", ""), "rt_rw.became_date")
    if is_blank(value):
        return Reading(("", ""))
    match = _RT_RW.fullmatch(cell_text(value))
    if match is None:
        return Reading(("", ""), "rt_rw.unreadable")
    return Reading((f"{int(match[1]):03d}", f"{int(match[2]):03d}"))


def split_address(text: str) -> tuple[str, str, str]:
    """An address, and the RT and RW that stand in it (each ``""`` when it does not)."""
    usual = _ADDRESS_RT_RW.fullmatch(text)
    if usual is not None:
        return usual[1], f"{int(usual[2]):03d}", f"{int(usual[3]):03d}"
    pair = _PAIR_IN_TEXT.search(text)
    if pair is not None:
        return _cut(text, pair), f"{int(pair[1]):03d}", f"{int(pair[2]):03d}"
    numbers = []
    for pattern in (_RT_IN_TEXT, _RW_IN_TEXT):
        match = pattern.search(text)
        numbers.append(f"{int(match[1]):03d}" if match else "")
        text = _cut(text, match) if match else text
    return text, numbers[0], numbers[1]


def _cut(text: str, match: re.Match[str]) -> str:
    rest = (text[: match.start()].rstrip(" ,/") + text[match.end() :]).strip(" ,/")
    return rest or text


def read_income(value: Cell) -> Reading[int | None]:
    """Whole rupiah a month: ``Rp 900.000``, 900000.0, ``900rb``, ``1,2 jt``. A range or a daily wage is not guessed."""
    if isinstance(value, float):
        return Reading(round(value)) if abs(value) < 1e12 else Reading(None, "unreadable")
    if is_blank(value):
        return Reading(None)
    match = _MONEY.fullmatch(cell_text(value))
    if match is None:
        return Reading(None, "unreadable")
    amount = _amount(match[3].replace(" ", ""), _UNITS.get((match[4] or "").lower(), 1))
    if amount is None:
        return Reading(None, "unreadable")
    return Reading(-amount if match[1] or match[2] else amount)


def _amount(number: str, unit: int) -> int | None:
    """Dots and commas before three digits are thousands; before one or two digits they are decimals."""
    number = number.rstrip(".,")
    *whole, last = re.split(r"[.,]", number)
    if not whole or len(last) == 3:
        whole, last = [*whole, last], ""
    first, *groups = whole
    if not first or len(last) > 2 or any(len(group) != 3 for group in groups):
        return None
    exact = int("".join(whole)) * 100 + int(last.ljust(2, "0"))
    return exact * unit // 100


def read_phone(value: Cell) -> Reading[str]:
    """Digits from 0: the lost zero and +62 are put right. Of several numbers the first is kept and told."""
    if isinstance(value, float):
        digits = f"{value:.0f}"
        return Reading(_from_zero(digits))
    text = read_text(value)
    bare = text.removeprefix("+")
    if bare.isascii() and bare.isdigit():
        return Reading(_from_zero(bare))
    first, *others = [part for part in re.split(r"\s*(?:[/;,]|\batau\b)\s*", text) if part] or [""]
    digits = re.sub(r"[ .()\-]", "", first)
    found = _from_zero(digits) if digits.lstrip("+").isdigit() else first
    return Reading(found, "phone.several") if others else Reading(found)


def _from_zero(digits: str) -> str:
    digits = digits.lstrip("+")
    if digits.startswith("62"):
        return "0" + digits[2:]
    return "0" + digits if digits.startswith("8") else digits


def read_long_number(value: Cell) -> Reading[str]:
    """KK or an heir's NIK: text only; Excel has lost the end of a number (domain.md §5)."""
    if is_full_number(value):
        return Reading(str(value))
    if isinstance(value, float):
        return Reading("", "numeric_cell")
    text = read_text(value)
    return Reading(clean_nik(text).nik) if text else Reading("")


def is_full_number(value: Cell) -> bool:
    """Sixteen digits as text, which need no reading; nearly every cell of its kind."""
    return isinstance(value, str) and len(value) == NIK_LENGTH and value.isascii() and value.isdigit()


@lru_cache(maxsize=1024)
def read_relationship(text: str) -> Relationship:
    """How an heir is related; unknown words are OTHER."""
    for word in name_key(text.replace("/", " ")).split():
        if word in _RELATIONSHIPS:
            return _RELATIONSHIPS[word]
    return Relationship.OTHER


_INCOME_SOURCES = {
    **dict.fromkeys("pengakuan sendiri mengaku wawancara self".split(), "self"),
    **dict.fromkeys("petugas perangkat rt perkiraan taksiran kader officer".split(), "officer"),
    **dict.fromkeys("dokumen surat slip nota keterangan document".split(), "document"),
}


def read_income_source(value: Cell) -> Reading[str]:
    """Who told the income: the person (``self``), an officer, or a document; ``""`` for a blank."""
    if is_blank(value):
        return Reading("")
    words = name_key(cell_text(value)).split()
    found = next((_INCOME_SOURCES[word] for word in words if word in _INCOME_SOURCES), "")
    return Reading(found) if found else Reading("", "unreadable")


def read_decile(value: Cell) -> Reading[int | None]:
    """Welfare decile 1 to 10: ``3``, ``Desil 3``."""
    if is_blank(value):
        return Reading(None)
    found = _DIGITS.findall(cell_text(value))
    if len(found) != 1 or not 1 <= int(found[0]) <= 10:
        return Reading(None, "unreadable")
    return Reading(int(found[0]))


def read_clock(value: Cell) -> Reading[str]:
    """HH:MM from ``7``, ``07.30`` or a time cell."""
    if isinstance(value, time | datetime):
        return Reading(value.strftime("%H:%M"))
    if is_blank(value):
        return Reading("")
    match = _HOUR.fullmatch(cell_text(value).lower().removesuffix("wib").strip())
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return Reading("", "unreadable")
    return Reading(f"{int(match[1]):02d}:{int(match[2] or 0):02d}")


def read_hours(value: Cell) -> tuple[Reading[str], Reading[str]]:
    """``08.00 - 16.00``, ``07.00 s/d 15.00`` in one cell."""
    if is_blank(value):
        return Reading(""), Reading("")
    parts = re.split(r"\s*(?:-|–|s/d|s\.d\.?|sd|sampai)\s*", cell_text(value).lower().removesuffix("wib").strip())
    if len(parts) != 2:
        return Reading("", "unreadable"), Reading("")
    return read_clock(parts[0]), read_clock(parts[1])


def occupation_reader(reference: Reference) -> Callable[[str], str]:
    """A function from an everyday word to the code of the one occupation it means, ``""`` for none. Remembers."""
    known: dict[str, str] = {}

    def read(text: str) -> str:
        if text not in known:
            found = occupation_named(reference, text)
            known[text] = found.code if found else ""
        return known[text]

    return read


def village_reader(reference: Reference, own_code: str) -> Callable[[str], bool]:
    """Whether the text in a village column means this office's village: its code, its name, or the name mistyped."""
    own = reference.villages[own_code]
    names = {name_key(village.name) for village in reference.villages.values()}
    own_key = name_key(own.name)
    known: dict[str, bool] = {"": True}

    def read(text: str) -> bool:
        if text not in known:
            key = re.sub(r"^(desa|ds|kelurahan|kel) ", "", name_key(text))
            digits = re.sub(r"\D", "", text)
            same = key == own_key or digits == own_code.replace(".", "")
            known[text] = same or (key not in names and name_likeness(key, own_key) >= _ALIKE)
        return known[text]

    return read


_ALIKE = 85
"""Least likeness (0-100) of a mistyped village name."""
