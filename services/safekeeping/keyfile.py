"""``kunci.json`` beside the database: the database key, wrapped once for each way in (handover.md D2).

The database key is random and never changes with a passphrase. Each *slot* wraps it anew: one per user
(passphrase), one for the printed recovery code, one for the district's recovery recipient (an age file).
A wrong passphrase is told by the slot's authenticated encryption; so a database that does not open
with an unwrapped key is damaged, which is another sentence and another action.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag

from services.errors import AccessDenied, NotFound, StorageTrouble
from services.safekeeping.key_slots import (
    DATABASE_KEY_BYTES,
    MINIMUM,
    STANDARD,
    KdfPolicy,
    Random,
    Slot,
    bare_code,
    district_slot,
    new_recovery_code,
    open_district_slot,
    unwrap,
    wrap,
)
from services.safekeeping.key_store import DATABASE, KeyFile, copy_of, read, stored, write
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
    "finish_rekey",
    "is_once",
    "passphrase_problem",
    "put_recovery",
    "put_user",
    "read",
    "recovery_slot",
    "remove_user",
    "unlock",
    "unlock_with_district",
    "unlock_with_recovery",
    "user_slot",
    "users",
]

REKEYED = DATABASE + ".kunci-baru"
"""The copy with a new key while it is being made (``services.safekeeping.rekeying``)."""
_LEFT_BEHIND_S = 3600


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
    slots = [user_slot(database_id, user_id, user_name, passphrase, database_key, random=random, kdf=kdf)]
    code, recovery = recovery_slot(database_id, database_key, random=random, kdf=kdf)
    slots.append(recovery)
    if recovery_recipient is not None:
        slots.append(district_slot(database_id, database_key, recovery_recipient))
    _set_aside(path)
    _set_aside(copy_of(path))
    write(path, database_id, slots)
    return NewKeys(database_key, code)


def user_slot(
    database_id: str,
    user_id: str,
    user_name: str,
    passphrase: str,
    database_key: bytes,
    *,
    once: bool = False,
    random: Random = os.urandom,
    kdf: KdfPolicy = STANDARD,
) -> Slot:
    """A user's way in. ``once``: ``passphrase`` is a code for one sign-in; spaces, dashes and case do not matter."""
    secret = bare_code(passphrase) if once else passphrase
    slot = wrap(database_id, user_id, "user", user_name, secret, database_key, kdf, random)
    return msgspec.structs.replace(slot, once=once)


def recovery_slot(
    database_id: str, database_key: bytes, *, random: Random = os.urandom, kdf: KdfPolicy = STANDARD
) -> tuple[str, Slot]:
    """A new recovery code, to be shown once, and the slot that it opens."""
    code = new_recovery_code(random)
    weaker = min(kdf, MINIMUM, key=lambda policy: policy.m_kib * policy.t)
    return code, wrap(database_id, "recovery", "recovery", "", bare_code(code), database_key, weaker, random)


def put_user(
    path: Path,
    database_key: bytes,
    user_id: str,
    user_name: str,
    passphrase: str,
    *,
    once: bool = False,
    random: Random = os.urandom,
    kdf: KdfPolicy = STANDARD,
) -> None:
    """Give a user a slot, or a new passphrase when the user has one. ``once``: as for ``user_slot``."""
    file = read(path)
    new = user_slot(file.database, user_id, user_name, passphrase, database_key, once=once, random=random, kdf=kdf)
    slots = {(slot.kind, slot.id): slot for slot in file.slots}
    slots["user", user_id] = new
    write(path, file.database, list(slots.values()), file.next)


def remove_user(path: Path, user_id: str) -> None:
    """Take a user's slot away. Raises NotFound("account.unknown"), also for the last user: somebody must get in."""
    file = read(path)
    rest = [slot for slot in file.slots if (slot.kind, slot.id) != ("user", user_id)]
    if len(rest) == len(file.slots) or not any(slot.kind == "user" for slot in rest):
        raise NotFound("account.unknown")
    write(path, file.database, rest, file.next)


def put_recovery(path: Path, database_key: bytes, *, random: Random = os.urandom, kdf: KdfPolicy = STANDARD) -> str:
    """A new recovery code; the one before no longer opens. Shown and printed once, kept nowhere."""
    file = read(path)
    code, new = recovery_slot(file.database, database_key, random=random, kdf=kdf)
    write(path, file.database, [*(slot for slot in file.slots if slot.kind != "recovery"), new], file.next)
    return code


def add_district_slot(path: Path, database_key: bytes, recipient: str) -> None:
    """Let the holder of the district's recovery identity in. ``recipient``: ``age1...``; replaces an earlier one.

    Raises ValueError for a text that is no age recipient.
    """
    file = read(path)
    slots = [slot for slot in file.slots if slot.kind != "district"]
    write(path, file.database, [*slots, district_slot(file.database, database_key, recipient)], file.next)


def users(path: Path) -> tuple[tuple[str, str], ...]:
    """Id and name of everyone who may sign in."""
    return tuple((slot.id, slot.name) for slot in read(path).slots if slot.kind == "user")


def is_once(path: Path, user_id: str) -> bool:
    """Whether that user signs in with a code that was shown to somebody else, and so has to choose a passphrase."""
    return any(slot.once for slot in read(path).slots if (slot.kind, slot.id) == ("user", user_id))


def unlock(path: Path, user: str | None, passphrase: str) -> Unlocked:
    """Open with a passphrase. ``user``: id or name; None tries every user.

    Takes about 0.2 s for each user tried. Raises AccessDenied("passphrase.wrong"), NotFound("account.unknown"),
    StorageTrouble("keyfile.missing" | "keyfile.damaged").
    """
    finish_rekey(path)
    file = read(path)
    slots = [slot for slot in file.slots if slot.kind == "user"]
    if user is not None:
        wanted = user.strip().casefold()
        by_id = [slot for slot in slots if slot.id == user]
        slots = by_id or [slot for slot in slots if slot.name.strip().casefold() == wanted]
        if not slots:
            raise NotFound("account.unknown")
    for slot in slots:
        secret = bare_code(passphrase) if slot.once else passphrase
        with suppress(InvalidTag):
            return Unlocked(unwrap(file.database, slot, secret), slot.id, slot.name)
    raise AccessDenied("passphrase.wrong")


def unlock_with_recovery(path: Path, code: str) -> Unlocked:
    """Open with the printed code; case, spaces and dashes do not matter. Raises AccessDenied("recovery_code.wrong")."""
    finish_rekey(path)
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
    finish_rekey(path)
    file = read(path)
    for slot in file.slots:
        if slot.kind == "district":
            key = open_district_slot(file.database, slot, identity)
            if key is not None:
                return Unlocked(key, "", "")
    raise AccessDenied("recovery_key.wrong")


def finish_rekey(path: Path) -> None:
    """After a new key was cut off: the slots of the old one go once the new database is in place, a copy that never
    came into place is thrown away. Nothing is lost where this cannot be written: the next sign-in tries again.
    """
    with suppress(StorageTrouble):
        file, now = stored(path), read(path)
        if file.next is not None and now.next is None:
            write(path, now.database, list(now.slots))
    copy = path.with_name(REKEYED)
    with suppress(OSError):
        # A copy that is being made at this moment is left alone.
        if abs(time.time() - copy.stat().st_mtime) > _LEFT_BEHIND_S:
            discard_copy(copy)


def discard_copy(copy: Path) -> None:
    """Remove a database that was being built, with its logs. Raises OSError."""
    for ending in ("", "-wal", "-shm", "-journal"):
        copy.with_name(copy.name + ending).unlink(missing_ok=True)


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
