"""An office on a disk that takes nothing any more, opened to be looked at (handover.md D3, read-only media).

SQLite needs to write beside a database to read it whole, so what is opened is a copy: as encrypted as the original, in
a private folder of the system, thrown away on closing.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from services.context import Paths
from services.errors import StorageTrouble
from services.safekeeping.ballast import full_disk

ONLY_READABLE = "database.read_only"
"""The notice at sign-in, and what every act is refused with."""
_NAME = "payung-lihat-"
_ABANDONED_S = 7 * 24 * 3600
_REFUSED = {errno.EROFS, errno.EACCES, errno.EPERM}


def only_readable(paths: Paths) -> bool:
    """Whether database or folder take nothing, by a write-protected medium or the rights of the account."""
    try:
        with paths.database.open("r+b"):  # asks for the right; nothing is written
            return not os.access(paths.data, os.W_OK)
    except OSError as error:
        return error.errno in _REFUSED


def copy_for_looking(paths: Paths) -> Paths:
    """Database, its log and the key files in a private folder. Raises StorageTrouble("database.io" | …full)."""
    _clear_abandoned(Path(tempfile.gettempdir()))
    copy = Paths(Path(tempfile.mkdtemp(prefix=_NAME)))
    try:
        for path in (paths.database, paths.database.with_name(f"{paths.database.name}-wal"), *_key_files(paths)):
            if path.exists():
                target = copy.data / path.name
                shutil.copyfile(path, target)
                target.chmod(0o600)
        copy.scratch.mkdir(mode=0o700)
    except OSError as error:
        throw_away(copy.data)
        raise (full_disk(copy.data.parent) if error.errno == errno.ENOSPC else StorageTrouble("database.io")) from None
    return copy


def throw_away(copy: Path) -> None:
    """Best effort: what stays is encrypted. Only what has the name of such a copy goes."""
    if copy.name.startswith(_NAME):
        with suppress(OSError):
            shutil.rmtree(copy)


def _clear_abandoned(folder: Path) -> None:
    """What a program that was killed left behind. A copy in use is written to when it is made, so not of days ago."""
    with suppress(OSError):
        for left in folder.glob(f"{_NAME}*"):
            if abs(time.time() - left.stat().st_mtime) > _ABANDONED_S:
                throw_away(left)


def _key_files(paths: Paths) -> list[Path]:
    return [path for path in paths.data.glob(f"{paths.keyfile.name}*") if path.is_file()]
