from __future__ import annotations

import subprocess
import time
from pathlib import Path
from shutil import which

import pytest

from services.errors import BundleRejected
from services.handover.age_file import (
    MAX_STANZAS,
    check_age_header,
    decrypt_to,
    encrypt,
    is_recipient,
    new_identity,
    recipient_of,
)

STANZA = b"-> X25519 " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n"
MAC = b"--- " + b"C" * 43 + b"\n"
VERSION = b"age-encryption.org/v1\n"
BODY = bytes(64)


def code_of(data: bytes) -> str:
    with pytest.raises(BundleRejected) as refused:
        check_age_header(data)
    return refused.value.code


def decrypt(data: bytes, secrets: list[str], folder: Path, cap: int = 1_000_000) -> bytes:
    path = folder / "sealed"
    path.write_bytes(data)
    with decrypt_to(path, secrets, folder, cap=cap) as plain:
        return plain.read()


def test_what_was_sealed_comes_out_for_each_recipient_and_nobody_else(tmp_path: Path) -> None:
    ours, theirs, stranger = new_identity(), new_identity(), new_identity()
    sealed = encrypt(b"isi bundel" * 1000, [ours[1], theirs[1], ours[1]])
    assert check_age_header(sealed).recipients == 2
    for secret, _ in (ours, theirs):
        assert decrypt(sealed, [stranger[0], secret], tmp_path) == b"isi bundel" * 1000
    with pytest.raises(BundleRejected, match="bundle.not_for_us"):
        decrypt(sealed, [stranger[0]], tmp_path)


def test_the_public_half_follows_from_the_secret() -> None:
    secret, recipient = new_identity()
    assert recipient_of(secret) == recipient
    assert is_recipient(recipient)
    assert not is_recipient(recipient[:-1] + ("q" if recipient[-1] != "q" else "p"))
    with pytest.raises(ValueError, match="identity"):
        recipient_of("AGE-SECRET-KEY-1")


@pytest.mark.parametrize("count", [0, 31])
def test_a_bundle_has_a_sensible_number_of_recipients(count: int) -> None:
    with pytest.raises(ValueError, match="recipients"):
        encrypt(b"", [new_identity()[1] for _ in range(count)])


@pytest.mark.skipif(which("age") is None, reason="the age program is not installed")
def test_files_of_the_real_age_go_through_our_check_and_reader(tmp_path: Path) -> None:
    secret, recipient = new_identity()
    command = ["age", "-r", recipient, "-r", new_identity()[1]]
    sealed = subprocess.run(command, input=b"dari age", capture_output=True, check=True).stdout
    assert check_age_header(sealed).recipients == 2
    assert decrypt(sealed, [secret], tmp_path) == b"dari age"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "bundle.not_age"),
        (b"PK\x03\x04" + BODY, "bundle.not_age"),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\n", "bundle.not_age"),
        (b"age-encryption.org/v2\n" + STANZA + MAC + BODY, "bundle.newer_version"),
        (VERSION + MAC + BODY, "bundle.not_for_us"),
        (VERSION + b"-> scrypt AAAA 18\n" + b"B" * 43 + b"\n" + MAC + BODY, "bundle.not_for_us"),
        (VERSION + b"-> ssh-ed25519 AAAA BBBB\n" + b"B" * 43 + b"\n" + MAC + BODY, "bundle.not_for_us"),
        (VERSION + STANZA + MAC, "bundle.damaged"),
        (VERSION + STANZA, "bundle.damaged"),
        (VERSION + STANZA.replace(b"X25519 A", b"X25519 "), "bundle.damaged"),
        (VERSION + STANZA.replace(b"B\n", b"\n") + MAC + BODY, "bundle.damaged"),
        (VERSION + STANZA.replace(b"\n", b"\r\n") + MAC + BODY, "bundle.damaged"),
        (VERSION + STANZA.replace(b"AA\n", b"AA extra\n") + MAC + BODY, "bundle.damaged"),
        (VERSION + STANZA * (MAX_STANZAS + 1) + MAC + BODY, "bundle.header_too_big"),
        (VERSION + b"-> a-grease " + b"x" * 20_000 + b"\n", "bundle.header_too_big"),
        (VERSION + b"-> a-grease\n" + (b"A" * 64 + b"\n") * 300 + b"\n" + STANZA + MAC + BODY, "bundle.header_too_big"),
    ],
)
def test_other_headers_are_refused(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_grease_is_let_pass_and_not_counted() -> None:
    grease = b"-> joint-grease x y\n" + b"A" * 64 + b"\nQUJD\n"
    header = check_age_header(VERSION + grease + STANZA + MAC + BODY)
    assert (header.recipients, header.stanzas) == (1, 2)


@pytest.mark.parametrize("stanzas", [1_000, 50_000])
def test_a_header_bomb_is_refused_at_once(stanzas: int) -> None:
    bomb = VERSION + STANZA * stanzas + MAC + BODY
    start = time.perf_counter()
    assert code_of(bomb) == "bundle.header_too_big"
    assert time.perf_counter() - start < 0.5


def test_the_cap_holds_whatever_is_inside(tmp_path: Path) -> None:
    secret, recipient = new_identity()
    sealed = encrypt(bytes(3_000_000), [recipient])
    with pytest.raises(BundleRejected, match="bundle.too_big"):
        decrypt(sealed, [secret], tmp_path, cap=2_999_999)
    assert len(decrypt(sealed, [secret], tmp_path, cap=3_000_000)) == 3_000_000
    assert [path.name for path in tmp_path.iterdir()] == ["sealed"]


def test_a_broken_end_is_damage_not_a_wrong_key(tmp_path: Path) -> None:
    secret, recipient = new_identity()
    sealed = encrypt(bytes(200_000), [recipient])
    for data in (sealed[:-1], sealed + b"x", sealed[:70_000], sealed[:-5] + bytes([sealed[-5] ^ 1]) + sealed[-4:]):
        with pytest.raises(BundleRejected, match="bundle.damaged"):
            decrypt(data, [secret], tmp_path)


def test_a_full_private_folder_is_told_as_it_is(tmp_path: Path) -> None:
    secret, recipient = new_identity()
    path = tmp_path / "sealed"
    path.write_bytes(encrypt(bytes(20_000_000), [recipient]))
    with pytest.raises(FileNotFoundError):
        decrypt_to(path, [secret], tmp_path / "missing")
