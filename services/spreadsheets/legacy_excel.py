"""The first pass over an Excel 97-2003 file: formulas, password, reach. Values are read by calamine afterwards.

Layout from Microsoft's open specifications MS-CFB (the container) and MS-XLS (the records inside).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from services.errors import WorkbookRejected
from services.spreadsheets.sheets import MAX_ROWS, MAX_SHEETS, Formula, Place

_END = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""
_FORMULAS = (0x0006, 0x0206, 0x0406)
_CONTENT = (*_FORMULAS, 0x00FD, 0x0204, 0x0203, 0x027E, 0x00BD, 0x0205, 0x00D6)
_MANY_NUMBERS = 0x00BD
"""A record with numbers for several columns, six bytes each after the first six."""
_ROWS, _COLUMNS = 65_536, 256
"""What such a sheet can have. A damaged file says 65,536, and the reader would lay them all out."""
_DIMENSIONS = 0x0200
_FILE_PASS, _DATE_1904, _BOUND_SHEET, _END_OF_STREAM = 0x002F, 0x0022, 0x0085, 0x000A
_ERROR = 2


@dataclass(frozen=True, slots=True)
class XlsScan:
    """Formulas per worksheet, in order. The formulas' texts are not decoded."""

    formulas: tuple[dict[Place, Formula], ...]
    dates_from_1904: bool


def scan_xls(data: bytes) -> XlsScan:
    """Raises WorkbookRejected: workbook.not_a_workbook, .password, .too_many_rows, .too_big, .damaged."""
    try:
        stream = _Container(data).workbook()
        return _scan(stream)
    except (struct.error, IndexError):
        raise WorkbookRejected("workbook.damaged") from None


def _scan(stream: bytes) -> XlsScan:
    starts: list[int] = []
    from_1904 = False
    for kind, content in _records(stream, 0):
        if kind == _FILE_PASS:
            raise WorkbookRejected("workbook.password")
        if kind == _DATE_1904:
            from_1904 = content[:2] == b"\1\0"
        elif kind == _BOUND_SHEET and content[5] == 0:
            starts.append(struct.unpack_from("<I", content)[0])
            if len(starts) > MAX_SHEETS:
                raise WorkbookRejected("workbook.too_big", limit=MAX_SHEETS)
    if len(set(starts)) < len(starts):  # a sheet under two names would be read as often as it is named
        raise WorkbookRejected("workbook.damaged")
    ends = dict(pairwise([*sorted(starts), len(stream)]))
    return XlsScan(tuple(_sheet_formulas(stream[: ends[start]], start) for start in starts), from_1904)


def _sheet_formulas(stream: bytes, start: int) -> dict[Place, Formula]:
    formulas: dict[Place, Formula] = {}
    for kind, content in _records(stream, start):
        if kind == _DIMENSIONS:
            _check_reach(*struct.unpack_from("<IIHH" if len(content) == 14 else "<HHHH", content))
        if kind not in _CONTENT:
            continue
        row, column = struct.unpack_from("<HH", content)
        if row >= MAX_ROWS:
            raise WorkbookRejected("workbook.too_many_rows", limit=MAX_ROWS)
        if column + (len(content) // 6 if kind == _MANY_NUMBERS else 1) > _COLUMNS:
            raise WorkbookRejected("workbook.damaged")
        if kind in _FORMULAS:
            result = content[6:14]
            is_error = result[6:8] == b"\xff\xff" and result[0] == _ERROR
            formulas[row, column] = Formula("", not is_error)
    return formulas


def _check_reach(first_row: int, end_row: int, first_column: int, end_column: int) -> None:
    """The reader takes the memory for so many cells before it reads one; an end before its beginning counts as 2^32."""
    rows, columns = end_row - first_row, end_column - first_column
    if end_row and end_column and not (0 < rows <= _ROWS and 0 < columns <= _COLUMNS):
        raise WorkbookRejected("workbook.damaged")


def _records(stream: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream, up to its end mark."""
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        if kind == _END_OF_STREAM:
            return
        yield kind, stream[position + 4 : position + 4 + length]
        position += 4 + length


class _Container:
    """A compound file: a small file system in a file. Chains are bounded by the number of sectors."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._shift = struct.unpack_from("<H", data, 30)[0]
        if self._shift not in (9, 12):
            raise WorkbookRejected("workbook.damaged")
        self._fat = self._table(self._fat_sectors())
        directory, self._cutoff, mini_start = struct.unpack_from("<I4xII", data, 48)
        self._mini_fat = self._table(list(self._chain(mini_start, self._fat)))
        self._entries = self._read_directory(directory)
        if mini_start < _END:  # the reader follows this chain then, whether or not the workbook lies in it
            root, _ = self._entries.get("Root Entry", (_END, 0))
            list(self._chain(root, self._fat))

    def _sector(self, number: int) -> bytes:
        size = 1 << self._shift
        return self._data[(number + 1) * size : (number + 2) * size]

    def _fat_sectors(self) -> list[int]:
        numbers = [number for number in struct.unpack_from("<109I", self._data, 76) if number < _END]
        more, count = struct.unpack_from("<II", self._data, 68)
        for _ in range(min(count, len(self._data) >> self._shift)):
            if more >= _END:
                break
            *listed, more = struct.unpack(f"<{(1 << self._shift) // 4}I", self._sector(more))
            numbers.extend(number for number in listed if number < _END)
        if more < _END:
            raise WorkbookRejected("workbook.damaged")
        return numbers

    def _table(self, sectors: list[int]) -> list[int]:
        joined = b"".join(self._sector(number) for number in sectors[: len(self._data) >> self._shift])
        return list(struct.unpack(f"<{len(joined) // 4}I", joined[: len(joined) // 4 * 4]))

    def _chain(self, start: int, table: list[int]) -> Iterator[int]:
        for _ in range(len(table) + 1):
            if start >= _END:
                return
            yield start
            start = table[start]
        raise WorkbookRejected("workbook.damaged")  # it goes in circles, and the reader would follow it for ever

    def _read_directory(self, start: int) -> dict[str, tuple[int, int]]:
        entries: dict[str, tuple[int, int]] = {}
        content = b"".join(self._sector(number) for number in self._chain(start, self._fat))
        for position in range(0, len(content) - 127, 128):
            length = struct.unpack_from("<H", content, position + 64)[0]
            name = content[position : position + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            first, size = struct.unpack_from("<II", content, position + 116)
            entries.setdefault(name, (first, size))
        return entries

    def workbook(self) -> bytes:
        """The stream that holds the sheets."""
        entry = self._entries.get("Workbook") or self._entries.get("Book")
        if entry is None:
            raise WorkbookRejected("workbook.not_a_workbook")
        start, size = entry
        if size >= self._cutoff:
            return b"".join(self._sector(number) for number in self._chain(start, self._fat))[:size]
        root, _ = self._entries.get("Root Entry", (_END, 0))
        small = b"".join(self._sector(number) for number in self._chain(root, self._fat))
        pieces = [small[number * 64 : number * 64 + 64] for number in self._chain(start, self._mini_fat)]
        return b"".join(pieces)[:size]
