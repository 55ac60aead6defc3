"""What a process does until it is killed, and what must be true of what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Tell = Callable[[str], None]
Told = list[str]


@dataclass(frozen=True, slots=True)
class Activity:
    """``prepare`` lays everything below a folder; ``run`` works there and tells each step once it is acknowledged.

    ``check`` asserts on what is left, given what was told. ``fresh``: each run wants the folder as it was prepared;
    otherwise one life goes on from kill to kill. All are plain functions, so that a child finds them by name.
    """

    name: str
    prepare: Callable[[Path], None]
    run: Callable[[Path, Tell], None]
    check: Callable[[Path, Told], None]
    fresh: bool = False


def highest(told: Told, what: str) -> int:
    """The last number told after this word; -1 when there is none."""
    return max((int(line.split()[1]) for line in told if line.split()[0] == what), default=-1)
