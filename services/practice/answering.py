"""The district of the practice: reads what lies on the pretend stick, decides, and writes its reply back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.values import Insurance, Month, Payer
from services import startup
from services.context import AppContext
from services.errors import Conflict, NotFound
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.practice.demo import PASSPHRASE, begin_practice
from services.practice.pretend_stick import FOLDER
from services.practice.rehearsal import DISTRICT_FOLDER
from services.programmes.commands import create_programme, decide, record_decree
from services.programmes.queries import programmes
from services.programmes.records import ProgrammeTerms
from services.progress import SILENT, Reporter
from services.rules.contribution import programme_contribution
from services.workers.search import ListFilter, count_workers

_MONTHS = 12
_BASE_INCOME = 1_000_000


@dataclass(frozen=True, slots=True)
class Answered:
    """``chosen``: people the practice district chose this time. ``path``: the reply on the pretend stick."""

    chosen: int
    path: Path


def answer(ctx: AppContext, reporter: Reporter = SILENT) -> Answered:
    """What a real district does in days, at once. ``ctx``: the practising village.

    Raises NotFound("practice.no_practice" | "practice.nothing_handed_over").
    """
    folder = ctx.practice
    if folder is None:
        raise NotFound("practice.no_practice")
    stick = folder / FOLDER
    district = begin_practice(startup.sign_in(folder / _district_folder(folder), PASSPHRASE), folder)
    try:
        receive(district, [stick], reporter, admit_new=True)
        if not count_workers(district, ListFilter.ALL):
            raise NotFound("practice.nothing_handed_over")
        chosen = _decide(district)
        (written,) = hand_over(district, stick, reporter, [ctx.office.code])
    finally:
        startup.close(district)
    return Answered(chosen, written.path)


def _district_folder(folder: Path) -> str:
    if startup.state(folder / DISTRICT_FOLDER) == "new":
        raise NotFound("practice.no_practice")
    return DISTRICT_FOLDER


def _decide(district: AppContext) -> int:
    """A programme for about two thirds of the complete records, with an invented decree. 0: nobody new to choose."""
    first = Month(district.today().year, district.today().month).plus(1)
    number = len(programmes(district)) + 1
    insurances = (Insurance.JKK, Insurance.JKM)
    month = programme_contribution(first, _BASE_INCOME, Payer.APBD, insurances, district.reference.tariff)
    places = max(1, count_workers(district, ListFilter.COMPLETE) * 2 // 3)
    terms = ProgrammeTerms(
        year=first.year,
        payer=Payer.APBD,
        ceiling=places * _MONTHS * month.total,
        from_month=first,
        months=_MONTHS,
        legal_basis="Latihan",
        name=f"Latihan {number}",
    )
    made = create_programme(district, terms).first("programme")
    try:
        ranking = decide(district, made)
    except Conflict:  # nobody is left to choose; the reply still tells that everything has arrived
        return 0
    record_decree(district, made, f"LATIHAN/{number}", district.today())
    return ranking.funded
