"""The columns of the table of decisions."""

from __future__ import annotations

from dataclasses import dataclass

from gui.language import tr
from gui.pages.decisions import words
from gui.tables.columns import Column
from services.programmes.queries import DecisionRow

REASONS = "reasons"


@dataclass(frozen=True, slots=True)
class Line:
    """A decision as its row needs it: without the decree nobody is a recipient yet."""

    row: DecisionRow
    decreed: bool


def columns() -> list[Column]:
    """Name, where, phone, what was decided, and why not."""
    return [
        Column("name", tr("Nama"), 126, lambda line: words.name_of(line.row), "strong", stretch=True),
        Column("rt_rw", tr("RT/RW"), 80, lambda line: words.rt_rw(line.row)),
        Column("phone", tr("No. HP"), 130, lambda line: words.phone(line.row)),
        Column(
            "outcome",
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
    ]
