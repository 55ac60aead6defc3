"""A bundle without Payung: the commands of BACA-SAYA.txt, run as a person would (handover.md C1, G10)."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path
from shutil import which

import pytest

from services.handover.age_file import new_identity
from services.handover.bundle import open_sealed, seal
from services.handover.lines import decode_header
from services.handover.readme import README_TEXT
from services.handover.signing import content_id
from tests.services.handover.codec import Offices, change_line, put, put_bytes

OFFICES = Offices()
MISSING = [program for program in ("age", "unzip", "openssl") if which(program) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=30, check=False)


def verify(folder: Path) -> subprocess.CompletedProcess[bytes]:
    key = ["-pubin", "-inkey", "perangkat.pem", "-rawin"]
    return run(folder, "openssl", "pkeyutl", "-verify", *key, "-in", "manifest.json", "-sigfile", "manifest.sig")


def opened_by_hand(folder: Path) -> Path:
    """The bundle decrypted with the recovery key, unpacked, and the sender's key written out."""
    secret, recovery = new_identity()
    sealed = seal(OFFICES.up(), OFFICES.village.key.sign, [OFFICES.district.recipient, recovery])
    path = put(folder, sealed)
    (folder / "pemulihan.txt").write_text(secret + "\n", "ascii")
    assert run(folder, "age", "-d", "-i", "pemulihan.txt", "-o", "isi.zip", path.name).returncode == 0
    assert run(folder, "unzip", "-t", "isi.zip").returncode == 0
    assert run(folder, "unzip", "isi.zip").returncode == 0
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    (folder / "perangkat.pem").write_text(manifest["from"]["public_key"], "ascii")
    return folder


def test_the_recovery_key_opens_a_bundle_and_openssl_verifies_it(tmp_path: Path) -> None:
    folder = opened_by_hand(tmp_path)
    good = verify(folder)
    assert (good.returncode, b"Verified Successfully" in good.stdout) == (0, True)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    for name, (size, digest) in manifest["files"].items():
        data = (folder / name).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (size, digest)
    assert (folder / "BACA-SAYA.txt").read_text("utf-8") == README_TEXT
    lines = (folder / "perubahan.jsonl").read_text("utf-8").splitlines()
    header, _signature, payload = json.loads(lines[0])
    assert header == change_line(1).header
    assert decode_header(header).payload_hash == content_id(payload)


def test_openssl_sees_one_changed_byte_of_the_manifest(tmp_path: Path) -> None:
    folder = opened_by_hand(tmp_path)
    data = (folder / "manifest.json").read_bytes()
    (folder / "manifest.json").write_bytes(data.replace(b'"no":7', b'"no":8'))
    assert verify(folder).returncode != 0


def test_a_bundle_packed_again_by_age_goes_through_our_reader(tmp_path: Path) -> None:
    folder = opened_by_hand(tmp_path)
    district = OFFICES.district
    assert run(folder, "age", "-r", district.recipient, "-o", "lagi.age", "isi.zip").returncode == 0
    path = put_bytes(folder, (folder / "lagi.age").read_bytes(), OFFICES.seal_up())
    with open_sealed(
        path, [district.secret], scratch_dir=tmp_path, me=district.me, trust=OFFICES.village.trusted
    ) as opened:
        assert list(opened.changes()) == [change_line(1), change_line(2)]


def test_the_note_names_every_command_it_needs() -> None:
    for command in ("age -d -i pemulihan.txt", "unzip isi.zip", "openssl pkeyutl -verify", "sha256sum"):
        assert command in README_TEXT
