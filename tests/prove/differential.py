"""Real fold against an independent plain model, incremental rows against a full rebuild (``tests/histories``)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.histories.differential import SETS, compare
from tests.prove.histories import each_seed
from tests.prove.proved import Asked, Proved

WANTED = 2_000


def prove(asked: Asked) -> Iterator[Proved]:
    """Each round is one life and some random sets of changes."""
    done, failures, first = each_seed(asked, WANTED, lambda seed: compare(seed, asked.folder / str(seed)))
    yield Proved(
        name="differential",
        wanted=asked.wanted(WANTED),
        done=done,
        failures=failures,
        seeds=asked.seeds_text(done),
        notes="; ".join(filter(None, (f"and {done * SETS:,} random sets of changes", first))),
    )
