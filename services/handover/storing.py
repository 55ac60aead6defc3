"""Putting verified changes into the journal, and noting the bundle that brought them (handover.md B4, B7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection

from models.database import insert_rows
from models.journal import Bundle, JournalEntry
from services.context import AppContext
from services.erasing.forgetting import look_in_files
from services.handover.arriving import Arrived
from services.handover.bundle import OpenedBundle
from services.handover.newest_reply import read_upto
from services.journal.change import Change
from services.journal.erased import erased_ids
from services.journal.forks import find_forks
from services.journal.projection import project
from services.journal.roster import load_roster
from services.journal.unit import AUDIT, JOURNAL_COLUMNS, journal_row


@dataclass(frozen=True, slots=True)
class Stored:
    """What a bundle changed here. ``new``: changes of records, events of the office not counted.

    ``records``: the records that look different now, by entity. Bundles carry their history along, so most of what is
    inside was here before and touches nothing. ``content``: ids of the changes whose content was not here before.
    """

    new: int
    records: Mapping[str, frozenset[str]]
    content: frozenset[str]

    def count(self, entity: str) -> int:
        """How many records of an entity were touched."""
        return len(self.records.get(entity, ()))


def store_changes(connection: Connection, arrived: Arrived, bundle: str) -> Stored:
    """Put new changes into the journal, fill payloads that were missing, fold what was touched.

    Content of somebody who was erased does not come in again, whatever stick it lay on (handover.md B9).
    """
    arrived, erased = _without_erased(arrived, erased_ids(connection))
    if erased:
        look_in_files(connection, erased)  # the sealed file is kept like any other, until it is looked through
    fresh = [change for change in arrived.changes if change.id not in arrived.known]
    filled = _fill(connection, [change for change in arrived.changes if change.id in arrived.known])
    insert_rows(
        connection,
        JournalEntry.__table__,  # type: ignore[arg-type]
        JOURNAL_COLUMNS,
        [journal_row(change, bundle) for change in fresh],
        prefix="OR IGNORE",
    )
    find_forks(connection, fresh)
    records: dict[str, set[str]] = {}
    for change in (*fresh, *filled):
        records.setdefault(change.head.entity, set()).add(change.head.record)
    wholly_new = {record: rows for record, rows in arrived.written.items() if record not in arrived.known_records}
    project(connection, records, load_roster(connection), wholly_new)
    new = sum(change.head.entity != AUDIT for change in fresh)
    content = frozenset(change.id for change in (*fresh, *filled) if change.payload is not None)
    return Stored(new, {entity: frozenset(ids) for entity, ids in records.items()}, content)


def _fill(connection: Connection, known: Sequence[Change]) -> list[Change]:
    """Contents for changes of which only the header was here: the record was given to this office since."""
    given = {change.id: change for change in known if change.payload is not None}
    if not given:
        return []
    ids = msgspec.json.encode(list(given)).decode()
    sql = "SELECT id FROM journal WHERE payload IS NULL AND id IN (SELECT value FROM json_each(?))"
    empty = [given[change_id] for change_id in connection.exec_driver_sql(sql, (ids,)).scalars()]
    if empty:
        rows = [(change.payload, change.id) for change in empty]
        connection.exec_driver_sql("UPDATE journal SET payload = ? WHERE id = ? AND payload IS NULL", rows)
    return empty


def _without_erased(arrived: Arrived, erased: frozenset[str]) -> tuple[Arrived, set[str]]:
    """The changes without content of erased people, and who of them had any."""
    found: set[str] = set()
    changes = list(arrived.changes)
    for place, change in enumerate(changes if erased else ()):
        whose = {change.head.record, change.head.about} & erased
        if whose and change.payload is not None:
            changes[place] = change._replace(payload=None)
            found |= {record for record in whose if record}
    return (replace(arrived, changes=tuple(changes)) if found else arrived), found


def log_bundle(ctx: AppContext, connection: Connection, opened: OpenedBundle, stored: Stored) -> None:
    """Note that a bundle was taken in; its counts are of what was new."""
    manifest = opened.manifest
    columns: dict[str, Any] = {
        "sha256": opened.sha256,
        "direction": manifest.direction.value,
        "written": False,
        "from_office": manifest.from_.office,
        "from_device": manifest.from_.device,
        "to_office": ctx.office.code,
        "no": manifest.no,
        "at": ctx.now().isoformat(timespec="seconds"),
        "made_at": manifest.created,
        "size": opened.size,
        "changes": stored.new,
        "workers": stored.count("worker"),
        "upto": read_upto(connection, manifest),
        "app": manifest.app,
        "register": manifest.counts.get("register", -1),
        "orders_upto": manifest.orders_upto,
        "user": ctx.user.mark,
    }
    insert_rows(
        connection,
        Bundle.__table__,  # type: ignore[arg-type]
        tuple(columns),
        [tuple(columns.values())],
        prefix="OR IGNORE",
    )
