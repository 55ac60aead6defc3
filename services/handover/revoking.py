"""Taking a laptop's say away: a cut by content (handover.md C6).

Everything of it that the district holds at this moment stays valid; whatever else turns up under its key counts for
nothing, until a person has looked at it and extended the cut.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from models.journal import JournalEntry
from models.values import EventKind, Role
from services.context import AppContext
from services.errors import NotAllowed, NotFound
from services.handover.obeying import issue_order
from services.handover.office_facts import device
from services.handover.orders import MAX_ACCEPTED, RevokeOrder
from services.journal.unit import WriteUnit
from services.rules.fold import CUT_SIGNS

_LATER = """
SELECT id FROM journal j WHERE device = ?
    AND NOT EXISTS (SELECT 1 FROM accepted a WHERE a.device = j.device AND a.change = substr(j.id, 1, 22))
ORDER BY seq
"""


def revoke(ctx: AppContext, device_id: str) -> int:
    """District: what this laptop wrote so far counts, nothing else does. Gives how many changes count.

    Raises NotAllowed("district.only" | "laptop.own"), NotFound("laptop.missing").
    """
    _require_revocable(ctx, device_id)
    with ctx.write() as unit:
        ids = list(
            unit.connection.execute(
                select(JournalEntry.id).where(JournalEntry.device == device_id).order_by(JournalEntry.seq)
            ).scalars()
        )
        _order(ctx, unit, device_id, ids)
        return len(ids)


def later_changes(ctx: AppContext, device_id: str) -> int:
    """Changes of a revoked laptop that are here and do not count."""
    with ctx.read() as connection:
        return len(connection.exec_driver_sql(_LATER, (device_id,)).all())


def extend_cut(ctx: AppContext, device_id: str) -> int:
    """District: let also count what came from a revoked laptop since. Gives how many changes were added.

    Raises NotAllowed("district.only" | "laptop.own" | "laptop.not_revoked"), NotFound("laptop.missing").
    """
    _require_revocable(ctx, device_id)
    with ctx.write() as unit:
        if not _is_revoked(unit.connection, device_id):
            raise NotAllowed("laptop.not_revoked")
        ids = list(unit.connection.exec_driver_sql(_LATER, (device_id,)).scalars())
        if ids:
            _order(ctx, unit, device_id, ids)
        return len(ids)


def _require_revocable(ctx: AppContext, device_id: str) -> None:
    if ctx.office.role is not Role.DISTRICT:
        raise NotAllowed("district.only")
    if device_id == ctx.device_id:
        raise NotAllowed("laptop.own")


def _is_revoked(connection: Connection, device_id: str) -> bool:
    return bool(connection.exec_driver_sql("SELECT revoked FROM device WHERE id = ?", (device_id,)).scalar())


def _order(ctx: AppContext, unit: WriteUnit, device_id: str, ids: Sequence[str]) -> None:
    """As many orders as it takes: each has to fit into a line of a bundle, and together they say one thing."""
    found = device(unit.connection, device_id)
    if found is None:
        raise NotFound("laptop.missing")
    parts = [ids[start : start + MAX_ACCEPTED] for start in range(0, len(ids), MAX_ACCEPTED)] or [[]]
    earlier = unit.connection.exec_driver_sql(
        "SELECT count(*) FROM orders WHERE kind = 'revoke' AND json_extract(text, '$.device') = ?", (device_id,)
    ).scalar_one()
    for number, part in enumerate(parts, start=earlier + 1):
        order = RevokeOrder(
            id=f"revoke-{device_id}-{number}"[:64],
            device=device_id,
            office=found.office,
            accepted="".join(change[:CUT_SIGNS] for change in part),
            by=ctx.device_id,
        )
        issue_order(ctx, unit.connection, order)
    unit.note(EventKind.REVOKED, len(ids), found.office)
    unit.touch("laptop", device_id)
