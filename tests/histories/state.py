"""What one replica holds and shows, read in one go, for comparing replicas with each other and with the plain model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection

from models.values import Role
from services.context import AppContext
from services.journal.fingerprint import projection_fingerprint
from services.journal.projection import PROJECTIONS, rebuild
from services.journal.records import load_records
from services.journal.roster import load_roster
from services.rules.fold import Folded, fold
from tests.histories import plain_model
from tests.histories.plain_model import Device, Line, Shown, View

_JOURNAL = "SELECT id, stream, n, record, entity, about, own, device, office, header, signature, payload FROM journal"
_KNOWN = "SELECT change_id FROM known_by k JOIN epoch e ON e.id = k.epoch AND NOT e.dead"


class Row(NamedTuple):
    """One row of the journal."""

    id: str
    stream: str
    n: int
    record: str
    entity: str
    about: str | None
    own: str | None
    device: str
    office: str
    header: str
    signature: str
    payload: str | None

    @property
    def subject(self) -> str:
        """The worker that this is about, or the record itself."""
        return self.about or self.record


@dataclass
class State:
    """Everything of one replica that another one could differ in."""

    name: str
    office: str
    district: bool
    rows: dict[str, Row]
    views: dict[tuple[str, str], View]
    projected: dict[tuple[str, str], tuple[Any, ...]]
    roster: dict[str, Device]
    erased: frozenset[str]
    known: frozenset[str]
    orders: dict[str, str]
    writing: list[str]
    forks: frozenset[str]
    epochs: dict[str, bool]
    due: int
    plain: dict[tuple[str, str], View] = field(default_factory=dict)

    def owner(self, record: str) -> str | None:
        """Which office a worker belongs to, as shown here."""
        view = self.views.get(("worker", record))
        return view.owner if view else None


def read_state(ctx: AppContext, name: str) -> State:
    """Read it all in one transaction."""
    with ctx.read() as connection:
        rows = {row[0]: Row(*row) for row in connection.exec_driver_sql(_JOURNAL)}
        roster = _roster(connection)
        erased = frozenset(_column(connection, "SELECT record FROM erased"))
        lines = [Line(row.id, row.header, row.payload) for row in rows.values()]
        return State(
            name=name,
            office=ctx.office.code,
            district=ctx.office.role is Role.DISTRICT,
            rows=rows,
            views=_views(connection, rows),
            projected=_projected(connection),
            roster=roster,
            erased=erased,
            known=frozenset(_column(connection, _KNOWN)),
            orders=dict(_pairs(connection, "SELECT id, office FROM orders")),
            writing=_column(connection, "SELECT id FROM stream WHERE writing"),
            forks=frozenset(_column(connection, "SELECT stream FROM fork")),
            epochs={each: bool(dead) for each, dead in _pairs(connection, "SELECT id, dead FROM epoch")},
            due=due(connection),
            plain=plain_model.views(lines, roster, erased),
        )


def due(connection: Connection) -> int:
    """How many changes the next bundle up must carry."""
    from services.handover.due import changes_up

    return len(changes_up(connection))


def _views(connection: Connection, rows: Mapping[str, Row]) -> dict[tuple[str, str], View]:
    """What the program's own fold says of every record, in the plain model's words."""
    roster = load_roster(connection)
    records: dict[str, set[str]] = {}
    for row in rows.values():
        records.setdefault(row.entity, set()).add(row.record)
    found = {}
    for entity, ids in records.items():
        loaded = load_records(connection, entity, sorted(ids))
        for record in ids:
            found[entity, record] = as_view(fold([each.entry for each in loaded.get(record, [])], roster))
    return found


def as_view(folded: Folded) -> View:
    """The program's fold in the plain model's words."""
    groups = {
        name: Shown(
            plain_model.text(state.value),
            state.winner,
            tuple(state.heads),
            tuple(sorted(plain_model.text(value) for value in state.disputed)),
        )
        for name, state in folded.groups.items()
    }
    return View(groups, folded.owner, folded.owners_ever, folded.ignored)


def _roster(connection: Connection) -> dict[str, Device]:
    accepted: dict[str, set[str]] = {}
    for device, change in _pairs(connection, "SELECT device, change FROM accepted"):
        accepted.setdefault(device, set()).add(change)
    return {
        device: Device(office, role == Role.DISTRICT.value, frozenset(accepted.get(device, ())) if revoked else None)
        for device, office, role, revoked in connection.exec_driver_sql("SELECT id, office, role, revoked FROM device")
    }


def _projected(connection: Connection) -> dict[tuple[str, str], tuple[Any, ...]]:
    return {
        (entity, row[0]): tuple(row)
        for entity, (table, columns, _) in PROJECTIONS.items()
        for row in connection.exec_driver_sql(f"SELECT {', '.join(columns)} FROM {table.name}")
    }


def _column(connection: Connection, sql: str) -> list[Any]:
    return list(connection.exec_driver_sql(sql).scalars())


def _pairs(connection: Connection, sql: str) -> list[tuple[Any, Any]]:
    return [(row[0], row[1]) for row in connection.exec_driver_sql(sql)]


class _Undo(Exception):
    """Rolls a rebuild back."""


def rebuilt_fingerprints(ctx: AppContext) -> tuple[str, str]:
    """Of the rows as they are, and of rows made anew from the journal; nothing is kept."""
    prints: list[str] = []
    try:
        with ctx.database.write() as connection:
            prints.append(projection_fingerprint(connection))
            rebuild(connection, load_roster(connection))
            prints.append(projection_fingerprint(connection))
            raise _Undo
    except _Undo:
        return prints[0], prints[1]


def everything_stored(ctx: AppContext) -> dict[str, list[str]]:
    """Every value of every table but the raw search index, as text: to compare a whole database, or look for a word."""
    found: dict[str, list[str]] = {}
    with ctx.read() as connection:
        tables = _column(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        for table in tables:
            if not table.startswith("worker_search"):
                rows = connection.exec_driver_sql(f'SELECT * FROM "{table}"')
                found[table] = [json.dumps([str(value) for value in row], ensure_ascii=False) for row in rows]
    return found
