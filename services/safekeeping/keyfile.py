"""``kunci.json`` beside the database: the database key, wrapped once for each way in (handover.md D2).

The database key is random and never changes with a passphrase. Each *slot* wraps it anew: one per user
(passphrase), one for the printed recovery code, one for the district's recovery recipient (an age file).
A wrong passphrase is told by the slot's authenticated encryption; so a database that does not open
with an unwrapped key is damaged, which is another sentence and another action.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from cryptography.exceptions import InvalidTag

from services.errors import AccessDenied, NotFound, StorageTrouble
from services.replacing import put_in_place
from services.safekeeping.key_slots import (
    DATABASE_KEY_BYTES,
    FORMAT,
    MINIMUM,
    STANDARD,
    KdfPolicy,
    Random,
    Short,
    Slot,
    bare_code,
    district_slot,
    new_recovery_code,
    open_district_slot,
    unwrap,
    wrap,
)
from services.safekeeping.passphrase import passphrase_problem

__all__ = [
    "MINIMUM",
    "STANDARD",
    "KdfPolicy",
    "KeyFile",
    "NewKeys",
    "Unlocked",
    "add_district_slot",
    "create_keyfile",
    "passphrase_problem",
    "put_user",
    "read",
    "unlock",
    "unlock_with_district",
    "unlock_with_recovery",
    "users",
]

_MAX_BYTES = 64 * 1024
_MAX_SLOTS = 64


class KeyFile(msgspec.Struct, frozen=True):
    """The whole file. ``sha256`` tells damage from a wrong passphrase."""

    format: Literal["payung-kunci-v1"]
    database: Short
    slots: Annotated[tuple[Slot, ...], msgspec.Meta(max_length=_MAX_SLOTS)]
    sha256: Short


@dataclass(frozen=True, slots=True)
class NewKeys:
    """``database_key``: 48 bytes. ``recovery_code``: shown and printed once, kept nowhere."""

    database_key: bytes
    recovery_code: str

    def __repr__(self) -> str:
        return "NewKeys(...)"


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The database key and whose slot gave it; user id and name are empty when it was no user's slot."""

    database_key: bytes
    user_id: str
    user_name: str

    def __repr__(self) -> str:
        return "Unlocked(...)"


def create_keyfile(
    path: Path,
    database_id: str,
    user_id: str,
    user_name: str,
    passphrase: str,
    *,
    recovery_recipient: str | None = None,
    random: Random = os.urandom,
    kdf: KdfPolicy = STANDARD,
) -> NewKeys:
    """Make a new database key with a slot for the first user and one for a new recovery code.

    ``recovery_recipient``: the district's age recipient, when it is known already. A key file that is in the way is
    set aside, never replaced: a database moved aside may need it. Raises StorageTrouble("keyfile.not_written").
    """
    database_key = random(DATABASE_KEY_BYTES)
    code = new_recovery_code(random)
    weaker = min(kdf, MINIMUM, key=lambda policy: policy.m_kib * policy.t)
    slots = [
        wrap(database_id, user_id, "user", user_name, passphrase, database_key, kdf, random),
        wrap(database_id, "recovery", "recovery", "", bare_code(code), database_key, weaker, random),
    ]
    if recovery_recipient is not None:
        slots.append(district_slot(database_id, database_key, recovery_recipient))
    _set_aside(path)
    _set_aside(_backup(path))
    _write(path, database_id, slots)
    return NewKeys(database_key, code)


def put_user(
    path: Path,
    database_key: bytes,
    user_id: str,
    user_name: str,
    passphrase: str,
    *,
    random: Random = os.urandom,
    kdf: KdfPolicy = STANDARD,
) -> None:
    """Give a user a slot, or a new passphrase when the user has one."""
    file = read(path)
    new = wrap(file.database, user_id, "user", user_name, passphrase, database_key, kdf, random)
    slots = {(slot.kind, slot.id): slot for slot in file.slots}
    slots["user", user_id] = new
    _write(path, file.database, list(slots.values()))


def add_district_slot(path: Path, database_key: bytes, recipient: str) -> None:
    """Let the holder of the district's recovery identity in. ``recipient``: ``age1...``; replaces an earlier one.

    Raises ValueError for a text that is no age recipient.
    """
    file = read(path)
    slots = [slot for slot in file.slots if slot.kind != "district"]
    _write(path, file.database, [*slots, district_slot(file.database, database_key, recipient)])


