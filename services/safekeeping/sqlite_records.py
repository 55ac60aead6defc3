"""One stored row of SQLite's file format: numbers of varying length, kinds, values.

https://www.sqlite.org/fileformat2.html#record_format
"""

from __future__ import annotations

import struct

Value = int | float | str | bytes | None
Values = tuple[Value, ...]


def read_part(data: bytes, start: int, size: int) -> bytes:
    """So many bytes. Raises ValueError where there are fewer."""
    if start + size > len(data):
        raise ValueError("beyond the page")
    return data[start : start + size]


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    """SQLite's number of one to nine bytes, signed, and where it ends."""
    value = 0
    for position in range(8):
        byte = data[at + position]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + position + 1
    value = value << 8 | data[at + 8]
    return value - (1 << 64) if value >> 63 else value, at + 9


_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def decode_record(record: bytes) -> Values:
    """The values of one stored row. Raises ValueError or IndexError for what is none."""
    length, at = read_varint(record, 0)
    kinds = []
    while at < length:
        kind, at = read_varint(record, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        value, at = _value(record, kind, at)
        values.append(value)
    return tuple(values)


def _value(record: bytes, kind: int, at: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in _INTEGERS:
        size = _INTEGERS[kind]
        return int.from_bytes(read_part(record, at, size), "big", signed=True), at + size
    if kind == 7:
        return struct.unpack(">d", read_part(record, at, 8))[0], at + 8
    if kind in (8, 9):
        return kind - 8, at
    if kind < 12:
        raise ValueError("no such kind of value")
    size = (kind - 12) // 2
    raw = read_part(record, at, size)
    return (raw.decode("utf-8") if kind % 2 else raw), at + size
