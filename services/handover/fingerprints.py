"""Fingerprints of public keys: six words to read aloud and a QR text to scan (handover.md C6, docs/qr-format.md)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from services.context import AppContext
from services.errors import NotFound
from services.handover.office_facts import device
from services.handover.root import SignedRoot
from services.handover.signing import public_key_bytes
from services.rules.check_words import check_words

WORDS = 6
"""66 bits: nobody finds a second key with the same six words."""
_MARK = "PAYUNG3"


class KeyKind(StrEnum):
    """Whose key: the district's root (akar), or a laptop's."""

    ROOT = "A"
    LAPTOP = "L"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """``holder``: office code of a root, device id of a laptop. ``digest``: SHA-256 of the raw public key, 32 bytes."""

    kind: KeyKind
    holder: str
    digest: bytes

    @property
    def words(self) -> tuple[str, ...]:
        """Six check words."""
        return tuple(check_words(self.digest, WORDS))

    @property
    def qr_text(self) -> str:
        """PAYUNG3:A:33.16:<64 hex digits>, all of QR's short alphabet."""
        return f"{_MARK}:{self.kind}:{self.holder.upper()}:{self.digest.hex().upper()}"


def root_print(signed: SignedRoot, district: str) -> Fingerprint:
    """Of the root key that signed this document. Raises ValueError for a text that is no key."""
    return key_print(KeyKind.ROOT, district, signed.root_key_pem)


def laptop_print(device: str, public_key_pem: str) -> Fingerprint:
    """Of a laptop's signing key. Raises ValueError for a text that is no key."""
    return key_print(KeyKind.LAPTOP, device, public_key_pem)


def key_print(kind: KeyKind, holder: str, public_key_pem: str) -> Fingerprint:
    """Of any public key. Raises ValueError for a text that is no key."""
    return Fingerprint(kind, holder, hashlib.sha256(public_key_bytes(public_key_pem)).digest())


def own_words(ctx: AppContext) -> tuple[str, ...]:
    """Six words of this very laptop, to read out when the district asks. Raises NotFound("device.missing")."""
    with ctx.read() as connection:
        found = device(connection, ctx.device_id)
    if found is None:
        raise NotFound("device.missing")
    return laptop_print(found.id, found.public_key).words
