"""Real damage to a real file: what failing disks, pulled plugs and curious people do."""

from __future__ import annotations

from pathlib import Path
from random import Random

from services import startup
from services.context import AppContext
from services.safekeeping.damaged_pages import PAGE
from tests.offices import PASSPHRASE, doors


def pages_of(file: Path) -> int:
    return file.stat().st_size // PAGE


def flip_bits(file: Path, pages: list[int], rng: Random, bits: int = 1) -> None:
    """Turn over some bits on each of these pages, counted from 1."""
    raw = bytearray(file.read_bytes())
    for number in pages:
        for _ in range(bits):
            raw[(number - 1) * PAGE + rng.randrange(PAGE)] ^= 1 << rng.randrange(8)
    file.write_bytes(bytes(raw))


def zero(file: Path, pages: list[int]) -> None:
    """As a failing disk gives back sectors that it could not read."""
    raw = bytearray(file.read_bytes())
    for number in pages:
        raw[(number - 1) * PAGE : number * PAGE] = bytes(PAGE)
    file.write_bytes(bytes(raw))


def truncate(file: Path, share: float) -> None:
    """Only the first part of the file is left."""
    with file.open("rb+") as stream:
        stream.truncate(int(file.stat().st_size * share))


def leave_open(ctx: AppContext) -> None:
    """The program is killed: the log stays beside the file, nothing is folded in."""
    copies = {file: file.read_bytes() for file in ctx.paths.data.glob("payung.db*")}
    startup.close(ctx)
    for file, content in copies.items():
        file.write_bytes(content)


def reopen(data: Path, seed: int = 9) -> AppContext:
    return startup.sign_in(data, PASSPHRASE, doors=doors(seed))
