"""The file around a workbook: what kind it is, and its parts unpacked within limits (handover.md F1).

Nothing here trusts the file. Sizes are compared with the central directory first and again while unpacking, so a
directory that lies is found out before any reader with less patience sees the file.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from services.errors import WorkbookRejected

MAX_FILE = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 100
RATIO_FREE = 1024 * 1024
"""A part below this size may be packed as tightly as it likes."""
MAX_PARTS = 2_000

_DIRECTORY_ENTRY = b"PK\1\2"
_MOST_ENTRIES = 4 * MAX_PARTS
"""A workbook may hold other packages, whose directories are seen here too."""
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
_WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_TEXTS = frozenset({".csv", ".tsv", ".txt"})
_EXTENSIONS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"}) | _TEXTS
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
"""How text in UTF-16 begins (Excel's «Unicode text»)."""


class Kind(StrEnum):
    """What a file really is, by its content rather than its name."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file in memory: at most ``MAX_FILE`` bytes."""

    kind: Kind
    data: bytes
    package: Package | None


def load(path: Path) -> Loaded:
    """Read a file and tell its kind.

    Raises WorkbookRejected: workbook.missing, workbook.empty, workbook.not_a_workbook, workbook.password,
    workbook.too_big, workbook.damaged.
    """
    data = _read(path)
    if path.suffix.lower() not in _EXTENSIONS:
        raise WorkbookRejected("workbook.not_a_workbook")
    if not data.strip():
        raise WorkbookRejected("workbook.empty")
    if data.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in data:
            raise WorkbookRejected("workbook.password")
        return Loaded(Kind.XLS, data, None)
    if data.startswith(b"PK"):
        package = Package(data)
        return Loaded(package.kind, data, package)
    if path.suffix.lower() in _TEXTS and (b"\0" not in data or data.startswith(WIDE_MARKS)):
        return Loaded(Kind.CSV, data, None)
    raise WorkbookRejected("workbook.not_a_workbook")


def _read(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise WorkbookRejected("workbook.not_a_workbook")
        if status.st_size > MAX_FILE:
            raise WorkbookRejected("workbook.too_big", limit=MAX_FILE // 1024 // 1024)
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE + 1)
    except OSError:
        raise WorkbookRejected("workbook.missing") from None
    if len(data) > MAX_FILE:
        raise WorkbookRejected("workbook.too_big", limit=MAX_FILE // 1024 // 1024)
    return data


class Package:
    """A ZIP of parts. Checked as a whole when made; each part is unpacked with its true size and checksum proven."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        if data.count(_DIRECTORY_ENTRY) > _MOST_ENTRIES:  # before each of them becomes an object
            raise WorkbookRejected("workbook.too_big", limit=MAX_FILE // 1024 // 1024)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, UnicodeError):
            raise WorkbookRejected("workbook.damaged") from None
        self._entries = {entry.filename: entry for entry in entries}
        self._check(entries)
        self.kind = self._kind()

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise WorkbookRejected("workbook.too_big", limit=MAX_FILE // 1024 // 1024)
        for entry in entries:
            if entry.file_size > RATIO_FREE and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
                raise WorkbookRejected("workbook.too_big", limit=MAX_FILE // 1024 // 1024)
        if any(entry.flag_bits & 1 for entry in entries):
            raise WorkbookRejected("workbook.password")
        if len(self._entries) != len(entries):
            raise WorkbookRejected("workbook.damaged")

    def _kind(self) -> Kind:
        if "xl/workbook.xml" in self._entries:
            return Kind.XLSX
        if "content.xml" in self._entries:
            if self.has("META-INF/manifest.xml") and b"encryption-data" in self.part("META-INF/manifest.xml"):
                raise WorkbookRejected("workbook.password")
            if self.has("mimetype") and b"spreadsheet" in self.part("mimetype"):
                return Kind.ODS
        raise WorkbookRejected("workbook.not_a_workbook")

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self._entries

    def names(self) -> tuple[str, ...]:
        """All parts, in the order of the directory."""
        return tuple(self._entries)

    def part(self, name: str) -> bytes:
        """One part, whole. Raises WorkbookRejected("workbook.damaged") when its size or checksum is not as told."""
        entry = self._entries.get(name)
        if entry is None:
            raise WorkbookRejected("workbook.damaged")
        start = self._content_start(entry)
        packed = self._data[start : start + entry.compress_size]
        content = _unpack(packed, entry)
        if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
            raise WorkbookRejected("workbook.damaged")
        return content

    def xml(self, name: str) -> bytes:
        """As ``part``, for XML: refused when it declares a document type or entities, or hides its text in UTF-16."""
        content = self.part(name)
        if content[:2] in _WIDE_TEXT or (b"!" in content and any(word in content for word in _ENTITIES)):
            raise WorkbookRejected("workbook.damaged")
        return content

    def _content_start(self, entry: zipfile.ZipInfo) -> int:
        local = self._data[entry.header_offset : entry.header_offset + 30]
        if len(local) < 30 or not local.startswith(b"PK\3\4"):
            raise WorkbookRejected("workbook.damaged")
        return (
            entry.header_offset + 30 + int.from_bytes(local[26:28], "little") + int.from_bytes(local[28:30], "little")
        )


def _unpack(packed: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Unpack at most one byte more than was told, and insist that the stream then ends."""
    if entry.compress_type == zipfile.ZIP_STORED:
        return packed
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise WorkbookRejected("workbook.damaged")
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = unpacker.decompress(packed, entry.file_size + 1)
    except zlib.error:
        raise WorkbookRejected("workbook.damaged") from None
    if not unpacker.eof or unpacker.unused_data:
        raise WorkbookRejected("workbook.damaged")
    return content
