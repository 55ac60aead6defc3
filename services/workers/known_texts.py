"""Texts that occur often here, for fields that complete themselves: birth places, hamlets, addresses, workplaces."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select

from models.worker import Worker
from services.context import AppContext

FIELDS = ("birth_place", "hamlet", "address", "workplace")
_MOST = 300


def known_texts(ctx: AppContext) -> Mapping[str, tuple[str, ...]]:
    """Per field the texts in use, the most frequent first; at most 300 each."""
    with ctx.read() as connection:
        return {name: tuple(connection.execute(_frequent(name)).scalars()) for name in FIELDS}


def _frequent(name: str):  # type: ignore[no-untyped-def]  # SQLAlchemy's own generic Select
    column = getattr(Worker, name)
    return select(column).where(column != "").group_by(column).order_by(func.count().desc(), column).limit(_MOST)
