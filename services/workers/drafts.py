"""Forms that are not saved yet. They survive a crash and a power cut; they never leave this laptop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, delete, select

from models.database import upsert_by
from models.desk import Draft
from services.changes import Changes
from services.context import AppContext

_TITLE_LENGTH = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedDraft:
    """A half-filled form. ``values``: what the form understands. ``focus``: the field the cursor was in.

    ``worker_id``: the record being changed, None for a new person. ``saved_at``: ISO text.
    """

    id: str
    worker_id: str | None
    title: str
    focus: str
    values: Mapping[str, Any]
    saved_at: str


def save_draft(
    ctx: AppContext,
    draft_id: str,
    values: Mapping[str, Any],
    *,
    focus: str,
    title: str,
    worker_id: str | None = None,
) -> Changes:
    """Keep a form as it stands; the same id again replaces it. Raises StorageTrouble, nothing is lost on screen."""
    row = {
        "id": draft_id,
        "worker_id": worker_id,
        "title": title[:_TITLE_LENGTH],
        "focus": focus,
        "content": msgspec.json.encode(values).decode(),
        "saved_at": ctx.now().isoformat(timespec="seconds"),
    }
    with ctx.write() as unit:
        upsert_by(unit.connection, Draft.__table__, ("id",), row)  # type: ignore[arg-type]
        unit.touch("draft", draft_id)
    return unit.changes


def list_drafts(ctx: AppContext) -> tuple[SavedDraft, ...]:
    """All of them, newest first."""
    with ctx.read() as connection:
        rows = connection.execute(select(Draft).order_by(Draft.saved_at.desc(), Draft.id)).mappings().all()
    return tuple(_saved(row) for row in rows)


def get_draft(ctx: AppContext, draft_id: str) -> SavedDraft | None:
    """One draft, or None when it was saved or dropped meanwhile."""
    with ctx.read() as connection:
        row = connection.execute(select(Draft).where(Draft.id == draft_id)).mappings().one_or_none()
    return None if row is None else _saved(row)


def drop_draft(ctx: AppContext, draft_id: str) -> Changes:
    """Forget a draft. Dropping one that is gone does nothing."""
    with ctx.write() as unit:
        drop_within(unit.connection, draft_id)
        unit.touch("draft", draft_id)
    return unit.changes


def drop_within(connection: Connection, draft_id: str) -> None:
    """As ``drop_draft``, inside the transaction that saves the form."""
    connection.execute(delete(Draft).where(Draft.id == draft_id))


def _saved(row: RowMapping) -> SavedDraft:
    try:
        values = msgspec.json.decode(row["content"], type=dict[str, Any])
    except msgspec.MsgspecError:
        values = {}
    shown = {name: row[name] for name in ("id", "worker_id", "title", "focus", "saved_at")}
    return SavedDraft(values=values, **shown)
