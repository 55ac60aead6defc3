"""Taking a stick out safely: only when its volume is really gone may anybody pull it out (handover.md C3, step 7)."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from shutil import which
from typing import NamedTuple

from services.errors import StorageTrouble
from services.handover.stick_places import FILES, Stick

if sys.platform == "win32":
    from services.handover import windows

_SECONDS = 60
"""A worn stick may take long to write what the system still keeps for it."""
_ESCAPED = re.compile(r"\\([0-7]{3})")

Command = Callable[[Sequence[str]], bool]
"""Runs a program; whether it succeeded."""


class Released(StrEnum):
    """What became of the stick."""

    GONE = "gone"
    FOLDER = "folder"


def release(stick: Stick) -> Released:
    """Flush, unmount and, where the system can, switch off. GONE only when the volume is no longer there.

    FOLDER: what was chosen is an ordinary folder; nothing can be unmounted, and nothing was.
    Raises StorageTrouble ``stick.busy`` or, on Windows, ``stick.busy_windows``: it is still mounted and says how to go
    on.
    """
    if sys.platform == "win32":
        if not stick.removable or not windows.is_drive_root(stick.path):
            return Released.FOLDER
        try:
            windows.eject(stick.path)
        except OSError:
            raise StorageTrouble("stick.busy_windows") from None
        return Released.GONE
    return release_on_linux(stick, _run)


class Mounting(NamedTuple):
    """One line of ``/proc/self/mountinfo``."""

    id: str
    path: Path
    source: str


def mountings(text: str) -> list[Mounting]:
    """What is mounted, from the text of ``/proc/self/mountinfo``."""
    found = []
    for line in text.splitlines():
        before, _, after = line.partition(" - ")
        fields, rest = before.split(" "), after.split(" ")
        if len(fields) >= 5 and len(rest) >= 2:
            found.append(Mounting(fields[0], Path(_plain(fields[4])), _plain(rest[1])))
    return found


def _plain(field: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 8)), field)


def release_on_linux(stick: Stick, run: Command) -> Released:
    """As ``release``. ``run``: how programs are run."""
    here = _mounting(stick)
    if here is None:
        return Released.GONE if stick.removable and not _is_same(stick) else Released.FOLDER
    _flush(stick)
    if here.source.startswith("/dev/") and which("udisksctl"):
        run(["udisksctl", "unmount", "--no-user-interaction", "-b", here.source])
    if _mounting(stick) is not None:
        run(["umount", str(stick.path)])
    if _mounting(stick) is not None:
        raise StorageTrouble("stick.busy")
    if here.source.startswith("/dev/") and which("udisksctl"):
        # Switching the port off is a kindness; that the volume is gone is what counts.
        run(["udisksctl", "power-off", "--no-user-interaction", "-b", here.source])
    return Released.GONE


def _mounting(stick: Stick) -> Mounting | None:
    """The mounting that the stick is, while it lasts. A folder inside a volume is none."""
    try:
        text = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    return next((each for each in mountings(text) if each.id == stick.mount and each.path == stick.path), None)


def _is_same(stick: Stick) -> bool:
    """Whether the volume that was chosen is still under its path."""
    try:
        return (FILES.device_id(stick.path), FILES.mount(stick.path)) == (stick.device_id, stick.mount)
    except OSError:
        return False


def _flush(stick: Stick) -> None:
    """Everything the system still keeps for this volume. Raises StorageTrouble("stick.gone")."""
    try:
        handle = FILES.hold(stick.path)
    except OSError:
        raise StorageTrouble("stick.gone") from None
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(handle) != 0:
            raise StorageTrouble("stick.readback")
    except AttributeError:  # a C library without it
        os.fsync(handle)
    finally:
        FILES.let_go(handle)


def _run(command: Sequence[str]) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
