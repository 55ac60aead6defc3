"""Putting a finished file under its name. On Windows a virus scanner holds a fresh file for a moment: wait for it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

TRIES = 10
_PAUSE = 0.1
_SHARING = {5, 32}  # ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION; other systems have no such number


def put_in_place(source: Path, target: Path, tries: int = TRIES, wait: Callable[[float], None] = time.sleep) -> None:
    """Rename over ``target``, asking again every tenth of a second while somebody holds one of the two.

    Raises OSError: the last one after so many ``tries``, any other at once.
    """
    for left in reversed(range(tries)):
        try:
            source.replace(target)
            return
        except OSError as error:
            if getattr(error, "winerror", None) not in _SHARING or not left:
                raise
            wait(_PAUSE)


def write_whole(target: Path, data: bytes) -> None:
    """Write a file so that under its name there is never half of it: beside it, flushed, then renamed.

    Raises OSError; nothing is left beside it then. What a killed program left there is written over or removed.
    """
    for left in target.parent.glob(".*.tmp"):
        with suppress(OSError):
            left.unlink()
    part = target.with_name(f".{target.name}.tmp")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(part, target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
