"""What the history of one person says: who did what, before and after. Plain Python."""

from __future__ import annotations

from datetime import date, datetime

from gui.format import date_long, number
from gui.language import tr
from gui.pages.person import values, words
from models.values import ActKind, LeftReason, WorkerStatus
from services.context import Office
from services.reference import Reference
from services.workers.history import HistoryEntry
from services.workers.leaving import Departure
from services.workers.undo import UndoPreview

_STATUS = ("state", "reason", "on")
_NAMES_SHOWN = 3


def title(entry: HistoryEntry) -> str:
    """What was done. Acts of other laptops are told by what they wrote."""
    left = next((change.after for change in entry.fields if change.field == "state"), None)
    if entry.kind is ActKind.UNDO:
        return tr("Diurungkan")
    if entry.created:
        return tr("Masuk lewat impor") if entry.kind is ActKind.IMPORT else tr("Didaftarkan")
    if left is not None:
        return tr("Keluar dari daftar") if left == WorkerStatus.LEFT.value else tr("Kembali ke daftar")
    return {
        ActKind.IMPORT: tr("Diubah lewat impor"),
        ActKind.BULK: tr("Diubah bersama pekerja lain"),
    }.get(entry.kind or ActKind.OTHER, tr("Diubah"))


def icon(entry: HistoryEntry) -> str:
    """The sign of an entry."""
    if entry.kind is ActKind.UNDO:
        return "undo"
    if entry.created:
        return "user-plus"
    if any(change.field == "state" for change in entry.fields):
        return "logout" if entry.fields[0].after == WorkerStatus.LEFT.value else "login"
    return "table" if entry.kind is ActKind.IMPORT else "pencil"


def by_words(entry: HistoryEntry, office: Office, reference: Reference, now: datetime) -> str:
    """Siti Aminah · 14 November 2026, 09.14; another office or laptop is named."""
    parts = [entry.user, words.when_words(entry.at, now)]
    if entry.office != office.code:
        parts.insert(1, words.village_words(reference, entry.office))
    elif not entry.here:
        parts.insert(1, tr("laptop lain"))
    return " · ".join(part for part in parts if part)


def change_lines(entry: HistoryEntry, reference: Reference, *, shown: bool) -> list[tuple[str, str, str]]:
    """(field, before, after) in words; the first entry only says how much was written."""
    if entry.created and entry.kind is not ActKind.UNDO:
        return [(tr("Isian pertama"), "", tr("{count} isian", count=number(len(entry.fields))))]
    lines = [
        (
            values.field_label(change.field),
            values.value_words(change.field, change.before, reference, shown=shown),
            values.value_words(change.field, change.after, reference, shown=shown),
        )
        for change in entry.fields
        if change.field not in _STATUS
    ]
    return [*_departure(entry), *lines]


def _departure(entry: HistoryEntry) -> list[tuple[str, str, str]]:
    told = {change.field: change.after for change in entry.fields if change.field in _STATUS}
    if not told:
        return []
    if told.get("state", WorkerStatus.LEFT.value) != WorkerStatus.LEFT.value:
        return [(tr("Keadaan"), tr("keluar dari daftar"), tr("ada di daftar"))]
    lines = []
    if "reason" in told:
        text = str(told["reason"])
        known = LeftReason(text) if text in LeftReason.__members__.values() else None
        lines.append((tr("Alasan"), "", words.reason_words(known)))
    on = _day(told.get("on"))
    if on is not None:
        lines.append((tr("Tanggal"), "", date_long(on)))
    return lines


def _day(value: object) -> date | None:
    """A day that another laptop wrote, or None: it may have written anything."""
    try:
        return datetime.fromisoformat(str(value)).date()
    except ValueError:
        return None


def preview_title(preview: UndoPreview, kind: ActKind | None, *, created: bool) -> str:
    """What undoing would do."""
    count = preview.workers
    if not count and not preview.changed_since:
        return tr("Tidak ada yang perlu diurungkan.")
    if created or kind is ActKind.REGISTER:
        return tr("{count} pekerja keluar dari daftar. Datanya tetap tersimpan.", count=number(count))
    return tr("{count} pekerja kembali ke isian sebelumnya.", count=number(count))


def preview_changed(preview: UndoPreview) -> str:
    """Who was changed since, by name."""
    names = [words.name_of(ref.full_name) for ref in preview.changed_since]
    if not names:
        return ""
    shown = ", ".join(names[:_NAMES_SHOWN])
    if len(names) > _NAMES_SHOWN:
        more = number(len(names) - _NAMES_SHOWN)
        shown = tr("{names} dan {more} lagi", names=shown, more=more)
    return tr("Sudah diubah sesudahnya, jadi dibiarkan: {names}.", names=shown)


def preview_sent(preview: UndoPreview) -> str:
    """Whether the district holds some of it already."""
    if not preview.sent:
        return ""
    return tr(
        "{count} sudah diterima kabupaten. Pembatalan ini ikut pada serah terima berikutnya.",
        count=number(preview.sent),
    )


def undo_button(preview: UndoPreview, *, also_changed: bool) -> str:
    """Urungkan 27 pekerja; a single person needs no number."""
    count = preview.workers + (len(preview.changed_since) if also_changed else 0)
    return tr("Urungkan {count} pekerja", count=number(count)) if count > 1 else tr("Urungkan")


def departed_note(gone: Departure) -> str:
    """Under the banner of somebody who left."""
    if gone.same_as is not None:
        return tr("Data yang dipakai: {name}.", name=words.name_of(gone.same_as.full_name))
    return words.follows_words(gone.reason) if gone.reason else ""
