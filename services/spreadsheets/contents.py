"""What the cells of a column look like, whatever stands over them: numbers of 16 digits, dates, kinship words …"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from models.values import Relationship
from services.reference import load_reference, occupation_named
from services.rules.dates import parse_date, split_birth
from services.rules.names import is_person_name
from services.rules.nik import clean_nik
from services.spreadsheets import cells
from services.spreadsheets.roles import Role
from services.spreadsheets.sheets import Cell, cell_text

SAMPLE = 120
"""So many filled cells of a column are looked at."""
FEW = 4
"""Below this a column says nothing for certain."""
_DAY = date(2100, 1, 1)
"""Two-digit years need some today; which one does not matter for telling that a cell is a date."""
_SCIENTIFIC = re.compile(r"\d[.,]\d+E\+1[45]", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+?62|0)?8[1-9][0-9]{7,10}")
_MARKS = re.compile(r"[ .()\-]")
_ROAD = re.compile(r"\b(jl|jln|jalan|dk|dukuh|dusun|dsn|ds|desa|gang|gg|blok|kp|rt|rw)\b", re.IGNORECASE)
_RT_IN_ADDRESS = re.compile(r"[a-z]{3,}.*\brt\b[ .:/]*(rw)?[ .:]*\d", re.IGNORECASE)
_RELATED = re.compile(r"(suami|iste?ri|anak|ayah|bapak|ibu|orang tua|ortu|kakak|adik|saudara|mertua|menantu|cucu)\b")
_KEY = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_CODE = re.compile(r"\d{1,3}(\.0)?")

Looks = Callable[[Cell], bool]


def _is_long(value: Cell) -> bool:
    if isinstance(value, float):
        return 1e15 <= value < 1e16
    text = cell_text(value)
    if _SCIENTIFIC.fullmatch(text):
        return True
    nik = clean_nik(text).nik
    return 14 <= len(nik) <= 17 and nik.isdigit()


def _is_date(value: Cell) -> bool:
    if isinstance(value, date):
        return True
    return isinstance(value, str) and parse_date(value, _DAY) is not None


def _is_birth(value: Cell) -> bool:
    if not isinstance(value, str):
        return False
    place, day = split_birth(value, _DAY)
    return bool(place) and day is not None


def _is_sex(value: Cell) -> bool:
    text = cell_text(value)
    return not text.isdigit() and cells.read_sex(value).value is not None


def _is_phone(value: Cell) -> bool:
    text = f"{value:.0f}" if isinstance(value, float) else _MARKS.sub("", cell_text(value))
    return _PHONE.fullmatch(text) is not None


def _is_rt_rw(value: Cell) -> bool:
    return isinstance(value, str) and cells.read_rt_rw(value).value != ("", "") and not _is_date(value)


def _is_address(value: Cell) -> bool:
    return isinstance(value, str) and _ROAD.search(value) is not None


def _is_whole_address(value: Cell) -> bool:
    return isinstance(value, str) and _RT_IN_ADDRESS.search(value) is not None


@lru_cache(maxsize=2048)
def _means_occupation(text: str) -> bool:
    return occupation_named(load_reference(), text) is not None


def _is_occupation(value: Cell) -> bool:
    return isinstance(value, str) and not value.isdigit() and _means_occupation(cell_text(value))


def _is_related(value: Cell) -> bool:
    return isinstance(value, str) and _RELATED.match(cell_text(value).lower()) is not None


def _is_income(value: Cell) -> bool:
    amount = cells.read_income(value).value
    return amount is not None and 20_000 <= amount <= 50_000_000 and not _is_date(value)


def _is_hours(value: Cell) -> bool:
    start, end = cells.read_hours(value)
    return bool(start.value and end.value)


def _is_name(value: Cell) -> bool:
    text = cell_text(value)
    return isinstance(value, str) and len(text) > 2 and is_person_name(text)


def _is_key(value: Cell) -> bool:
    return isinstance(value, str) and _KEY.fullmatch(cell_text(value)) is not None


_LOOKS: Mapping[Role, Looks] = {
    Role.KEY: _is_key,
    Role.NIK: _is_long,
    Role.KK: _is_long,
    Role.HEIR_NIK: _is_long,
    Role.NAME: _is_name,
    Role.MOTHER: _is_name,
    Role.HEIR_NAME: _is_name,
    Role.BIRTH: _is_birth,
    Role.BIRTH_DATE: _is_date,
    Role.NOTICE: _is_date,
    Role.SEX: lambda value: cells.read_sex(value).value is not None,
    Role.PHONE: _is_phone,
    Role.HEIR_PHONE: _is_phone,
    Role.RT_RW: _is_rt_rw,
    Role.RT: lambda value: bool(cells.read_number_of_3(value).value),
    Role.RW: lambda value: bool(cells.read_number_of_3(value).value),
    Role.ADDRESS_RT_RW: _is_whole_address,
    Role.OCCUPATION: _is_occupation,
    Role.OCCUPATION_2: _is_occupation,
    Role.HEIR_RELATIONSHIP: lambda value: cells.read_relationship(cell_text(value)) is not Relationship.OTHER,
    Role.INCOME: lambda value: cells.read_income(value).value is not None,
    Role.HOURS: _is_hours,
    Role.WORK_START: lambda value: bool(cells.read_clock(value).value),
    Role.WORK_END: lambda value: bool(cells.read_clock(value).value),
}
"""How a cell of a column with that heading ought to look. Roles that are not here take any text."""

_TELLING: tuple[tuple[Role, Looks, float], ...] = (
    (Role.KEY, _is_key, 0.9),
    (Role.NIK, _is_long, 0.6),
    (Role.SEX, _is_sex, 0.9),
    (Role.BIRTH, _is_birth, 0.7),
    (Role.BIRTH_DATE, _is_date, 0.8),
    (Role.PHONE, _is_phone, 0.7),
    (Role.RT_RW, _is_rt_rw, 0.8),
    (Role.HEIR_RELATIONSHIP, _is_related, 0.7),
    (Role.ADDRESS_RT_RW, _is_whole_address, 0.6),
    (Role.ADDRESS, _is_address, 0.6),
    (Role.OCCUPATION, _is_occupation, 0.5),
    (Role.HOURS, _is_hours, 0.8),
    (Role.INCOME, _is_income, 0.8),
    (Role.NAME, _is_name, 0.9),
)
"""In this order: what cells say by themselves, and from which share of them on."""


def filled(values: Sequence[Cell]) -> list[Cell]:
    """The first cells that hold something, spread no further than the sample."""
    found: list[Cell] = []
    for value in values:
        if value != "" and not cells.is_blank(value):
            found.append(value)
            if len(found) == SAMPLE:
                break
    return found


def fit(role: Role, sample: Sequence[Cell]) -> float | None:
    """Which share (0-1) of the cells look like this role; None when cells cannot tell or there are none."""
    looks = _LOOKS.get(role)
    if looks is None or not sample:
        return None
    return sum(map(looks, sample)) / len(sample)


def telling(sample: Sequence[Cell]) -> tuple[Role, float] | None:
    """What the cells say by themselves, and which share of them says it."""
    for role, looks, least in _TELLING:
        share = sum(map(looks, sample)) / len(sample) if sample else 0.0
        if share >= least:
            return role, share
    return None


def looks_like_codes(sample: Sequence[Cell]) -> bool:
    """Nothing but numbers of one to three digits: another program's codes, not words."""
    return bool(sample) and all(_CODE.fullmatch(cell_text(value)) for value in sample)


def family_card(sample: Sequence[Cell], other: Sequence[Cell]) -> bool:
    """Of two columns of 16-digit numbers, whether the first rather holds family cards: no days of women, repeats."""
    return _personal(sample) < _personal(other)


def _personal(sample: Sequence[Cell]) -> float:
    """How much like NIKs: days from 41 on occur only there, and hardly any number comes twice."""
    numbers = [clean_nik(cell_text(value)).nik for value in sample]
    whole = [number for number in numbers if len(number) == 16 and number.isdigit()]
    if not whole:
        return 0.0
    women = sum(40 < int(number[6:8]) <= 71 for number in whole)
    return (women + len(set(whole))) / len(whole)
