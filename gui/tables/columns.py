"""What a table shows: one ``Column`` each, and the cells prepared from a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from gui.widgets.painting import Tone

Kind = Literal["text", "strong", "pill", "bar", "nik", "number", "check", "icon"]
Align = Literal["left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``width`` at 100%; one column may ``stretch``. ``text``: the words of a row's cell.

    ``kind``: text, strong (heavier), pill (needs ``tone``), bar (needs ``share``), nik (may have ``mark``), number
    (right), check (the tick of the row), icon (``icon`` names it; the text is for screen readers).
    ``spoken``: fuller words for screen readers. ``mark``: a warning sign after the text when it gives True.
    ``sortable``: a click on the title asks the page to sort. ``tint``: another colour token of the text.
    ``below``: a second, quieter line of the cell (text, strong and number); rows become higher for it.
    """

    key: str
    title: str
    width: int = 120
    text: Callable[[Any], str] = str
    kind: Kind = "text"
    align: Align = "left"
    stretch: bool = False
    sortable: bool = False
    tone: Callable[[Any], Tone] | None = None
    share: Callable[[Any], float] | None = None
    mark: Callable[[Any], bool] | None = None
    icon: Callable[[Any], str] | None = None
    spoken: Callable[[Any], str] | None = None
    tint: Callable[[Any], str] | None = None
    below: Callable[[Any], str] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell ready to paint."""

    text: str
    spoken: str
    tone: Tone | None = None
    share: float | None = None
    mark: bool = False
    icon: str = ""
    tint: str = ""
    below: str = ""


def prepare(columns: tuple[Column, ...], row: Any) -> tuple[Cell, ...]:
    """All cells of one row, once, so that painting only reads."""
    return tuple(_cell(column, row) for column in columns)


def _cell(column: Column, row: Any) -> Cell:
    text = "" if column.kind == "check" else column.text(row)
    below = column.below(row) if column.below else ""
    spoken = ", ".join(part for part in (column.spoken(row) if column.spoken else text, below) if part)
    return Cell(
        text,
        f"{column.title} {spoken}".strip(),
        column.tone(row) if column.tone else None,
        column.share(row) if column.share else None,
        column.mark(row) if column.mark else False,
        column.icon(row) if column.icon else "",
        column.tint(row) if column.tint else "",
        below,
    )
