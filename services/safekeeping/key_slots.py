"""One way into the database: its key, wrapped by a passphrase, a printed code or the district's recovery recipient.

Argon2id makes a key of the secret, ChaCha20-Poly1305 wraps the database key with it (handover.md D2).
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Callable
from typing import Annotated, Literal
from unicodedata import normalize

import msgspec
import pyrage
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from services.errors import StorageTrouble

Random = Callable[[int], bytes]

DATABASE_KEY_BYTES = 48  # 32 of key and 16 of salt, as SQLCipher takes a raw key
RECOVERY_CODE_LENGTH = 25
ONCE_CODE_LENGTH = 15
FORMAT = "payung-kunci-v1"
_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without 0 O 1 I L; 25 of these are 123.8 bits
_GROUP = 5


class KdfPolicy(msgspec.Struct, frozen=True):
    """Argon2id's cost: memory in KiB, passes, lanes. The bounds refuse a file that would stall the machine."""

    m_kib: Annotated[int, msgspec.Meta(ge=8, le=256 * 1024)]
    t: Annotated[int, msgspec.Meta(ge=1, le=10)]
    p: Annotated[int, msgspec.Meta(ge=1, le=1)]


STANDARD = KdfPolicy(64 * 1024, 3, 1)
MINIMUM = KdfPolicy(19 * 1024, 2, 1)  # OWASP's floor; the recovery code is random and needs no more

Kind = Literal["user", "recovery", "district"]
Short = Annotated[str, msgspec.Meta(max_length=200)]
_Base64 = Annotated[str, msgspec.Meta(max_length=4096)]


class Slot(msgspec.Struct, frozen=True, omit_defaults=True):
    """One way in. ``id``: the user's id for kind ``user``. ``kdf`` is None where ``wrapped`` is an age file.

    ``once``: the secret is a code that was shown to somebody else; its owner chooses a passphrase at the first sign-in.
    """

    id: Short
    kind: Kind
    name: Short
    kdf: KdfPolicy | None
    salt: _Base64
    nonce: _Base64
    wrapped: _Base64
    once: bool = False


def wrap(
    database_id: str, slot_id: str, kind: Kind, name: str, secret: str, key: bytes, kdf: KdfPolicy, random: Random
) -> Slot:
    """Wrap the database key with a secret text; the slot opens in this database only."""
    salt, nonce = random(16), random(12)
    cipher = ChaCha20Poly1305(_derive(secret, salt, kdf))
    wrapped = cipher.encrypt(nonce, key, _bound(database_id, slot_id, kind, kdf))
    return Slot(slot_id, kind, name, kdf, _text(salt), _text(nonce), _text(wrapped))


def unwrap(database_id: str, slot: Slot, secret: str) -> bytes:
    """The database key (48 bytes). Raises InvalidTag for a wrong secret, StorageTrouble("keyfile.damaged")."""
    try:
        salt, nonce, wrapped = (b64decode(text, validate=True) for text in (slot.salt, slot.nonce, slot.wrapped))
    except Base64Error:
        raise StorageTrouble("keyfile.damaged") from None
    if slot.kdf is None or len(salt) != 16 or len(nonce) != 12 or len(wrapped) != DATABASE_KEY_BYTES + 16:
        raise StorageTrouble("keyfile.damaged")
    cipher = ChaCha20Poly1305(_derive(secret, salt, slot.kdf))
    return cipher.decrypt(nonce, wrapped, _bound(database_id, slot.id, slot.kind, slot.kdf))


def _bound(database_id: str, slot_id: str, kind: Kind, kdf: KdfPolicy) -> bytes:
    """What the wrapping is bound to, so that a slot of another database or with other costs does not open."""
    return json.dumps([FORMAT, database_id, slot_id, kind, kdf.m_kib, kdf.t, kdf.p]).encode()


def _derive(secret: str, salt: bytes, kdf: KdfPolicy) -> bytes:
    # NFKC: the same bytes whichever way a keyboard composes an accented letter.
    material = normalize("NFKC", secret).encode()
    return Argon2id(salt=salt, length=32, iterations=kdf.t, lanes=kdf.p, memory_cost=kdf.m_kib).derive(material)


def district_slot(database_id: str, key: bytes, recipient: str) -> Slot:
    """Opened without this program by ``age -d``: one line with format, database id and the key in hex."""
    try:
        to = pyrage.x25519.Recipient.from_str(recipient.strip())
    except pyrage.RecipientError:
        raise ValueError("not an age recipient") from None
    wrapped = pyrage.encrypt(f"{FORMAT} {database_id} {key.hex()}\n".encode("ascii"), [to])
    return Slot("district", "district", "", None, "", "", _text(wrapped))


def open_district_slot(database_id: str, slot: Slot, identity: str) -> bytes | None:
    """The database key (48 bytes), or None when the identity (``AGE-SECRET-KEY-...``) does not open the slot."""
    try:
        plain = pyrage.decrypt(b64decode(slot.wrapped), [pyrage.x25519.Identity.from_str(identity.strip())])
        _, database, key = plain.decode("ascii").split()
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError):
        return None
    return bytes.fromhex(key) if database == database_id else None


def new_recovery_code(random: Random) -> str:
    """25 characters in groups of five. 256 random bits modulo 31^25: the bias is below 2^-130."""
    return _new_code(random, RECOVERY_CODE_LENGTH)


def new_once_code(random: Random) -> str:
    """15 characters (74 bits) in groups of five, for one sign-in of an officer who then chooses a passphrase."""
    return _new_code(random, ONCE_CODE_LENGTH)


def _new_code(random: Random, length: int) -> str:
    number = int.from_bytes(random(32), "big")
    letters = []
    for _ in range(length):
        number, digit = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[digit])
    return "-".join("".join(letters[i : i + _GROUP]) for i in range(0, length, _GROUP))


def bare_code(code: str) -> str:
    """A recovery code as it was made, whatever stands between its groups."""
    return "".join(character for character in normalize("NFKC", code).upper() if character.isalnum())


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")
