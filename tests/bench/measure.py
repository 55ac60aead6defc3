"""Timing and the table."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table. ``figure`` is what was measured, ``target`` what issue 2 asks for."""

    work: str
    figure: str
    target: str
    met: bool


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """Median of a few runs."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` (0-1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def table(lines: list[Line]) -> str:
    """The figures as Markdown."""
    head = "| Work | Measured | Target | Met |\n|---|---|---|---|\n"
    return head + "\n".join(f"| {x.work} | {x.figure} | {x.target} | {'yes' if x.met else 'no'} |" for x in lines)
