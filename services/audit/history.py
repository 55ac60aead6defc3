"""The history of the office: who signed in, exported, printed, revealed, imported, restored, let in, erased, and when.

Read from the journal's events, which travel and are chained, and from the acts of this laptop. The times are what each
laptop's clock said; they are shown and sorted by, and decide nothing (handover.md B12, E).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from models.values import ActKind, EventKind
from services.audit.events import BY_DISTRICT_KEY, ONCE, OfficeEvent, office_events
from services.audit.unauthorised import Unauthorised, unauthorised
from services.context import AppContext
from services.progress import SILENT, Reporter
from services.redacting import redact
from services.spreadsheets.writing import HEADING, add_sheet, number_cell, text_cell, writing
from services.workers.acts import Act, log_act, recent_acts

MOST = 20_000
"""As many of the newest entries are read; older ones are in an earlier export and in the journal for ever."""

EXPORT_NOTE = "riwayat .xlsx"
_SHEET = "Riwayat"
_STEP = 500
SUBJECTS = ("decision", "participation", "contribution", "batch", "programme")
"""Entities of the district's own work; the first that an act wrote about names it."""

_WRITTEN_ABOUT = """
SELECT a.id, group_concat(DISTINCT j.entity) FROM act a JOIN journal j ON j.seq BETWEEN a.first_seq AND a.last_seq
WHERE a.kind = 'other' AND a.first_seq > 0 GROUP BY a.id
"""
_IN_JOURNAL = frozenset({ActKind.EXPORT, ActKind.PRINT, ActKind.REVEAL})
_HEADINGS = (
    ("Waktu menurut laptop", 20),
    ("Kantor", 30),
    ("Petugas", 24),
    ("Kejadian", 44),
    ("Jumlah", 10),
    ("Keterangan", 40),
)


class Theme(StrEnum):
    """What an entry is about, for the filter."""

    ACCESS = "access"
    PEOPLE = "people"
    PAPER = "paper"
    KEYS = "keys"
    CARE = "care"
    UNAUTHORISED = "unauthorised"
    OTHER = "other"


