"""What a folder for installing without a network says about itself: ``isi.json`` beside its packages."""

from __future__ import annotations

import json
import platform
import struct
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = "isi.json"
PACKAGES = "paket"
PROGRAM = "payung"
WINDOWS, LINUX = "win_amd64", "linux"
PLATFORMS = {WINDOWS: "Windows 64-bit", LINUX: "Linux 64-bit (x86_64)"}


@dataclass(frozen=True)
class Contents:
    """``pythons``: versions such as 3.12. ``installed``: bytes on disk. ``longest``: letters of the longest path."""

    platform: str
    pythons: tuple[str, ...]
    installed: int
    longest: int

    def write(self, folder: Path) -> None:
        """Raises OSError."""
        (folder / NAME).write_text(json.dumps(asdict(self), indent=1), "utf-8")

    @classmethod
    def read(cls, folder: Path) -> Contents | None:
        """None when there is nothing that can be read."""
        try:
            told = json.loads((folder / NAME).read_text("utf-8"))
            pythons = tuple(str(version) for version in told["pythons"])
            return cls(str(told["platform"]), pythons, int(told["installed"]), int(told["longest"]))
        except (OSError, ValueError, TypeError, KeyError):
            return None


def this_platform() -> str:
    """The platform of this Python by its name here; empty when no folder can be made for it."""
    if struct.calcsize("P") != 8 or platform.machine().lower() not in ("x86_64", "amd64"):
        return ""
    return {"win32": WINDOWS, "linux": LINUX}.get(sys.platform, "")


def this_python() -> str:
    """Version of this Python, such as 3.12."""
    return f"{sys.version_info[0]}.{sys.version_info[1]}"
