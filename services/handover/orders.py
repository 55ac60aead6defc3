"""Orders (perintah): what the district tells every office, each signed by itself and kept for ever (handover.md B6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Meta, Struct

from models.values import Role
from services.errors import BundleRejected
from services.handover.lines import Group, OrderLine
from services.handover.manifest import Id, Instant, OfficeCode
from services.handover.root import AgeRecipient, Pem
from services.handover.signing import is_signed_by, public_key_from_pem, signature_from_text, signature_to_text
from services.handover.strict_json import strict_loads
from services.journal.erased import Kept
from services.rules.fold import CUT_SIGNS

FORMAT = "payung-order-v1"
_DOMAIN = b"payung-order-v1\0"
DEVICE = "device"
ERASE = "erase"
REVOKE = "revoke"
MAX_ACCEPTED = 1_000
"""Changes that one order of revocation names; an order has to fit into a line of a bundle."""
_Order = TypeVar("_Order", bound=Struct)


class OrderHead(Struct, frozen=True, kw_only=True):
    """What every order has, also of a kind this program does not know: such orders are stored and forwarded.

    ``id``: the same for all versions of one order; of these the highest ``version`` counts. ``by``: district device.
    """

    format: str
    kind: Group
    id: Id
    version: Annotated[int, Meta(ge=1, le=999_999_999)]
    by: Id


class DeviceOrder(Struct, frozen=True, kw_only=True):
    """A line of the roster: this device writes for this office, with this key."""

    format: str = FORMAT
    kind: str = DEVICE
    id: Id
    version: Annotated[int, Meta(ge=1, le=999_999_999)]
    device: Id
    office: OfficeCode
    role: Role
    public_key: Pem
    age_recipient: AgeRecipient
    by: Id


class EraseOrder(Struct, frozen=True, kw_only=True):
    """A person is erased for good, on the word of two officers (handover.md B9, UU 27/2022 art. 43-44).

    ``officers``: their marks (account id). ``reason``: a key, for people. ``kept``: what the accounts keep, by record.
    """

    format: str = FORMAT
    kind: str = ERASE
    id: Id
    version: Annotated[int, Meta(ge=1, le=999_999_999)] = 1
    record: Id
    at: Instant
    officers: tuple[Id, Id]
    reason: Annotated[str, Meta(pattern=r"\A[a-z_]{0,32}\Z")] = ""
    kept: Annotated[dict[Id, Kept], Meta(max_length=200)]
    by: Id


class RevokeOrder(Struct, frozen=True, kw_only=True):
    """A device has no say any more but for the changes named here: a cut by content, not by date (C6).

    ``accepted``: the first 22 signs of their ids, one after the other. Several orders of one device add up.
    """

    format: str = FORMAT
    kind: str = REVOKE
    id: Id
    version: Annotated[int, Meta(ge=1, le=999_999_999)] = 1
    device: Id
    office: OfficeCode
    accepted: Annotated[str, Meta(pattern=r"\A([0-9A-Za-z_-]{22})*\Z", max_length=22 * MAX_ACCEPTED)]
    by: Id

    def changes(self) -> list[str]:
        """The ids that still count, each cut to 22 signs."""
        return [self.accepted[at : at + CUT_SIGNS] for at in range(0, len(self.accepted), CUT_SIGNS)]


AnyOrder = DeviceOrder | EraseOrder | RevokeOrder
_KINDS: Mapping[str, type[DeviceOrder] | type[EraseOrder] | type[RevokeOrder]] = {
    DEVICE: DeviceOrder,
    ERASE: EraseOrder,
    REVOKE: RevokeOrder,
}


def sign_order(order: AnyOrder, sign: Callable[[bytes], bytes]) -> OrderLine:
    """The order's line for the journal and for bundles. ``sign`` is the district device's Ed25519 key."""
    text = msgspec.json.encode(order).decode("utf-8")
    decode_order(text)
    return OrderLine(text, signature_to_text(sign(_DOMAIN + text.encode("utf-8"))))


def verify_order(text: str, signature: str, key: Ed25519PublicKey) -> OrderHead:
    """Check one order against the key of the device that ``by`` names. Raises BundleRejected ``order.*``."""
    head = decode_order_head(text)
    try:
        raw = signature_from_text(signature)
    except ValueError:
        raise BundleRejected("order.signature") from None
    if not is_signed_by(key, _DOMAIN + text.encode("utf-8"), raw):
        raise BundleRejected("order.signature")
    return head


def decode_order_head(text: str) -> OrderHead:
    """Read what all orders have; not yet verified. Raises BundleRejected ``order.damaged``."""
    head = _decode(text, OrderHead)
    if head.format != FORMAT:
        raise BundleRejected("order.damaged")
    return head


def decode_order(text: str) -> AnyOrder | None:
    """Read an order; None for a kind this program does not know. Verify it first.

    Raises BundleRejected ``order.damaged``.
    """
    kind = _KINDS.get(decode_order_head(text).kind)
    if kind is None:
        return None
    order = _decode(text, kind)
    if isinstance(order, DeviceOrder):
        try:
            public_key_from_pem(order.public_key)
        except ValueError:
            raise BundleRejected("order.damaged") from None
    return order


def decode_device_order(text: str) -> DeviceOrder:
    """Read an order of kind ``device``; verify it first. Raises BundleRejected ``order.damaged``."""
    order = decode_order(text)
    if not isinstance(order, DeviceOrder):
        raise BundleRejected("order.damaged")
    return order


def _decode(text: str, kind: type[_Order]) -> _Order:
    try:
        return msgspec.convert(strict_loads(text, line_feeds=True), kind)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise BundleRejected("order.damaged") from None
