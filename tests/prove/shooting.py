"""Putting hostile files before an office, and what may come of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from services.context import AppContext
from services.handover.incoming import receive
from tests.prove.attacks import Shot
from tests.prove.scene import Stolen, database_hash, renamed

MASKS = (0x01, 0x55, 0x80)
_AT_ONCE = 200
TAKEN = ("known", "accepted")


def every_byte(data: bytes, masks: Iterable[int] = MASKS) -> Iterator[tuple[str, bytes]]:
    """Each byte changed by each mask."""
    for mask in masks:
        for place in range(len(data)):
            changed = bytearray(data)
            changed[place] ^= mask
            yield f"byte {place} ^ {mask:#x}", bytes(changed)


def every_byte_once(data: bytes, masks: Sequence[int] = MASKS) -> Iterator[tuple[str, bytes]]:
    """Each byte changed by one of the masks, in turn."""
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= masks[place % len(masks)]
        yield f"byte {place}", bytes(changed)


def every_truncation(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Each shorter beginning, the empty one too, and a few longer files."""
    for size in range(len(data)):
        yield f"first {size} bytes", data[:size]
    for extra in (b"\0", b"\n", b"x" * 70_000, data):
        yield f"{len(extra)} bytes more", data + extra


def as_shots(stolen: Stolen, damaged: Iterable[tuple[str, bytes]], *, keep_name: bool = False) -> Iterator[Shot]:
    """Damaged bytes as files; ``keep_name``: as bad luck leaves them, without the hash that fits."""
    for label, data in damaged:
        yield Shot(label, stolen.name if keep_name else renamed(stolen.name, data), data, stolen.reader)


def fire(shots: Iterable[Shot], folder: Path) -> Iterator[tuple[Shot, str]]:
    """Put files before their readers, many at a time; what each said: a code, ``known`` or ``accepted``."""
    waiting: list[Shot] = []
    for shot in shots:
        if waiting and (len(waiting) == _AT_ONCE or shot.reader is not waiting[0].reader):
            yield from _volley(waiting, folder)
            waiting = []
        waiting.append(shot)
    yield from _volley(waiting, folder)


def _volley(shots: list[Shot], folder: Path) -> Iterator[tuple[Shot, str]]:
    if not shots:
        return
    paths = []
    for number, shot in enumerate(shots):
        (folder / str(number)).mkdir(parents=True, exist_ok=True)
        paths.append(folder / str(number) / shot.name)
        paths[-1].write_bytes(shot.data)
    said = outcomes(shots[0].reader, paths)
    for path in paths:
        path.unlink()
    yield from zip(shots, said, strict=True)


def outcomes(reader: AppContext, paths: list[Path]) -> list[str]:
    """What the office said of each file, in order."""
    received = receive(reader, paths)
    told: dict[str, list[str]] = {}
    for item in received.refused:
        told.setdefault(item.file, []).append(item.code)
    for name in received.known:
        told.setdefault(name, []).append("known")
    for taken in received.accepted:
        told.setdefault(taken.file, []).append("accepted")
    return [told[path.name].pop(0) for path in paths]


def survivors(shots: Iterable[Shot], folder: Path) -> tuple[int, list[str]]:
    """Fire; how many there were, and which were not refused or left a trace in their reader's database."""
    before: dict[str, tuple[AppContext, str]] = {}
    count, wrong = 0, []
    for shot, said in fire(_noted(shots, before, database_hash), folder):
        count += 1
        if said in TAKEN:
            wrong.append(f"{shot.label}: {said}")
    wrong += ["the database changed" for reader, was in before.values() if database_hash(reader) != was]
    return count, wrong


def harmless(shots: Iterable[Shot], folder: Path) -> tuple[int, list[str], int]:
    """As ``survivors``, but a file may be taken (the third figure counts them) if nobody ever sees a difference."""
    before: dict[str, tuple[AppContext, str]] = {}
    count, taken = 0, 0
    for _, said in fire(_noted(shots, before, view), folder):
        count += 1
        taken += said in TAKEN
    return count, ["something changed" for reader, was in before.values() if view(reader) != was], taken


def _noted(
    shots: Iterable[Shot], before: dict[str, tuple[AppContext, str]], look: Callable[[AppContext], str]
) -> Iterator[Shot]:
    """Look at the database of each reader before the first file is put before it."""
    for shot in shots:
        if shot.reader.device_id not in before:
            before[shot.reader.device_id] = (shot.reader, look(shot.reader))
        yield shot


def traces(shots: Iterable[Shot], folder: Path) -> tuple[int, list[str]]:
    """Fire what may be taken, after the honest bundles arrived; which of them changed anything that anybody sees."""
    count, wrong = 0, []
    for shot in shots:
        was = view(shot.reader)
        said = [said for _, said in fire([shot], folder)]
        count += 1
        if view(shot.reader) != was:
            wrong.append(f"{shot.label}: {said[0]}, and something changed")
    return count, wrong


def view(ctx: AppContext) -> str:
    """Hash over all that anybody sees or that is sent on: all tables but the log of bundles and the search index."""
    digest = hashlib.sha256()
    with ctx.read() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        for table in tables.scalars().all():
            # A differently signed manifest is one more witness, whatever else it says.
            if table not in ("bundle", "witness") and not table.startswith("worker_search"):
                rows = sorted(repr(tuple(row)) for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"'))
                digest.update("\n".join((table, *rows)).encode())
    return digest.hexdigest()


def deliver(stolen: Stolen, folder: Path) -> str:
    """The bundle as it is, to whom it is for; what the office said."""
    return next(said for _, said in fire([Shot("as it was", stolen.name, stolen.data, stolen.reader)], folder))