def users(path: Path) -> tuple[tuple[str, str], ...]:
    """Id and name of everyone who may sign in."""
    return tuple((slot.id, slot.name) for slot in read(path).slots if slot.kind == "user")


def unlock(path: Path, user: str | None, passphrase: str) -> Unlocked:
    """Open with a passphrase. ``user``: id or name; None tries every user.

    Takes about 0.2 s for each user tried. Raises AccessDenied("passphrase.wrong"), NotFound("account.unknown"),
    StorageTrouble("keyfile.missing" | "keyfile.damaged").
    """
    file = read(path)
    slots = [slot for slot in file.slots if slot.kind == "user"]
    if user is not None:
        wanted = user.strip().casefold()
        by_id = [slot for slot in slots if slot.id == user]
        slots = by_id or [slot for slot in slots if slot.name.strip().casefold() == wanted]
        if not slots:
            raise NotFound("account.unknown")
    for slot in slots:
        with suppress(InvalidTag):
            return Unlocked(unwrap(file.database, slot, passphrase), slot.id, slot.name)
    raise AccessDenied("passphrase.wrong")


def unlock_with_recovery(path: Path, code: str) -> Unlocked:
    """Open with the printed code; case, spaces and dashes do not matter. Raises AccessDenied("recovery_code.wrong")."""
    file = read(path)
    for slot in file.slots:
        if slot.kind == "recovery":
            with suppress(InvalidTag):
                return Unlocked(unwrap(file.database, slot, bare_code(code)), "", "")
    raise AccessDenied("recovery_code.wrong")


def unlock_with_district(path: Path, identity: str) -> Unlocked:
    """Open with the district's secret recovery identity (``AGE-SECRET-KEY-...``).

    Raises AccessDenied("recovery_key.wrong") when there is no such slot or the identity is another one.
    """
    file = read(path)
    for slot in file.slots:
        if slot.kind == "district":
            key = open_district_slot(file.database, slot, identity)
            if key is not None:
                return Unlocked(key, "", "")
    raise AccessDenied("recovery_key.wrong")


def read(path: Path) -> KeyFile:
    """The key file, or its copy when the file itself is missing or damaged.

    Raises StorageTrouble("keyfile.missing" | "keyfile.damaged").
    """
    found = False
    for candidate in (path, _backup(path)):
        try:
            with candidate.open("rb") as stream:
                data = stream.read(_MAX_BYTES + 1)
        except FileNotFoundError:
            continue
        except OSError:
            found = True
            continue
        found = True
        file = _decode(data)
        if file is not None:
            return file
    raise StorageTrouble("keyfile.damaged" if found else "keyfile.missing")


def _decode(data: bytes) -> KeyFile | None:
    if len(data) > _MAX_BYTES:
        return None
    try:
        file = msgspec.json.decode(data, type=KeyFile)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return file if file.sha256 == _checksum(file.database, file.slots) else None


def _checksum(database_id: str, slots: tuple[Slot, ...]) -> str:
    return hashlib.sha256(msgspec.json.encode([FORMAT, database_id, slots])).hexdigest()


def _write(path: Path, database_id: str, slots: list[Slot]) -> None:
    """Write the file and then its copy, each whole or not at all."""
    content = tuple(slots)
    file = KeyFile("payung-kunci-v1", database_id, content, _checksum(database_id, content))
    data = msgspec.json.format(msgspec.json.encode(file), indent=1) + b"\n"
    try:
        _write_whole(path, data)
        _write_whole(_backup(path), data)
    except OSError:
        raise StorageTrouble("keyfile.not_written") from None


def _write_whole(path: Path, data: bytes) -> None:
    temporary = path.with_name(path.name + ".baru")
    temporary.unlink(missing_ok=True)
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    put_in_place(temporary, path)
    if os.name != "nt":  # Windows has no way to flush a folder
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _backup(path: Path) -> Path:
    return path.with_name(path.name + ".bak")


def _set_aside(path: Path) -> None:
    number = 1
    while (aside := path.with_name(f"{path.name}.lama{number}")).exists():
        number += 1
    try:
        path.rename(aside)
    except FileNotFoundError:
        return
    except OSError:
        raise StorageTrouble("keyfile.not_written") from None
