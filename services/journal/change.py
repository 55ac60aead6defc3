"""One immutable, signed change: one act on one record, carrying one or more groups (handover.md B3)."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from services.handover.lines import ChangeHeader
from services.handover.strict_json import clean_text

DOMAIN = b"payung-change-v1\0"
FORMAT_VERSION = 1
SCHEMA_VERSION = 1


class Change(NamedTuple):
    """A change with its texts verbatim. ``payload`` is None where only the header may be held."""

    id: str
    head: ChangeHeader
    header: str
    signature: str
    payload: str | None


_encode = msgspec.json.Encoder().encode
_decode_header = msgspec.json.Decoder(ChangeHeader).decode


def b64(data: bytes) -> str:
    """URL-safe base64 without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """The reverse of ``b64``; raises ValueError."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def stored_header(text: str) -> ChangeHeader:
    """Read a header that was checked when it came in. For lines from outside use ``handover.lines``."""
    return _decode_header(text)


def encode_payload(salt: bytes, groups: Mapping[str, Mapping[str, Any]]) -> str:
    """Payload text. The random ``_g`` hides a guessable NIK behind the hash after erasure."""
    text = _encode({"_g": b64(salt), **groups}).decode()
    if text.isascii() and text.isprintable() and "\\" not in text:
        return text
    return _encode({"_g": b64(salt), **_cleaned(groups)}).decode()


def clean(text: str) -> str:
    """Text as any reader of a bundle takes it: NFC, no control characters."""
    return text if text.isascii() and text.isprintable() else clean_text(text)


def _cleaned(value: Any) -> Any:
    """The same values with every text clean: one stray line feed must never block a village's bundles."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: _cleaned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    return value


def payload_hash(payload: str) -> str:
    """What a header says of its payload text."""
    return b64(sha256(payload.encode()).digest())


def seal_change(
    head: Callable[[str], ChangeHeader],
    groups: Mapping[str, Mapping[str, Any]],
    *,
    salt: bytes,
    sign: Callable[[bytes], bytes],
) -> Change:
    """Name the change by its header's hash and sign it. ``head`` makes the header from the payload's hash."""
    payload = encode_payload(salt, groups)
    header = head(payload_hash(payload))
    raw = _encode(header)
    return Change(
        id=b64(sha256(raw).digest()),
        head=header,
        header=raw.decode(),
        signature=b64(sign(DOMAIN + raw)),
        payload=payload,
    )
