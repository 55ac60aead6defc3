"""The middle layer of a bundle: a ZIP of few, flat, known names (handover.md C1, C5).

Written with the standard library; read by our own strict reader, because ``zipfile`` forgives what a bomb or a
two-faced archive needs: prefixes, overlaps, duplicate names, headers that disagree.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from services.errors import BundleRejected
from services.handover.age_file import MAX_PLAIN_BYTES

README = "BACA-SAYA.txt"
MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
CHANGES = "perubahan.jsonl"
ORDERS = "perintah.jsonl"
RECEIPTS = "terima.jsonl"
NAMES = (README, MANIFEST, SIGNATURE, CHANGES, ORDERS, RECEIPTS)

MAX_ENTRIES = 20
MAX_RATIO = 100
RATIO_FREE_BYTES = 4096
"""Entries up to this size may have any ratio: a short repetitive file is no bomb."""
DEFLATE_LEVEL = 6
CHUNK = 256 * 1024

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_STORED, _DEFLATED = 0, 8
_ALLOWED_FLAGS = 0x0806
"""UTF-8 names and the two bits that only tell how hard deflate tried."""
_REGULAR, _KIND_MASK = 0o100000, 0o170000
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def build_archive(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of these files, same bytes for same content. Raises ValueError for a name we never write."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", allowZip64=False) as target:
        for name in sorted(files, key=_order):
            info = zipfile.ZipInfo(name, _FIRST_DAY)  # a fixed day: the clock is nobody's business
            info.create_system = 3
            info.external_attr = (_REGULAR | 0o600) << 16
            info.compress_type = zipfile.ZIP_STORED if name == SIGNATURE else zipfile.ZIP_DEFLATED
            target.writestr(info, files[name], compresslevel=DEFLATE_LEVEL)
    return buffer.getvalue()


def _order(name: str) -> int:
    if name not in NAMES:
        raise ValueError(f"{name} is no file of a bundle")
    return NAMES.index(name)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file inside; ``start`` is where its packed bytes begin. All sizes are bytes."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    start: int


class Archive:
    """A ZIP whose directory has been checked completely. Content streams; nothing is ever extracted to a path."""

    def __init__(self, stream: IO[bytes], *, cap: int = MAX_PLAIN_BYTES) -> None:
        """Check the whole structure. Raises BundleRejected ``bundle.zip`` or ``bundle.too_big``."""
        self._stream = stream
        try:
            entries = _read_directory(stream, cap)
        except (struct.error, UnicodeDecodeError):
            raise BundleRejected("bundle.zip") from None
        self.entries: dict[str, Entry] = {entry.name: entry for entry in entries}

    def read(self, name: str, limit: int) -> bytes:
        """A small file as a whole; BundleRejected ``bundle.zip`` when missing or above ``limit`` bytes."""
        entry = self.entries.get(name)
        if entry is None or entry.size > limit:
            raise BundleRejected("bundle.zip")
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Content in pieces; raises BundleRejected ``bundle.zip`` unless size and CRC come out as promised."""
        entry = self.entries[name]
        size, crc = 0, 0
        for block in self._unpack(entry):
            size += len(block)
            if size > entry.size:
                raise BundleRejected("bundle.zip")
            crc = zlib.crc32(block, crc)
            yield block
        if size != entry.size or crc != entry.crc:
            raise BundleRejected("bundle.zip")

    def _unpack(self, entry: Entry) -> Iterator[bytes]:
        if entry.method == _STORED:
            yield from self._packed(entry)
            return
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for block in self._packed(entry):
                while block:
                    yield inflater.decompress(block, CHUNK)
                    block = inflater.unconsumed_tail
        except zlib.error:
            raise BundleRejected("bundle.zip") from None
        if not inflater.eof or inflater.unused_data:
            raise BundleRejected("bundle.zip")

    def _packed(self, entry: Entry) -> Iterator[bytes]:
        position, left = entry.start, entry.packed
        while left:
            self._stream.seek(position)  # every time: two readers may share the stream
            block = self._stream.read(min(CHUNK, left))
            if not block:
                raise BundleRejected("bundle.zip")
            position, left = position + len(block), left - len(block)
            yield block


