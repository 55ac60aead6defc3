"""Which removable drives are plugged in, on Linux and on Windows."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NamedTuple

if sys.platform == "win32":
    from services.handover import windows

_MEDIA = ("/media", "/run/media")
_ESCAPED = re.compile(r"\\([0-7]{3})")


class Drive(NamedTuple):
    """One mounted removable volume."""

    path: Path
    label: str
    read_only: bool


def removable_drives() -> list[Drive]:
    """All removable volumes that are mounted now, in a stable order. Never raises: none found is an answer."""
    if sys.platform == "win32":
        return [Drive(*found) for found in windows.removable_drives()]
    try:
        text = Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return []
    return linux_drives(text, Path("/sys"))


def linux_drives(mounts: str, sys_folder: Path) -> list[Drive]:
    """Removable volumes among the lines of ``/proc/mounts``; a drive is removable when its disk says so in sysfs,
    or when the desktop mounted it where sticks go."""
    found: dict[Path, Drive] = {}
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 4 or not fields[0].startswith("/dev/"):
            continue
        path = Path(_ESCAPED.sub(lambda match: chr(int(match[1], 8)), fields[1]))
        if _below_media(path) or _is_removable(fields[0], sys_folder):
            found[path] = Drive(path, path.name, "ro" in fields[3].split(","))
    return sorted(found.values())


def _below_media(path: Path) -> bool:
    return any(path.is_relative_to(folder) and path != Path(folder) for folder in _MEDIA)


def _is_removable(device: str, sys_folder: Path) -> bool:
    """``/dev/sdb1`` belongs to the disk ``sdb``; sysfs has the partition as a folder inside the disk's."""
    name = device.rpartition("/")[2]
    folder = (sys_folder / "class" / "block" / name).resolve()
    for place in (folder, folder.parent):
        try:
            return (place / "removable").read_text(encoding="ascii").strip() == "1"
        except OSError:
            continue
    return False
