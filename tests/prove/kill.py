"""``kill -9`` in the middle of everything that writes; parts: the names of ``tests.faults.killing.REAL``."""

from __future__ import annotations

import random
import time
import traceback
from collections.abc import Iterator

from tests.faults.host import Host
from tests.faults.killing import REAL, kills
from tests.prove.proved import Asked, Proved

WANTED = 500


def prove(asked: Asked) -> Iterator[Proved]:
    """One line for each activity, ``WANTED`` kills over all; each life goes on from kill to kill where it can."""
    names = [name for name in REAL if asked.part(name)]
    each = -(-asked.wanted(WANTED) // len(names))
    with Host(asked.folder) as host:
        for name in names:
            asked.begin_part()
            yield _one(asked, host, name, each)


def _one(asked: Asked, host: Host, name: str, wanted: int) -> Proved:
    begun, done, chosen, failures = time.monotonic(), 0, 0, 0
    try:
        for how in kills(host, name, asked.folder / name, wanted, random.Random(f"{asked.seed} {name}")):
            done += 1
            chosen += how.startswith("at call ")
            if asked.time_is_over:
                break
    except AssertionError:
        failures = 1
        traceback.print_exc()
    return Proved(
        name=f"kill {name}",
        wanted=wanted,
        done=done,
        failures=failures,
        seconds=time.monotonic() - begun,
        seeds=str(asked.seed),
        notes=f"{chosen} at a chosen I/O call, the others by the clock",
    )
