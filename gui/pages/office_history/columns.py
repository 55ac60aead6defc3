"""The columns of the history."""

from __future__ import annotations

from dataclasses import replace

from gui.language import tr
from gui.pages.office_history import words
from gui.tables.columns import Column
from gui.widgets.painting import Tone
from services.audit.history import Happened, Theme
from services.reference import Reference

_TONES: dict[Theme, Tone] = {
    Theme.ACCESS: "neutral",
    Theme.PEOPLE: "primary",
    Theme.PAPER: "info",
    Theme.KEYS: "accent",
    Theme.CARE: "warn",
    Theme.UNAUTHORISED: "err",
    Theme.OTHER: "neutral",
}


def columns(reference: Reference, *, district: bool) -> tuple[Column, ...]:
    """Made when the page is built, in the language of that moment."""
    office = (
        Column("office", tr("Kantor"), 176, lambda entry: words.office_words(reference, entry.office)),
    ) if district else ()  # fmt: skip
    at, what, theme, count, user = _always()
    note = Column("note", tr("Keterangan"), 150, lambda entry: words.note_words(reference, entry.note) or words.NOTHING)
    return (at, what, theme, count, user, *office, note)


def narrower(reference: Reference, *, district: bool) -> tuple[tuple[Column, ...], ...]:
    """The same with less room: note, kind and office go into a second line and stay to be read."""
    at, what, theme, count, user = _always()
    if district:
        user = replace(user, below=lambda entry: words.office_words(reference, entry.office))

    def note(entry: Happened) -> str:
        return words.note_words(reference, entry.note)

    def kind_and_note(entry: Happened) -> str:
        return " · ".join(part for part in (words.theme_name(entry.theme), note(entry)) if part)

    return (
        (at, replace(what, below=note), theme, count, user),
        (
            replace(at, title=tr("Menurut laptop"), width=140),
            replace(what, width=188, below=kind_and_note),
            count,
            replace(user, width=132),
        ),
    )


def _always() -> tuple[Column, Column, Column, Column, Column]:
    return (
        Column("at", tr("Waktu menurut laptop"), 158, words.when),
        Column("what", tr("Kejadian"), 200, words.what, kind="strong", stretch=True),
        Column(
            "theme",
            tr("Jenis"),
            150,
            lambda entry: words.theme_name(entry.theme),
            kind="pill",
            tone=lambda entry: _TONES[entry.theme],
        ),
        Column("count", tr("Jumlah"), 84, words.how_many, align="right"),
        Column("user", tr("Petugas"), 146, lambda entry: entry.user or words.NOTHING),
    )
