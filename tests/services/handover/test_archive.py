from __future__ import annotations

import io
import struct
import time
import zipfile
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import BundleRejected
from services.handover.archive import CHANGES, MANIFEST, NAMES, ORDERS, README, SIGNATURE, Archive, build_archive
from tests.services.handover.codec import unzip, zip_of

FILES = {README: b"halo\n", MANIFEST: b"{}", SIGNATURE: b"s" * 64, CHANGES: b"[1]\n" * 500}
CENTRAL, LOCAL, END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"


def content(data: bytes) -> dict[str, bytes]:
    archive = Archive(io.BytesIO(data))
    return {name: b"".join(archive.chunks(name)) for name in archive.entries}


def refusal(data: bytes) -> str:
    with pytest.raises(BundleRejected) as refused:
        content(data)
    return refused.value.code


def test_any_zip_program_reads_ours_and_the_same_content_is_the_same_file() -> None:
    data = build_archive(FILES)
    assert unzip(data) == FILES == content(data)
    assert build_archive(dict(reversed(FILES.items()))) == data
    assert unzip(data).keys() == {name: None for name in NAMES if name in FILES}.keys()


@given(st.dictionaries(st.sampled_from(NAMES), st.binary(max_size=2000), min_size=1))
def test_any_content_comes_back(files: dict[str, bytes]) -> None:
    assert content(build_archive(files)) == files


def test_a_plain_zip_of_the_standard_library_is_read() -> None:
    assert content(zip_of(FILES)) == FILES


def test_a_name_we_never_write_is_not_written() -> None:
    with pytest.raises(ValueError, match="catatan"):
        build_archive({"catatan.txt": b""})


@pytest.mark.parametrize(
    "name",
    ["catatan.txt", "../manifest.json", "/manifest.json", "a\\b", "C:manifest.json", "MANIFEST.JSON"],
)
def test_other_names_are_refused(name: str) -> None:
    assert refusal(zip_of({**FILES, name: b"x"})) == "bundle.unlisted_file"


def edited(mark: bytes, offset: int, value: bytes, data: bytes | None = None) -> bytes:
    """Bytes put at an offset of the first header with this mark."""
    data = build_archive(FILES) if data is None else data
    place = data.index(mark) + offset
    return data[:place] + value + data[place + len(value) :]


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("empty", b""),
        ("only an end record", END + bytes(18)),
        ("something in front", b"#!/bin/sh\n" + build_archive(FILES)),
        ("something behind", build_archive(FILES) + b"x"),
        ("cut off", build_archive(FILES)[:-1]),
        ("comment", build_archive(FILES)[:-2] + b"\x01\x00x"),
        ("central: encrypted", edited(CENTRAL, 8, b"\x01\x00")),
        ("local: encrypted", edited(LOCAL, 6, b"\x01\x00")),
        ("central: data descriptor", edited(CENTRAL, 8, b"\x08\x00")),
        ("central: method", edited(CENTRAL, 10, b"\x0e\x00")),
        ("local: method", edited(LOCAL, 8, b"\x00\x00")),
        ("central: checksum", edited(CENTRAL, 16, b"\x00\x00\x00\x00")),
        ("local: checksum", edited(LOCAL, 14, b"\x00\x00\x00\x00")),
        ("local: size", edited(LOCAL, 22, b"\x00\x00\x00\x00")),
        ("central: size", edited(CENTRAL, 24, b"\xff\xff\xff\xff")),
        ("local: another name", edited(LOCAL, 30, b"baca-saya.txt")),
        ("central: symbolic link", edited(CENTRAL, 38, struct.pack("<I", 0o120777 << 16))),
        ("central: place", edited(CENTRAL, 42, b"\x01\x00\x00\x00")),
        ("a folder", zip_of({**FILES, "lampiran/": b""})),
        ("end: more entries", edited(END, 8, b"\x05\x00\x05\x00")),
        ("end: fewer entries", edited(END, 8, b"\x03\x00\x03\x00")),
        ("end: other disk", edited(END, 4, b"\x01\x00")),
        ("packed bytes", edited(LOCAL, 45, b"\xff\xff\xff")),
    ],
)
def test_a_structure_that_is_not_exactly_ours_is_refused(what: str, data: bytes) -> None:
    assert refusal(data) == "bundle.zip", what


