"""Ed25519 keys as texts, and the one way we sign and check documents.

Every signed document has its own domain: a prefix, or for the manifest its first key, so that a
signature made over one kind of document can never be shown as one over another (handover.md B3, C1).
"""

from __future__ import annotations

import base64
import binascii
import hashlib

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNATURE_BYTES = 64
_PEM_LIMIT = 1024


def public_key_from_pem(pem: str) -> Ed25519PublicKey:
    """Read a public key; raises ValueError for anything but one Ed25519 SubjectPublicKeyInfo."""
    if len(pem) > _PEM_LIMIT:
        raise ValueError("public key text is too long")
    try:
        key = serialization.load_pem_public_key(pem.encode("ascii"))
    except UnsupportedAlgorithm as error:
        raise ValueError("public key is not Ed25519") from error
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("public key is not Ed25519")
    return key


def public_key_to_pem(key: Ed25519PublicKey) -> str:
    """The key as PEM text, which ``openssl`` reads."""
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(serialization.Encoding.PEM, form).decode("ascii")


def public_key_bytes(pem: str) -> bytes:
    """The 32 raw bytes of a public key: what is compared and what fingerprints are made of."""
    raw = serialization.Encoding.Raw
    return public_key_from_pem(pem).public_bytes(raw, serialization.PublicFormat.Raw)


def private_key_to_pem(key: Ed25519PrivateKey) -> str:
    """The secret key as unencrypted PKCS#8 text: for paper in a safe, never for a stick."""
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode("ascii")


def private_key_from_pem(pem: str) -> Ed25519PrivateKey:
    """Read a secret key; raises ValueError for anything but one Ed25519 PKCS#8 key."""
    key = serialization.load_pem_private_key(pem.encode("ascii"), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("secret key is not Ed25519")
    return key


def is_signed_by(key: Ed25519PublicKey, document: bytes, signature: bytes) -> bool:
    """Whether ``signature`` (64 raw bytes) was made over exactly these bytes."""
    try:
        key.verify(signature, document)
    except InvalidSignature:
        return False
    return True


def signature_to_text(signature: bytes) -> str:
    """64 bytes as 86 characters of base64url without padding."""
    return base64.urlsafe_b64encode(signature).rstrip(b"=").decode("ascii")


def signature_from_text(text: str) -> bytes:
    """The 64 raw bytes of a signature text; raises ValueError unless it is spelled in the one right way."""
    try:
        raw = base64.b64decode(text.encode("ascii") + b"==", altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("signature text is not base64url") from error
    if len(raw) != SIGNATURE_BYTES or signature_to_text(raw) != text:
        raise ValueError("signature text is not 64 bytes")
    return raw


def content_id(text: str) -> str:
    """Id of a signed text: base64url of its SHA-256, 43 characters (handover.md B3)."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
