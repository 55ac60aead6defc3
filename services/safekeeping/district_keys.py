"""The district's root and recovery keys: made once, written once for two safes, never kept here (handover.md C6)."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from services.errors import NotAllowed, StorageTrouble
from services.handover.age_file import new_identity
from services.handover.root import NewRoot, SigningKey, new_root
from services.safekeeping.device_keys import DeviceKeys

ROOT_FILE = "akar-rahasia.pem"
RECOVERY_FILE = "pemulihan.txt"


@dataclass(frozen=True, slots=True)
class DistrictKeys:
    """The public halves that stay in the office: the signed root document (JSON text) and the recovery recipient."""

    signed_root: str
    recovery_recipient: str


def make_district_keys(folder: Path, district: str, device: DeviceKeys) -> DistrictKeys:
    """Make root and recovery keys and write their secrets to ``folder``.

    Raises NotAllowed("setup.keys_exist") rather than replace older secrets, StorageTrouble("setup.keys_not_written").
    """
    root_file, recovery_file = folder / ROOT_FILE, folder / RECOVERY_FILE
    if root_file.exists() or recovery_file.exists():
        raise NotAllowed("setup.keys_exist")
    secret, recovery = new_identity()
    signing = SigningKey(device=device.id, public_key_pem=device.public_key_pem)
    root: NewRoot = new_root(district, [signing], [device.age_recipient], recovery)
    made: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # The second in the form that the age program itself reads: age -d -i pemulihan.txt
        for file, text in ((root_file, root.secret_pem), (recovery_file, f"# {recovery}\n{secret}\n")):
            _write_secret(file, text, made)
    except OSError:
        _remove(made)  # half a pair is of no use, and would stand in the way of the next try
        raise StorageTrouble("setup.keys_not_written") from None
    return DistrictKeys(msgspec.json.encode(root.signed).decode(), recovery)


def discard_district_keys(folder: Path) -> None:
    """Take back what ``make_district_keys`` has just written: the office they are for could not be made."""
    _remove([folder / ROOT_FILE, folder / RECOVERY_FILE])


def _remove(files: list[Path]) -> None:
    for file in files:
        with suppress(OSError):
            file.unlink()


def _write_secret(path: Path, text: str, made: list[Path]) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    made.append(path)
    with os.fdopen(handle, "w", encoding="ascii", newline="\n") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