def build(entries: list[tuple[str, bytes, int, int | None]]) -> bytes:
    """A ZIP made by hand: name, packed bytes, promised size, place of the local header (None: where it is)."""
    body, directory = b"", b""
    for name, packed, size, place in entries:
        crc = zlib.crc32(bytes(size)) if size < 1 << 24 else 0
        raw = name.encode()
        at = len(body) if place is None else place
        fields = (20, 20, 0, 8, 0, 0, crc, len(packed), size, len(raw), 0, 0, 0, 0, 0, at)
        directory += struct.pack("<4sHHHHHHIIIHHHHHII", CENTRAL, *fields) + raw
        if place is None:
            body += (
                struct.pack("<4sHHHHHIIIHH", LOCAL, 20, 0, 8, 0, 0, crc, len(packed), size, len(raw), 0) + raw + packed
            )
    end = struct.pack("<4sHHHHIIH", END, 0, 0, len(entries), len(entries), len(directory), len(body), 0)
    return body + directory + end


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def test_the_archive_made_by_hand_is_good_when_nothing_is_wrong() -> None:
    assert content(build([(CHANGES, deflated(bytes(100)), 100, None)])) == {CHANGES: bytes(100)}


@pytest.mark.parametrize(
    ("what", "make", "code"),
    [
        ("1 GB of zeros", lambda: build([(CHANGES, deflated(bytes(10_000_000)), 1 << 30, None)]), "bundle.zip"),
        ("ratio 1,000", lambda: build([(CHANGES, deflated(bytes(1_000_000)), 1_000_000, None)]), "bundle.zip"),
        ("more than promised", lambda: build([(CHANGES, deflated(bytes(900_000)), 50, None)]), "bundle.zip"),
        ("less than promised", lambda: build([(CHANGES, deflated(bytes(90)), 91, None)]), "bundle.zip"),
        ("above the cap", lambda: build([(CHANGES, bytes(3_000_000), 299_000_000, None)]), "bundle.too_big"),
        ("same name twice", lambda: build([(CHANGES, deflated(b""), 0, None)] * 2), "bundle.zip"),
        (
            "two entries on one content",
            lambda: build([(CHANGES, deflated(bytes(100)), 100, None), (ORDERS, deflated(bytes(100)), 100, 0)]),
            "bundle.zip",
        ),
        ("21 entries", lambda: build([(CHANGES, deflated(b""), 0, None)] * 21), "bundle.zip"),
        (
            "bytes after the end of deflate",
            lambda: build([(CHANGES, deflated(bytes(9)) + b"x", 9, None)]),
            "bundle.zip",
        ),
        ("deflate that never ends", lambda: build([(CHANGES, deflated(bytes(9))[:-1], 9, None)]), "bundle.zip"),
        ("not deflate at all", lambda: build([(CHANGES, b"\xff" * 9, 9, None)]), "bundle.zip"),
    ],
)
def test_bombs_and_two_faced_archives_are_refused_at_once(what: str, make: Callable[[], bytes], code: str) -> None:
    data = make()
    start = time.perf_counter()
    assert refusal(data) == code, what
    assert time.perf_counter() - start < 1.0


def test_nothing_hides_between_two_files() -> None:
    first, second = deflated(bytes(3)), deflated(bytes(3))
    hidden = build([(CHANGES, first, 3, None), (README, bytes(40), 40, None), (ORDERS, second, 3, None)])
    assert refusal(hidden) == "bundle.zip"  # 40 zeros are not deflate
    start, end = hidden.index(CENTRAL), hidden.rindex(END)
    entries = [CENTRAL + part for part in hidden[start:end].split(CENTRAL)[1:]]
    directory = entries[0] + entries[2]
    tail = struct.pack("<4sHHHHIIH", END, 0, 0, 2, 2, len(directory), start, 0)
    assert unzip(hidden[:start] + directory + tail).keys() == {CHANGES, ORDERS}
    assert refusal(hidden[:start] + directory + tail) == "bundle.zip"


def test_a_small_file_has_its_own_limit() -> None:
    archive = Archive(io.BytesIO(build_archive(FILES)))
    assert archive.read(SIGNATURE, 64) == b"s" * 64
    for name, limit in ((SIGNATURE, 63), (ORDERS, 10)):
        with pytest.raises(BundleRejected, match="bundle.zip"):
            archive.read(name, limit)


def test_zip64_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target, target.open(CHANGES, "w", force_zip64=True) as entry:
        entry.write(b"x")
    assert refusal(buffer.getvalue()) == "bundle.zip"
