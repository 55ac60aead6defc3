"""Changes that count nowhere because their writer had no say: kept, passed on, ignored by the fold (handover.md B6).

A village that wrote about somebody it never had, a laptop after it was revoked, a village that decided. Nothing of it
shows in any list of people; it is shown in the history of the office, so that somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, text

from services.context import AppContext
from services.journal.change import stored_header
from services.journal.records import Written, load_records
from services.journal.roster import load_roster
from services.rules.fold import DISTRICT_ENTITIES, Writer, fold

_OF_VILLAGES = "office NOT IN (SELECT office FROM device WHERE role = 'district')"
_DECIDED = ", ".join(f"'{entity}'" for entity in sorted(DISTRICT_ENTITIES))
_SUSPECT = f"""
SELECT entity, record FROM (
    SELECT entity, record, office FROM journal WHERE own IS NULL AND {_OF_VILLAGES}
    EXCEPT SELECT entity, record, own FROM journal WHERE own IS NOT NULL
)
UNION SELECT entity, record FROM journal WHERE own IS NOT NULL AND own <> office AND {_OF_VILLAGES}
UNION SELECT entity, record FROM journal WHERE own IS NOT NULL AND {_OF_VILLAGES} AND entity = 'worker'
    AND json_array_length(header, '$.k.owner') IS NOT 0
UNION SELECT entity, record FROM journal WHERE own IS NOT NULL GROUP BY entity, record HAVING count(*) > 1
UNION SELECT entity, record FROM journal WHERE entity IN ({_DECIDED}) AND {_OF_VILLAGES}
UNION SELECT entity, record FROM journal j WHERE device NOT IN (SELECT id FROM device WHERE NOT revoked)
    AND NOT EXISTS (SELECT 1 FROM accepted a WHERE a.device = j.device AND a.change = substr(j.id, 1, 22))
"""
"""Records of which some change may not count; the fold decides. Nearly always none."""


@dataclass(frozen=True, slots=True)
class Unauthorised:
    """What one act wrote without a say. ``at``: as the laptop's clock said. ``records``: how many it wrote about.

    ``worker_id``: one of the people in the list, None where it was about nobody there.
    """

    act: str
    at: str
    user: str
    office: str
    records: int
    worker_id: str | None


class _Line(NamedTuple):
    entity: str
    record: str
    change: Written


def unauthorised(ctx: AppContext) -> tuple[Unauthorised, ...]:
    """Acts of which nothing counts, in no order. Acts of which a part counts stand with the people they are about."""
    with ctx.read() as connection:
        lines = list(_ignored(connection))
        headers = _headers(connection, [line.change.entry.id for line in lines])
        listed = {each for each in map(_subject, lines) if each and _is_listed(connection, each)}
    acts: dict[tuple[str, str], list[_Line]] = {}
    for line in lines:
        office, act = headers[line.change.entry.id]
        acts.setdefault((office, act), []).append(line)
    return tuple(_told(office, act, found, listed) for (office, act), found in acts.items())


def _subject(line: _Line) -> str | None:
    return line.record if line.entity == "worker" else line.change.about


def _is_listed(connection: Connection, worker_id: str) -> bool:
    return connection.exec_driver_sql("SELECT 1 FROM worker WHERE id = ?", (worker_id,)).first() is not None


def _told(office: str, act: str, lines: list[_Line], listed: set[str]) -> Unauthorised:
    first = lines[0].change
    return Unauthorised(
        act=act,
        at=first.when,
        user=first.user.partition(" ")[2],
        office=office,
        records=len({(line.entity, line.record) for line in lines}),
        worker_id=next((each for each in map(_subject, lines) if each in listed), None),
    )


def _ignored(connection: Connection) -> Iterator[_Line]:
    roster = load_roster(connection)
    suspects: dict[str, list[str]] = {}
    for entity, record in connection.execute(text(_SUSPECT)):
        suspects.setdefault(entity, []).append(record)
    for entity, records in suspects.items():
        for record, changes in load_records(connection, entity, records).items():
            yield from (_Line(entity, record, change) for change in _without_say(changes, roster))


def _without_say(changes: list[Written], roster: Mapping[str, Writer]) -> list[Written]:
    ignored = fold([change.entry for change in changes], roster).ignored
    return [change for change in changes if all((change.entry.id, group) in ignored for group in change.entry.replaces)]


def _headers(connection: Connection, ids: list[str]) -> dict[str, tuple[str, str]]:
    """Office and act of each of these changes."""
    found: dict[str, tuple[str, str]] = {}
    for change_id in ids:
        sql = "SELECT office, header FROM journal WHERE id = ?"
        office, header = connection.exec_driver_sql(sql, (change_id,)).one()
        found[change_id] = (office, stored_header(header).act)
    return found
