"""What was done in this office: registrations, imports, bulk changes, exports, prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import RowMapping, select

from models import desk
from models.values import ActKind, EventKind
from services.context import AppContext
from services.errors import NotFound

UNDOABLE = frozenset(
    {
        ActKind.REGISTER,
        ActKind.UPDATE,
        ActKind.IMPORT,
        ActKind.BULK,
        ActKind.LEAVE,
        ActKind.RETURN,
        ActKind.UNDO,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act. ``at``: ISO text. ``user``: display name. ``count``: people touched. ``note``: a file name or number."""

    id: str
    kind: ActKind
    at: str
    user: str
    count: int
    note: str
    undone: bool
    undoable: bool


def recent_acts(ctx: AppContext, limit: int = 50, kinds: Iterable[ActKind] | None = None) -> tuple[Act, ...]:
    """The newest acts of this laptop first, optionally only of some kinds."""
    wanted = select(desk.Act).order_by(desk.Act.at.desc(), desk.Act.last_seq.desc(), desk.Act.id).limit(limit)
    if kinds is not None:
        wanted = wanted.where(desk.Act.kind.in_([kind.value for kind in kinds]))
    with ctx.read() as connection:
        return tuple(_act(row) for row in connection.execute(wanted).mappings())


def get_act(ctx: AppContext, act_id: str) -> Act:
    """One act of this laptop. Raises NotFound("act.missing")."""
    with ctx.read() as connection:
        row = connection.execute(select(desk.Act).where(desk.Act.id == act_id)).mappings().one_or_none()
    if row is None:
        raise NotFound("act.missing")
    return _act(row)


def log_act(ctx: AppContext, kind: ActKind, count: int, note: str = "") -> str:
    """Note something that leaves no change behind: an export, a print, a reveal. Gives the act's id."""
    with ctx.write(kind, note) as unit:
        unit.log_act(count)
        unit.note(
            EventKind(kind.value) if kind.value in EventKind.__members__.values() else EventKind.OTHER, count, note
        )
    return unit.act


def _act(row: RowMapping) -> Act:
    kind = known_kind(row["kind"])
    return Act(
        id=row["id"],
        kind=kind,
        at=row["at"],
        user=row["user"].partition(" ")[2],
        count=row["count"],
        note=row["note"],
        undone=row["undone_by"] is not None,
        undoable=kind in UNDOABLE and row["undone_by"] is None and row["last_seq"] > 0,
    )


def known_kind(text: str) -> ActKind:
    """The kind of an act; what a newer program called differently is OTHER."""
    return ActKind(text) if text in ActKind.__members__.values() else ActKind.OTHER
