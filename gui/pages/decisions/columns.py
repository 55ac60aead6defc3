"""The columns of the table of decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gui.language import tr
from gui.pages.decisions import words
from gui.tables.columns import Column
from services.programmes.queries import DecisionRow
from services.workers.told import ToldMark

OUTCOME, REASONS = "outcome", "reasons"


@dataclass(frozen=True, slots=True)
class Line:
    """A decision as its row needs it: without the decree nobody is a recipient yet. ``now``: to tell today by."""

    row: DecisionRow
    decreed: bool
    told: ToldMark | None
    now: datetime


def columns() -> list[Column]:
    """The tick, name, where, phone, what was decided, why not, and whether the person was told."""
    return [
        Column("tick", tr("Centang"), 44, kind="check"),
        Column("name", tr("Nama"), 126, lambda line: words.name_of(line.row), "strong", stretch=True),
        Column("rt_rw", tr("RT/RW"), 80, lambda line: words.rt_rw(line.row)),
        Column("phone", tr("No. HP"), 130, lambda line: words.phone(line.row)),
        Column(
            OUTCOME,
            tr("Keputusan"),
            184,
            lambda line: words.pill(line.row, decreed=line.decreed)[0],
            "pill",
            tone=lambda line: words.pill(line.row, decreed=line.decreed)[1],
            icon=lambda line: words.pill_icon(line.row),
        ),
        Column(
            REASONS,
            tr("Alasan"),
            184,
            lambda line: words.reasons_short(line.row),
            spoken=lambda line: words.reasons_long(line.row),
        ),
        Column(
            "told",
            tr("Diberi tahu"),
            140,
            lambda line: words.told_pill(line.told, line.now)[0],
            "pill",
            tone=lambda line: words.told_pill(line.told, line.now)[1],
            spoken=lambda line: words.told_spoken(line.told, line.now),
        ),
    ]
