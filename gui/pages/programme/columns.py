"""The columns of the ranked list and of those who cannot be chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gui.changed_words import facts_words
from gui.format import decimal, number, title_case
from gui.language import tr
from gui.messages import sentence
from gui.tables.columns import Column
from models.values import Outcome
from services.programmes.changed_since import ChangedPerson
from services.programmes.records import RankedWorker
from services.reference import Reference
from services.rules.ranking import FULL_POINTS, HUNDRED


@dataclass(frozen=True, slots=True)
class FundingLine:
    """The row that stands between the last who is paid for and the first who waits."""

    words: str
    spent: str


Line = RankedWorker | FundingLine


def _of(text: Callable[[RankedWorker], str]) -> Callable[[Line], str]:
    return lambda line: text(line) if isinstance(line, RankedWorker) else ""


def _tint(line: Line) -> str:
    waits = isinstance(line, RankedWorker) and line.outcome is not Outcome.FUNDED
    return "text3" if waits else ""


def _score(line: RankedWorker) -> str:
    return decimal((line.score or 0) / HUNDRED)


def _name(line: Line) -> str:
    return f"{line.words}, {line.spent}" if isinstance(line, FundingLine) else title_case(line.full_name)


def ranked_columns(reference: Reference) -> tuple[Column, ...]:
    """Place, name, village, occupation, score."""
    return (
        Column("place", tr("No."), 58, _of(lambda line: number(line.place or 0)), kind="number", tint=_tint),
        Column("name", tr("Nama"), 120, _name, kind="strong", stretch=True, tint=_tint),
        Column("village", tr("Desa"), 108, _of(lambda line: village(reference, line)), tint=_tint),
        Column("occupation", tr("Pekerjaan"), 116, _of(lambda line: occupation(reference, line)), tint=_tint),
        Column(
            "score",
            tr("Skor"),
            100,
            _of(_score),
            kind="bar",
            share=lambda line: (line.score or 0) / FULL_POINTS if isinstance(line, RankedWorker) else 0,
            tone=lambda line: "neutral" if _tint(line) else "primary",
        ),
    )


def refused_columns(reference: Reference) -> tuple[Column, ...]:
    """Name, village, and why not."""
    return (
        Column("name", tr("Nama"), 160, lambda line: title_case(line.full_name), kind="strong"),
        Column("village", tr("Desa"), 112, lambda line: village(reference, line)),
        Column("reasons", tr("Alasan"), 200, reasons, stretch=True),
    )


def changed_columns(reference: Reference) -> tuple[Column, ...]:
    """Name, village, and which facts are no longer those of the decision."""
    return (
        Column("name", tr("Nama"), 160, lambda person: title_case(person.full_name), kind="strong"),
        Column("village", tr("Desa"), 112, lambda person: village(reference, person)),
        Column("facts", tr("Yang berubah"), 200, lambda person: facts_words(person.facts), stretch=True),
    )


def reasons(line: RankedWorker) -> str:
    """Why somebody cannot be chosen, in sentences."""
    return " ".join(sentence(code) for code in line.reasons)


def village(reference: Reference, line: RankedWorker | ChangedPerson) -> str:
    """The village's name."""
    found = reference.villages.get(line.village_code)
    return found.name if found else line.village_code


def occupation(reference: Reference, line: RankedWorker) -> str:
    """The occupation in few words."""
    found = reference.occupations.get(line.occupation_code)
    return found.short if found else ""
