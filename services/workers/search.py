"""Search as you type: an ordered list of row numbers; rows are fetched a page at a time (performance.md, «Search»)."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection

from services.context import AppContext
from services.journal.change import clean
from services.workers.doubts import DOUBTS, doubt_condition
from services.workers.filtering import (
    BY_NAME,
    CONDITIONS,
    NIK_DIFFERS,
    ListFilter,
    Narrowing,
    Order,
    SortKey,
    condition_of,
    order_of,
)

__all__ = [
    "BY_NAME",
    "LIMIT",
    "NIK_DIFFERS",
    "Found",
    "ListFilter",
    "Narrowing",
    "Order",
    "Place",
    "SortKey",
    "count_narrowed",
    "count_workers",
    "find_workers",
    "ids_of",
    "places",
    "search_workers",
]

LIMIT = 1_000
_DENSE = 2_000
_LAST_LETTER = "\U0010ffff"
_NOBODY_LEFT = "SELECT NOT EXISTS (SELECT 1 FROM worker WHERE status = 'left')"
"""Then the status need not be read: the index of names alone answers, in a quarter of the time."""


@dataclass(frozen=True, slots=True)
class Found:
    """Row numbers in the order asked for. ``more``: a search had more than ``LIMIT`` hits and was cut."""

    seqs: array[int]
    more: bool = False


def find_workers(
    ctx: AppContext,
    text: str = "",
    chosen: ListFilter = ListFilter.ALL,
    *,
    village_code: str = "",
    occupation_code: str = "",
    order: Order = BY_NAME,
) -> Found:
    """Workers whose name, NIK, address or phone contains every word of ``text``.

    Without text all rows of the filter come back; with text at most ``LIMIT``.
    """
    wanted = Narrowing(chosen=chosen, village_code=village_code, occupation_code=occupation_code)
    return search_workers(ctx, text, wanted, order)


def search_workers(ctx: AppContext, text: str, wanted: Narrowing, order: Order = BY_NAME) -> Found:
    """As ``find_workers``, among any narrowing of the register."""
    words = clean(text).split()
    ask = _Ask(*_condition(ctx, wanted), order, order_of(order, ctx.reference), wanted.is_indexed)
    with ctx.read() as connection:
        if connection.exec_driver_sql(_NOBODY_LEFT).scalar():
            ask = replace(ask, where=ask.where.replace(CONDITIONS[ListFilter.ALL], "1", 1))
        return _search(connection, words, ask) if words else Found(_all(connection, ask))


def count_workers(ctx: AppContext, chosen: ListFilter = ListFilter.ALL) -> int:
    """How many workers a filter shows."""
    return count_narrowed(ctx, Narrowing(chosen=chosen))


def count_narrowed(ctx: AppContext, wanted: Narrowing) -> int:
    """As ``count_workers``, among any narrowing of the register."""
    condition, values = _condition(ctx, wanted)
    with ctx.read() as connection:
        sql = f"SELECT count(*) FROM worker WHERE {condition}"
        return int(connection.exec_driver_sql(sql, values).scalar_one())


def _condition(ctx: AppContext, wanted: Narrowing) -> tuple[str, tuple[Any, ...]]:
    """As ``condition_of``; a doubt asks the office what it plans and where it is."""
    if wanted.lacking not in DOUBTS:
        return condition_of(wanted)
    (condition, values), (doubt, more) = condition_of(replace(wanted, lacking="")), doubt_condition(ctx, wanted.lacking)
    return f"{condition} AND {doubt}", (*values, *more)


@dataclass(frozen=True, slots=True)
class Place:
    """A neighbourhood of the village with how many people of the register live there."""

    rt: str
    rw: str
    count: int


def places(ctx: AppContext) -> tuple[Place, ...]:
    """The RT and RW that occur, in their order."""
    sql = "SELECT rt, rw, count(*) FROM worker WHERE status <> 'left' AND rt <> '' GROUP BY rw, rt ORDER BY rw, rt"
    with ctx.read() as connection:
        return tuple(Place(rt, rw, count) for rt, rw, count in connection.exec_driver_sql(sql))


def ids_of(ctx: AppContext, seqs: Sequence[int]) -> list[str]:
    """The ids of these rows, in that order; a row that is gone is left out."""
    sql = "SELECT w.id FROM json_each(?) j CROSS JOIN worker w ON w.seq = j.value ORDER BY j.key"
    with ctx.read() as connection:
        return [each for (each,) in connection.exec_driver_sql(sql, (msgspec.json.encode(list(seqs)).decode(),))]


@dataclass(frozen=True, slots=True)
class _Ask:
    """A narrowing and an order as SQL. ``indexed``: the index of names by status answers it."""

    where: str
    values: tuple[Any, ...]
    order: Order
    order_by: str
    indexed: bool

    @property
    def by_name(self) -> bool:
        return self.order == BY_NAME

    def narrowed(self, *parts: str, values: Sequence[Any] = ()) -> tuple[str, tuple[Any, ...]]:
        return " AND ".join([self.where, *parts]), (*self.values, *values)


def _all(connection: Connection, ask: _Ask) -> array[int]:
    """All in one JSON text: four times as fast as 100,000 rows, and the interpreter is free while SQLite walks.

    What no index answers is one walk over the table: jumping from an index to each row takes three times as long.
    """
    indexed = ask.indexed and ask.order.key is SortKey.NAME
    table = "worker" if indexed else "worker NOT INDEXED"
    ordered = f"SELECT seq FROM {table} WHERE {ask.where} ORDER BY {ask.order_by}"
    text = connection.exec_driver_sql(f"SELECT json_group_array(seq) FROM ({ordered})", ask.values).scalar_one()
    return array("q", msgspec.json.decode(text, type=list[int]))


def _search(connection: Connection, words: list[str], ask: _Ask) -> Found:
    long, short = [word for word in words if len(word) >= 3], [word for word in words if len(word) < 3]
    if not long:
        return _by_beginning(connection, short, ask)
    where, parameters = ask.narrowed(
        *([_SHORT] * len(short)), values=[value for word in short for value in _short_values(word)]
    )
    match = " AND ".join('"' + word.replace('"', '""') + '"' for word in long)
    few = connection.exec_driver_sql(
        f"SELECT rowid FROM worker_search WHERE worker_search MATCH ? LIMIT {_DENSE + 1}", (match,)
    ).all()
    return _cut(_ordered(connection, match, len(few) > _DENSE and ask.by_name, where, parameters, ask.order_by))


_SHORT = "(name_key LIKE ? ESCAPE '\\' OR name_key LIKE ? ESCAPE '\\' OR nik LIKE ? ESCAPE '\\')"
"""A word of one or two letters among others: the start of the name, of a word in it, or of the NIK."""


def _short_values(word: str) -> list[str]:
    escaped = _like(word.lower())
    return [escaped + "%", "% " + escaped + "%", escaped + "%"]


def _by_beginning(connection: Connection, words: list[str], ask: _Ask) -> Found:
    """Under three letters the trigram index is blind: a range on the index of names, or of NIKs for digits."""
    first, *others = words
    column = "nik" if first.isdigit() else "name_key"
    start = first.lower()
    condition, values = ask.narrowed(
        *([_SHORT] * len(others)), values=[v for word in others for v in _short_values(word)]
    )
    index = "ix_worker_nik" if column == "nik" else "ix_worker_name"
    order_by = column if ask.by_name else ask.order_by
    sql = (
        f"SELECT seq, name_key FROM worker INDEXED BY {index} WHERE {column} >= ? AND {column} < ? AND {condition} "
        f"ORDER BY {order_by} LIMIT {LIMIT + 1}"
    )
    rows = list(connection.exec_driver_sql(sql, (start, start + _LAST_LETTER, *values)).all())
    more = len(rows) > LIMIT
    rows = rows[:LIMIT]
    if ask.by_name:
        rows.sort(key=lambda row: (row[1], row[0]))
    return Found(array("q", [row[0] for row in rows]), more)


def _ordered(
    connection: Connection, match: str, dense: bool, where: str, values: tuple[Any, ...], order_by: str
) -> Any:
    """Few hits: sort them. Many: walk the name index and keep those that are hits, until the page is full."""
    hits = "seq IN (SELECT rowid FROM worker_search WHERE worker_search MATCH ?)"
    table = "worker INDEXED BY ix_worker_name" if dense else "worker NOT INDEXED"
    sql = f"SELECT seq FROM {table} WHERE {hits} AND {where} ORDER BY {order_by} LIMIT {LIMIT + 1}"
    return connection.exec_driver_sql(sql, (match, *values))


def _like(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _cut(rows: Any) -> Found:
    seqs = [row[0] for row in rows]
    return Found(array("q", seqs[:LIMIT]), more=len(seqs) > LIMIT)
