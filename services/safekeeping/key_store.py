"""``kunci.json`` on the disk: read with its copy beside it, written whole or not at all, twofold during a re-key.

While the database gets a new key (``services.safekeeping.rekeying``) the file holds the slots of both keys. Which of
them are in force is not written anywhere: it is read from the database beside it, whose first 16 bytes are the salt of
its key (SQLCipher keeps them in the clear). So renaming the new database into place switches both at once.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from services.errors import StorageTrouble
from services.replacing import put_in_place
from services.safekeeping.key_slots import FORMAT, Short, Slot

DATABASE = "payung.db"
SALT_BYTES = 16
_MAX_BYTES = 64 * 1024
_MAX_SLOTS = 64
_Slots = Annotated[tuple[Slot, ...], msgspec.Meta(max_length=_MAX_SLOTS)]


class NextKeys(msgspec.Struct, frozen=True):
    """The ways into the database once it begins with ``salt`` (32 hex digits, in the clear in its file anyway)."""

    salt: Short
    slots: _Slots


class KeyFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """The whole file. ``sha256`` tells damage from a wrong passphrase. ``next``: only while a new key is on its way."""

    format: Literal["payung-kunci-v1"]
    database: Short
    slots: _Slots
    sha256: Short
    next: NextKeys | None = None


def read(path: Path) -> KeyFile:
    """The key file with the slots that are in force, or its copy when the file itself is missing or damaged.

    Raises StorageTrouble("keyfile.missing" | "keyfile.damaged").
    """
    return _in_force(stored(path), path)


def stored(path: Path) -> KeyFile:
    """As ``read``, with both generations as they stand in the file."""
    return _first_whole(path)[1]


def text_of(path: Path) -> bytes:
    """The bytes of the file or, when it is missing or damaged, of its copy: what may be packed and copied.

    Raises StorageTrouble("keyfile.missing" | "keyfile.damaged").
    """
    return _first_whole(path)[0]


def heal(path: Path) -> None:
    """Make the file and its copy the same again, where one of them is missing, damaged or behind.

    Two copies are there so that one may be lost: a lost one that is not made again leaves one. What does not let
    itself be read or written just now stays as it is; nobody is kept out for it.
    """
    with suppress(StorageTrouble, OSError):
        good = text_of(path)
        for each in (path, copy_of(path)):
            if not each.exists() or _bytes_of(each) != good:
                _write_whole(each, good)


def is_way_in(text: bytes, path: Path) -> bool:
    """Whether the text of a packed key file reads, lets a user in, and belongs to the same key as the file ``path``.

    A slot cannot be asked for its key without its secret. But whatever way in stands in both wraps the same key, and a
    new key leaves none of them (``services.safekeeping.rekeying``). Raises StorageTrouble as ``read``.
    """
    packed = decode(text)
    if packed is None or not any(slot.kind == "user" for slot in packed.slots):
        return False
    now = read(path)
    slots = {*packed.slots, *(packed.next.slots if packed.next is not None else ())}
    return packed.database == now.database and not slots.isdisjoint(now.slots)


def _first_whole(path: Path) -> tuple[bytes, KeyFile]:
    found = False
    for candidate in (path, copy_of(path)):
        try:
            data = _bytes_of(candidate)
        except FileNotFoundError:
            continue
        except OSError:
            found = True
            continue
        found = True
        file = decode(data)
        if file is not None:
            return data, file
    raise StorageTrouble("keyfile.damaged" if found else "keyfile.missing")


def _bytes_of(path: Path) -> bytes:
    """As much as a whole key file can have, and one byte that tells of more. Raises OSError."""
    with path.open("rb") as stream:
        return stream.read(_MAX_BYTES + 1)


def decode(data: bytes) -> KeyFile | None:
    """None for anything that is not a whole key file."""
    if len(data) > _MAX_BYTES:
        return None
    try:
        file = msgspec.json.decode(data, type=KeyFile)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return file if file.sha256 == checksum(file.database, file.slots, file.next) else None


def checksum(database_id: str, slots: tuple[Slot, ...], following: NextKeys | None = None) -> str:
    """SHA-256 over everything else in the file."""
    content: list[object] = [FORMAT, database_id, slots]
    if following is not None:
        content.append(following)
    return hashlib.sha256(msgspec.json.encode(content)).hexdigest()


def write(path: Path, database_id: str, slots: list[Slot], following: NextKeys | None = None) -> None:
    """Write the file and then its copy, each whole or not at all.

    Raises StorageTrouble("keyfile.not_written", "keyfile.full" for what could not be read again: more than 64 ways in
    or 64 KiB); both are then as they were.
    """
    content = tuple(slots)
    file = KeyFile("payung-kunci-v1", database_id, content, checksum(database_id, content, following), following)
    bare = msgspec.json.encode(file)
    data = msgspec.json.format(bare, indent=1) + b"\n"
    if len(data) > _MAX_BYTES:
        data = bare
    if decode(data) is None:
        raise StorageTrouble("keyfile.full")
    try:
        _write_whole(path, data)
        _write_whole(copy_of(path), data)
    except OSError:
        raise StorageTrouble("keyfile.not_written") from None


def copy_of(path: Path) -> Path:
    """Where the second copy of a key file lies."""
    return path.with_name(path.name + ".bak")


def salt_of(database: Path) -> str:
    """The salt with which a database file begins, in hex; empty where there is no such file."""
    try:
        with database.open("rb") as stream:
            return stream.read(SALT_BYTES).hex()
    except OSError:
        return ""


def _in_force(file: KeyFile, path: Path) -> KeyFile:
    following = file.next
    if following is None or salt_of(path.with_name(DATABASE)) != following.salt:
        return file
    return KeyFile(file.format, file.database, following.slots, checksum(file.database, following.slots))


def _write_whole(path: Path, data: bytes) -> None:
    temporary = path.with_name(path.name + ".baru")
    temporary.unlink(missing_ok=True)
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    put_in_place(temporary, path)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make a rename in it last a power cut. Windows has no way to flush a folder. Raises OSError."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
