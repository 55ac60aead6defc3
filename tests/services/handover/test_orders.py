from __future__ import annotations

from typing import Any

import msgspec
import pytest

from models.values import Role
from services.errors import BundleRejected
from services.handover.orders import (
    DeviceOrder,
    decode_device_order,
    decode_order_head,
    sign_order,
    verify_order,
)
from services.handover.signing import signature_to_text
from tests.services.handover.codec import VILLAGE, Offices, dumps

OFFICES = Offices()
ORDER = DeviceOrder(
    id="device-laptop-1",
    version=1,
    device="laptop-1",
    office=VILLAGE,
    role=Role.VILLAGE,
    public_key=OFFICES.village.pem,
    age_recipient=OFFICES.village.recipient,
    by="district-1",
)
PLAIN: dict[str, Any] = msgspec.to_builtins(ORDER)
KEY = OFFICES.district.key.public_key()


def test_an_order_carries_its_own_signature() -> None:
    line = sign_order(ORDER, OFFICES.district.key.sign)
    head = verify_order(line.text, line.signature, KEY)
    assert (head.kind, head.id, head.version, head.by) == ("device", "device-laptop-1", 1, "district-1")
    assert decode_device_order(line.text) == ORDER


def test_a_changed_order_or_another_signer_is_refused() -> None:
    line = sign_order(ORDER, OFFICES.district.key.sign)
    changed = line.text.replace("laptop-1", "laptop-2")
    cases = [
        (changed, line.signature, KEY),
        (line.text, signature_to_text(bytes(64)), KEY),
        (line.text, "short", KEY),
        (line.text, line.signature, OFFICES.village.key.public_key()),
        (line.text, signature_to_text(OFFICES.district.key.sign(line.text.encode())), KEY),
    ]
    for text, signature, key in cases:
        with pytest.raises(BundleRejected, match="order.signature"):
            verify_order(text, signature, key)


def test_an_order_of_a_kind_of_tomorrow_is_still_known_as_an_order() -> None:
    text = dumps({"format": "payung-order-v1", "kind": "erase", "id": "e-1", "version": 3, "by": "d", "record": "r"})
    assert decode_order_head(text).kind == "erase"
    with pytest.raises(BundleRejected, match="order.damaged"):
        decode_device_order(text)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "payung-root-v1"},
        {"kind": "erase"},
        {"version": 0},
        {"role": "king"},
        {"office": "x"},
        {"public_key": "PEM"},
        {"age_recipient": "x"},
        {"note": "a\u0000"},
        {"note": 10**20},
    ],
)
def test_a_device_order_that_breaks_the_format_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(BundleRejected, match="order.damaged"):
        decode_device_order(dumps({**PLAIN, **change}))


def test_texts_that_are_no_order_are_refused() -> None:
    for text in ("", "[]", "{}", dumps(PLAIN)[:-1] + ',"version":9}', '{"format":' * 10_000):
        with pytest.raises(BundleRejected, match="order.damaged"):
            decode_order_head(text)


def test_a_bad_order_is_not_signed() -> None:
    with pytest.raises(BundleRejected, match="order.damaged"):
        sign_order(msgspec.structs.replace(ORDER, version=0), OFFICES.district.key.sign)
