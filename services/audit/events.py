"""Events of an office: sign-ins, exports, prints, keys, restores, erasure. Written into the journal, so they are
chained, signed and travel to the district like everything else (handover.md E)."""

from __future__ import annotations

from dataclasses import dataclass

from models.values import EventKind
from services.context import AppContext
from services.journal.change import stored_header
from services.journal.records import payload_groups
from services.journal.unit import AUDIT

BY_DISTRICT_KEY, ONCE = "district_key", "once"
"""Notes of RECOVERY: let in by the district's key, not by the printed code; of PASSPHRASE: a code for one sign-in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeEvent:
    """One event. ``at``: what the writing laptop's clock said (ISO text); it orders nothing. ``user``: display name.

    ``count``: people, files or tries, by kind. ``note``: a file format, a number, an office code, how it was done; no
    personal data.
    """

    id: str
    kind: EventKind
    at: str
    user: str
    office: str
    device: str
    count: int
    note: str


def note_event(ctx: AppContext, kind: EventKind, count: int = 0, note: str = "") -> None:
    """Write one event into this office's chain. Raises StorageTrouble."""
    with ctx.write() as unit:
        unit.note(kind, count, note)


def office_events(ctx: AppContext, limit: int = 200, office: str | None = None) -> tuple[OfficeEvent, ...]:
    """The newest events first, as they came into this file; of one office or of all that are here."""
    where = "AND office = ?" if office else ""
    sql = f"SELECT id, header, payload FROM journal WHERE entity = ? {where} ORDER BY seq DESC LIMIT ?"
    values = (AUDIT, office, limit) if office else (AUDIT, limit)
    with ctx.read() as connection:
        rows = connection.exec_driver_sql(sql, values).all()
    return tuple(_event(*row) for row in rows)


def _event(change_id: str, header: str, payload: str | None) -> OfficeEvent:
    head = stored_header(header)
    event = (payload_groups(payload) or {}).get("event", {})
    kind, count, note = event.get("kind"), event.get("count"), event.get("note")
    return OfficeEvent(
        id=change_id,
        kind=EventKind(kind) if kind in EventKind.__members__.values() else EventKind.OTHER,
        at=head.written_at,
        user=head.user.partition(" ")[2],
        office=head.office,
        device=head.device,
        count=count if isinstance(count, int) else 0,
        note=note if isinstance(note, str) else "",
    )
