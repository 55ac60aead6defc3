"""Opening bundles in tests, and changing what is inside as a forger or as the sender would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from services.errors import BundleRejected
from services.handover import archive
from services.handover.age_file import decrypt_to, encrypt
from services.handover.bundle import Me, SealedBundle, open_sealed
from services.handover.lines import ChangeLine, OrderLine, ReceiptLine
from services.handover.manifest import Manifest
from tests.services.handover.codec import (
    Machine,
    Offices,
    dumps,
    put_bytes,
    unzip,
)

OFFICES = Offices()
SEALED = OFFICES.seal_up()


def read(
    path: Path, reader: Machine, sender: Machine, me: Me | None = None
) -> tuple[Manifest, list[ChangeLine], list[OrderLine], list[ReceiptLine]]:
    with open_sealed(
        path, [reader.secret], scratch_dir=path.parent, me=me or reader.me, trust=sender.trusted
    ) as opened:
        return opened.manifest, list(opened.changes()), list(opened.orders()), list(opened.receipts())


def refusal(path: Path, reader: Machine | None = None, sender: Machine | None = None, me: Me | None = None) -> str:
    with pytest.raises(BundleRejected) as refused:
        read(path, reader or OFFICES.district, sender or OFFICES.village, me)
    return refused.value.code


def files_of(sealed: SealedBundle, folder: Path) -> dict[str, bytes]:
    """The files inside, opened with the district's key."""
    path = folder / "inside"
    path.write_bytes(sealed.data)
    with decrypt_to(path, [OFFICES.district.secret], folder) as plain:
        return unzip(plain.read())


def resealed(folder: Path, change: Callable[[dict[str, bytes]], object], sealed: SealedBundle = SEALED) -> Path:
    """The bundle with its files changed by someone who has no signing key, sealed and named well."""
    files = files_of(sealed, folder)
    change(files)
    data = encrypt(archive.build_archive(files), [OFFICES.district.recipient])
    return put_bytes(folder, data, sealed)


def signed_anew(folder: Path, change: Callable[[dict[str, object], dict[str, bytes]], None]) -> Path:
    """The bundle with manifest and files changed by the sender, who signs it."""

    def both(files: dict[str, bytes]) -> None:
        manifest = msgspec.json.decode(files[archive.MANIFEST])
        change(manifest, files)
        files[archive.MANIFEST] = dumps(manifest).encode()
        files[archive.SIGNATURE] = OFFICES.village.key.sign(files[archive.MANIFEST])

    return resealed(folder, both)
