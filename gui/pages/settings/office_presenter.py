"""What this office chose about its work: photo, planned month, target, and how it can be reached. Plain Python.

As everywhere in the settings, each choice is kept at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from gui.messages import sentence_for
from models.values import Month
from services.changes import Changes
from services.contact import OfficeContact, read_contact, write_contact
from services.errors import AppError, Cancelled
from services.preferences import read_preference, write_preference
from services.today.load import HIGHEST_TARGET, TARGET, set_target
from services.workers.doubts import FIRST_MONTH
from services.workers.photos import PREFERENCE as PHOTO
from services.workers.photos import count_photos

if TYPE_CHECKING:
    from gui.page import Run
    from services.context import AppContext

MONTHS_AHEAD = 18
"""How far ahead a first month can be planned."""


@dataclass(frozen=True, slots=True)
class OfficeChoices:
    """``photos``: how many are kept. ``first_month``: None is the month after this one. ``target``: 0 is none."""

    photo: bool = False
    photos: int = 0
    first_month: Month | None = None
    target: int = 0
    contact: OfficeContact = OfficeContact()


class View(Protocol):
    """What the presenter tells the page."""

    def show_office(self, choices: OfficeChoices) -> None: ...

    def show_problem(self, text: str) -> None: ...

    def show_kept(self, what: str) -> None: ...


class OfficePresenter:
    """Reads all of it at once and writes one choice at a time."""

    def __init__(self, view: View, ctx: AppContext, run: Run, publish: Callable[[Changes], None]) -> None:
        self._view, self._ctx, self._run, self._publish = view, ctx, run, publish
        self._choices = OfficeChoices()

    def load(self) -> None:
        """Read what holds now."""
        self._run(lambda _: load_choices(self._ctx), self._on_loaded, self._on_trouble)

    def keep_photo(self, on: bool) -> None:
        """Ask for photos in the form, or no longer. Photos that are kept stay."""
        self._keep(PHOTO, replace(self._choices, photo=on), lambda ctx: write_preference(ctx, PHOTO, on))

    def keep_month(self, month: Month | None) -> None:
        """The month from which people are to be proposed; None follows the calendar."""
        text = str(month) if month else ""
        choices = replace(self._choices, first_month=month)
        self._keep(FIRST_MONTH, choices, lambda ctx: write_preference(ctx, FIRST_MONTH, text))

    def keep_target(self, people: int | None) -> None:
        """How many people this year; None or 0 takes the target away, too many counts as the most."""
        wanted = min(people or 0, HIGHEST_TARGET)
        self._keep(TARGET, replace(self._choices, target=wanted), lambda ctx: set_target(ctx, wanted))

    def keep_contact(self, contact: OfficeContact) -> None:
        """Address, telephone and hours for papers."""
        self._keep("contact", replace(self._choices, contact=contact), lambda ctx: write_contact(ctx, contact))

    def _keep(self, what: str, choices: OfficeChoices, write: Callable[[AppContext], None]) -> None:
        if choices == self._choices:
            return
        self._choices = choices

        def job(_: object) -> OfficeChoices:
            write(self._ctx)
            return load_choices(self._ctx)

        def kept(now: OfficeChoices) -> None:
            self._on_loaded(now)
            self._view.show_kept(what)
            self._publish(Changes("", {"preference": frozenset({what})}))

        self._run(job, kept, self._on_trouble, cancellable=False)

    def _on_loaded(self, choices: OfficeChoices) -> None:
        self._choices = choices
        self._view.show_problem("")
        self._view.show_office(choices)

    def _on_trouble(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._choices = OfficeChoices(photos=-1)  # differs from everything: the next choice is tried again
            self._view.show_problem(sentence_for(error))


def load_choices(ctx: AppContext) -> OfficeChoices:
    """Everything; a month that is over counts as none."""
    today = ctx.today()
    try:
        month: Month | None = Month.parse(read_preference(ctx, FIRST_MONTH, str, ""))
    except ValueError:
        month = None
    if month is not None and month < Month(today.year, today.month):
        month = None
    return OfficeChoices(
        photo=read_preference(ctx, PHOTO, bool, False),
        photos=count_photos(ctx),
        first_month=month,
        target=read_preference(ctx, TARGET, int, 0),
        contact=read_contact(ctx),
    )
