"""Every call that touches a stick, in one small place, so that a test can make the n-th one fail (handover.md G7)."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from services.replacing import put_in_place

if sys.platform == "win32":
    from services.handover import windows

_BLOCK = 1024 * 1024
_REPLACE_TRIES = 20


def mount_of(handle: int) -> str:
    """Linux: the id of the mounting that an open file belongs to. Raises OSError."""
    text = Path(f"/proc/self/fdinfo/{handle}").read_text(encoding="ascii")
    return next((line.split()[1] for line in text.splitlines() if line.startswith("mnt_id:")), "")


class Files:
    """The real thing. All methods raise OSError; sizes are bytes."""

    def space(self, folder: Path) -> tuple[int, int]:
        """Free and total space of the volume."""
        usage = shutil.disk_usage(folder)
        return usage.free, usage.total

    def is_read_only(self, folder: Path) -> bool:
        """Whether the volume is mounted read-only; Windows tells this when drives are listed."""
        if sys.platform == "win32":
            return False
        return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)

    def device_id(self, folder: Path) -> int:
        """Number of the volume: another number means another stick, or none."""
        return folder.stat().st_dev

    def mount(self, folder: Path) -> str:
        """Which mounting of a volume the folder belongs to; empty where the system tells none (Windows).

        The number of a volume is not enough: another stick in the same port gets the same one.
        """
        if not sys.platform.startswith("linux"):
            return ""
        handle = os.open(folder, os.O_PATH | os.O_DIRECTORY)
        try:
            return mount_of(handle)
        finally:
            os.close(handle)

    def hold(self, folder: Path) -> int:
        """Keep the volume: while it is held nobody unmounts it, and its numbers are given to no other."""
        if sys.platform == "win32":
            return -1
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY)

    def let_go(self, handle: int) -> None:
        """The end of ``hold``. Never raises: a stick that was pulled out may refuse even this."""
        if handle >= 0:
            with contextlib.suppress(OSError):
                os.close(handle)

    def make_dirs(self, folder: Path) -> None:
        """Make a folder and its parents."""
        folder.mkdir(parents=True, exist_ok=True)

    def names(self, folder: Path) -> list[str]:
        """Names in a folder, hidden and system ones too."""
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries)

    def create(self, path: Path) -> int:
        """Open a new file for writing; it must not exist."""
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)

    def write(self, handle: int, block: bytes) -> int:
        """Write some of the block; tells how much."""
        return os.write(handle, block)

    def flush(self, handle: int) -> None:
        """Push the file to the medium (fsync, FlushFileBuffers)."""
        os.fsync(handle)

    def close(self, handle: int) -> None:
        """Close it."""
        os.close(handle)

    def read_back(self, path: Path) -> Iterator[bytes]:
        """Read past the cache: a cached read proves nothing about the stick."""
        if sys.platform == "win32":
            yield from windows.read_uncached(path)
            return
        handle = os.open(path, os.O_RDONLY)
        try:
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            while block := os.read(handle, _BLOCK):
                yield block
        finally:
            os.close(handle)

    def replace(self, source: Path, target: Path) -> None:
        """Rename over ``target``; on Windows patient with a scanner that holds it."""
        put_in_place(source, target, _REPLACE_TRIES)

    def flush_folder(self, folder: Path) -> None:
        """Push the rename itself to the medium. Windows has no such call; some drivers refuse it."""
        if sys.platform == "win32":
            return
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            with contextlib.suppress(PermissionError):
                os.fsync(handle)
        finally:
            os.close(handle)

    def remove(self, path: Path) -> None:
        """Delete one file."""
        path.unlink()
