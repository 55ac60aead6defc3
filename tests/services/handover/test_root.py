from __future__ import annotations

import hashlib
from typing import Any

import msgspec
import pytest

from services.errors import BundleRejected
from services.handover.age_file import new_identity
from services.handover.root import Root, SigningKey, new_root, root_fingerprint, sign_root, verify_root
from services.handover.signing import public_key_bytes, signature_to_text
from tests.services.handover.codec import DISTRICT, Machine, Offices, dumps

OFFICES = Offices()
KEY = SigningKey(device="district-1", public_key_pem=OFFICES.district.pem)
RECOVERY = new_identity()[1]
NEW = new_root(DISTRICT, [KEY], [OFFICES.district.recipient], RECOVERY)


def refusal(signed: Any, **given: Any) -> str:
    with pytest.raises(BundleRejected) as refused:
        verify_root(signed, **given)
    return refused.value.code


def test_a_root_names_the_district_its_keys_and_the_recovery_key() -> None:
    root = verify_root(NEW.signed, pinned_key_pem=NEW.signed.root_key_pem)
    assert (root.version, root.district) == (1, DISTRICT)
    assert root.signing_key("district-1") == OFFICES.district.pem
    assert root.signing_key("other") is None
    assert root.all_recipients == (OFFICES.district.recipient, RECOVERY)
    assert "PRIVATE" not in dumps(NEW.signed)


def test_a_later_version_is_signed_by_the_same_paper_key_and_an_older_one_is_refused() -> None:
    second = Machine(DISTRICT, OFFICES.district.role, "district-2")
    keys = (KEY, SigningKey(device="district-2", public_key_pem=second.pem))
    root = Root(version=2, district=DISTRICT, signing_keys=keys, recipients=(second.recipient,), recovery=RECOVERY)
    signed = sign_root(NEW.secret_pem, root)
    assert verify_root(signed, pinned_key_pem=NEW.signed.root_key_pem, at_least=2) == root
    assert refusal(NEW.signed, at_least=2) == "root.older"


def test_another_root_key_is_refused_where_one_is_pinned() -> None:
    other = new_root(DISTRICT, [KEY], [OFFICES.district.recipient], RECOVERY)
    assert verify_root(other.signed).district == DISTRICT
    assert refusal(other.signed, pinned_key_pem=NEW.signed.root_key_pem) == "root.signature"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": NEW.signed.text.replace('"version":1', '"version":2')}, "root.signature"),
        ({"text": NEW.signed.text + " "}, "root.signature"),
        ({"signature": signature_to_text(bytes(64))}, "root.signature"),
        ({"signature": "short"}, "root.damaged"),
        ({"root_key_pem": OFFICES.district.pem}, "root.signature"),
        ({"root_key_pem": "PEM"}, "root.damaged"),
    ],
)
def test_a_changed_root_is_refused(change: dict[str, str], code: str) -> None:
    assert refusal(msgspec.structs.replace(NEW.signed, **change)) == code


@pytest.mark.parametrize(
    "change",
    [
        {"version": 0},
        {"district": "Blora"},
        {"signing_keys": ()},
        {"recipients": ()},
        {"recovery": "age1" + "q" * 58},
        {"format": "payung-order-v1"},
        {"signing_keys": (SigningKey(device="d", public_key_pem="PEM"),)},
    ],
)
def test_a_root_that_breaks_the_format_is_not_signed(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="format"):
        sign_root(NEW.secret_pem, msgspec.structs.replace(verify_root(NEW.signed), **change))


def test_the_fingerprint_is_the_hash_of_the_raw_key() -> None:
    pem = NEW.signed.root_key_pem
    assert root_fingerprint(pem) == hashlib.sha256(public_key_bytes(pem)).digest()
