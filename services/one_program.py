"""One program for one data folder: two would each believe that they alone hold what lies in it (issue 4, at rest).

The window holds the folder as long as it is open, a command that signs in or replaces the database until it is done.
Commands that only look (check, witness) do not: they may run beside the window.
The lock is the system's own, so that what a program that died left behind is none.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from services.errors import NotAllowed

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

NAME = "payung.satu-program"
"""A file without content; it stays. To remove it would let two programs hold two files of one name."""
_HELD = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK}
"""What the systems answer when another program holds it; anything else is a disk that knows no locks."""
_held: set[Path | None] = set()
"""Folders that this program holds."""


class Claim:
    """The folder, as long as this is kept; the end of the program, of whatever kind, lets it go too."""

    def __init__(self, handle: int | None, folder: Path | None = None) -> None:
        self._handle, self._folder = handle, folder

    def release(self) -> None:
        """Let go; again does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
            _held.discard(self._folder)


def claim(data: Path) -> Claim | None:
    """The claim on a folder; None while another program holds it.

    A folder that takes no file is claimed by nobody: that is for the set-up to tell.
    """
    with suppress(OSError):
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(data / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return Claim(None)
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        return None if error.errno in _HELD else Claim(None)
    _held.add(data.absolute())
    return Claim(handle, data.absolute())


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Hold an existing folder for one piece of work. Raises NotAllowed("folder.in_use") while another program does."""
    held = claim(data) if data.exists() else Claim(None)
    if held is None:
        raise NotAllowed("folder.in_use")
    try:
        yield
    finally:
        held.release()


@contextmanager
def held_by_us(data: Path) -> Iterator[bool]:
    """Whether no other program has the folder; where nobody had, it is held for the time of the block."""
    if data.absolute() in _held:
        yield True
        return
    held = claim(data)
    try:
        yield held is not None
    finally:
        if held is not None:
            held.release()
