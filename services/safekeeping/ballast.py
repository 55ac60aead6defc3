"""64 MB that are only there to be given up: when the disk is full, the last act can still be saved (handover.md D3)."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from services.errors import StorageTrouble
from services.progress import SILENT, Reporter
from services.replacing import put_in_place

FILE = "cadangan-ruang.bin"
SIZE = 64 * 1024 * 1024
ENOUGH = 2 * 1024 * 1024 * 1024
"""Only a disk with this much free can spare it, in bytes."""
_BLOCK = 1024 * 1024
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Drive:
    """The drive of a folder as a person knows it, and what is free on it, in bytes."""

    name: str
    free: int


def ensure_ballast(data: Path, reporter: Reporter = SILENT, *, enough: int = ENOUGH) -> bool:
    """Make it where it is missing and the disk can spare it; whether it is there then.

    Random bytes, so that no file system stores them in less. Raises Cancelled; a disk that refuses is no trouble.
    """
    target = data / FILE
    building = data / f"{FILE}.tulis"
    if has_ballast(data):
        return True
    try:
        if shutil.disk_usage(data).free < enough:
            return False
        with building.open("wb") as file:
            for written in range(0, SIZE, _BLOCK):
                reporter.step(written, SIZE, "ballast.writing")
                file.write(os.urandom(_BLOCK))
            file.flush()
            os.fsync(file.fileno())
        put_in_place(building, target)
    except OSError:
        return False
    finally:
        with suppress(OSError):
            building.unlink(missing_ok=True)
    return True


def has_ballast(data: Path) -> bool:
    """Whether there is something to give up."""
    with suppress(OSError):
        return (data / FILE).stat().st_size >= SIZE
    return False


def give_up_ballast(data: Path) -> Drive:
    """Delete it; the drive with what is free then. Raises StorageTrouble("ballast.gone") when there is none."""
    try:
        (data / FILE).unlink()
    except OSError:
        raise StorageTrouble("ballast.gone") from None
    return drive_of(data)


def drive_of(folder: Path) -> Drive:
    """Name and free bytes of the drive that a folder lies on; 0 free where it does not answer."""
    free = 0
    with suppress(OSError):
        free = shutil.disk_usage(folder).free
    return Drive(_name_of(folder.absolute()), free)


def _name_of(folder: Path) -> str:
    """``C:`` on Windows; elsewhere the folder where the drive is mounted."""
    if sys.platform == "win32":
        return folder.drive or str(folder)
    with suppress(OSError):
        device = folder.stat().st_dev
        while folder.parent != folder and folder.parent.stat().st_dev == device:
            folder = folder.parent
    return str(folder)


def full_disk(data: Path) -> StorageTrouble:
    """What to say when the disk with the office's data is full: which, and how many MB are left."""
    drive = drive_of(data)
    return StorageTrouble("database.full", drive=drive.name, free=drive.free // _MB)
