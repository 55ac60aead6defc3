"""Which stick or folder to write to: found every two seconds, chosen by a person or taken when it is the only one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gui.language import tr
from gui.messages import sentence
from gui.sticks.around import FindSticks, Place, look_around
from services.errors import AppError
from services.practice.pretend_stick import sticks_for

if TYPE_CHECKING:
    from gui.page import Run
    from services.context import AppContext


class PlacesView(Protocol):
    """What a page with a choice of sticks shows."""

    def show_places(self, places: Sequence[Place], chosen: str) -> None: ...

    def show_problem(self, text: str) -> None: ...


class StickChooser:
    """Plain Python. ``closed()``: the choice is over for now. ``looked()``: after each look. ``tell``: trouble."""

    def __init__(
        self,
        view: PlacesView,
        ctx: AppContext,
        run: Run,
        tell: Callable[[AppError], None],
        closed: Callable[[], bool],
        looked: Callable[[], None] = lambda: None,
        find: FindSticks | None = None,
    ) -> None:
        self._view, self._ctx, self._run, self._tell = view, ctx, run, tell
        self._closed, self._looked, self._find = closed, looked, find or (lambda: sticks_for(ctx))
        self._picked: list[Path] = []
        self._chosen = ""
        self._looking = False
        self.places: tuple[Place, ...] = ()

    def look(self) -> None:
        """Every two seconds while the choice is shown; one look at a time, for a dying stick can hang."""
        if self._looking or self._closed():
            return
        self._looking = True
        ctx, find, picked = self._ctx, self._find, tuple(self._picked)
        self._run(lambda _: look_around(ctx, picked, find), self._on_places, self._on_blind, pool="file")

    def look_again(self) -> None:
        """At once, whatever an earlier look will say."""
        self._looking = False
        self.look()

    def use(self, find: FindSticks) -> None:
        """Another way to find sticks; looks at once."""
        self._find = find
        self.look_again()

    def pick_folder(self, path: Path) -> None:
        """Any folder may stand for a stick."""
        if path not in self._picked:
            self._picked.append(path)
        self._chosen = str(path)
        self._view.show_problem("")
        self.look_again()

    def choose(self, key: str) -> None:
        """One of the places shown."""
        self._chosen = key
        self._view.show_problem("")

    def place(self) -> Place | None:
        """The chosen place, while it is there."""
        return next((place for place in self.places if place.key == self._chosen), None)

    def problem(self) -> str:
        """Why nothing can be written yet, and what to do; empty when a place is chosen and takes files."""
        place = self.place()
        if place is None:
            several = bool(self.places)
            return tr("Pilih dulu USB yang dipakai.") if several else tr("Colok USB atau pilih folder, lalu lanjutkan.")
        return "" if place.usable else sentence("stick.read_only")

    def _on_blind(self, error: AppError) -> None:
        self._looking = False
        self._tell(error)

    def _on_places(self, places: tuple[Place, ...]) -> None:
        self._looking = False
        changed = places != self.places
        self.places = places
        if self._chosen not in {place.key for place in places}:
            usable = [place for place in places if place.usable]
            # One stick is taken at once; among several a person chooses.
            self._chosen = usable[0].key if len(places) == 1 and usable else ""
            changed = True
            if self._chosen:
                self._view.show_problem("")  # what was missing is there
        if changed:
            self._view.show_places(places, self._chosen)
        self._looked()
