"""A bundle taken apart and put together again, as an outsider or as the holder of a device key would."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from services.context import AppContext
from services.handover import archive
from services.handover.age_file import decrypt_to, encrypt, recipient_of
from services.handover.manifest import Direction
from services.handover.office_facts import device, identity
from tests.prove.scene import Stolen
from tests.services.handover.codec import unzip

Sign = Callable[[bytes], bytes]


@dataclass
class Inside:
    """Files of one bundle. ``manifest`` is written out again by ``signed``; ``files`` holds the rest."""

    stolen: Stolen
    files: dict[str, bytes]
    manifest: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.manifest = msgspec.json.decode(self.files[archive.MANIFEST])

    @property
    def changes(self) -> list[list[Any]]:
        """Change lines as lists: header text, signature, payload text."""
        return self.lines(archive.CHANGES)

    def lines(self, name: str) -> list[list[Any]]:
        """All lines of a file, decoded."""
        return [msgspec.json.decode(line) for line in self.files[name].splitlines()]

    def put_lines(self, name: str, lines: list[list[Any]]) -> None:
        """Lines in the place of the former ones."""
        self.files[name] = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)

    def recount(self) -> None:
        """Sizes, hashes and numbers of lines that fit the files again."""
        told = {n: data for n, data in self.files.items() if n not in (archive.MANIFEST, archive.SIGNATURE)}
        self.manifest["files"] = {n: (len(data), hashlib.sha256(data).hexdigest()) for n, data in told.items()}
        self.manifest["counts"] = {n: data.count(b"\n") for n, data in told.items() if n != archive.README}
        self.manifest["total_plain"] = sum(map(len, told.values()))

    def sign(self, sign: Sign) -> None:
        """The manifest as its bytes, and a signature over them."""
        data = msgspec.json.encode(self.manifest)
        self.files |= {archive.MANIFEST: data, archive.SIGNATURE: sign(data)}

    def signed(self, by: AppContext | None = None) -> tuple[str, bytes]:
        """Name and bytes of the bundle, everything fitting, signed by an office's device: its writer's by default."""
        self.recount()
        self.sign((by or self.stolen.writer).sign)
        return self.sealed()

    def sealed(self, *recipients: str) -> tuple[str, bytes]:
        """Name and bytes of the bundle as the files are now, for its reader unless for others."""
        data = encrypt(archive.build_archive(self.files), recipients or [recipient_for(self.stolen.reader)])
        return self.name_for(data), data

    def name_for(self, data: bytes) -> str:
        """The name that fits manifest and bytes."""
        up = self.manifest["direction"] == Direction.UP.value
        office = self.manifest["from"]["office"] if up else self.manifest["to"][0]
        return bundle_name(office, up, self.manifest["no"], data)


def bundle_name(office: str, up: bool, no: int, data: bytes) -> str:
    """A name as on a stick, with the hash of these bytes."""
    way = "naik" if up else "turun"
    return f"{office.replace('.', '')}-desa__{way}__{no:06d}__{hashlib.sha256(data).hexdigest()[:8]}.payung"


def open_up(stolen: Stolen, folder: Path) -> Inside:
    """Decrypt with the reader's key."""
    path = folder / "opened"
    path.write_bytes(stolen.data)
    with decrypt_to(path, [secret_of(stolen.reader)], folder) as plain:
        return Inside(stolen, unzip(plain.read()))


def secret_of(ctx: AppContext) -> str:
    """The age secret of an office's device."""
    with ctx.read() as connection:
        return identity(connection)


def recipient_for(ctx: AppContext) -> str:
    """The age recipient of an office's device."""
    return recipient_of(secret_of(ctx))


def key_of(ctx: AppContext) -> str:
    """The public key (PEM) of an office's device."""
    with ctx.read() as connection:
        found = device(connection, ctx.device_id)
    assert found is not None
    return found.public_key
