"""ZIP files that no ZIP program would write."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from functools import lru_cache

_CENTRAL, _LOCAL, _END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"


@lru_cache(maxsize=4)
def packed_zeros(size: int) -> bytes:
    """So many zero bytes, deflated: about a thousandth."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    block = bytes(1 << 20)
    return b"".join([*(packer.compress(block) for _ in range(size >> 20)), packer.flush()])


def zip_by_hand(entries: Sequence[tuple[str, bytes, int, int | None]]) -> bytes:
    """Each: name, packed bytes, promised size, place of its local header (None: a header of its own)."""
    body, directory, at = [], [], 0
    for name, packed, size, place in entries:
        raw = name.encode()
        here = at if place is None else place
        fields = (20, 20, 0, 8, 0, 0, 0, len(packed), size, len(raw), 0, 0, 0, 0, 0, here)
        directory.append(struct.pack("<4sHHHHHHIIIHHHHHII", _CENTRAL, *fields) + raw)
        if place is None:
            local = struct.pack("<4sHHHHHIIIHH", _LOCAL, 20, 0, 8, 0, 0, 0, len(packed), size, len(raw), 0)
            body += [local, raw, packed]
            at += len(local) + len(raw) + len(packed)
    listed = b"".join(directory)
    count = min(len(entries), 0xFFFF)
    return b"".join((*body, listed, struct.pack("<4sHHHHIIH", _END, 0, 0, count, count, len(listed), at, 0)))


def overlapping(copies: int, name: str = "perubahan.jsonl") -> bytes:
    """Many entries that share one packed content, as in Fifield's bombs."""
    packed = packed_zeros(50 << 20)
    first = (name, packed, 50 << 20, None)
    return zip_by_hand([first, *((f"{name}{number}", packed, 50 << 20, 0) for number in range(copies))])
