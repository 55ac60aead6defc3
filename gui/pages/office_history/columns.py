"""The columns of the history."""

from __future__ import annotations

from gui.language import tr
from gui.pages.office_history import words
from gui.tables.columns import Column
from gui.widgets.painting import Tone
from services.audit.history import Theme
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
        *office,
        Column("note", tr("Keterangan"), 150, lambda entry: words.note_words(reference, entry.note) or words.NOTHING),
    )
