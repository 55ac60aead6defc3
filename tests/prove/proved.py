"""What a proof is asked, and what it answers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """A line of the table. ``seconds`` 0: ``__main__`` puts in how long it waited for this line.

    ``seeds``: first and last, as text; empty where no chance takes part. ``notes``: figures, reasons, what failed.
    """

    name: str
    wanted: int
    done: int
    failures: int
    seconds: float = 0.0
    seeds: str = ""
    notes: str = ""

    @property
    def line(self) -> str:
        """For a person and for ``docs/reliability.md``."""
        parts = [f"{self.name}: {self.done:,} of {self.wanted:,}, {self.failures:,} failures, {self.seconds:,.1f} s"]
        parts += [f"seeds {self.seeds}"] * bool(self.seeds) + [self.notes] * bool(self.notes)
        return "; ".join(parts)


@dataclass(slots=True, kw_only=True)
class Asked:
    """What the command line asked of one proof. ``folder``: an empty one of its own."""

    seed: int
    folder: Path
    count: int | None = None
    minutes: float | None = None
    parts: frozenset[str] = frozenset()
    started: float = field(default_factory=time.monotonic)

    def part(self, name: str) -> bool:
        """Whether this part of the proof is to run."""
        return not self.parts or name in self.parts

    def wanted(self, figure: int) -> int:
        """How many rounds: ``--count``, or the issue's figure."""
        return figure if self.count is None else self.count

    @property
    def time_is_over(self) -> bool:
        """Whether ``--minutes`` have passed since the proof, or its present part, began."""
        return self.minutes is not None and time.monotonic() - self.started > self.minutes * 60

    def begin_part(self) -> None:
        """``--minutes`` count anew: for proofs whose parts each may take that long."""
        self.started = time.monotonic()

    def seeds(self, figure: int) -> Iterator[int]:
        """The seed of each round, until there are enough or time is over."""
        for seed in range(self.seed, self.seed + self.wanted(figure)):
            if self.time_is_over:
                return
            yield seed

    def seeds_text(self, done: int) -> str:
        """First and last seed of so many rounds."""
        return f"{self.seed}-{self.seed + done - 1}" if done else ""
