"""As many columns as the page is wide."""

from __future__ import annotations

from collections.abc import Callable

from gui.tables.columns import Column
from gui.tables.view import DataTable
from gui.theme import px


def fit_columns(table: DataTable, make: Callable[[int], tuple[Column, ...]], width: int) -> None:
    """Show what ``make`` gives for this width (in pixels of the screen); does nothing when it is shown already."""
    wanted = make(round(width * 100 / px(100)))
    shown = [(column.key, column.width) for column in table.rows.columns]
    if shown != [(column.key, column.width) for column in wanted]:
        table.set_columns(wanted)
