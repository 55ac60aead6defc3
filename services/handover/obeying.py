"""Orders of the district and its root document: checked, kept for ever, obeyed (handover.md B6, B9, C6)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, select

from models.database import insert_rows
from models.journal import Accepted, JournalEntry, Order
from models.values import Role
from services.context import AppContext
from services.erasing.forgetting import forget
from services.errors import BundleRejected
from services.handover.lines import OrderLine
from services.handover.office_facts import (
    RosteredDevice,
    device,
    put_device,
    put_setting,
    signed_root,
    trusted_root,
)
from services.handover.orders import (
    AnyOrder,
    DeviceOrder,
    EraseOrder,
    RevokeOrder,
    decode_order,
    decode_order_head,
    sign_order,
    verify_order,
)
from services.handover.root import SignedRoot, verify_root
from services.handover.signing import content_id, public_key_from_pem
from services.journal.projection import project
from services.journal.roster import load_roster

_REVOKED = "SELECT json_extract(text, '$.device') FROM orders WHERE kind = 'revoke'"


def issue_order(ctx: AppContext, connection: Connection, order: AnyOrder) -> str:
    """District: sign an order, keep it and obey it here. Gives its id."""
    line = sign_order(order, ctx.sign)
    _keep(connection, [(line, order)])
    _obey(ctx, connection, [order])
    return content_id(line.text)


def learn_orders(ctx: AppContext, connection: Connection, lines: Sequence[OrderLine]) -> None:
    """Check and keep orders. Kinds this program does not know are kept and forwarded, not obeyed.

    Raises BundleRejected("order.signature" | "order.damaged" | "order.unknown_signer").
    """
    here = _already_here(connection, lines)
    fresh: list[tuple[OrderLine, AnyOrder | None]] = []
    for line in lines:
        if here.get(content_id(line.text)) == line.signature:
            continue  # checked when it came
        head = decode_order_head(line.text)
        pem = _district_key(connection, head.by)
        if pem is None:
            raise BundleRejected("order.unknown_signer")
        verify_order(line.text, line.signature, public_key_from_pem(pem))
        fresh.append((line, decode_order(line.text)))
    fresh.sort(key=lambda each: _place(*each))
    counts = [
        order
        for line, order in fresh
        if order is not None
        and not (isinstance(order, DeviceOrder) and _place(line, order) < _newest_here(connection, order.id))
    ]
    _keep(connection, fresh)
    _obey(ctx, connection, counts)


def _already_here(connection: Connection, lines: Sequence[OrderLine]) -> dict[str, str]:
    """Signatures of those orders that were checked before."""
    ids = [content_id(line.text) for line in lines]
    if not ids:
        return {}
    array = msgspec.json.encode(ids).decode()
    sql = "SELECT id, signature FROM orders WHERE id IN (SELECT value FROM json_each(?))"
    return {order_id: signature for order_id, signature in connection.exec_driver_sql(sql, (array,))}


def _place(line: OrderLine, order: AnyOrder | None) -> tuple[int, str]:
    """Two orders of one version come from a district that was put back in between: every office takes the same one."""
    return (order.version if isinstance(order, DeviceOrder) else 0, content_id(line.text))


def _newest_here(connection: Connection, order_id: str) -> tuple[int, str]:
    """Version and id of what holds here for a laptop; an older one that comes late changes nothing."""
    sql = """
    SELECT json_extract(text, '$.version'), id FROM orders WHERE json_extract(text, '$.id') = ? ORDER BY 1 DESC, 2 DESC
    """
    row = connection.exec_driver_sql(sql, (order_id,)).first()
    return (0, "") if row is None else (int(row[0]), str(row[1]))


def _district_key(connection: Connection, device_id: str) -> str | None:
    if signed_root(connection) is not None and (pem := trusted_root(connection).signing_key(device_id)) is not None:
        return pem
    found = device(connection, device_id)
    return found.public_key if found is not None and found.role is Role.DISTRICT else None


def _obey(ctx: AppContext, connection: Connection, orders: Sequence[AnyOrder]) -> None:
    """The roster first: the other orders speak of the devices on it."""
    for order in orders:
        if isinstance(order, DeviceOrder):
            _let_in(ctx, connection, order)
    for order in orders:
        if isinstance(order, RevokeOrder):
            _cut(connection, order)
    if any(isinstance(order, (DeviceOrder, RevokeOrder)) for order in orders):
        connection.exec_driver_sql(f"UPDATE device SET revoked = 1 WHERE NOT revoked AND id IN ({_REVOKED})")
    _fold_again(connection, {order.device for order in orders if isinstance(order, RevokeOrder)})
    forget(ctx, connection, [order.record for order in orders if isinstance(order, EraseOrder)])


def _let_in(ctx: AppContext, connection: Connection, order: DeviceOrder) -> None:
    put_device(
        connection,
        RosteredDevice(order.device, order.office, order.role, order.public_key, order.age_recipient),
    )
    if order.device == ctx.device_id and ctx.office.role is Role.VILLAGE:
        put_setting(connection, "enrolled", order.by)


def _cut(connection: Connection, order: RevokeOrder) -> None:
    insert_rows(
        connection,
        Accepted.__table__,  # type: ignore[arg-type]
        ("device", "change"),
        [(order.device, change) for change in order.changes()],
        prefix="OR IGNORE",
    )


def _fold_again(connection: Connection, devices: set[str]) -> None:
    """Everything that a revoked device ever touched may look different now."""
    if not devices:
        return
    rows = connection.execute(
        select(JournalEntry.entity, JournalEntry.record).where(JournalEntry.device.in_(sorted(devices))).distinct()
    )
    touched: dict[str, set[str]] = {}
    for entity, record in rows:
        touched.setdefault(entity, set()).add(record)
    project(connection, touched, load_roster(connection))


def _keep(connection: Connection, orders: Sequence[tuple[OrderLine, AnyOrder | None]]) -> None:
    insert_rows(
        connection,
        Order.__table__,  # type: ignore[arg-type]
        ("id", "kind", "office", "text", "signature"),
        [
            (content_id(line.text), decode_order_head(line.text).kind, _concerns(order), line.text, line.signature)
            for line, order in orders
        ],
        prefix="OR IGNORE",
    )


def _concerns(order: AnyOrder | None) -> str:
    """The office whose bundles carry it; empty where every bundle does."""
    return order.office if isinstance(order, (DeviceOrder, RevokeOrder)) else ""


def heed_root(connection: Connection, signed: SignedRoot) -> bool:
    """Take the root document that came with a bundle where it is newer; whether it contradicts the one here.

    It does when both have the same version and say different things: the district was put back to before a rotation
    and rotated once more. A document under another root key is none of ours and passed over.
    Raises BundleRejected("root.signature" | "root.damaged").
    """
    pinned = signed_root(connection)
    if pinned is None or signed == pinned or signed.root_key_pem != pinned.root_key_pem:
        return False
    if learn_root(connection, signed):
        return False
    return verify_root(signed).version == verify_root(pinned).version and signed.text != pinned.text


def learn_root(connection: Connection, signed: SignedRoot) -> bool:
    """Take a newer root document that the pinned root key signed; whether it was newer.

    Raises BundleRejected("root.signature" | "root.damaged"); NotAllowed("handover.no_kit").
    """
    known = trusted_root(connection)
    pinned = signed_root(connection)
    assert pinned is not None
    root = verify_root(signed, pinned_key_pem=pinned.root_key_pem)
    if root.version <= known.version:
        return False
    put_setting(connection, "root", msgspec.json.encode(signed).decode())
    for key in root.signing_keys:
        put_device(
            connection,
            RosteredDevice(key.device, root.district, Role.DISTRICT, key.public_key_pem, root.recipients[0]),
        )
    return True
