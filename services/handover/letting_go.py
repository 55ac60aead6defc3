"""A village lets go of people who were given to another village: the content goes, headers and notice stay (B9).

Only what a living district database is known to hold goes; an edit that has not arrived yet stays until it has.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, delete

from models.desk import Draft, Photo, Told
from services.context import AppContext
from services.journal.projection import project
from services.journal.roster import load_roster

_GIVEN_AWAY = """
SELECT DISTINCT record FROM journal j WHERE record IN (SELECT value FROM json_each(:records)) AND entity = 'worker'
    AND own IS NOT NULL AND own != :office AND NOT EXISTS (SELECT 1 FROM worker w WHERE w.id = j.record)
"""
_DROP = """
UPDATE journal SET payload = NULL WHERE payload IS NOT NULL AND {column} IN (SELECT value FROM json_each(?))
    AND id IN (SELECT k.change_id FROM known_by k JOIN epoch e ON e.id = k.epoch WHERE NOT e.dead)
    AND (? IS NULL OR id IN (SELECT value FROM json_each(?)))
"""
_BY_WORKER = (Draft, Photo, Told)


def let_go(
    ctx: AppContext, connection: Connection, records: Collection[str], content: Collection[str] | None = None
) -> list[str]:
    """Drop what this village may not hold any more of these records; gives those that were given away.

    ``content``: ids of the changes whose content may go. Another laptop of the office does not speak for the district:
    only what it brought itself goes again. None: all, on the word of the district.
    """
    if not records:
        return []
    array = msgspec.json.encode(sorted(records)).decode()
    sql = _GIVEN_AWAY.replace(":records", "?").replace(":office", "?")
    gone = list(connection.exec_driver_sql(sql, (array, ctx.office.code)).scalars())
    if gone:
        chosen = msgspec.json.encode(gone).decode()
        only = None if content is None else msgspec.json.encode(sorted(content)).decode()
        for column in ("record", "about"):
            connection.exec_driver_sql(_DROP.format(column=column), (chosen, only, only))
        for table in _BY_WORKER:
            connection.execute(delete(table).where(table.worker_id.in_(gone)))
        project(connection, _records(connection, chosen), load_roster(connection))
    return gone


def _records(connection: Connection, chosen: str) -> dict[str, set[str]]:
    """The people and what speaks of them: decisions lose their rows too."""
    found: dict[str, set[str]] = {}
    for column in ("record", "about"):
        sql = f"SELECT DISTINCT entity, record FROM journal WHERE {column} IN (SELECT value FROM json_each(?))"
        for entity, record in connection.exec_driver_sql(sql, (chosen,)):
            found.setdefault(entity, set()).add(record)
    return found
