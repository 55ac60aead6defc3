"""The columns of the laptops at the door and of those on the roster."""

from __future__ import annotations

from gui.format import date_short, number
from gui.language import tr
from gui.pages.laptops.facts import DoorRow, LaptopRow, State
from gui.tables.columns import Column
from gui.widgets.painting import Tone

WIDE = 980
"""Room for all columns, at 100%; below ``_SMALL`` village and subdistrict share one."""
_SMALL = 730

_TONES: dict[State, Tone] = {
    "active": "ok",
    "silent": "neutral",
    "revoked": "err",
    "later": "warn",
    "here": "primary",
    "district": "primary",
}


def state_words(row: LaptopRow) -> str:
    """What a laptop may do, in a few words."""
    if row.state == "later":
        return tr("Dicabut, {count} susulan", count=number(row.later))
    return {
        "active": tr("Dipakai"),
        "silent": tr("Belum kirim"),
        "revoked": tr("Dicabut"),
        "here": tr("Komputer ini"),
        "district": tr("Kabupaten"),
    }[row.state]


def door_columns(room: int = WIDE) -> tuple[Column, ...]:
    """Made when the page is built, in the language of that moment.

    ``room``: width of the table at 100%, in pixels. The six words are what a person compares: whatever the width they
    are shown whole, and the others make room.
    """
    tick = Column("tick", "", 44, kind="check")
    words = Column("words", tr("Enam kata laptop"), 300, lambda row: "  ".join(row.words), stretch=True)
    if room < _SMALL:
        return (tick, Column("village", tr("Desa"), 150, _where, kind="strong"), words)
    village = Column("village", tr("Desa"), 180 if room >= WIDE else 160, lambda row: row.name, kind="strong")
    subdistrict = Column("subdistrict", tr("Kecamatan"), 130 if room >= WIDE else 124, lambda row: row.subdistrict)
    people = Column("people", tr("Pekerja"), 84, _people, kind="number")
    if room < WIDE:
        return (tick, village, subdistrict, people, words)
    no = Column("no", tr("Kiriman"), 84, lambda row: tr("ke-{no}", no=row.no), align="right")
    at = Column("at", tr("Dibaca"), 112, lambda row: date_short(row.at.date()))
    return (tick, village, subdistrict, people, no, at, words)


def _where(row: DoorRow | LaptopRow) -> str:
    return f"{row.name}, {row.subdistrict}" if row.subdistrict else row.name


def _people(row: DoorRow) -> str:
    return number(row.people) if row.people >= 0 else "–"


def laptop_columns(room: int = WIDE) -> tuple[Column, ...]:
    """As ``door_columns``, for the roster; the status stays on screen too."""
    words = Column(
        "words", tr("Enam kata laptop"), 300 if room >= _SMALL else 266, lambda row: "  ".join(row.words), stretch=True
    )
    wide = 170 if room >= WIDE else 138
    state = Column("state", tr("Status"), wide, state_words, kind="pill", tone=lambda row: _TONES[row.state])
    if room < _SMALL:
        return (Column("village", tr("Desa"), 98, _where, kind="strong"), state, words)
    village = Column("village", tr("Desa"), 180 if room >= WIDE else 156, lambda row: row.name, kind="strong")
    subdistrict = Column(
        "subdistrict", tr("Kecamatan"), 130 if room >= WIDE else 124, lambda row: row.subdistrict or "–"
    )
    if room < WIDE:
        return (village, subdistrict, words, state)
    return (
        village,
        subdistrict,
        Column(
            "no", tr("Kiriman"), 84, lambda row: tr("ke-{no}", no=row.last_no) if row.last_no else "–", align="right"
        ),
        Column("at", tr("Dibaca"), 112, lambda row: date_short(row.last_at.date()) if row.last_at else "–"),
        words,
        state,
    )
