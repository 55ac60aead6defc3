"""Files made by the real ``age``, right and wrong in many ways, through our reader; and ours through theirs (G10)."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from services.errors import BundleRejected
from services.handover import archive
from services.handover.age_file import decrypt_to, new_identity
from services.handover.signing import signature_from_text
from services.journal.change import DOMAIN
from tests.prove.inside import key_of, open_up, secret_of
from tests.prove.scene import Stolen, small_scene
from tests.services.handover.codec import unzip

MISSING = [program for program in ("age", "unzip", "openssl", "script") if shutil.which(program) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

OURS, STRANGER = new_identity(), new_identity()
PLAIN = b"isi dari age\n" * 12_000
"""Two chunks of 64 KiB, and a part of a third."""
CHUNK = 64 * 1024 + 16


def age(folder: Path, *words: str, plain: bytes = PLAIN) -> bytes:
    """What the age program makes of these options."""
    (folder / "isi").write_bytes(plain)
    subprocess.run(["age", *words, "-o", "hasil", "isi"], cwd=folder, check=True, timeout=30)
    return (folder / "hasil").read_bytes()


def with_passphrase(folder: Path) -> bytes:
    """``age -p`` asks at a terminal; ``script`` is one."""
    (folder / "isi").write_bytes(PLAIN)
    command = ["script", "-qec", "age -p -o hasil isi", "/dev/null"]
    subprocess.run(command, cwd=folder, input=b"satu dua tiga\n" * 2, capture_output=True, check=True, timeout=60)
    return (folder / "hasil").read_bytes()


def ssh_key(folder: Path) -> str:
    """A file with the public half of a fresh SSH key."""
    form = (serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH)
    (folder / "kunci.pub").write_bytes(Ed25519PrivateKey.generate().public_key().public_bytes(*form) + b"\n")
    return "kunci.pub"


def opened(data: bytes, folder: Path) -> bytes:
    with decrypt_to(sealed_at(data, folder), [OURS[0]], folder) as plain:
        return plain.read()


def refusal(data: bytes, folder: Path) -> str:
    with pytest.raises(BundleRejected) as refused:
        decrypt_to(sealed_at(data, folder), [OURS[0]], folder)
    return refused.value.code


def sealed_at(data: bytes, folder: Path) -> Path:
    path = folder / "kiriman"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("plain", [b"", b"x", bytes(64 * 1024), PLAIN], ids=["empty", "a byte", "a chunk", "more"])
def test_right_files_are_read_whatever_their_length(tmp_path: Path, plain: bytes) -> None:
    assert opened(age(tmp_path, "-r", OURS[1], plain=plain), tmp_path) == plain
    many = [word for _ in range(9) for word in ("-r", new_identity()[1])]
    assert opened(age(tmp_path, *many, "-r", OURS[1], plain=plain), tmp_path) == plain
    (tmp_path / "penerima").write_text(f"# daftar\n{STRANGER[1]}\n{OURS[1]}\n", "ascii")
    assert opened(age(tmp_path, "-R", "penerima", plain=plain), tmp_path) == plain


WRONG: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "for somebody else": (lambda at: age(at, "-r", STRANGER[1]), "bundle.not_for_us"),
    "armoured": (lambda at: age(at, "-a", "-r", OURS[1]), "bundle.not_age"),
    "with a passphrase": (with_passphrase, "bundle.not_for_us"),
    "for an SSH key": (lambda at: age(at, "-R", ssh_key(at)), "bundle.not_for_us"),
    "for an SSH key beside ours": (lambda at: age(at, "-R", ssh_key(at), "-r", OURS[1]), "bundle.not_for_us"),
    "for too many": (
        lambda at: age(at, *(word for _ in range(40) for word in ("-r", new_identity()[1])), "-r", OURS[1]),
        "bundle.header_too_big",
    ),
}


@pytest.mark.parametrize(("made", "code"), WRONG.values(), ids=list(WRONG))
def test_files_made_for_another_purpose_are_refused(tmp_path: Path, made: Callable[[Path], bytes], code: str) -> None:
    assert refusal(made(tmp_path), tmp_path) == code


def lines_of(data: bytes) -> tuple[list[bytes], bytes]:
    """Lines of the header up to its MAC, and everything behind them."""
    end = data.index(b"\n--- ") + 1
    end = data.index(b"\n", end) + 1
    return data[:end].splitlines(keepends=True), data[end:]


def damaged_headers(data: bytes, other: bytes) -> Iterator[tuple[str, bytes]]:
    """A good file for two, its header altered by somebody without a key; ``other`` is a file for one of them."""
    lines, body = lines_of(data)
    first, second, mac = lines[1:3], lines[3:5], lines[-1]
    foreign = lines_of(other)[0]
    head = lines[:1]
    yield "stanzas swapped", b"".join([*head, *second, *first, mac]) + body
    yield "a stanza left out", b"".join([*head, *first, mac]) + body
    yield "the other left out", b"".join([*head, *second, mac]) + body
    yield "a stanza twice", b"".join([*head, *first, *first, *second, mac]) + body
    yield "a stanza of another file", b"".join([*head, *foreign[1:3], *first, *second, mac]) + body
    yield "grease put in", b"".join([*head, b"-> x-grease a\n", b"AAAA\n", *first, *second, mac]) + body
    yield "another header", b"".join(foreign) + body
    yield "another body", b"".join(lines) + lines_of(other)[1]
    yield "another nonce", b"".join(lines) + bytes(16) + body[16:]


def test_a_header_that_somebody_altered_is_refused(tmp_path: Path) -> None:
    data = age(tmp_path, "-r", OURS[1], "-r", STRANGER[1])
    assert opened(data, tmp_path) == PLAIN
    for label, altered in damaged_headers(data, age(tmp_path, "-r", OURS[1])):
        assert refusal(altered, tmp_path) in ("bundle.damaged", "bundle.not_for_us"), label


def test_a_body_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    data = age(tmp_path, "-r", OURS[1])
    header, body = lines_of(data)
    start = len(b"".join(header)) + 16
    assert len(body) - 16 > 2 * CHUNK
    altered = {
        "nothing": b"",
        "the header alone": data[:start],
        "one chunk": data[: start + CHUNK],
        "two chunks": data[: start + 2 * CHUNK],
        "all but a byte": data[:-1],
        "a byte more": data + b"\0",
        "a line feed more": data + b"\n",
        "another file behind it": data + data,
        "the last chunk twice": data + data[start + 2 * CHUNK :],
        "chunks swapped": data[:start] + data[start + CHUNK : start + 2 * CHUNK] + data[start : start + CHUNK],
        "something before it": b"\xef\xbb\xbf" + data,
        "line ends of Windows": data.replace(b"\n", b"\r\n"),
    }
    for label, bad in altered.items():
        assert refusal(bad, tmp_path) in ("bundle.damaged", "bundle.not_age", "bundle.header_too_big"), label


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=30, check=False)


def verify(folder: Path, pem: str, document: bytes, signature: bytes) -> bool:
    """What ``openssl`` says of a signature."""
    (folder / "kunci.pem").write_text(pem, "ascii")
    (folder / "naskah").write_bytes(document)
    (folder / "tanda").write_bytes(signature)
    key = ["-pubin", "-inkey", "kunci.pem", "-rawin"]
    return run(folder, "openssl", "pkeyutl", "-verify", *key, "-in", "naskah", "-sigfile", "tanda").returncode == 0


def unpacked(stolen: Stolen, folder: Path) -> dict[str, bytes]:
    """A real bundle opened with nothing but public programs and its reader's key."""
    folder.mkdir()
    (folder / stolen.name).write_bytes(stolen.data)
    (folder / "kunci.txt").write_text(f"# {stolen.reader.office.code}\n{secret_of(stolen.reader)}\n", "ascii")
    assert run(folder, "age", "-d", "-i", "kunci.txt", "-o", "isi.zip", stolen.name).returncode == 0
    assert run(folder, "unzip", "-t", "isi.zip").returncode == 0
    return unzip((folder / "isi.zip").read_bytes())


def test_real_bundles_of_both_ways_are_opened_and_verified_line_by_line_by_public_programs(tmp_path: Path) -> None:
    with small_scene(tmp_path) as scene:
        for stolen in (scene.up, scene.down):
            files = unpacked(stolen, tmp_path / f"from-{stolen.writer.office.role.value}")
            inside = open_up(stolen, tmp_path)
            assert files == inside.files
            pem = key_of(stolen.writer)
            assert verify(tmp_path, pem, files[archive.MANIFEST], files[archive.SIGNATURE])
            keys = {ctx.device_id: key_of(ctx) for ctx in (scene.world.one, scene.world.district)}
            for header, signature, _ in inside.changes:
                writer = next(key for device, key in keys.items() if f'"d":"{device}"' in header)
                document = DOMAIN + header.encode()
                assert verify(tmp_path, writer, document, signature_from_text(signature))
                assert not verify(tmp_path, writer, document + b" ", signature_from_text(signature))
            for text, signature in inside.lines(archive.ORDERS):
                document = b"payung-order-v1\0" + text.encode()
                assert verify(tmp_path, key_of(scene.world.district), document, signature_from_text(signature))
