"""Which table a row came from, told by its shape alone: for rows whose page nothing leads to any more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Column, Integer, LargeBinary, Table

from models.tables import Base, JournalEntry
from services.journal.projection import PROJECTIONS
from services.safekeeping.sqlite_records import Value, Values

_SETTINGS = frozenset("office_code role office_name device root enrolled machine decisions_seen".split())
_SECRETS = frozenset("signing_key age_identity enrolment_code".split())


def table_of(values: Values) -> str | None:
    """Which of today's tables a row belongs to by its shape alone; None where several or none would do.

    Rows of the journal prove themselves and rows made from it are made again, so neither is looked for.
    """
    fitting = [table for table in _by_width().get(len(values), ()) if _fits(table, values)]
    return fitting[0].name if len(fitting) == 1 else None


@cache
def _by_width() -> Mapping[int, Sequence[Table]]:
    found: dict[int, list[Table]] = {}
    for table in Base.metadata.tables.values():
        if table.name == "worker" or table.name not in (*PROJECTIONS, JournalEntry.__tablename__):
            found.setdefault(len(table.columns), []).append(table)
    return found


def _fits(table: Table, values: Values) -> bool:
    if not all(_fits_column(column, value) for column, value in zip(table.columns, values, strict=True)):
        return False
    key = _KEYS.get(table.name)
    return key is None or key(values)


def _fits_column(column: Column[Any], value: Value) -> bool:
    if column.primary_key and isinstance(column.type, Integer):
        return value is None  # the row's own number stands for it
    if value is None:
        return bool(column.nullable)
    if isinstance(column.type, LargeBinary):
        return isinstance(value, bytes)
    if isinstance(column.type, (Integer, Boolean)):
        return isinstance(value, int)
    longest = getattr(column.type, "length", None)
    return isinstance(value, str) and (longest is None or len(value) <= longest)


def _long(position: int, length: int) -> Callable[[Values], bool]:
    return lambda values: len(str(values[position])) == length


_KEYS: Mapping[str, Callable[[Values], bool]] = {
    "setting": lambda values: values[0] in _SETTINGS,
    "secret": lambda values: values[0] in _SECRETS,
    "preference": lambda values: bool({".", " "} & set(str(values[0]))) and str(values[0])[:1].isalpha(),
    "account": _long(0, 36),
    "known_by": _long(0, 43),
    "accepted": lambda values: _long(0, 32)(values) and _long(1, 22)(values),
    "reference_table": lambda values: str(values[0])[:4].isdigit() and str(values[1]).startswith("{"),
    "stream": _long(0, 22),
}