def _read_directory(stream: IO[bytes], cap: int) -> list[Entry]:
    """End record, then every central and local header; they must tile the file without gap or overlap."""
    length = stream.seek(0, io.SEEK_END)
    count, size, start = _read_end(stream, length)
    stream.seek(start)
    directory = stream.read(size)
    entries: list[Entry] = []
    position, expected = 0, 0
    for _ in range(count):
        entry, header_at, position = _read_central(directory, position)
        if header_at != expected:
            raise BundleRejected("bundle.zip")
        _check_local(stream, header_at, entry)
        expected = entry.start + entry.packed
        entries.append(entry)
    names = {entry.name for entry in entries}
    if position != size or expected != start or len(names) != count:
        raise BundleRejected("bundle.zip")
    if sum(entry.size for entry in entries) > cap:
        raise BundleRejected("bundle.too_big")
    return entries


def _read_end(stream: IO[bytes], length: int) -> tuple[int, int, int]:
    """Number of entries, size and start of the directory. No comment, no other disks, no zip64."""
    if length < _END.size:
        raise BundleRejected("bundle.zip")
    stream.seek(length - _END.size)
    mark, disk, first_disk, here, count, size, start, comment = _END.unpack(stream.read(_END.size))
    if mark != b"PK\x05\x06" or disk or first_disk or comment or here != count or not 1 <= count <= MAX_ENTRIES:
        raise BundleRejected("bundle.zip")
    if start + size + _END.size != length:
        raise BundleRejected("bundle.zip")
    return count, size, start


def _read_central(directory: bytes, position: int) -> tuple[Entry, int, int]:
    """One directory entry, where its local header should be, and the position after it."""
    fields = _CENTRAL.unpack_from(directory, position)
    mark, made_by, _needs, flags, method, _time, _date, crc, packed, size = fields[:10]
    name_length, extra, comment, disk, _internal, external, header_at = fields[10:]
    name_at = position + _CENTRAL.size
    raw_name = directory[name_at : name_at + name_length]
    kind = external >> 16 & _KIND_MASK if made_by >> 8 == 3 else 0
    plain = mark == b"PK\x01\x02" and not extra and not comment and not disk and not flags & ~_ALLOWED_FLAGS
    if not plain or method not in (_STORED, _DEFLATED) or kind not in (0, _REGULAR):
        raise BundleRejected("bundle.zip")
    name = raw_name.decode("ascii")
    _check_entry(name, method, packed, size)
    entry = Entry(name, method, crc, packed, size, header_at + _LOCAL.size + name_length)
    return entry, header_at, name_at + name_length


def _check_entry(name: str, method: int, packed: int, size: int) -> None:
    """Allow-listed names are the whole defence against traversal: no other name is even looked at."""
    if name not in NAMES:
        raise BundleRejected("bundle.unlisted_file")
    if method == _STORED and packed != size:
        raise BundleRejected("bundle.zip")
    if size > RATIO_FREE_BYTES and size > packed * MAX_RATIO:
        raise BundleRejected("bundle.zip")


def _check_local(stream: IO[bytes], header_at: int, entry: Entry) -> None:
    """The header in front of the content must say what the directory says."""
    stream.seek(header_at)
    fields = _LOCAL.unpack(stream.read(_LOCAL.size))
    mark, _needs, flags, method, _time, _date, crc, packed, size, name_length, extra = fields
    name = stream.read(name_length)
    same = (method, crc, packed, size) == (entry.method, entry.crc, entry.packed, entry.size)
    if mark != b"PK\x03\x04" or extra or flags & ~_ALLOWED_FLAGS or not same or name != entry.name.encode("ascii"):
        raise BundleRejected("bundle.zip")
