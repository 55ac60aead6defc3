"""Which stick it was: its name and the serial number of its volume, for the record (handover.md C3, step 8)."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from services.handover.ejecting import Mounting, mountings
from services.handover.stick_places import Stick

if sys.platform == "win32":
    from services.handover import windows

_BY_SERIAL = Path("/dev/disk/by-uuid")
_LONGEST = 80


def volume_of(stick: Stick) -> str:
    """How people and the system call the volume: its label, and the serial where the system tells one.

    A folder that somebody picked on a disk has only its name. Never raises: the record of a bundle that lies on the
    stick must not fail because the stick has no number.
    """
    label = " ".join(stick.label.split())
    serial = _serial(stick) if stick.removable else ""
    return f"{label[: _LONGEST - len(serial) - 1]} {serial}".strip()


def _serial(stick: Stick) -> str:
    try:
        if sys.platform == "win32":
            return windows.serial(stick.path)
        text = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
        return linux_serial(stick.mount, mountings(text), _BY_SERIAL)
    except OSError:
        return ""


def linux_serial(mount: str, mounted: Iterable[Mounting], by_serial: Path) -> str:
    """The name of the link in ``by_serial`` that leads to the mounted device; on FAT and exFAT «1A2B-3C4D».

    Empty where there is none. Raises OSError.
    """
    source = next((each.source for each in mounted if each.id == mount), "")
    if not source.startswith("/") or not by_serial.is_dir():
        return ""
    device = Path(source).resolve()
    found = (link.name for link in sorted(by_serial.iterdir()) if link.resolve() == device)
    return next(found, "")[: _LONGEST // 2]
