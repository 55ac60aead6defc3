"""Two marks outside the database by which it notices that it went back in time or was copied (handover.md B8).

The *anchor* lies beside the user's other settings, not in the data folder: after every commit it says how far the
stream that is being written has come. A database that has come less far is an older copy. The *machine mark* lies in
the database: a file that wakes up on another machine was moved or cloned. Either way a new stream is opened, so that
no number is given out twice; nothing is lost, because a change is known by its hash and not by its number.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from models.values import EventKind
from services.replacing import put_in_place

FOLDER_VARIABLE = "PAYUNG_ANCHORS"
_MACHINE_FILES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_MAX_BYTES = 4096


class Position(Struct, frozen=True):
    """How far a stream has come: its id, the number of its newest change, and that change's id."""

    stream: str
    n: int
    head: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The anchor of one laptop's office. Writing it never fails loudly: it is evidence, not data.

    ``owed``: what was found at sign-in and could not be written then, because the disk was full. Until a new stream is
    open the anchor stays where it is, and the next act opens one (``AppContext.write``).
    """

    file: Path
    owed: list[EventKind] = field(default_factory=list, compare=False)

    def read(self) -> Position | None:
        """The last position written, or None where nothing readable lies."""
        try:
            data = self.file.read_bytes()[:_MAX_BYTES]
            return msgspec.json.decode(data, type=Position)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def keep(self, position: Position) -> None:
        """Remember a position, whole or not at all. Whoever calls it has written what was owed."""
        self.owed.clear()
        part = self.file.with_name(self.file.name + ".tmp")
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            part.write_bytes(msgspec.json.encode(position))
            put_in_place(part, self.file)


def anchor_for(device: str, folder: Path | None = None) -> Anchor:
    """The anchor of the office that this device writes for. ``folder``: None means where this system keeps such."""
    return Anchor((folder or default_folder()) / f"penanda-{device}.json")


def default_folder() -> Path:
    """Where programs keep what belongs to this machine and this user."""
    told = os.environ.get(FOLDER_VARIABLE)
    if told:
        return Path(told)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "Payung"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "payung"


def machine_mark() -> str:
    """A text that differs from machine to machine; a hash, so that it tells nothing. Empty where there is none."""
    found = _windows_machine() if sys.platform == "win32" else _unix_machine()
    return sha256(b"payung-machine-v1\0" + found.encode()).hexdigest()[:32] if found else ""


def _unix_machine() -> str:
    for file in _MACHINE_FILES:
        with suppress(OSError):
            return file.read_text(encoding="ascii", errors="replace").strip()
    return ""


def _windows_machine() -> str:
    if sys.platform == "win32":
        import winreg

        with (
            suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    return ""
