"""The states that a restore or a repair set aside (``sebelum-pulih-N``, ``rusak-N``): whose key opens them.

They are whole offices with a key file of their own, so whoever was let out of this office must not get in there either:
a copy under the key of today takes the ways in of today, and a new key is given to the copies too. A copy that nobody
here can open stays as it is, and the officer is told its name.

A copy gets its new key as the office does: everything is written anew into ``sebelum-pulih-1.kunci-baru`` *before* the
key of the office is switched, and which of the two counts is read from the database of the office afterwards. Killed
before the switch: the new one is thrown away. Killed after it: ``finish`` puts it in place at the next sign-in.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from models.database import DatabaseTrouble
from models.rekeying import Alone, alone
from services.context import Paths
from services.errors import AppError, StorageTrouble
from services.replacing import put_in_place
from services.safekeeping import key_store
from services.safekeeping.key_slots import Slot
from services.safekeeping.key_store import salt_of
from services.safekeeping.setting_aside import database_files
from services.safekeeping.start_up_checks import is_whole

FOLDER = re.compile(r"(sebelum-pulih|rusak)-[0-9]+")
_ENDING = ".kunci-baru"
_HALF = ".tulis"
Write = Callable[[Alone, Path], object]
"""Writes everything of a database that is held into a new file: under the new key, checked and flushed."""


def old_copies(data: Path) -> list[Path]:
    """The folders with states that were set aside whole."""
    if not data.is_dir():
        return []
    return sorted(each for each in data.iterdir() if FOLDER.fullmatch(each.name) and each.is_dir())


def has_content(copy: Path) -> bool:
    """Whether there is anything of a database in it."""
    return any(file.exists() for file in database_files(Paths(copy).database))


def share_ways_in(data: Path, key: bytes) -> None:
    """Whoever may sign in here opens the copies under the same key too, and nobody else does.

    ``key``: of the office (48 bytes). What cannot be read or written just now is tried again at the next sign-in.
    """
    with suppress(StorageTrouble, OSError):
        now = key_store.read(Paths(data).keyfile)
        for copy in map(Paths, old_copies(data)):
            with suppress(StorageTrouble, OSError):
                if _lets_in_others(copy, now, salt_in(key)):
                    key_store.write(copy.keyfile, now.database, list(now.slots))


def _lets_in_others(copy: Paths, now: key_store.KeyFile, salt: str) -> bool:
    """Whether the copy is under the key of today while its key file says something else.

    The salt with which a file begins tells, and where that is damaged a way in that stands in both key files.
    """
    file: key_store.KeyFile | None = None
    with suppress(StorageTrouble):
        file = key_store.read(copy.keyfile)
    if file is not None and (file.database != now.database or file.slots == now.slots):
        return False
    if salt_of(copy.database) == salt:
        return True
    return file is not None and not set(file.slots).isdisjoint(now.slots)


def write_anew(
    data: Path, database: str, slots: Sequence[Slot], key_of: Callable[[Paths], bytes | None], write: Write
) -> tuple[str, ...]:
    """Prepare every copy under a new key; gives the names of those that stay as they are.

    ``database``: id of the office's key file, to which ``slots`` are bound. ``key_of``: the key (48 bytes) of a copy,
    None where nobody here knows it. Nothing changes before ``finish``.
    """
    _discard(data)
    left = []
    for copy in old_copies(data):
        half = copy.with_name(copy.name + _ENDING + _HALF)
        try:
            done = not has_content(copy) or _write_one(copy, half, database, slots, key_of, write)
        except (AppError, DatabaseTrouble, OSError):
            done = False  # no room, or a page that cannot be read: the key of the office is changed all the same
            shutil.rmtree(half, ignore_errors=True)
        if not done:
            left.append(copy.name)
    return (*left, *sorted(each.name for each in data.glob("payung.db.sebelum-*")))


def _write_one(
    copy: Path,
    half: Path,
    database: str,
    slots: Sequence[Slot],
    key_of: Callable[[Paths], bytes | None],
    write: Write,
) -> bool:
    paths, new = Paths(copy), Paths(half)
    key = key_of(paths)
    if key is None or not is_whole(paths.database, key):
        return False
    half.mkdir(mode=0o700)
    with alone(paths.database, key) as held:
        write(held, new.database)
    key_store.write(new.keyfile, database, list(slots))
    put_in_place(half, copy.with_name(copy.name + _ENDING))
    key_store.flush_folder(copy.parent)
    return True


def salt_in(key: bytes) -> str:
    """The salt with which a file under this key (48 bytes) begins, in hex.

    A file that is open is not asked: closing it a second time would let go of the locks that SQLite holds on it.
    """
    return key[-key_store.SALT_BYTES :].hex()


def finish(data: Path, now: str) -> None:
    """Put the copies in place that were prepared for the key which the office has now; throw others away.

    ``now``: the salt of that key. What cannot be done just now is tried again at the next sign-in.
    """
    if not now:
        return
    with suppress(OSError):
        for ready in prepared(data):
            copy = ready.with_name(ready.name.removesuffix(_ENDING))
            if salt_of(Paths(ready).database) == now:
                if copy.exists():
                    shutil.rmtree(copy)
                put_in_place(ready, copy)
            else:
                shutil.rmtree(ready)


def _discard(data: Path) -> None:
    """Throw away what was prepared for a key that never came into force."""
    for each in (*prepared(data), *data.glob(f"*{_ENDING}{_HALF}")):
        shutil.rmtree(each, ignore_errors=True)


def prepared(data: Path) -> list[Path]:
    """Copies under a new key that did not come into their place yet."""
    return [
        each for each in data.glob(f"*{_ENDING}") if each.is_dir() and FOLDER.fullmatch(each.name.removesuffix(_ENDING))
    ]