_THEMES: Mapping[Theme, str] = {
    Theme.ACCESS: "sign_in sign_in_failed recovery passphrase officer_added officer_removed recovery_code",
    Theme.PEOPLE: "register update import bulk leave return undo transfer erase "
    "decision participation contribution batch programme",
    Theme.PAPER: "export print reveal support",
    Theme.KEYS: "kit_made kit_taken admitted revoked rotation",
    Theme.CARE: "restore repair rebuild went_back moved forked",
    Theme.UNAUTHORISED: "unauthorised",
}
_MANNERS: Mapping[tuple[EventKind, str], str] = {
    (EventKind.RECOVERY, BY_DISTRICT_KEY): "_by_district_key",
    (EventKind.PASSPHRASE, ONCE): "_once",
}
"""Notes that say how, not what: the sentence tells them."""
_THEME_OF = {kind: theme for theme, kinds in _THEMES.items() for kind in kinds.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One line of the history. ``kind``: value of an EventKind or ActKind, or "unauthorised". ``at``: as the laptop's
    clock said.

    ``count``: people, files or tries, 0 where it says nothing. ``note``: never personal data. ``office``: code.
    ``worker_id``: whom to look at, empty where it is about nobody or about many. ``manner``: in which of several ways
    it was done, where its sentence tells: "_by_district_key" for a lost passphrase that was replaced.
    """

    id: str
    kind: str
    at: datetime
    user: str
    office: str
    count: int
    note: str
    worker_id: str = ""
    manner: str = ""

    @property
    def theme(self) -> Theme:
        """What it is about; what a newer program wrote is OTHER."""
        return _THEME_OF.get(self.kind, Theme.OTHER)

    @property
    def code(self) -> str:
        """Of its sentence."""
        return f"event.{self.kind}{self.manner}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What of the history is wanted; empty values ask for everything. ``since``, ``until``: days, both included.

    ``text``: every word must stand in the line as it is shown.
    """

    theme: Theme | None = None
    user: str = ""
    office: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""


def office_history(ctx: AppContext, limit: int = MOST) -> tuple[Happened, ...]:
    """The newest first; at the district also what the villages' bundles brought."""
    events = [_of_event(event) for event in office_events(ctx, limit)]
    known = {(each.kind, each.at, each.user) for each in events if each.office == ctx.office.code}
    subjects = _subjects(ctx)
    acts = [_of_act(ctx, act, subjects) for act in recent_acts(ctx, limit)]
    # Exports, prints and reveals stand in the journal too; those from before version 0003 only in the acts.
    own = [each for each in acts if each.kind not in _IN_JOURNAL or (each.kind, each.at, each.user) not in known]
    return newest_first([*events, *own])[:limit]


def refused_changes(ctx: AppContext) -> tuple[Happened, ...]:
    """What somebody wrote without a say, the newest first. It looks at every change: not for the GUI thread."""
    return newest_first(_of_unauthorised(each) for each in unauthorised(ctx))


def newest_first(entries: Iterable[Happened]) -> tuple[Happened, ...]:
    """In the order of the page, by what the clocks said."""
    return tuple(sorted(entries, key=lambda each: each.at.timestamp(), reverse=True))


def _of_event(event: OfficeEvent) -> Happened:
    manner = _MANNERS.get((event.kind, event.note), "")
    return Happened(
        id=event.id,
        kind=event.kind.value,
        at=_instant(event.at),
        user=event.user,
        office=event.office,
        count=event.count,
        note="" if manner else event.note,
        manner=manner,
    )


def _subjects(ctx: AppContext) -> dict[str, str]:
    """Acts that have no kind of their own, by what they wrote about: the district's programmes and decisions."""
    with ctx.read() as connection:
        rows = connection.exec_driver_sql(_WRITTEN_ABOUT).all()
    return {act: next((each for each in SUBJECTS if each in entities.split(",")), "") for act, entities in rows}


def _of_act(ctx: AppContext, act: Act, subjects: Mapping[str, str]) -> Happened:
    return Happened(
        id=act.id,
        kind=subjects.get(act.id) or act.kind.value,
        at=_instant(act.at),
        user=act.user,
        office=ctx.office.code,
        count=act.count,
        # A file that somebody gave a name to may be called after a person.
        note=Path(act.note).suffix if act.kind is ActKind.IMPORT else redact(act.note),
    )


def _of_unauthorised(found: Unauthorised) -> Happened:
    return Happened(
        id=f"{found.office} {found.act}",
        kind=Theme.UNAUTHORISED.value,
        at=_instant(found.at),
        user=found.user,
        office=found.office,
        count=found.records,
        note="",
        worker_id=found.worker_id or "",
    )


def _instant(text: str) -> datetime:
    """A time with a zone, whatever another program wrote, so that all can be put in one order."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo is not None else found.astimezone()


def matching(entries: Iterable[Happened], asked: Asked, words: Callable[[Happened], str]) -> tuple[Happened, ...]:
    """The entries that were asked for, in their order. ``words``: a line as it is shown, for the search."""
    wanted = asked.text.casefold().split()

    def fits(each: Happened) -> bool:
        day = each.at.date()
        return (
            (asked.theme is None or each.theme is asked.theme)
            and (not asked.user or each.user == asked.user)
            and (not asked.office or each.office == asked.office)
            and (asked.since is None or day >= asked.since)
            and (asked.until is None or day <= asked.until)
            and _says(words(each), wanted)
        )

    return tuple(each for each in entries if fits(each))


def _says(line: str, wanted: list[str]) -> bool:
    said = line.casefold()
    return all(word in said for word in wanted)


def export_history(
    ctx: AppContext,
    path: Path,
    entries: Iterable[Happened],
    say: Callable[[str, Mapping[str, str | int]], str],
    reporter: Reporter = SILENT,
) -> int:
    """Write these entries as a workbook and note that it was done; gives how many were written.

    Raises StorageTrouble("file.not_writable"), NotAllowed("practice.outside"), Cancelled.
    """
    ctx.require_writable()
    ctx.stay_inside(path)
    lines = list(entries)
    with writing(path) as book:
        sheet = add_sheet(book, _SHEET, [width for _, width in _HEADINGS])
        sheet.append([text_cell(sheet, heading, HEADING) for heading, _ in _HEADINGS])
        for number, each in enumerate(lines):
            if number % _STEP == 0:
                reporter.step(number, len(lines), "workbook.writing")
            texts = (f"{each.at:%Y-%m-%d %H.%M.%S}", office_title(ctx, each.office), each.user, say(each.code, {}))
            cells = [text_cell(sheet, text) for text in texts]
            count = number_cell(sheet, float(each.count)) if each.count else None
            sheet.append([*cells, count, text_cell(sheet, each.note)])
    reporter.step(len(lines), len(lines), "workbook.writing")
    log_act(ctx, ActKind.EXPORT, len(lines), EXPORT_NOTE)
    return len(lines)


def office_title(ctx: AppContext, code: str) -> str:
    """Name and subdistrict of an office; the code where it is not known."""
    village = ctx.reference.villages.get(code)
    if village is not None:
        return f"{village.name}, {village.subdistrict}"
    return ctx.reference.district_name if ctx.office.code.startswith(code) else code


__all__ = [
    "EXPORT_NOTE",
    "MOST",
    "Asked",
    "Happened",
    "Theme",
    "export_history",
    "matching",
    "newest_first",
    "office_history",
    "office_title",
    "refused_changes",
]
