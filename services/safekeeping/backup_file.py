"""One backup is one file: a ZIP of the encrypted database, its key file and a few plain facts without names.

``isi.json`` says what is in it, ``payung.db`` is SQLCipher with the key that ``kunci.json`` wraps, so a backup opens
with the passphrase of the day it was made (handover.md D4). No compression: encrypted pages do not shrink.
"""

from __future__ import annotations

import os
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from services.errors import StorageTrouble
from services.replacing import put_in_place

FACTS, DATABASE, KEYS = "isi.json", "payung.db", "kunci.json"
SUFFIX = ".payung-cadangan"
HALF = ".tulis-"
"""How the name of one begins that is being written."""
_MAX_FACTS = 16 * 1024
_MAX_KEYS = 64 * 1024
_BLOCK = 1 << 20
_Short = Annotated[str, msgspec.Meta(max_length=128)]
_Count = Annotated[int, msgspec.Meta(ge=0)]


class BackupFacts(msgspec.Struct, frozen=True):
    """What a backup says of itself. ``fingerprint``: of all rows that screens show; ``database``: id in the key file.

    ``sequence`` orders backups, never the clock: ``made_at`` (ISO text) is only shown. ``seq``: last row of the
    journal, to know whether anything was added since.
    """

    format: Literal["payung-cadangan-v1"]
    office: _Short
    database: _Short
    sequence: _Count
    made_at: _Short
    app: _Short
    schema: _Short
    changes: _Count
    workers: _Count
    fingerprint: _Short


def file_name(sequence: int) -> str:
    """Nothing personal in it: ``000012.payung-cadangan``."""
    return f"{sequence:06d}{SUFFIX}"


def pack(target: Path, facts: BackupFacts, database: Path, keys: bytes) -> None:
    """Write a backup under a temporary name, flush it, read it back and only then give it its name.

    ``keys``: the text of a whole key file. Raises OSError; nothing half remains under the final name.
    """
    building = target.with_name(f"{HALF}{target.name}")
    try:
        with zipfile.ZipFile(building, "w", zipfile.ZIP_STORED) as packed:
            packed.writestr(FACTS, msgspec.json.encode(facts))
            packed.writestr(KEYS, keys)
            packed.write(database, DATABASE)
        with building.open("rb+") as file:
            os.fsync(file.fileno())
        _read_back(building)
        put_in_place(building, target)
    finally:
        with suppress(OSError):
            building.unlink(missing_ok=True)


def _read_back(building: Path) -> None:
    try:
        with zipfile.ZipFile(building) as packed:
            if packed.testzip() is None:
                return
    except zipfile.BadZipFile:
        pass
    raise OSError("the backup does not read back")


def read_facts(path: Path) -> BackupFacts:
    """What a file says of itself. Raises StorageTrouble("backup.unreadable")."""
    try:
        with zipfile.ZipFile(path) as packed:
            return msgspec.json.decode(_member(packed, FACTS, _MAX_FACTS), type=BackupFacts)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, NotImplementedError, msgspec.MsgspecError):
        raise StorageTrouble("backup.unreadable") from None


def read_keys(path: Path) -> bytes:
    """The key file in a backup. Raises StorageTrouble("backup.unreadable")."""
    try:
        with zipfile.ZipFile(path) as packed:
            return _member(packed, KEYS, _MAX_KEYS)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, NotImplementedError):
        raise StorageTrouble("backup.unreadable") from None


def unpack(path: Path, database: Path, keys: Path) -> BackupFacts:
    """Lay the database and key file of a backup at these places.

    Raises StorageTrouble("backup.unreadable" for a damaged file or one that is no backup, "backup.no_room").
    """
    facts = read_facts(path)
    try:
        with zipfile.ZipFile(path) as packed:
            if sorted(packed.namelist()) != sorted((FACTS, KEYS, DATABASE)):
                raise StorageTrouble("backup.unreadable")
            key_text = _member(packed, KEYS, _MAX_KEYS)
            entry = packed.getinfo(DATABASE)
            if entry.compress_type != zipfile.ZIP_STORED or entry.file_size > path.stat().st_size:
                raise StorageTrouble("backup.unreadable")
            with packed.open(entry) as source:
                _lay(source.read, database)
    except (ValueError, KeyError, zipfile.BadZipFile, NotImplementedError):
        raise StorageTrouble("backup.unreadable") from None
    except OSError:
        raise StorageTrouble("backup.no_room") from None
    keys.write_bytes(key_text)
    keys.chmod(0o600)
    return facts


def _member(packed: zipfile.ZipFile, name: str, limit: int) -> bytes:
    entry = packed.getinfo(name)
    if entry.file_size > limit or entry.compress_size > limit:
        raise ValueError(name)
    return packed.read(entry)


def _lay(read: object, target: Path) -> None:
    assert callable(read)
    with target.open("wb") as file:
        target.chmod(0o600)
        while block := read(_BLOCK):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
