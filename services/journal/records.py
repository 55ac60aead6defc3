"""Reading records back from the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, select

from models.journal import JournalEntry
from services.journal.change import Change, stored_header
from services.rules.fold import Entry

_CHUNK = 500
_decode_payload = msgspec.json.Decoder(dict[str, Any]).decode


class Written(NamedTuple):
    """A change as an entry of the fold, with when it claims to have been written and by whom."""

    entry: Entry
    when: str
    user: str
    about: str | None


def written(change: Change) -> Written:
    """The fold's view of a change that is in memory."""
    head = change.head
    return Written(
        Entry(change.id, head.device, head.entity, head.replaces, payload_groups(change.payload), head.owner),
        head.written_at,
        head.user,
        head.about,
    )


def payload_groups(payload: str | None) -> Mapping[str, Any] | None:
    """Groups of a payload that was checked when it came in; None where only the header is held."""
    return None if payload is None else _decode_payload(payload)


def load_records(connection: Connection, entity: str, records: Iterable[str]) -> dict[str, list[Written]]:
    """Every change of these records of an entity, in no particular order.

    The entity is part of what a record is: a village may not reach a batch by calling it a worker.
    """
    wanted = list(records)
    loaded: dict[str, list[Written]] = {}
    for start in range(0, len(wanted), _CHUNK):
        _load_chunk(connection, entity, wanted[start : start + _CHUNK], loaded)
    return loaded


def _load_chunk(connection: Connection, entity: str, records: Sequence[str], loaded: dict[str, list[Written]]) -> None:
    rows = connection.execute(
        select(JournalEntry.record, JournalEntry.id, JournalEntry.header, JournalEntry.payload).where(
            JournalEntry.record.in_(records), JournalEntry.entity == entity
        )
    )
    for record, change_id, header, payload in rows:
        head = stored_header(header)
        entry = Entry(change_id, head.device, head.entity, head.replaces, payload_groups(payload), head.owner)
        loaded.setdefault(record, []).append(Written(entry, head.written_at, head.user, head.about))
