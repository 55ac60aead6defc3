"""One window for one data folder: two would each believe that they alone hold what is on screen."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile

NAME = "payung.terbuka"


def claim(data: Path) -> QLockFile | None:
    """The claim on a folder, to be held while the window is open; None while another window holds it.

    What a program that died left behind is no claim. A folder that takes no file is left to the set-up to tell.
    """
    with suppress(OSError):
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = QLockFile(str(data / NAME))
    lock.setStaleLockTime(0)
    if lock.tryLock(0) or lock.error() is not QLockFile.LockError.LockFailedError:
        return lock
    return None
