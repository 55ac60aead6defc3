"""What every replica does when an order of erasure is here: contents go, verifiable headers stay (handover.md B9).

The order is kept for ever and carried by every bundle, so a late stick or an old backup brings nobody back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, select

from models.database import upsert_by
from models.desk import Draft, Photo, Told
from models.journal import Erased
from services.context import AppContext
from services.handover.office_facts import get_setting, put_setting
from services.journal.erased import Kept
from services.journal.projection import project
from services.journal.roster import load_roster
from services.rules.nik import clean_nik

FILES_LEFT = "erased_files_left"
"""Setting: records whose traces in files beside the database are still to be removed (JSON list)."""

_ORDERS = """
SELECT id, json_extract(text, '$.kept') FROM orders
WHERE kind = 'erase' AND json_extract(text, '$.record') = ? ORDER BY id
"""
_NIKS = """
SELECT DISTINCT json_extract(payload, '$.identity.nik') AS nik FROM journal
WHERE entity = 'worker' AND payload IS NOT NULL AND nik != '' AND record IN (SELECT value FROM json_each(?))
"""
"""Every NIK that these records ever had here."""
_BY_WORKER = (Draft, Photo, Told)


def forget(ctx: AppContext, connection: Connection, records: Sequence[str]) -> None:
    """Obey orders of erasure that are in the table of orders: every content of these records goes, in this act."""
    if not records:
        return
    for record in sorted(set(records)):
        order_id, kept = _kept(connection, record)
        row = {"record": record, "order_id": order_id, "kept": msgspec.json.encode(kept).decode()}
        upsert_by(connection, Erased.__table__, ["record"], row)  # type: ignore[arg-type]
    touched = _touched(connection, records)
    array = msgspec.json.encode(list(records)).decode()
    chosen = "SELECT value FROM json_each(?)"
    _drop_new_forms(connection, frozenset(connection.exec_driver_sql(_NIKS, (array,)).scalars()))
    connection.exec_driver_sql(
        "UPDATE journal SET payload = NULL WHERE payload IS NOT NULL "
        f"AND (record IN ({chosen}) OR about IN ({chosen}))",
        (array, array),
    )
    for table in _BY_WORKER:
        connection.execute(delete(table).where(table.worker_id.in_(list(records))))
    connection.exec_driver_sql(
        "UPDATE act SET note = '' WHERE note != '' AND EXISTS (SELECT 1 FROM journal j "
        f"WHERE j.seq BETWEEN act.first_seq AND act.last_seq AND j.record IN ({chosen}))",  # a file may be called so
        (array,),
    )
    project(connection, touched, load_roster(connection))
    # A deleted text stays in the segments of the index until they are merged.
    connection.exec_driver_sql("INSERT INTO worker_search(worker_search) VALUES ('optimize')")
    look_in_files(connection, records)


def _drop_new_forms(connection: Connection, niks: frozenset[str]) -> None:
    """A form that was never saved has no record; it is known by the NIK that stands in it, however that was typed."""
    forms = connection.execute(select(Draft.id, Draft.content).where(Draft.worker_id.is_(None))).all() if niks else []
    for draft, content in forms:
        if niks & {clean_nik(text).nik for text in _texts(content)}:
            connection.execute(delete(Draft).where(Draft.id == draft))


def _texts(content: str) -> Iterator[str]:
    """Every text in the JSON of a form; the whole of one that does not read."""
    try:
        left: list[Any] = [msgspec.json.decode(content)]
    except msgspec.MsgspecError:
        left = [content]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            left.extend(value.values())
        elif isinstance(value, list):
            left.extend(value)
        elif isinstance(value, str):
            yield value


def look_in_files(connection: Connection, records: Iterable[str]) -> None:
    """Note that files beside the database may hold these erased people: ``clear_files`` looks for them."""
    left = msgspec.json.decode(get_setting(connection, FILES_LEFT) or "[]", type=list[str])
    put_setting(connection, FILES_LEFT, msgspec.json.encode(sorted({*left, *records})).decode())


def _kept(connection: Connection, record: str) -> tuple[str, dict[str, Kept]]:
    """Two officers may have ordered the same twice; whatever either kept for the accounts stays."""
    kept: dict[str, Kept] = {}
    first = ""
    for order_id, text in connection.exec_driver_sql(_ORDERS, (record,)):
        first = first or order_id
        kept = {**msgspec.json.decode(text, type=dict[str, Kept]), **kept}
    return first, kept


def _touched(connection: Connection, records: Iterable[str]) -> dict[str, set[str]]:
    array = msgspec.json.encode(list(records)).decode()
    chosen = "SELECT value FROM json_each(?)"
    touched: dict[str, set[str]] = {"worker": set(records)}
    rows = connection.exec_driver_sql(
        f"SELECT DISTINCT entity, record FROM journal WHERE record IN ({chosen}) "
        f"UNION SELECT DISTINCT entity, record FROM journal WHERE about IN ({chosen})",
        (array, array),
    )
    for entity, record in rows:
        touched.setdefault(entity, set()).add(record)
    return touched
