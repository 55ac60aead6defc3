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
from typing import Protocol

from services.errors import StorageTrouble
from services.handover.file_names import is_bundle_name, parse_name
from services.handover.files import Files
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
    # A file system whose driver lost its medium; what the kernel remembers of its folders may answer for a while.
    errno.ENOTCONN: "stick.gone",
    errno.ECONNABORTED: "stick.gone",
    errno.EIO: "stick.readback",
}
_BY_WINDOWS_CODE = {19: "stick.read_only", 21: "stick.gone", 39: "stick.full", 112: "stick.full", 1167: "stick.gone"}


class Sealed(Protocol):
    """A bundle to be written, our own or one that is only carried: to a stick it is bytes with a hash."""

    @property
    def data(self) -> bytes: ...

    @property
    def sha256(self) -> str: ...

    @property
    def size(self) -> int: ...


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
    sealed: Sealed,
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
    path = write_file(stick, folder_parts, file_name, sealed, reporter, files=files)
    removed = _remove_old(path.parent, file_name, {*own_sha256, sealed.sha256}, files)
    return WrittenFile(path, sealed.sha256, sealed.size, removed)


def write_file(
    stick: Stick,
    folder_parts: Sequence[str],
    file_name: str,
    sealed: Sealed,
    reporter: Reporter = SILENT,
    *,
    files: Files = FILES,
) -> Path:
    """One file of ours, whatever its name, written as ``write_to_stick`` writes a bundle. Raises as that does."""
    folder = stick.path.joinpath(*folder_parts)
    with _told_plainly(stick, files), _held(stick, files):
        _check_room(stick, sealed.size, files)
        files.make_dirs(folder)
        _must_be_on(stick, folder, files)
        _remove_leftovers(folder, files)
        there = file_name in files.names(folder)
        _write_and_check(stick, folder, file_name, sealed, reporter, files)
        try:
            _settle(stick, folder, file_name, files)
        except BaseException:
            if not there:  # a delivery that is told to have failed must not lie there as if it had not
                with contextlib.suppress(OSError):
                    files.remove(folder / file_name)
            raise
    return folder / file_name


@contextmanager
def _told_plainly(stick: Stick, files: Files) -> Iterator[None]:
    """Every OSError in here becomes a code that a sentence can be made of."""
    try:
        yield
    except OSError as error:
        code = _BY_WINDOWS_CODE.get(getattr(error, "winerror", 0) or 0) or _BY_ERRNO.get(error.errno or 0)
        if not _is_there(stick, files):
            code = "stick.gone"
        raise StorageTrouble(code or "stick.not_writable") from None


@contextmanager
def _held(stick: Stick, files: Files) -> Iterator[None]:
    """Only the very volume that was chosen, and that one to the end."""
    handle = files.hold(stick.path)
    try:
        _must_be_on(stick, stick.path, files)
        yield
    finally:
        files.let_go(handle)


def _must_be_on(stick: Stick, folder: Path, files: Files) -> None:
    """A stick that was pulled out can leave its folder behind, on the computer's own disk: nothing may go there."""
    if files.device_id(folder) != stick.device_id or files.mount(folder) != stick.mount:
        raise StorageTrouble("stick.gone")


def _is_there(stick: Stick, files: Files) -> bool:
    try:
        _must_be_on(stick, stick.path, files)
    except (OSError, StorageTrouble):
        return False
    return True


def _check_room(stick: Stick, size: int, files: Files) -> None:
    if stick.read_only:
        raise StorageTrouble("stick.read_only")
    needed = 2 * size + SPARE_BYTES if stick.removable else size + SPARE_FOLDER_BYTES
    free, total = files.space(stick.path)
    if total and free < needed:  # some drivers tell nothing of their room: writing then shows it
        raise StorageTrouble("stick.no_space", needed=needed, free=free)


def _remove_leftovers(folder: Path, files: Files) -> None:
    """Temporary files of a write that was cut off; they were never more than a copy."""
    for name in files.names(folder):
        if name.startswith(_TEMP_PREFIX) and name.endswith(_TEMP_SUFFIX):
            with contextlib.suppress(OSError):
                files.remove(folder / name)


def _write_and_check(stick: Stick, folder: Path, name: str, sealed: Sealed, reporter: Reporter, files: Files) -> None:
    temp = folder / f"{_TEMP_PREFIX}{secrets.token_hex(6)}{_TEMP_SUFFIX}"
    try:
        _write(stick, temp, sealed.data, reporter, files)
        _compare(temp, sealed, reporter, files)
        _must_be_on(stick, folder, files)
        files.replace(temp, folder / name)
    except BaseException:
        with contextlib.suppress(OSError):
            files.remove(temp)
        raise


def _settle(stick: Stick, folder: Path, name: str, files: Files) -> None:
    """The name is on the medium too, and on the very stick that was chosen."""
    files.flush_folder(folder)
    _must_be_on(stick, stick.path, files)
    if name not in files.names(folder):
        raise StorageTrouble("stick.gone")


def _write(stick: Stick, temp: Path, data: bytes, reporter: Reporter, files: Files) -> None:
    handle = files.create(temp)
    try:
        done = 0
        view = memoryview(data)
        while done < len(data):
            reporter.step(done, len(data), "stick.write")
            _must_be_on(stick, temp.parent, files)
            done += files.write(handle, bytes(view[done : done + _BLOCK]))
        files.flush(handle)
    except BaseException:
        with contextlib.suppress(OSError):
            files.close(handle)
        raise
    files.close(handle)


def _compare(temp: Path, sealed: Sealed, reporter: Reporter, files: Files) -> None:
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
    "write_file",
    "write_to_stick",
]
