"""Random lives of two to ten offices on the real program, then the same with other clocks (``tests/histories``)."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator

from tests.histories.clocks import same_with_other_clocks
from tests.histories.history import run_history
from tests.prove.proved import Asked, Proved

WANTED = 10_000
CLOCKS = 300
_TELL = 250
"""A run takes hours: after so many rounds it says how far it is."""


def prove(asked: Asked) -> Iterator[Proved]:
    """``lives``: handover.md B12 and I1 to I15. ``clocks``: I14, each life twice."""
    if asked.part("lives"):
        yield _lives(asked)
    if asked.part("clocks"):
        asked.begin_part()
        done, failures, first = each_seed(
            asked, CLOCKS, lambda seed: same_with_other_clocks(seed, asked.folder / str(seed))
        )
        yield Proved(
            name="histories:clocks",
            wanted=asked.wanted(CLOCKS),
            done=done,
            failures=failures,
            seeds=asked.seeds_text(done),
            notes=first,
        )


def _lives(asked: Asked) -> Proved:
    figures: Counter[str] = Counter()

    def one(seed: int) -> None:
        told = run_history(seed, asked.folder / str(seed))
        figures.update(steps=told.steps.total(), changes=told.changes, disputes=told.disputes, forks=told.forks)
        figures["most exchanges to peace"] = max(figures["most exchanges to peace"], told.exchanges)
        figures["most replicas"] = max(figures["most replicas"], told.replicas)

    done, failures, first = each_seed(asked, WANTED, one)
    notes = ", ".join(f"{name} {count:,}" for name, count in figures.items())
    return Proved(
        name="histories",
        wanted=asked.wanted(WANTED),
        done=done,
        failures=failures,
        seeds=asked.seeds_text(done),
        notes="; ".join(filter(None, (notes, first))),
    )


def each_seed(asked: Asked, figure: int, one: Callable[[int], object]) -> tuple[int, int, str]:
    """How many seeds were played, how many failed, and the first message; each failure is told at once."""
    done = failures = 0
    first = ""
    for seed in asked.seeds(figure):
        try:
            one(seed)
        except Exception as trouble:  # noqa: BLE001 - whatever it is, the next seed is played too
            failures += 1
            first = first or str(trouble)
            sys.stderr.write(f"{trouble}\n")
        done += 1
        if done % _TELL == 0:
            sys.stderr.write(f"{done:,} done, {failures:,} failed\n")
    return done, failures, first
