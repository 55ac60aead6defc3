"""Putting another database and its key file in the place of the present ones, both or neither (handover.md D4).

Two files and the log of a third cannot change in one step. So the new ones are made ready in a folder, and one rename
gives that folder the name that says «from now on these hold». What is left to do then is done again at every start
until it is done: a computer that dies in between wakes up with the new state, never with a database of one and a key
file of another.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from services.context import Paths
from services.errors import StorageTrouble
from services.replacing import put_in_place

READY = "siap-ganti"
_LOGS = ("-wal", "-shm")
_COPY = ".bak"


def swap(data: Path, new: Path) -> None:
    """Let the database and key file in the folder ``new`` (below ``data``) take the place of those in ``data``.

    ``new`` is gone afterwards. Raises OSError; before the decisive rename everything is as it was, after it the new
    state holds and ``finish`` ends the work.
    """
    made = Paths(new)
    log = made.database.with_name(made.database.name + _LOGS[0])
    if log.exists() and log.stat().st_size:
        raise OSError("part of the new database is still in its log")
    shutil.copyfile(made.keyfile, made.keyfile.with_name(made.keyfile.name + _COPY))
    for file in new.iterdir():
        if file.is_file():
            _flush(file)
    put_in_place(new, data / READY)
    _flush_folder(data)
    _finish(data)


def finish(data: Path) -> None:
    """End a swap that was cut off after its decisive rename. Raises StorageTrouble("folder.not_writable")."""
    try:
        _finish(data)
    except OSError:
        raise StorageTrouble("folder.not_writable") from None


def _finish(data: Path) -> None:
    ready, present = Paths(data / READY), Paths(data)
    if not ready.data.exists():
        return
    if ready.database.exists():
        for end in _LOGS:
            present.database.with_name(present.database.name + end).unlink(missing_ok=True)
    for file in (ready.keyfile, ready.keyfile.with_name(ready.keyfile.name + _COPY), ready.database):
        if file.exists():
            put_in_place(file, data / file.name)
    _flush_folder(data)
    shutil.rmtree(ready.data)


def _flush(file: Path) -> None:
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no way to flush a folder
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(PermissionError):
            os.fsync(handle)
    finally:
        os.close(handle)
