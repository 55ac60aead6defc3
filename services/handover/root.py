"""The root document (akar): which keys speak for the district (handover.md C6).

It is signed by an Ed25519 key that lives on paper. The highest version wins and is remembered; there is no expiry
date, because clocks lie.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Meta, Struct

from services.errors import BundleRejected
from services.handover.age_file import is_recipient
from services.handover.manifest import Id, OfficeCode
from services.handover.manifest import SignedRoot as SignedRoot
from services.handover.signing import (
    is_signed_by,
    private_key_from_pem,
    private_key_to_pem,
    public_key_bytes,
    public_key_from_pem,
    public_key_to_pem,
    signature_from_text,
    signature_to_text,
)
from services.handover.strict_json import strict_loads

FORMAT = "payung-root-v1"
_DOMAIN = b"payung-root-v1\0"

Pem = Annotated[str, Meta(min_length=1, max_length=1024)]
AgeRecipient = Annotated[str, Meta(pattern=r"\Aage1[0-9a-z]{20,90}\Z")]


class SigningKey(Struct, frozen=True, kw_only=True):
    """A district device that may sign kits, orders and replies."""

    device: Id
    public_key_pem: Pem


class Root(Struct, frozen=True, kw_only=True):
    """Who speaks for the district. ``recipients``: its age keys; ``recovery``: the one in the envelopes."""

    format: str = FORMAT
    version: Annotated[int, Meta(ge=1, le=999_999)]
    district: OfficeCode
    signing_keys: Annotated[tuple[SigningKey, ...], Meta(min_length=1, max_length=20)]
    recipients: Annotated[tuple[AgeRecipient, ...], Meta(min_length=1, max_length=10)]
    recovery: AgeRecipient

    def signing_key(self, device: str) -> str | None:
        """PEM of that district device's key, or None."""
        return next((key.public_key_pem for key in self.signing_keys if key.device == device), None)

    @property
    def all_recipients(self) -> tuple[str, ...]:
        """Everyone at the district that a bundle is encrypted to: its devices and the recovery key."""
        return (*self.recipients, self.recovery)


@dataclass(frozen=True, slots=True)
class NewRoot:
    """A root made at the ceremony. ``secret_pem`` is written down once and kept nowhere else."""

    secret_pem: str
    signed: SignedRoot


def new_root(
    district: str,
    signing_keys: Sequence[SigningKey],
    recipients: Sequence[str],
    recovery: str,
    *,
    secret_pem: str | None = None,
    version: int = 1,
) -> NewRoot:
    """Sign a first root document with a new root key, or with one that lies on paper already (``secret_pem``)."""
    secret = secret_pem or new_root_secret()
    root = Root(
        version=version,
        district=district,
        signing_keys=tuple(signing_keys),
        recipients=tuple(recipients),
        recovery=recovery,
    )
    return NewRoot(secret, sign_root(secret, root))


def new_root_secret() -> str:
    """A fresh root key (PEM): it goes onto paper and is kept nowhere else."""
    return private_key_to_pem(Ed25519PrivateKey.generate())


def public_half(secret_pem: str) -> str:
    """The public key (PEM) of a secret one. Raises ValueError for a text that is no key."""
    return public_key_to_pem(private_key_from_pem(secret_pem).public_key())


def sign_root(secret_pem: str, root: Root) -> SignedRoot:
    """Sign a root document; a later one needs a higher ``version``. Raises ValueError when it breaks the format."""
    secret = private_key_from_pem(secret_pem)
    text = msgspec.json.encode(root).decode("utf-8")
    signature = signature_to_text(secret.sign(_DOMAIN + text.encode("utf-8")))
    signed = SignedRoot(text=text, signature=signature, root_key_pem=public_key_to_pem(secret.public_key()))
    try:
        verify_root(signed)
    except BundleRejected as error:
        raise ValueError("root document breaks its own format") from error
    return signed


def verify_root(signed: SignedRoot, *, pinned_key_pem: str | None = None, at_least: int = 1) -> Root:
    """Check a root document and read it.

    ``pinned_key_pem``: the root key this office already trusts; None only at first set-up, where a person compares
    ``root_fingerprint`` with the official letter. ``at_least``: the highest version seen so far.
    Raises BundleRejected: ``root.signature``, ``root.damaged``, ``root.older``.
    """
    try:
        key = public_key_from_pem(signed.root_key_pem)
        if pinned_key_pem is not None and key.public_bytes_raw() != public_key_bytes(pinned_key_pem):
            raise BundleRejected("root.signature")
        if not is_signed_by(key, _DOMAIN + signed.text.encode("utf-8"), signature_from_text(signed.signature)):
            raise BundleRejected("root.signature")
        root = _decode(signed.text)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise BundleRejected("root.damaged") from None
    if root.version < at_least:
        raise BundleRejected("root.older", version=root.version)
    return root


def _decode(text: str) -> Root:
    value = strict_loads(text, line_feeds=True)
    root = msgspec.convert(value, Root)
    if root.format != FORMAT or not all(is_recipient(name) for name in root.all_recipients):
        raise ValueError("not a root document")
    for key in root.signing_keys:
        public_key_from_pem(key.public_key_pem)
    return root


def root_fingerprint(root_key_pem: str) -> bytes:
    """SHA-256 of the raw root public key, 32 bytes: six check words are made from it. Raises ValueError."""
    return hashlib.sha256(public_key_bytes(root_key_pem)).digest()
