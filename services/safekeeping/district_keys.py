"""The district's root and recovery keys: made once, written once for two safes, never kept here (handover.md C6)."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import msgspec

from services.errors import AccessDenied, NotAllowed, StorageTrouble
from services.handover.age_file import new_identity, recipient_of
from services.handover.fingerprints import Fingerprint, KeyKind, key_print
from services.handover.kit import Kit
from services.handover.root import SigningKey, new_root, new_root_secret, public_half
from services.handover.signing import public_key_bytes
from services.safekeeping.device_keys import DeviceKeys
from services.safekeeping.paper_keys import PaperKey, secret_from

ROOT_FILE = "akar-rahasia.pem"
RECOVERY_FILE = "pemulihan.txt"
_MAX_FILE = 4096


@dataclass(frozen=True, slots=True)
class DistrictKeys:
    """The public halves that stay in the office: the signed root document (JSON text) and the recovery recipient."""

    signed_root: str
    recovery_recipient: str


@dataclass(frozen=True, slots=True)
class DistrictSecrets:
    """Both secrets, in memory only, between making (or typing) them and printing them.

    ``root_pem``: Ed25519 secret. ``recovery``: age identity. ``version``: of the root document they sign first; higher
    than every earlier one when the root is older than this computer.
    """

    root_pem: str
    recovery: str
    version: int = 1

    def __repr__(self) -> str:
        return "DistrictSecrets(...)"

    def root_print(self, district: str) -> Fingerprint:
        """Of the root's public half: what the official letter shows."""
        return key_print(KeyKind.ROOT, district, public_half(self.root_pem))


KeyPlace: TypeAlias = Path | DistrictSecrets
"""A folder where the secrets are written, or secrets that a person has put on paper before."""


def new_district_secrets() -> DistrictSecrets:
    """A fresh root and recovery key, for printing."""
    return DistrictSecrets(new_root_secret(), new_identity()[0])


def secrets_from_paper(root: str, recovery: str, version: int = 1) -> DistrictSecrets:
    """Both from typed lines or scanned QR texts. Raises AccessDenied("keysheet.…")."""
    return DistrictSecrets(secret_from(PaperKey.ROOT, root), secret_from(PaperKey.RECOVERY, recovery), version)


def require_root_of_kit(secrets: DistrictSecrets, kit: Kit) -> None:
    """Raises AccessDenied("keysheet.other_district") unless the kit was signed under this very root key."""
    if public_key_bytes(public_half(secrets.root_pem)) != public_key_bytes(kit.signed_root.root_key_pem):
        raise AccessDenied("keysheet.other_district")


def root_secret_from(text: str) -> str:
    """The root secret (PEM) from the file's text or from typed lines. Raises AccessDenied("keysheet.…")."""
    if "PRIVATE KEY" not in text:
        return secret_from(PaperKey.ROOT, text)
    try:
        public_half(text)
    except ValueError:
        raise AccessDenied("keysheet.damaged") from None
    return text


def make_district_keys(place: KeyPlace, district: str, device: DeviceKeys) -> DistrictKeys:
    """Sign the district's first root document for this device.

    In a folder root and recovery keys are made and written; secrets that lie on paper are only used.
    Raises NotAllowed("setup.keys_exist") rather than replace older secrets, StorageTrouble("setup.keys_not_written").
    """
    if isinstance(place, DistrictSecrets):
        return _signed(place, district, device)
    secrets = new_district_secrets()
    write_secrets(place, secrets)
    return _signed(secrets, district, device)


def _signed(secrets: DistrictSecrets, district: str, device: DeviceKeys) -> DistrictKeys:
    recovery = recipient_of(secrets.recovery)
    signing = SigningKey(device=device.id, public_key_pem=device.public_key_pem)
    root = new_root(
        district,
        [signing],
        [device.age_recipient],
        recovery,
        secret_pem=secrets.root_pem,
        version=secrets.version,
    )
    return DistrictKeys(msgspec.json.encode(root.signed).decode(), recovery)


def write_secrets(folder: Path, secrets: DistrictSecrets) -> None:
    """Write both files, for two sticks in two safes. Raises as ``make_district_keys``."""
    root_file, recovery_file = folder / ROOT_FILE, folder / RECOVERY_FILE
    if root_file.exists() or recovery_file.exists():
        raise NotAllowed("setup.keys_exist")
    recipient = recipient_of(secrets.recovery)
    made: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # The second in the form that the age program itself reads: age -d -i pemulihan.txt
        for file, text in ((root_file, secrets.root_pem), (recovery_file, f"# {recipient}\n{secrets.recovery}\n")):
            _write_secret(file, text, made)
    except OSError:
        _remove(made)  # half a pair is of no use, and would stand in the way of the next try
        raise StorageTrouble("setup.keys_not_written") from None


def read_root_secret(place: Path) -> str:
    """The root secret (PEM) from the folder or file it was written to. Raises AccessDenied("keysheet.no_file")."""
    file = place / ROOT_FILE if place.is_dir() else place
    try:
        with file.open("r", encoding="ascii") as stream:
            text = stream.read(_MAX_FILE)
    except (OSError, UnicodeDecodeError):
        raise AccessDenied("keysheet.no_file") from None
    return root_secret_from(text)


def read_recovery_secret(file: Path) -> str:
    """The recovery identity from ``pemulihan.txt`` or from typed lines in a file.

    Raises AccessDenied("recovery_key.wrong" | "keysheet.…").
    """
    try:
        with file.open("r", encoding="utf-8") as stream:
            text = stream.read(_MAX_FILE)
    except (OSError, UnicodeDecodeError):
        raise AccessDenied("recovery_key.wrong") from None
    rows = [row.strip() for row in text.splitlines() if row.strip() and not row.startswith("#")]
    return rows[0] if len(rows) == 1 and is_identity(rows[0]) else secret_from(PaperKey.RECOVERY, "\n".join(rows))


def is_identity(text: str) -> bool:
    """Whether this is the spelling of an age secret."""
    try:
        recipient_of(text)
    except ValueError:
        return False
    return True


def discard_district_keys(place: KeyPlace) -> None:
    """Take back what ``make_district_keys`` has just written: the office they are for could not be made."""
    if isinstance(place, Path):
        _remove([place / ROOT_FILE, place / RECOVERY_FILE])


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
