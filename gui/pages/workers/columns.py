"""All columns that the list knows: the village's and the district's, in the officer's order and widths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import cast

from gui.format import date_short, rupiah, title_case
from gui.language import tr
from gui.pages.workers import words
from gui.pages.workers.column_choice import ColumnChoice, widths_of
from gui.tables.columns import Column
from gui.widgets.painting import Tone
from services.reference import Reference
from services.rules.dates import age_on
from services.rules.nik import nik_warnings
from services.workers.filtering import SortKey
from services.workers.records import WorkerRow

TICK, HANDED = "tick", "handed"
_MAKE_WAY = ("completeness", "place", "occupation", "village", HANDED)
"""Usual columns that a narrow table leaves out, in this order; what the officer chose stays, and the table scrolls."""

RECEIVED, WAITING = "check-circle", "usb"
_SORTABLE = frozenset(key.value for key in SortKey)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every column by its key, and which are shown until the officer chooses others."""

    columns: Mapping[str, Column]
    usual: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """All that can be chosen; the name leads and always shows."""
        return tuple(self.columns)

    def title(self, key: str) -> str:
        """The column's name; the signs have none over them."""
        return self.columns[key].title or tr("Serah terima")

    def shown(self, choice: ColumnChoice) -> tuple[Column, ...]:
        """The columns of the table, the ticks first."""
        widths = widths_of(choice)
        found = [self.columns[key] for key in choice.visible(self.keys, self.usual)]
        return (_tick(), *(replace(each, width=widths.get(each.key, each.width)) for each in found))


def too_many(shown: Sequence[Column], room: int) -> frozenset[str]:
    """The columns to leave out so that the others fit into ``room`` pixels at 100%."""
    left_out: list[str] = []
    needed = sum(each.width for each in shown)
    for key in _MAKE_WAY:
        found = next((each for each in shown if each.key == key), None)
        if needed > room and found is not None:
            left_out.append(key)
            needed -= found.width
    return frozenset(left_out)


def catalogue(reference: Reference, *, district: bool, masked: bool, today: date) -> Catalogue:
    """The columns of an office. ``masked``: of a NIK only the last four digits."""
    place = [_village(reference)] if district else [_rt_rw()]
    handed = [] if district else [_handed()]
    usual = [_name(), _nik(masked, today), _occupation(reference), *place, _completeness(), _status(), *handed]
    more = [*([_rt_rw()] if district else []), *_more(today)]
    columns = {each.key: replace(each, sortable=each.key in _SORTABLE) for each in (*usual, *more)}
    return Catalogue(columns, tuple(each.key for each in usual))


def _tick() -> Column:
    return Column(TICK, "", 44, kind="check")


def _name() -> Column:
    return Column("name", tr("Nama"), 122, lambda row: words.name_of(row.full_name), "strong", stretch=True)


def _nik(masked: bool, today: date) -> Column:
    def spoken(row: WorkerRow) -> str:
        return " ".join(row.nik[-4:] if masked else row.nik) or tr("Belum ada")

    def differs(row: WorkerRow) -> bool:
        return any(
            each.field in ("birth_date", "sex") for each in nik_warnings(row.nik, row.birth_date, row.sex, today)
        )

    width = 104 if masked else 176
    return Column(
        "nik", tr("NIK"), width, lambda row: words.nik_words(row.nik, masked), "nik", spoken=spoken, mark=differs
    )


def _occupation(reference: Reference) -> Column:
    return Column(
        "occupation", tr("Pekerjaan"), 102, lambda row: words.occupation_short(reference, row.occupation_code)
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

    return Column(HANDED, "", 34, lambda row: words.handed_words(row.received), "icon", icon=icon, tint=tint)


def _more(today: date) -> Sequence[Column]:
    """Columns that show when they are asked for."""

    def age(row: WorkerRow) -> str:
        return str(age_on(row.birth_date, today)) if row.birth_date else words.NOTHING

    def income(row: WorkerRow) -> str:
        return rupiah(row.monthly_income) if row.monthly_income is not None else words.NOTHING

    return (
        Column("age", tr("Umur"), 72, age, "number"),
        Column("sex", tr("Jenis kelamin"), 110, lambda row: words.sex_word(row.sex)),
        Column("phone", tr("No. HP"), 130, lambda row: row.phone or words.NOTHING),
        Column("address", tr("Alamat"), 170, lambda row: title_case(row.address or row.hamlet) or words.NOTHING),
        Column("mother", tr("Ibu kandung"), 140, lambda row: title_case(row.mother_name) or words.NOTHING),
        Column("kk", tr("Nomor KK"), 104, lambda row: words.nik_words(row.kk_number, True)),
        Column("income", tr("Penghasilan"), 120, income, "number"),
        Column("recorded", tr("Dicatat"), 104, lambda row: _day(row.recorded_at)),
        Column("updated", tr("Diubah"), 104, lambda row: _day(row.updated_at)),
    )


def _day(text: str) -> str:
    return date_short(datetime.fromisoformat(text).date()) if text else words.NOTHING
