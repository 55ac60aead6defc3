"""The columns of the list: the village's and the district's."""

from __future__ import annotations

from typing import cast

from gui.language import tr
from gui.pages.workers import words
from gui.tables.columns import Column
from gui.widgets.painting import Tone
from services.reference import Reference
from services.workers.records import WorkerRow

HIDDEN_BELOW = {"handed": 500, "occupation": 640, "place": 700, "village": 640, "completeness": 780}
"""Columns that make way when the table gets narrower than this, at 100%."""

RECEIVED, WAITING = "check-circle", "usb"


def columns_for(reference: Reference, *, district: bool) -> tuple[Column, ...]:
    """Name, NIK, occupation, place, completeness, status; in a village also what the district has."""
    place = _village(reference) if district else _rt_rw()
    last = () if district else (_handed(),)
    return (_name(), _nik(district), _occupation(reference), place, _completeness(), _status(), *last)


def _name() -> Column:
    return Column("name", tr("Nama"), 122, lambda row: words.name_of(row.full_name), "strong", stretch=True)


def _nik(masked: bool) -> Column:
    def spoken(row: WorkerRow) -> str:
        return " ".join(row.nik[-4:] if masked else row.nik) or tr("Belum ada")

    width = 90 if masked else 157
    return Column("nik", tr("NIK"), width, lambda row: words.nik_words(row.nik, masked), "nik", spoken=spoken)


def _occupation(reference: Reference) -> Column:
    return Column(
        "occupation", tr("Pekerjaan"), 100, lambda row: words.occupation_short(reference, row.occupation_code)
    )


def _rt_rw() -> Column:
    return Column("place", tr("RT/RW"), 76, lambda row: words.rt_rw(row.rt, row.rw))


def _village(reference: Reference) -> Column:
    return Column("village", tr("Desa"), 168, lambda row: words.village_name(reference, row.village_code))


def _completeness() -> Column:
    def spoken(row: WorkerRow) -> str:
        return tr("{percent} persen", percent=row.completeness)

    return Column(
        "completeness",
        tr("Kelengkapan"),
        106,
        lambda row: f"{row.completeness}%",
        "bar",
        share=lambda row: row.completeness / 100,
        spoken=spoken,
    )


def _status() -> Column:
    def tone(row: WorkerRow) -> Tone:
        return cast(Tone, words.row_status(row)[1])

    return Column("status", tr("Status"), 188, lambda row: words.row_status(row)[0], "pill", tone=tone)


def _handed() -> Column:
    """A sign; the foot of the table says what the two signs mean, the panel says it in words."""

    def icon(row: WorkerRow) -> str:
        return RECEIVED if row.received else WAITING

    def tint(row: WorkerRow) -> str:
        return "ok" if row.received else "warn"

    return Column("handed", "", 34, lambda row: words.handed_words(row.received), "icon", icon=icon, tint=tint)
