"""The columns of the laptops at the door and of those on the roster."""

from __future__ import annotations

from gui.format import date_short, number
from gui.language import tr
from gui.pages.laptops.facts import DoorRow, LaptopRow, State
from gui.tables.columns import Column
from gui.widgets.painting import Tone

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


def door_columns() -> tuple[Column, ...]:
    """Made when the page is built, in the language of that moment."""
    return (
        Column("tick", "", 44, kind="check"),
        Column("village", tr("Desa"), 180, lambda row: row.name, kind="strong"),
        Column("subdistrict", tr("Kecamatan"), 130, lambda row: row.subdistrict),
        Column("people", tr("Pekerja"), 84, _people, kind="number"),
        Column("no", tr("Kiriman"), 84, lambda row: tr("ke-{no}", no=row.no), align="right"),
        Column("at", tr("Dibaca"), 112, lambda row: date_short(row.at.date())),
        Column("words", tr("Enam kata laptop"), 300, lambda row: "  ".join(row.words), stretch=True),
    )


def _people(row: DoorRow) -> str:
    return number(row.people) if row.people >= 0 else "–"


def laptop_columns() -> tuple[Column, ...]:
    """As ``door_columns``, for the roster."""
    return (
        Column("village", tr("Desa"), 180, lambda row: row.name, kind="strong"),
        Column("subdistrict", tr("Kecamatan"), 130, lambda row: row.subdistrict or "–"),
        Column(
            "no", tr("Kiriman"), 84, lambda row: tr("ke-{no}", no=row.last_no) if row.last_no else "–", align="right"
        ),
        Column("at", tr("Dibaca"), 112, lambda row: date_short(row.last_at.date()) if row.last_at else "–"),
        Column("words", tr("Enam kata laptop"), 290, lambda row: "  ".join(row.words), stretch=True),
        Column("state", tr("Status"), 170, state_words, kind="pill", tone=lambda row: _TONES[row.state]),
    )
