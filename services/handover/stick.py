"""Writing a bundle to a stick so that "done" means the bytes are on the medium (handover.md C3)."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import secrets
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from services.errors import StorageTrouble
from services.handover.file_names import is_bundle_name, parse_name
from services.handover.files import Files
from services.handover.sealing import SealedBundle
from services.handover.stick_places import (
    DOWN_FOLDER,
    FILES,
    UP_FOLDER,
    Stick,
    down_folder,
    find_sticks,
    list_bundles,
    list_kits,
)
from services.progress import SILENT, Reporter

SPARE_BYTES = 16 * 1024 * 1024
"""Room asked for on a real stick beyond twice the bundle."""
SPARE_FOLDER_BYTES = 64 * 1024
KEEP_NEWEST = 3

_BLOCK = 1024 * 1024
_TEMP_PREFIX, _TEMP_SUFFIX = ".tulis-", ".tmp"
_BY_ERRNO = {
    errno.ENOSPC: "stick.full",
    errno.EDQUOT: "stick.full",
    errno.EFBIG: "stick.full",
    errno.EROFS: "stick.read_only",
    errno.ENODEV: "stick.gone",
    errno.ENXIO: "stick.gone",
    errno.ENOENT: "stick.gone",
    errno.EIO: "stick.readback",
}
_BY_WINDOWS_CODE = {19: "stick.read_only", 21: "stick.gone", 39: "stick.full", 112: "stick.full", 1167: "stick.gone"}
_NO_DEVICE = -1


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A bundle that was read back from the medium. ``removed``: names of our older bundles that made room."""

    path: Path
    sha256: str
    size: int
    removed: tuple[str, ...] = ()


def write_to_stick(
    stick: Stick,
    folder_parts: Sequence[str],
    file_name: str,
    sealed: SealedBundle,
    verify_local: Callable[[], object],
    reporter: Reporter = SILENT,
    *,
    own_sha256: Collection[str] = (),
    files: Files = FILES,
) -> WrittenFile:
    """Write under a temporary name, flush, read back past the cache, compare, rename, look again.

    ``verify_local`` opens the sealed bundle once more before anything is written; what it raises goes through.
    ``own_sha256``: hashes of bundles this device wrote earlier; of those in the folder the newest three stay, and no
    other file is ever removed. Raises StorageTrouble ``stick.gone``, ``stick.read_only``, ``stick.no_space``,
    ``stick.full``, ``stick.not_writable``, ``stick.readback``; Cancelled. After a failure no temporary file is left
    where the stick still lets us remove it.
    """
    if not is_bundle_name(file_name):
        raise ValueError("not the name of a bundle")
    verify_local()
    folder = stick.path.joinpath(*folder_parts)
    with _told_plainly(stick, files):
        _check_room(stick, sealed.size, files)
        files.make_dirs(folder)
        if files.device_id(folder) != stick.device_id:
            raise StorageTrouble("stick.gone")
        _remove_leftovers(folder, files)
        _write_and_check(folder, file_name, sealed, reporter, files)
        if files.device_id(stick.path) != stick.device_id or file_name not in files.names(folder):
            raise StorageTrouble("stick.gone")
    removed = _remove_old(folder, file_name, {*own_sha256, sealed.sha256}, files)
    return WrittenFile(folder / file_name, sealed.sha256, sealed.size, removed)


@contextmanager
def _told_plainly(stick: Stick, files: Files) -> Iterator[None]:
    """Every OSError in here becomes a code that a sentence can be made of."""
    try:
        yield
    except OSError as error:
        code = _BY_WINDOWS_CODE.get(getattr(error, "winerror", 0) or 0) or _BY_ERRNO.get(error.errno or 0)
        if _device_now(stick, files) != stick.device_id:
            code = "stick.gone"
        raise StorageTrouble(code or "stick.not_writable") from None


def _device_now(stick: Stick, files: Files) -> int:
    try:
        return files.device_id(stick.path)
    except OSError:
        return _NO_DEVICE


def _check_room(stick: Stick, size: int, files: Files) -> None:
    if files.device_id(stick.path) != stick.device_id:
        raise StorageTrouble("stick.gone")
    if stick.read_only:
        raise StorageTrouble("stick.read_only")
    needed = 2 * size + SPARE_BYTES if stick.removable else size + SPARE_FOLDER_BYTES
    free, _total = files.space(stick.path)
    if free < needed:
        raise StorageTrouble("stick.no_space", needed=needed, free=free)


def _remove_leftovers(folder: Path, files: Files) -> None:
    """Temporary files of a write that was cut off; they were never more than a copy."""
    for name in files.names(folder):
        if name.startswith(_TEMP_PREFIX) and name.endswith(_TEMP_SUFFIX):
            with contextlib.suppress(OSError):
                files.remove(folder / name)


def _write_and_check(folder: Path, name: str, sealed: SealedBundle, reporter: Reporter, files: Files) -> None:
    temp = folder / f"{_TEMP_PREFIX}{secrets.token_hex(6)}{_TEMP_SUFFIX}"
    try:
        _write(temp, sealed.data, reporter, files)
        _compare(temp, sealed, reporter, files)
        files.replace(temp, folder / name)
    except BaseException:
        with contextlib.suppress(OSError):
            files.remove(temp)
        raise
    files.flush_folder(folder)


def _write(temp: Path, data: bytes, reporter: Reporter, files: Files) -> None:
    handle = files.create(temp)
    try:
        done = 0
        view = memoryview(data)
        while done < len(data):
            reporter.step(done, len(data), "stick.write")
            done += files.write(handle, bytes(view[done : done + _BLOCK]))
        files.flush(handle)
    except BaseException:
        with contextlib.suppress(OSError):
            files.close(handle)
        raise
    files.close(handle)


def _compare(temp: Path, sealed: SealedBundle, reporter: Reporter, files: Files) -> None:
    digest, done = hashlib.sha256(), 0
    for block in files.read_back(temp):
        digest.update(block)
        done += len(block)
        reporter.step(done, sealed.size, "stick.read_back")
    if digest.hexdigest() != sealed.sha256:
        raise StorageTrouble("stick.readback")


def _remove_old(folder: Path, file_name: str, own_sha256: Collection[str], files: Files) -> tuple[str, ...]:
    """Of our own bundles on the same way keep the newest three. Housekeeping: failing at it is no failure."""
    own_hash8 = {sha256[:8] for sha256 in own_sha256}
    written = parse_name(file_name)
    removed: list[str] = []
    with contextlib.suppress(OSError):
        names = [parse_name(name) for name in files.names(folder) if is_bundle_name(name)]
        own = [name for name in names if name.sender == written.sender and name.hash8 in own_hash8]
        own.sort(key=lambda name: (str(name) == file_name, name.no), reverse=True)
        for name in own[KEEP_NEWEST:]:
            files.remove(folder / str(name))
            removed.append(str(name))
    return tuple(removed)


__all__ = [
    "DOWN_FOLDER",
    "UP_FOLDER",
    "Stick",
    "WrittenFile",
    "down_folder",
    "find_sticks",
    "list_bundles",
    "list_kits",
    "write_to_stick",
]
