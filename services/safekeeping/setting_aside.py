"""The state of an office before something replaces it: a whole copy in a numbered folder beside it, never deleted."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from services.context import Paths
from services.replacing import put_in_place
from services.safekeeping.key_store import copy_of, flush_folder

LOGS = ("-wal", "-shm")


def set_aside(data: Path, prefix: str) -> Path | None:
    """Copy database, its logs and the key file to ``<prefix>1`` or the next free number; None where there is nothing.

    The folder appears under its name only when it is complete on the disk. Raises OSError.
    """
    present = Paths(data)
    files = [*database_files(present.database), present.keyfile, copy_of(present.keyfile)]
    files = [file for file in files if file.exists()]
    if not files:
        return None
    number = 1
    while (aside := data / f"{prefix}{number}").exists():
        number += 1
    building = data / f"{prefix}{number}.tulis"
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(mode=0o700)
    for file in files:
        _copy(file, building / file.name)
    flush_folder(building)
    put_in_place(building, aside)
    flush_folder(data)
    return aside


def database_files(database: Path) -> list[Path]:
    """The database and what SQLite keeps beside it."""
    return [database, *(database.with_name(database.name + end) for end in LOGS)]


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as old, target.open("wb") as new:
        target.chmod(0o600)
        shutil.copyfileobj(old, new, 1 << 20)
        new.flush()
        os.fsync(new.fileno())
