"""Reading a file from a stranger's stick: only a plain file, of a sensible size, and only once (handover.md C4)."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from services.errors import BundleRejected, StorageTrouble
from services.handover.age_file import SPOOL_BYTES

MIN_BYTES = 200
MAX_BYTES = 64 * 1024 * 1024
_BLOCK = 1024 * 1024


def sha256_hex(stream: IO[bytes]) -> str:
    """SHA-256 of a whole stream; leaves it at its end. Raises StorageTrouble ``stick.gone``."""
    digest = hashlib.sha256()
    stream.seek(0)
    while block := _read_block(stream):
        digest.update(block)
    return digest.hexdigest()


def size_of(stream: IO[bytes]) -> int:
    """Length in bytes."""
    return stream.seek(0, io.SEEK_END)


@contextmanager
def private_copy(path: Path, scratch_dir: Path) -> Iterator[IO[bytes]]:
    """Read the stick exactly once into the private folder, so that what was checked is what is used.

    Raises as ``open_regular`` does; OSError when the private folder cannot be written.
    """
    with ExitStack() as stack:
        source = stack.enter_context(open_regular(path))
        copy = stack.enter_context(SpooledTemporaryFile(max_size=SPOOL_BYTES, dir=str(scratch_dir)))
        left = MAX_BYTES
        while block := _read_block(source):
            left -= len(block)
            if left < 0:
                raise BundleRejected("bundle.too_big")
            copy.write(block)
        yield copy


def _read_block(source: IO[bytes]) -> bytes:
    try:
        return source.read(_BLOCK)
    except OSError:
        raise StorageTrouble("stick.gone") from None


def open_regular(path: Path) -> IO[bytes]:
    """Open a plain file of a sensible size, and nothing else: no link, reparse point, pipe or device.

    Raises BundleRejected ``bundle.not_found``, ``bundle.not_regular``, ``bundle.too_small``, ``bundle.too_big``;
    StorageTrouble ``stick.gone`` when it cannot be read.
    """
    try:
        _check_regular(os.lstat(path))
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        handle = os.open(path, flags)
    except FileNotFoundError:
        raise BundleRejected("bundle.not_found") from None
    except OSError:
        raise StorageTrouble("stick.gone") from None
    stream = os.fdopen(handle, "rb")
    try:
        _check_regular(os.fstat(handle))
    except BaseException:
        stream.close()
        raise
    return stream


def _check_regular(found: os.stat_result) -> None:
    reparse = getattr(found, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_REPARSE_POINT
    if not stat.S_ISREG(found.st_mode) or reparse:
        raise BundleRejected("bundle.not_regular")
    if found.st_size < MIN_BYTES:
        raise BundleRejected("bundle.too_small")
    if found.st_size > MAX_BYTES:
        raise BundleRejected("bundle.too_big")
