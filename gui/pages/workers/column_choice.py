"""Which columns the list shows, in which order and how wide; kept in the office's database. Plain Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from services.context import AppContext
from services.preferences import read_preference, write_preference

COLUMNS_KEY = "workers.columns"
NARROWEST, WIDEST = 60, 600


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """``order``: the keys of all columns; ``shown``: those that are seen; ``widths``: pixels at 100%."""

    order: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    widths: dict[str, int] = field(default_factory=dict)

    @property
    def is_own(self) -> bool:
        """Whether the officer chose the columns; otherwise they make way in narrow windows."""
        return bool(self.shown)

    def visible(self, known: Sequence[str], usual: Sequence[str]) -> list[str]:
        """The columns to show out of those that there are; the first (the name) always."""
        shown = set(self.shown or usual) | {known[0]}
        return [key for key in self.all_of(known) if key in shown]

    def all_of(self, known: Sequence[str]) -> list[str]:
        """All columns in the officer's order; ones that are new stand at the end."""
        ordered = [key for key in self.order if key in known]
        return ordered + [key for key in known if key not in ordered]

    def with_columns(self, order: Sequence[str], shown: Sequence[str]) -> ColumnChoice:
        """Other columns, the widths stay."""
        return replace(self, order=list(order), shown=list(shown))

    def with_width(self, key: str, width: int) -> ColumnChoice:
        """Another width of one column, within reason."""
        return replace(self, widths={**self.widths, key: max(NARROWEST, min(WIDEST, width))})


def read_columns(ctx: AppContext) -> ColumnChoice:
    """The choice of this office."""
    return read_preference(ctx, COLUMNS_KEY, ColumnChoice, ColumnChoice())


def write_columns(ctx: AppContext, choice: ColumnChoice) -> None:
    """Keep it. Raises StorageTrouble."""
    write_preference(ctx, COLUMNS_KEY, choice)


def widths_of(choice: ColumnChoice) -> Mapping[str, int]:
    """Widths within reason, whatever lies in the database."""
    return {key: max(NARROWEST, min(WIDEST, width)) for key, width in choice.widths.items()}
