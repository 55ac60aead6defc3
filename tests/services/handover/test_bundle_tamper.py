"""Changed bytes below the encryption, and a name that no longer fits; ``test_tamper.py`` has the whole of G8."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest

from services.errors import BundleRejected
from services.handover.age_file import decrypt_to
from services.handover.archive import Archive
from services.handover.bundle import open_sealed
from tests.services.handover.codec import Offices, put

OFFICES = Offices()
SEALED = OFFICES.seal_up(OFFICES.up(1))


def is_refused(path: Path) -> bool:
    district, village = OFFICES.district, OFFICES.village
    try:
        with open_sealed(
            path, [district.secret], scratch_dir=path.parent, me=district.me, trust=village.trusted
        ) as opened:
            list(opened.changes())
            return False
    except BundleRejected:
        return True


def test_the_untouched_bundle_is_taken(tmp_path: Path) -> None:
    assert not is_refused(put(tmp_path, SEALED))


def test_without_a_fixed_name_the_hash_alone_refuses(tmp_path: Path) -> None:
    path = put(tmp_path, SEALED)
    for place in range(0, SEALED.size, 37):
        data = bytearray(SEALED.data)
        data[place] ^= 0x80
        assert hashlib.sha256(data).hexdigest()[:8] != SEALED.sha256[:8]
        path.write_bytes(data)
        with pytest.raises(BundleRejected, match="bundle.name_hash"):
            is_refused_by_name(path)


def is_refused_by_name(path: Path) -> None:
    with open_sealed(path, [], scratch_dir=path.parent, me=OFFICES.district.me, trust=OFFICES.village.trusted):
        pass


def test_every_changed_byte_of_the_zip_is_seen_or_harmless(tmp_path: Path) -> None:
    """Below the encryption: a changed byte is refused, or touches only what no reader looks at (times, versions)."""
    sealed = tmp_path / "sealed"
    sealed.write_bytes(SEALED.data)
    with decrypt_to(sealed, [OFFICES.district.secret], tmp_path) as plain:
        whole = plain.read()
    wanted = content(whole)
    changed = 0
    for place in range(len(whole)):
        data = bytearray(whole)
        data[place] ^= 0x55
        try:
            assert content(bytes(data)) == wanted, f"byte {place}"
            changed += 1
        except BundleRejected:
            continue
    # Per entry: version, time and date twice, made-by, attributes; in the end record nothing.
    assert changed <= len(wanted) * (6 + 6 + 10)


def content(data: bytes) -> dict[str, bytes]:
    archive = Archive(io.BytesIO(data))
    return {name: b"".join(archive.chunks(name)) for name in archive.entries}
