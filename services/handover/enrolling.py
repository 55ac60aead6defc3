"""Letting a laptop in: the one-time code of a kit (handover.md C6)."""

from __future__ import annotations

from msgspec import UNSET
from sqlalchemy import Connection, select, update

from models.office import IssuedKit
from models.values import Role
from services.context import AppContext
from services.errors import BundleRejected
from services.handover.kit import is_enrolment_proof
from services.handover.manifest import Enrolment, Manifest, ManifestFrom
from services.handover.obeying import issue_order, learn_orders, learn_root
from services.handover.orders import DeviceOrder


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
    issue_order(ctx, connection, order)


__all__ = ["enrol", "learn_orders", "learn_root", "matching_code"]
