"""The photo of a KTP: one encrypted file per worker, beside the database and never in a bundle (docs/decisions/0016).

Every file has a key of its own, kept in the encrypted database. A photo whose row is gone cannot be read again, even
where the disk still holds its file. Pictures come in re-encoded and without metadata (``gui.photo_reading``).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, delete, func, select

from models.database import upsert_by
from models.desk import Photo
from models.worker import Worker
from services.changes import Changes
from services.context import AppContext
from services.errors import AppError, Conflict, NotFound, StorageTrouble
from services.handover.office_facts import get_setting, put_setting
from services.replacing import put_in_place

MOST_BYTES = 400 * 1024
"""Of one picture, as JPEG."""
PREFERENCE = "register.photo"
"""Whether this office keeps photos at all; off until it says so."""

_RESTING = "photos_resting"
"""Setting: names of files that no row of this database speaks of and that stay all the same (JSON list)."""
_MARK = b"PAYUNGF1"
_NONCE, _KEY, _TAG = 12, 32, 16
_SUFFIX = ".foto"
_JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPhoto:
    """A picture that is kept. ``jpeg``: the bytes. ``taken_at``: ISO text. ``user``: who took it in, by name."""

    jpeg: bytes
    taken_at: str
    user: str


@dataclass(frozen=True, slots=True)
class _Row:
    file: str
    key: bytes
    sha256: str
    size: int
    taken_at: str
    user: str


@dataclass(frozen=True, slots=True)
class PhotoChange:
    """A photo was put, replaced or taken away; hand it to ``undo_photo``. It lives as long as the program runs."""

    changes: Changes
    worker_id: str
    before: _Row | None
    after: _Row | None


def has_photo(ctx: AppContext, worker_id: str) -> bool:
    """Whether a photo is noted for this worker; the file itself may still be missing."""
    with ctx.read() as connection:
        return _row_of(connection, worker_id) is not None


def count_photos(ctx: AppContext) -> int:
    """How many people have a photo here."""
    with ctx.read() as connection:
        return connection.execute(select(func.count()).select_from(Photo)).scalar() or 0


def read_photo(ctx: AppContext, worker_id: str) -> KeptPhoto | None:
    """The photo, or None where there is none.

    Raises StorageTrouble("photo.missing") when its file is gone, ("photo.damaged") when it was changed.
    """
    with ctx.read() as connection:
        row = _row_of(connection, worker_id)
    if row is None:
        return None
    jpeg = _opened(_folder(ctx) / row.file, row, worker_id)
    return KeptPhoto(jpeg=jpeg, taken_at=row.taken_at, user=row.user.partition(" ")[2])


def save_photo(ctx: AppContext, worker_id: str, jpeg: bytes) -> PhotoChange:
    """Keep a picture in place of the one before. The earlier file stays until the next change, for undo.

    Raises StorageTrouble("photo.too_big" | "photo.not_jpeg" | "photo.not_written"), NotFound("worker.missing").
    """
    if len(jpeg) > MOST_BYTES:
        raise StorageTrouble("photo.too_big")
    if not jpeg.startswith(_JPEG):
        raise StorageTrouble("photo.not_jpeg")
    row = _Row(
        file=f"{ctx.random(16).hex()}{_SUFFIX}",
        key=os.urandom(_KEY),  # never from the door of chance: a test's seed must not make two equal keys
        sha256=hashlib.sha256(jpeg).hexdigest(),
        size=len(jpeg),
        taken_at=ctx.now().isoformat(timespec="seconds"),
        user=ctx.user.mark,
    )
    path = _write(_folder(ctx), row, worker_id, jpeg)
    try:
        return _exchange(ctx, worker_id, row)
    except AppError:
        _shred(path)
        raise


def drop_photo(ctx: AppContext, worker_id: str) -> PhotoChange:
    """Take the photo away. Its file stays until the next change of a photo, for undo. No photo: nothing happens.

    Raises NotFound("worker.missing").
    """
    return _exchange(ctx, worker_id, None)


def undo_photo(ctx: AppContext, change: PhotoChange) -> PhotoChange:
    """Put back what was there before ``change``. Raises Conflict("photo.changed_since"), StorageTrouble."""
    with ctx.read() as connection:
        if _row_of(connection, change.worker_id) != change.after:
            raise Conflict("photo.changed_since")
    before = change.before
    if before is not None:
        _opened(_folder(ctx) / before.file, before, change.worker_id)
    return _exchange(ctx, change.worker_id, before)


def sweep_photos(ctx: AppContext, *, but: str = "") -> int:
    """Overwrite and delete files that no row speaks of: replaced ones, and what a crash left. Returns how many.

    Those that were put to rest stay.
    """
    with ctx.read() as connection:
        known = set(connection.execute(select(Photo.file)).scalars())
        resting = msgspec.json.decode(get_setting(connection, _RESTING) or "[]", type=list[str])
    return _sweep(_folder(ctx), known | {but, *resting})


def rest_photos(connection: Connection, folder: Path) -> int:
    """Let the files alone of which rows that came back know nothing; gives how many.

    After a restore or a repair the keys of newer photos lie in the state that was set aside and in newer backups:
    whoever goes back to one of these finds the pictures. Of an erased person no key is left there (handover.md B9).
    """
    known = set(connection.execute(select(Photo.file)).scalars())
    there = sorted(path.name for path in folder.glob(f"*{_SUFFIX}")) if folder.is_dir() else []
    resting = [name for name in there if name not in known]
    put_setting(connection, _RESTING, msgspec.json.encode(resting).decode())
    return len(resting)


def _exchange(ctx: AppContext, worker_id: str, after: _Row | None) -> PhotoChange:
    """Another row, or none; then earlier leftovers go, but not the file that was just replaced."""
    with ctx.write() as unit:
        connection = unit.connection
        if connection.execute(select(Worker.id).where(Worker.id == worker_id)).scalar() is None:
            raise NotFound("worker.missing")
        before = _row_of(connection, worker_id)
        if after is None:
            connection.execute(delete(Photo).where(Photo.worker_id == worker_id))
        else:
            row = {"worker_id": worker_id, **{name: getattr(after, name) for name in _Row.__slots__}}
            upsert_by(connection, Photo.__table__, ("worker_id",), row)  # type: ignore[arg-type]
        unit.touch("photo", worker_id)
    sweep_photos(ctx, but=before.file if before else "")
    return PhotoChange(unit.changes, worker_id, before, after)


def _row_of(connection: Connection, worker_id: str) -> _Row | None:
    columns = (Photo.file, Photo.key, Photo.sha256, Photo.size, Photo.taken_at, Photo.user)
    found = connection.execute(select(*columns).where(Photo.worker_id == worker_id)).one_or_none()
    return None if found is None else _Row(*found)


# Files


def _folder(ctx: AppContext) -> Path:
    return ctx.paths.photos


def _bound_to(worker_id: str) -> bytes:
    """A file that is moved to another worker's row does not open."""
    return _MARK + worker_id.encode()


