"""What the officer chose for the list: columns and named filters; and the neighbourhoods to choose from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from gui.messages import sentence_for
from gui.pages.workers.column_choice import ColumnChoice, read_columns, write_columns
from gui.pages.workers.query import Query, SavedFilter, named, read_filters, with_filter, write_filters
from models.values import Role
from services.context import AppContext
from services.errors import AppError, Cancelled
from services.workers.search import Place, places

if TYPE_CHECKING:
    from gui.page import Run
    from services.progress import Reporter


@dataclass(frozen=True, slots=True)
class Choices:
    """Columns, saved filters, and the RT and RW that occur."""

    columns: ColumnChoice = ColumnChoice()
    filters: tuple[SavedFilter, ...] = ()
    places: tuple[Place, ...] = ()


class View(Protocol):
    """What is told when any of it changes."""

    def show_choices(self, choices: Choices) -> None: ...

    def show_trouble(self, text: str) -> None: ...


class Choosing:
    """Shown at once, kept in the office's database behind it."""

    def __init__(self, view: View, ctx: AppContext, run: Run) -> None:
        self._view, self._ctx, self._run = view, ctx, run
        self.choices = Choices()

    def read(self) -> None:
        """Columns and filters; asked before the first list, so that they stand when it comes."""
        ctx = self._ctx

        def job(_: Reporter) -> Choices:
            return Choices(read_columns(ctx), read_filters(ctx))

        self._run(job, self._show, self._failed)

    def read_places(self) -> None:
        """The RT and RW of a village, among the files: nobody waits for them."""
        ctx = self._ctx

        def show(found: tuple[Place, ...]) -> None:
            if found != self.choices.places:
                self._show(replace(self.choices, places=found))

        if ctx.office.role is not Role.DISTRICT:
            self._run(lambda _: places(ctx), show, self._failed, pool="file")

    def keep_columns(self, columns: ColumnChoice) -> None:
        """Other columns from now on."""
        ctx = self._ctx
        self._show(replace(self.choices, columns=columns))
        self._keep(lambda: write_columns(ctx, columns))

    def keep_width(self, key: str, width: int) -> None:
        """Another width, dragged: it stands already."""
        ctx, columns = self._ctx, self.choices.columns.with_width(key, width)
        self.choices = replace(self.choices, columns=columns)
        self._keep(lambda: write_columns(ctx, columns))

    def keep_filter(self, name: str, query: Query) -> None:
        """Keep a question under a name."""
        if name.strip():
            self._keep_filters(with_filter(self.choices.filters, named(name, query)))

    def drop_filter(self, filter: SavedFilter) -> None:
        """Forget a saved filter; what it shows stays."""
        self._keep_filters(tuple(each for each in self.choices.filters if each != filter))

    def bring_back(self, filter: SavedFilter) -> None:
        """A filter that was dropped by mistake."""
        self._keep_filters(with_filter(self.choices.filters, filter))

    def saved_as(self, query: Query) -> SavedFilter | None:
        """The saved filter that asks just this."""
        asked = replace(query.unsearched, text=query.text.strip())
        return next((each for each in self.choices.filters if each.query == asked), None)

    def _keep_filters(self, filters: tuple[SavedFilter, ...]) -> None:
        ctx = self._ctx
        self._show(replace(self.choices, filters=filters))
        self._keep(lambda: write_filters(ctx, filters))

    def _keep(self, write: Callable[[], None]) -> None:
        self._run(lambda _: write(), lambda _: None, self._failed)

    def _show(self, choices: Choices) -> None:
        self.choices = choices
        self._view.show_choices(choices)

    def _failed(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error))
