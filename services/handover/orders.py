"""Orders (perintah): what the district tells every office, each signed by itself and kept for ever (handover.md B6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Meta, Struct

from models.values import Role
from services.errors import BundleRejected
from services.handover.lines import Group, OrderLine
from services.handover.manifest import Id, OfficeCode
from services.handover.root import AgeRecipient, Pem
from services.handover.signing import is_signed_by, public_key_from_pem, signature_from_text, signature_to_text
from services.handover.strict_json import strict_loads

FORMAT = "payung-order-v1"
_DOMAIN = b"payung-order-v1\0"
DEVICE = "device"
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


def sign_order(order: DeviceOrder, sign: Callable[[bytes], bytes]) -> OrderLine:
    """The order's line for the journal and for bundles. ``sign`` is the district device's Ed25519 key."""
    text = msgspec.json.encode(order).decode("utf-8")
    decode_device_order(text)
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


def decode_device_order(text: str) -> DeviceOrder:
    """Read an order of kind ``device``; verify it first. Raises BundleRejected ``order.damaged``."""
    order = _decode(text, DeviceOrder)
    try:
        public_key_from_pem(order.public_key)
    except ValueError:
        raise BundleRejected("order.damaged") from None
    if order.format != FORMAT or order.kind != DEVICE:
        raise BundleRejected("order.damaged")
    return order


def _decode(text: str, kind: type[_Order]) -> _Order:
    try:
        return msgspec.convert(strict_loads(text, line_feeds=True), kind)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise BundleRejected("order.damaged") from None
