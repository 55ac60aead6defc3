"""Everything an office keeps, as bytes without encryption: pages of the file and its log, deleted ones too; bundles.

Our own reading of SQLCipher 4's format, so that not even a page that no table owns any more is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from services.context import AppContext
from services.errors import AppError
from services.handover.age_file import decrypt_to
from services.handover.archive import Archive
from services.handover.office_facts import identity

PAGE, RESERVE, IV, SALT = 4096, 80, 16, 16
_WAL_HEAD, _FRAME_HEAD = 32, 24
_DATABASES = (".db", ".db-wal")


def decrypted_pages(path: Path, key: bytes) -> bytes:
    """Every page of a database file or write-ahead log in clear, one after the other."""
    data = path.read_bytes()
    if path.name.endswith("-wal"):
        step, head, start = PAGE + _FRAME_HEAD, _FRAME_HEAD, _WAL_HEAD
        pages = [data[at + head : at + step] for at in range(start, len(data) - step + 1, step)]
        numbers = [int.from_bytes(data[at : at + 4], "big") for at in range(start, len(data) - step + 1, step)]
    else:
        pages = [data[at : at + PAGE] for at in range(0, len(data) - PAGE + 1, PAGE)]
        numbers = list(range(1, len(pages) + 1))
    return b"".join(_decrypt(page, number, key) for page, number in zip(pages, numbers, strict=True))


def _decrypt(page: bytes, number: int, key: bytes) -> bytes:
    body = page[SALT if number == 1 else 0 : PAGE - RESERVE]
    vector = page[PAGE - RESERVE : PAGE - RESERVE + IV]
    reader = Cipher(algorithms.AES(key[:32]), modes.CBC(vector)).decryptor()
    return reader.update(body) + reader.finalize()


def kept_by(ctx: AppContext, *, but: tuple[str, ...] = ("cadangan",)) -> Iterator[tuple[str, bytes]]:
    """Name and clear bytes of everything below the office's folder. ``but``: folders that are left out (backups).

    What cannot be decrypted with the office's own keys is given as it lies there.
    """
    with ctx.read() as connection:
        secret = identity(connection)
    for path in sorted(ctx.paths.data.rglob("*")):
        inside = path.relative_to(ctx.paths.data)
        if not path.is_file() or inside.parts[0] in but:
            continue
        yield f"name {inside.suffix}", str(inside).encode()
        if path.name.endswith(_DATABASES):
            yield str(inside), decrypted_pages(path, ctx.database.key)
        elif path.suffix == ".payung":
            yield from _bundle(ctx, path, secret)
        else:
            yield str(inside), path.read_bytes()


def _bundle(ctx: AppContext, path: Path, secret: str) -> Iterator[tuple[str, bytes]]:
    try:
        with path.open("rb") as sealed, decrypt_to(sealed, [secret], ctx.paths.scratch) as plain:
            content = Archive(plain)
            for name in content.entries:
                yield f"{path.parent.name}: {name}", b"".join(content.chunks(name))
    except AppError:
        yield f"{path.parent.name}: sealed", path.read_bytes()


def photos_on_disk(ctx: AppContext) -> int:
    """Files of photos, whoever they show."""
    return len(list(ctx.paths.photos.iterdir())) if ctx.paths.photos.is_dir() else 0
