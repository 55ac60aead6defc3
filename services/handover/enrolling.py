"""Letting a laptop in: the one-time code of a kit, and the roster that orders make (handover.md C6)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET
from sqlalchemy import Connection, select, update

from models.database import insert_rows
from models.journal import Order
from models.office import IssuedKit
from models.values import Role
from services.context import AppContext
from services.errors import BundleRejected
from services.handover.kit import is_enrolment_proof
from services.handover.lines import OrderLine
from services.handover.manifest import Enrolment, Manifest, ManifestFrom
from services.handover.office_facts import RosteredDevice, device, put_device, put_setting, signed_root, trusted_root
from services.handover.orders import (
    DEVICE,
    DeviceOrder,
    decode_device_order,
    decode_order_head,
    sign_order,
    verify_order,
)
from services.handover.signing import content_id, public_key_from_pem


def matching_code(connection: Connection, sender: ManifestFrom, manifest: Manifest) -> str | None:
    """The unused kit code of the sender's office that the bundle proves to know, or None."""
    request = manifest.enrolment
    if request is UNSET or not isinstance(request, Enrolment):
        return None
    codes = connection.execute(
        select(IssuedKit.code).where(IssuedKit.office == sender.office, IssuedKit.used_by.is_(None))
    )
    for code in codes.scalars():
        if is_enrolment_proof(request.proof, code, sender.device, sender.public_key, request.age_recipient):
            return code
    return None


def enrol(ctx: AppContext, connection: Connection, manifest: Manifest) -> None:
    """District: let the sending device in. The order that does so goes back with the reply.

    Raises BundleRejected("bundle.unknown_sender") when the code was used up meanwhile.
    """
    sender, request = manifest.from_, manifest.enrolment
    code = matching_code(connection, sender, manifest)
    if code is None or not isinstance(request, Enrolment):
        raise BundleRejected("bundle.unknown_sender")
    connection.execute(update(IssuedKit).where(IssuedKit.code == code).values(used_by=sender.device))
    order = DeviceOrder(
        id=f"device-{sender.device}"[:64],
        version=1,
        device=sender.device,
        office=sender.office,
        role=Role.VILLAGE,
        public_key=sender.public_key,
        age_recipient=request.age_recipient,
        by=ctx.device_id,
    )
    _keep(connection, [(sign_order(order, ctx.sign), DEVICE, sender.office)])
    _apply(ctx, connection, order)


def learn_orders(ctx: AppContext, connection: Connection, lines: Sequence[OrderLine]) -> None:
    """Check and keep orders. Kinds this program does not know are kept and forwarded, not obeyed.

    Raises BundleRejected("order.signature" | "order.damaged" | "order.unknown_signer").
    """
    for line in lines:
        head = decode_order_head(line.text)
        pem = _district_key(connection, head.by)
        if pem is None:
            raise BundleRejected("order.unknown_signer")
        verify_order(line.text, line.signature, public_key_from_pem(pem))
        order = decode_device_order(line.text) if head.kind == DEVICE else None
        if order is not None and order.version >= _version_here(connection, order.id):
            _apply(ctx, connection, order)
        _keep(connection, [(line, head.kind, order.office if order else "")])


def _version_here(connection: Connection, order_id: str) -> int:
    """The highest version of an order that is here; an older one that comes late changes nothing."""
    sql = "SELECT max(json_extract(text, '$.version')) FROM orders WHERE json_extract(text, '$.id') = ?"
    return int(connection.exec_driver_sql(sql, (order_id,)).scalar() or 0)


def _district_key(connection: Connection, device_id: str) -> str | None:
    if signed_root(connection) is not None and (pem := trusted_root(connection).signing_key(device_id)) is not None:
        return pem
    found = device(connection, device_id)
    return found.public_key if found is not None and found.role is Role.DISTRICT else None


def _apply(ctx: AppContext, connection: Connection, order: DeviceOrder) -> None:
    put_device(
        connection,
        RosteredDevice(order.device, order.office, order.role, order.public_key, order.age_recipient),
    )
    if order.device == ctx.device_id and ctx.office.role is Role.VILLAGE:
        put_setting(connection, "enrolled", order.by)


def _keep(connection: Connection, orders: Sequence[tuple[OrderLine, str, str]]) -> None:
    insert_rows(
        connection,
        Order.__table__,  # type: ignore[arg-type]
        ("id", "kind", "office", "text", "signature"),
        [(content_id(line.text), kind, office, line.text, line.signature) for line, kind, office in orders],
        prefix="OR IGNORE",
    )
