"""What a NIK says while it is typed, and what was checked about it. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from gui.format import date_long, title_case
from gui.language import tr
from gui.messages import sentence
from models.values import Sex
from services.reference import Reference
from services.rules.dates import age_on
from services.rules.nik import NikParts, decode_nik, nik_problem, nik_warnings
from services.workers.records import WorkerRef

Asked = Literal["no", "yes", "own"]
Check = tuple[Literal["ok", "info", "warn", "err"], str]


@dataclass(frozen=True, slots=True)
class NikFacts:
    """The three things a NIK tells, in words."""

    sex: str
    birth: str
    area: str
    female: bool


@dataclass(frozen=True, slots=True)
class NikReading:
    """What stands beside and below the NIK. ``holder``: id of the person who has it already; ``looking``: not known."""

    facts: NikFacts | None = None
    checks: tuple[Check, ...] = ()
    looking: bool = False
    holder: str = ""


def sex_word(sex: Sex) -> str:
    """Perempuan or Laki-laki."""
    return tr("Perempuan") if sex is Sex.FEMALE else tr("Laki-laki")


def read_parts(nik: str, today: date) -> NikParts | None:
    """What the NIK says; None while it cannot be right."""
    return decode_nik(nik, today) if nik_problem(nik) is None else None


def nik_facts(parts: NikParts, reference: Reference, today: date) -> NikFacts:
    """In words: sex, birth date with age, sub-district of first issue."""
    birth = tr("tidak terbaca")
    if parts.birth_date is not None:
        age = age_on(parts.birth_date, today)
        birth = tr("{date} ({age} tahun)", date=date_long(parts.birth_date), age=age)
    name = reference.subdistricts.get(parts.area_code)
    if name is not None:
        area = title_case(name)
    elif parts.area_code.startswith(reference.district_code):
        area = tr("Tidak dikenal")
    else:
        area = tr("Luar Blora")
    return NikFacts(sex_word(parts.sex), birth, area, parts.sex is Sex.FEMALE)


def read_nik(nik: str, reference: Reference, today: date, holder: WorkerRef | None, asked: Asked) -> NikReading:
    """Everything to show about a NIK as it stands.

    ``asked``: "no" while the register was not asked about it, "yes", or "own": it is this person's own.
    """
    parts = read_parts(nik, today)
    if parts is None:
        return NikReading()
    checks: list[Check] = [("ok", tr("Susunan NIK benar. Belum dicek ke Dukcapil."))]
    checks += [
        ("info", sentence(problem.code, problem.data))
        for problem in nik_warnings(nik, None, None, today, reference.district_code, reference.subdistricts.keys())
    ]
    if asked == "yes" and holder is None:
        checks.append(("ok", tr("Belum ada di daftar ini")))
    facts = nik_facts(parts, reference, today)
    return NikReading(facts, tuple(checks), asked == "no", holder.id if holder else "")


def holder_sentence(holder: WorkerRef, reference: Reference, here: str) -> str:
    """Who has this NIK already; the village is named when it is another one than ``here``."""
    village = reference.villages.get(holder.village_code)
    name = title_case(holder.full_name) or tr("orang tanpa nama")
    if village is None or holder.village_code == here:
        return tr("NIK ini sudah terdaftar atas nama {name}. Buka datanya atau periksa KTP.", name=name)
    return tr(
        "NIK ini sudah terdaftar atas nama {name} di {village}. Buka datanya atau periksa KTP.",
        name=name,
        village=village.name,
    )
