"""Choices of this office that are kept in its encrypted database: filters, columns, mappings of headings, the target.

How the window looks on this machine is in ``services.settings``.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from sqlalchemy import select

from models.database import upsert_by
from models.desk import Preference
from services.context import AppContext

T = TypeVar("T")

LONGEST_KEY = 80


def read_preference(ctx: AppContext, key: str, kind: type[T], default: T) -> T:
    """The value kept under ``key``, or the default where there is none or it has another shape (an older program's)."""
    with ctx.read() as connection:
        kept = connection.execute(select(Preference.value).where(Preference.key == key)).scalar()
    if kept is None:
        return default
    try:
        return msgspec.json.decode(kept, type=kind)
    except msgspec.MsgspecError:
        return default


def write_preference(ctx: AppContext, key: str, value: Any) -> None:
    """Keep a value: anything msgspec can write as JSON (str, int, list, dict, dataclass). Raises StorageTrouble."""
    if len(key) > LONGEST_KEY:
        raise ValueError("a preference key has at most 80 characters")
    text = msgspec.json.encode(value).decode()
    with ctx.write() as unit:
        upsert_by(unit.connection, Preference.__table__, ("key",), {"key": key, "value": text})  # type: ignore[arg-type]
