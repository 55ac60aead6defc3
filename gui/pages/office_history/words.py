"""What the history says. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from gui.format import clock, date_short, number
from gui.language import tr
from gui.messages import sentence
from services.audit.history import Happened, Theme
from services.reference import Reference

NOTHING = "–"
_REPLACEMENT = "replacement "
"""Before the code of a village, where a kit brings a laptop back."""
Line: TypeAlias = Callable[[Happened], str]
"""A line as it is shown."""
_PEOPLE = frozenset(
    "register update import bulk leave return transfer erase export print reveal undo unauthorised".split()
)


def theme_name(theme: Theme | None) -> str:
    """A theme as its chip says it."""
    if theme is None:
        return tr("Semua")
    return {
        Theme.ACCESS: tr("Masuk & sandi"),
        Theme.PEOPLE: tr("Data pekerja"),
        Theme.PAPER: tr("Cetak & ekspor"),
        Theme.KEYS: tr("Kit & laptop"),
        Theme.CARE: tr("Pemulihan"),
        Theme.UNAUTHORISED: tr("Tidak berwenang"),
        Theme.OTHER: tr("Lainnya"),
    }[theme]


def what(entry: Happened) -> str:
    """«Mencetak»."""
    return sentence(entry.code)


def when(entry: Happened) -> str:
    """22-11-2026 09.14."""
    return f"{date_short(entry.at.date())} {clock(entry.at)}"


def how_many(entry: Happened) -> str:
    """«12 orang» where it is about people; the bare number otherwise."""
    if not entry.count:
        return NOTHING
    return tr("{count} orang", count=number(entry.count)) if entry.kind in _PEOPLE else number(entry.count)


def office_words(reference: Reference, code: str) -> str:
    """Sambongrejo, Sambong; or the district."""
    found = reference.villages.get(code)
    return f"{found.name}, {found.subdistrict}" if found else reference.district_name


def note_words(reference: Reference, note: str) -> str:
    """The note; the code of a village becomes its name, and what a kit was for is said in words."""
    if note.startswith(_REPLACEMENT):
        return tr("pengganti, {office}", office=office_words(reference, note.removeprefix(_REPLACEMENT)))
    return office_words(reference, note) if note in reference.villages else note


def line_words(reference: Reference, entry: Happened) -> str:
    """The whole line, for the search."""
    parts = (what(entry), when(entry), entry.user, office_words(reference, entry.office), entry.note)
    return " ".join((*parts, note_words(reference, entry.note), theme_name(entry.theme)))
