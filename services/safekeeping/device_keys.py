"""A machine's own keys: made here, and kept only in the encrypted database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from services.handover.age_file import new_identity
from services.handover.signing import public_key_to_pem


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """``id``: 32 hex digits. ``signing_key``: 32 raw secret bytes. The age pair reads what is sent to this device."""

    id: str
    signing_key: bytes
    public_key_pem: str
    age_identity: str
    age_recipient: str


def new_device_keys(random: Callable[[int], bytes]) -> DeviceKeys:
    """Make the keys of a new device."""
    key = Ed25519PrivateKey.generate()
    identity, recipient = new_identity()
    raw = key.private_bytes(serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption())
    return DeviceKeys(random(16).hex(), raw, public_key_to_pem(key.public_key()), identity, recipient)