def _write(folder: Path, row: _Row, worker_id: str, jpeg: bytes) -> Path:
    """Written under another name, flushed, and only then given its own."""
    path = folder / row.file
    building = path.with_suffix(".baru")
    nonce = os.urandom(_NONCE)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(building, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(_MARK + nonce + AESGCM(row.key).encrypt(nonce, jpeg, _bound_to(worker_id)))
            stream.flush()
            os.fsync(stream.fileno())
        put_in_place(building, path)
        _flush_folder(folder)
    except OSError:
        with suppress(OSError):
            building.unlink(missing_ok=True)
        raise StorageTrouble("photo.not_written") from None
    return path


def _opened(path: Path, row: _Row, worker_id: str) -> bytes:
    try:
        with path.open("rb") as stream:
            sealed = stream.read(len(_MARK) + _NONCE + MOST_BYTES + _TAG + 1)
    except OSError:
        raise StorageTrouble("photo.missing") from None
    start = len(_MARK) + _NONCE
    try:
        jpeg = AESGCM(row.key).decrypt(sealed[len(_MARK) : start], sealed[start:], _bound_to(worker_id))
    except (InvalidTag, ValueError):
        raise StorageTrouble("photo.damaged") from None
    if not sealed.startswith(_MARK) or hashlib.sha256(jpeg).hexdigest() != row.sha256:
        raise StorageTrouble("photo.damaged")
    return jpeg


def _sweep(folder: Path, known: set[str]) -> int:
    try:
        lost = [path for path in folder.iterdir() if path.name not in known]
    except OSError:  # no photo was ever kept
        return 0
    return sum(_shred(path) for path in lost)


def _shred(path: Path, fill: Callable[[int], bytes] = os.urandom) -> bool:
    """Overwrite, then delete. Best effort: a solid-state disk may keep old blocks, but their key is gone."""
    with suppress(OSError):
        with path.open("r+b") as stream:
            stream.write(fill(path.stat().st_size))
            stream.flush()
            os.fsync(stream.fileno())
        path.unlink()
        return True
    return False


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no way to flush a folder
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
