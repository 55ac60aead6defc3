"""What a program that was killed left lying: copies of the whole office that nobody looks at any more.

Each of them opens with a passphrase of today or of then, so an erased person would stay readable in it (handover.md
B9). None is needed: a swap that was decided lies under another name (``swapping.READY``) and is ended by ``finish``,
and a new key that was put in force has no copy any more.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from services.context import Paths
from services.one_program import held_by_us
from services.safekeeping.keyfile import REKEYED
from services.safekeeping.start_up_checks import MARK, is_open_here

WORK_FOLDERS = ("pulih", "perbaikan")
"""Where a restore and a repair build the new state."""
_HALF_COPIES = ("*.tulis", "sebelum-pulih-*/*.tulis*", "rusak-*/*.tulis*", "arsip/.*.tmp", "keluar/.*.tmp")
"""Of an older state that was being set aside or written anew; of a sealed bundle that was being written."""


def clear_leftovers(data: Path) -> int:
    """Remove all of it at a sign-in, when no other program has the folder; gives how many went.

    ``swapping.finish`` and ``keyfile.finish_rekey`` must have been called. What cannot be removed is tried again.
    """
    if is_open_here(data):
        return 0
    with held_by_us(data) as alone:
        if not alone:
            return 0
        halves = [path for pattern in _HALF_COPIES for path in data.glob(pattern)]
        return sum(remove(path) for path in (*_copies(data), *_inside(Paths(data).scratch), *halves))


def left_by_others(data: Path) -> list[Path]:
    """As much of it as can be told while the office is open and somebody may be working in its private folder."""
    try:
        since = (data / MARK).stat().st_mtime_ns
    except OSError:  # the office is just being opened
        return _copies(data)
    earlier = [path for path in _inside(Paths(data).scratch) if _written(path) < since]
    return [*_copies(data), *earlier]


def remove(path: Path) -> bool:
    """Remove a file or a folder; False where it is held or may not be touched."""
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except OSError:
        return False
    return True


def _copies(data: Path) -> list[Path]:
    """Nobody makes these while an office is open: it is closed for a restore, a repair and a new key."""
    found = [data / name for name in WORK_FOLDERS] + list(data.glob(f"{REKEYED}*"))
    return [path for path in found if path.exists()]


def _inside(folder: Path) -> list[Path]:
    with suppress(OSError):
        return list(folder.iterdir())
    return []


def _written(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_mtime_ns
    return 0
