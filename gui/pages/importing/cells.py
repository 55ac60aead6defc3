"""What the grid of the check shows, as plain records. Plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Mark = Literal["", "warn", "err"]


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column. ``width`` at 100%; ``strong`` for the name; ``words``: what may be typed, offered while typing."""

    title: str
    width: int = 130
    right: bool = False
    strong: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: as it is written, and as it is ``shown``. ``mark``: a problem. ``edited``: corrected here.

    ``locked``: this list has no such column. ``dim``: the row stays out.
    """

    text: str = ""
    shown: str = ""
    mark: Mark = ""
    edited: bool = False
    locked: bool = False
    dim: bool = False
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class GridHead:
    """What stands before a row: its number as Excel counts, and how it stands (icon, colour, words)."""

    number: str
    icon: str
    tint: str
    spoken: str


class GridRows(Protocol):
    """Where the cells come from. Rows count from 0 in the order shown."""

    def columns(self) -> Sequence[GridColumn]:
        """Left to right."""

    def count(self) -> int:
        """How many rows are shown."""

    def head(self, row: int) -> GridHead:
        """What stands before a row."""

    def cell(self, row: int, column: int) -> GridCell:
        """One cell."""
