"""From changes to the rows that screens read. Rebuildable at any time from the journal alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table

from models.database import upsert_rows
from models.programme import Batch, Contribution, Decision, Participation, Programme
from models.values import Role
from models.worker import Worker
from services.journal.erased import load_erased
from services.journal.records import Written, load_records
from services.journal.rows import about, batch_row, contribution_row, decision_row, participation_row, programme_row
from services.journal.worker_row import COLUMNS as WORKER_COLUMNS
from services.journal.worker_row import worker_row
from services.rules.fold import Folded, GroupState, Writer, fold

Row = tuple[Any, ...]
Projector = Callable[[str, Folded, Sequence[Written]], Row]

PROJECTIONS: Mapping[str, tuple[Table, Sequence[str], Projector]] = {
    "worker": (Worker.__table__, WORKER_COLUMNS, worker_row),  # type: ignore[dict-item]
    "programme": (Programme.__table__, *programme_row),  # type: ignore[dict-item]
    "batch": (Batch.__table__, *batch_row),  # type: ignore[dict-item]
    "decision": (Decision.__table__, *decision_row),  # type: ignore[dict-item]
    "participation": (Participation.__table__, *participation_row),  # type: ignore[dict-item]
    "contribution": (Contribution.__table__, *contribution_row),  # type: ignore[dict-item]
}

_CHUNK = 500
_SEARCH_TEXT = "full_name || char(10) || nik || char(10) || address || ' ' || hamlet || char(10) || phone"


def project(
    connection: Connection,
    touched: Mapping[str, Iterable[str]],
    roster: Mapping[str, Writer],
    fresh: Mapping[str, list[Written]] | None = None,
) -> None:
    """Fold the touched records again and bring their rows up to date.

    ``touched``: record ids per entity. ``fresh``: all changes of records that are new here, so that they need not be
    read back. Unknown entities are kept in the journal and have no row (handover.md B10).
    """
    here = _Here(connection)
    for entity, records in touched.items():
        if entity in PROJECTIONS:
            _project_entity(connection, entity, sorted(records), roster, fresh or {}, here)


class _Here:
    """What decides beside the changes whether a record has a row here: whose file this is, and what was erased."""

    def __init__(self, connection: Connection) -> None:
        sql = "SELECT key, value FROM setting WHERE key IN ('role', 'office_code')"
        facts: dict[str, str] = {key: value for key, value in connection.exec_driver_sql(sql)}
        self._office = facts.get("office_code", "") if facts.get("role") == Role.VILLAGE.value else None
        self._erased = load_erased(connection)

    def view(self, entity: str, record: str, folded: Folded, changes: Sequence[Written]) -> Folded | None:
        """The state to show, or None where there is nothing to show here."""
        if self._erased and (record in self._erased or about(changes) in self._erased):
            return self._kept(entity, record, folded, about(changes))
        if all(change.entry.payload is None for change in changes):
            return None  # only headers: whoever it is about, nothing can be said of them
        if entity != "worker":
            return folded
        if self._office is not None and folded.claimed_by and self._office not in folded.claimed_by:
            return None  # transferred: the new village has the person (handover.md B9)
        identity = folded.groups.get("identity")
        nameless = identity is not None and identity.value is None
        return folded if folded.groups and not nameless else None

    def _kept(self, entity: str, record: str, folded: Folded, worker: str) -> Folded | None:
        """What the accounts keep of an erased person stands in the order of erasure."""
        kept = self._erased[worker].get(record) if worker in self._erased else None
        if kept is None or kept.entity != entity:
            return None
        return Folded({kept.group: GroupState(kept.value, "", ())}, folded.owner, folded.owners_ever)


def _project_entity(
    connection: Connection,
    entity: str,
    records: Sequence[str],
    roster: Mapping[str, Writer],
    fresh: Mapping[str, list[Written]],
    here: _Here,
) -> None:
    table, columns, projector = PROJECTIONS[entity]
    stored = load_records(connection, entity, [record for record in records if record not in fresh])
    rows, gone = [], []
    for record in records:
        found = fresh[record] if record in fresh else stored.get(record, [])
        changes = [change for change in found if change.entry.entity == entity]
        folded = fold([change.entry for change in changes], roster)
        shown = here.view(entity, record, folded, changes) if folded.groups else None
        if shown is not None:
            rows.append(projector(record, shown, _counted(folded, changes)))
        else:
            gone.append(record)
    upsert_rows(connection, table, columns, rows)
    _remove(connection, entity, table, gone)
    if entity == "worker":
        _index_for_search(connection, [row[0] for row in rows])


def _remove(connection: Connection, entity: str, table: Table, gone: Sequence[str]) -> None:
    for start in range(0, len(gone), _CHUNK):
        part = gone[start : start + _CHUNK]
        if entity == "worker":
            connection.exec_driver_sql(
                "DELETE FROM worker_search WHERE rowid IN "
                "(SELECT seq FROM worker WHERE id IN (SELECT value FROM json_each(?)))",
                (_json_array(part),),
            )
        connection.execute(table.delete().where(table.c.id.in_(part)))


def _counted(folded: Folded, changes: Sequence[Written]) -> Sequence[Written]:
    """Changes of which something counts: what nobody was entitled to write tells neither author, time nor worker."""
    if not folded.ignored:
        return changes
    return [
        change
        for change in changes
        if any((change.entry.id, group) not in folded.ignored for group in change.entry.replaces)
    ]


def _index_for_search(connection: Connection, ids: Sequence[str]) -> None:
    """Bring the search index up to date, in row order (feeding it in another order is five times slower)."""
    for start in range(0, len(ids), 20_000):
        part = ids[start : start + 20_000]
        connection.exec_driver_sql(
            f"INSERT OR REPLACE INTO worker_search(rowid, text) SELECT seq, {_SEARCH_TEXT} FROM worker "
            "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY seq",
            (_json_array(part),),
        )


def _json_array(ids: Sequence[str]) -> str:
    return '["' + '","'.join(ids) + '"]'


def rebuild(connection: Connection, roster: Mapping[str, Writer]) -> None:
    """Throw the projections away and make them again from the journal."""
    connection.exec_driver_sql("DELETE FROM worker_search")
    records: dict[str, set[str]] = {}
    for entity, record in connection.exec_driver_sql("SELECT DISTINCT entity, record FROM journal"):
        records.setdefault(entity, set()).add(record)
    for table, _, _ in PROJECTIONS.values():
        connection.execute(table.delete())
    project(connection, records, roster)
