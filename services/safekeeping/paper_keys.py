"""A secret key as lines that a person can print, read and type back (handover.md C6, docs/qr-format.md).

32 bytes become four lines of 13 signs, each followed by two check signs over its key, its place and itself: a slip of
the pen is found in the line where it happened, and lines in the wrong order are found too.
"""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum
from itertools import zip_longest

import pyrage
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from services.errors import AccessDenied
from services.handover.kit import ALPHABET
from services.handover.signing import private_key_from_pem, private_key_to_pem
from services.safekeeping.bech32 import decode_age_secret, encode_age_secret

LINES = 4
_SIGNS = 13
_CHECK = 2
_BITS = 5
_GROUP = 5
_KEY_BYTES = 32
_DOMAIN = b"payung-paper-v1\0"
_MARK = "PAYUNG4"


class PaperKey(StrEnum):
    """Which secret a sheet holds: the root (akar) or the recovery (pemulihan) key."""

    ROOT = "A"
    RECOVERY = "P"


def lines_of(kind: PaperKey, secret: str) -> tuple[str, ...]:
    """Four lines like «ABCDE FGHJK LMNPQ». ``secret``: the PEM of a root, the age identity of a recovery key.

    Raises ValueError for another text.
    """
    value = int.from_bytes(_raw(kind, secret), "big")
    total = LINES * _SIGNS
    signs = "".join(ALPHABET[value >> (_BITS * place) & 31] for place in reversed(range(total)))
    rows = [signs[start : start + _SIGNS] for start in range(0, total, _SIGNS)]
    return tuple(_grouped(row + _check(kind, number, row)) for number, row in enumerate(rows, 1))


def qr_text(kind: PaperKey, secret: str) -> str:
    """What the QR code of a sheet holds: PAYUNG4:A:line:line:line:line without spaces."""
    return ":".join([_MARK, kind.value, *(line.replace(" ", "") for line in lines_of(kind, secret))])


def line_is_right(kind: PaperKey, number: int, typed: str) -> bool:
    """Whether line ``number`` (from 1) was typed as printed; for telling while it is typed."""
    signs = _bare(typed)
    return len(signs) == _SIGNS + _CHECK and _check(kind, number, signs[:_SIGNS]) == signs[_SIGNS:]


def secret_from(kind: PaperKey, typed: str) -> str:
    """The secret from four typed lines or from a scanned QR text: PEM of a root, age identity of a recovery key.

    Raises AccessDenied("keysheet.other_key" | "keysheet.lines" | "keysheet.line", line=n | "keysheet.damaged").
    """
    rows = _rows(kind, typed)
    for number, row in zip_longest(range(1, LINES + 1), rows):
        if number is None or not row:
            raise AccessDenied("keysheet.lines")
        if not line_is_right(kind, number, row):
            raise AccessDenied("keysheet.line", line=number)
    value = 0
    for row in rows:
        for sign in _bare(row)[:_SIGNS]:
            value = value << _BITS | ALPHABET.index(sign)
    if value >> (8 * _KEY_BYTES):
        raise AccessDenied("keysheet.damaged")
    return _secret(kind, value.to_bytes(_KEY_BYTES, "big"))


def _rows(kind: PaperKey, typed: str) -> list[str]:
    parts = typed.strip().split(":")
    if parts[0].upper() != _MARK:
        return [row for row in typed.splitlines() if row.strip()]
    if len(parts) != LINES + 2:
        raise AccessDenied("keysheet.lines")
    if parts[1].upper() != kind:
        raise AccessDenied("keysheet.other_key")
    return parts[2:]


def _bare(typed: str) -> str:
    """Small letters, spaces, hyphens and a printed «A1» or «P1» in front do not matter."""
    signs = re.sub(r"[\s.-]+", "", typed).upper()
    if len(signs) == _SIGNS + _CHECK + 2 and re.match(r"[AP][1-4]", signs):
        signs = signs[2:]
    return signs if all(sign in ALPHABET for sign in signs) else ""


def _check(kind: PaperKey, number: int, row: str) -> str:
    digest = hashlib.sha256(_DOMAIN + f"{kind.value}{number}{row}".encode("ascii")).digest()
    value = int.from_bytes(digest[:2], "big") >> 6
    return ALPHABET[value >> _BITS] + ALPHABET[value & 31]


def _grouped(signs: str) -> str:
    return " ".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))


def _raw(kind: PaperKey, secret: str) -> bytes:
    if kind is PaperKey.RECOVERY:
        return decode_age_secret(secret)
    raw = serialization.Encoding.Raw
    none = serialization.NoEncryption()
    return private_key_from_pem(secret).private_bytes(raw, serialization.PrivateFormat.Raw, none)


def _secret(kind: PaperKey, raw: bytes) -> str:
    if kind is PaperKey.ROOT:
        return private_key_to_pem(Ed25519PrivateKey.from_private_bytes(raw))
    secret = encode_age_secret(raw)
    try:
        pyrage.x25519.Identity.from_str(secret)
    except pyrage.IdentityError:
        raise AccessDenied("keysheet.damaged") from None
    return secret
