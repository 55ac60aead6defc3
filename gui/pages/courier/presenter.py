"""From which stick, onto which stick, and what is on the first. Plain Python."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gui.language import tr
from gui.messages import sentence, sentence_for
from gui.sticks.around import FindSticks, Place
from services.errors import AppError, Cancelled, StorageTrouble
from services.handover.courier import Carried, Copied, carry, find_carried
from services.handover.ejecting import Released, release
from services.handover.stick_places import Stick, find_sticks

if TYPE_CHECKING:
    from gui.page import Handle, Run
    from gui.tasks import Progress


class View(Protocol):
    """What the presenter tells the page."""

    def show_places(self, places: Sequence[Place], source: str, target: str) -> None: ...

    def show_found(self, found: Sequence[Carried]) -> None: ...

    def show_problem(self, text: str) -> None: ...

    def show_copying(self, busy: bool) -> None: ...

    def show_progress(self, done: int, total: int) -> None: ...

    def show_copied(self, copied: Copied, target: Place) -> None: ...

    def show_releasing(self) -> None: ...

    def show_released(self, released: Released) -> None: ...

    def show_not_released(self, text: str) -> None: ...


@dataclass(slots=True)
class _State:
    """What is known and chosen. ``read``: the source that ``found`` was read from, as it was mounted then."""

    places: tuple[Place, ...] = ()
    picked: list[Path] = field(default_factory=list)
    source: str = ""
    target: str = ""
    found: tuple[Carried, ...] = ()
    read: tuple[str, str] = ("", "")
    looking: bool = False
    copying: bool = False
    written: Place | None = None
    handle: Handle | None = None


class CourierPresenter:
    """``find``: which sticks are plugged in; tests hand in their own."""

    def __init__(self, view: View, run: Run, find: FindSticks = find_sticks) -> None:
        self._view, self._run, self._find = view, run, find
        self._state = _State()

    # What is there

    def use(self, find: FindSticks) -> None:
        """Other sticks from now on, as for pictures."""
        self._find = find
        self._look_again()

    def look(self) -> None:
        """Every two seconds; one look at a time, for a dying stick can hang."""
        state = self._state
        if state.looking or state.copying:
            return
        state.looking = True
        find, picked = self._find, tuple(state.picked)
        self._run(lambda _: _places(find, picked), self._on_places, self._on_blind, pool="file")

    def _on_blind(self, error: AppError) -> None:
        self._state.looking = False
        if not isinstance(error, Cancelled):
            self._view.show_problem(sentence_for(error))

    def _on_places(self, places: tuple[Place, ...]) -> None:
        state = self._state
        state.looking = False
        there = {place.key for place in places} | {str(folder) for folder in state.picked}
        state.source = state.source if state.source in there else ""
        state.target = state.target if state.target in there else ""
        if places != state.places:
            state.places = places
            self._view.show_places(places, state.source, state.target)
        self._read_source()

    def choose_source(self, key: str) -> None:
        """Where the files come from."""
        self._state.source = key
        self._chosen()

    def choose_target(self, key: str) -> None:
        """Where they go."""
        self._state.target = key
        self._chosen()

    def _chosen(self) -> None:
        self._view.show_problem("")
        self._view.show_places(self._state.places, self._state.source, self._state.target)
        self._read_source()

    def pick_source(self, folder: Path) -> None:
        """A folder instead of a stick, as where there is only one port."""
        self._pick(folder)
        self._state.source = str(folder)
        self._look_again()

    def pick_target(self, folder: Path) -> None:
        """As ``pick_source``."""
        self._pick(folder)
        self._state.target = str(folder)
        self._look_again()

    def _pick(self, folder: Path) -> None:
        if folder not in self._state.picked:
            self._state.picked.append(folder)

    def _look_again(self) -> None:
        state = self._state
        find, picked = self._find, tuple(state.picked)
        self._run(lambda _: _places(find, picked), self._on_places, self._on_blind, pool="file")

    def _read_source(self) -> None:
        """What lies on it; every file is read once, so only when it is another stick than before."""
        state, place = self._state, self._place(self._state.source)
        if place is None:
            state.read, state.found = ("", ""), ()
            self._view.show_found(())
            return
        wanted = (place.key, place.stick.mount)
        if wanted == state.read:
            return
        state.read = wanted
        path = place.stick.path
        self._run(lambda _: find_carried(path), self._on_found, self._on_blind, pool="file")

    def _on_found(self, found: tuple[Carried, ...]) -> None:
        self._state.found = found
        self._view.show_found(found)

    def _place(self, key: str) -> Place | None:
        return next((place for place in self._state.places if place.key == key), None)

    # Copying

    def copy(self) -> None:
        """Ctrl+Enter: copy, or say what is missing."""
        state = self._state
        source, target = self._place(state.source), self._place(state.target)
        problem = self._problem(source, target)
        self._view.show_problem(problem)
        if problem or source is None or target is None or state.copying:
            return
        state.copying = True
        self._view.show_copying(True)
        path, stick = source.stick.path, target.stick
        handle = self._run(
            lambda reporter: carry([path], stick, reporter),
            partial(self._on_copied, target),
            self._on_failed,
            self._on_progress,
            pool="file",
        )
        state.handle = handle if state.copying else None

    def _problem(self, source: Place | None, target: Place | None) -> str:
        if source is None:
            return tr("Pilih dulu USB atau folder asal.")
        if target is None:
            return tr("Pilih dulu USB atau folder tujuan.")
        if source.key == target.key:
            return tr("Asal dan tujuan sama. Pilih dua tempat yang berbeda.")
        if not target.usable:
            return sentence("stick.read_only")
        return "" if self._state.found else tr("Tidak ada paket Payung di tempat asal.")

    def cancel(self) -> bool:
        """Stop between two files; False when nothing is being copied."""
        if self._state.handle is not None:
            self._state.handle.cancel()
        return self._state.copying

    def _on_progress(self, progress: Progress) -> None:
        self._view.show_progress(progress.done, progress.total)

    def _on_copied(self, target: Place, copied: Copied) -> None:
        state = self._state
        state.copying, state.handle, state.written = False, None, target
        self._view.show_copying(False)
        self._view.show_copied(copied, target)

    def _on_failed(self, error: AppError) -> None:
        state = self._state
        state.copying, state.handle = False, None
        self._view.show_copying(False)
        if isinstance(error, Cancelled):
            self._view.show_problem(tr("Penyalinan dihentikan. Berkas yang sudah disalin tetap utuh."))
        else:
            self._view.show_problem(sentence_for(error))

    def release(self) -> None:
        """«Cabut dengan aman» for the stick that was written."""
        written = self._state.written
        if written is None:
            return
        self._view.show_releasing()
        stick = written.stick
        self._run(
            lambda _: release(stick), self._view.show_released, self._on_not_released, pool="file", cancellable=False
        )

    def _on_not_released(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._view.show_not_released(sentence_for(error))


def _places(find: FindSticks, picked: Sequence[Path]) -> tuple[Place, ...]:
    sticks = list(find())
    seen = {stick.path for stick in sticks}
    for path in picked:
        with contextlib.suppress(StorageTrouble):
            if path not in seen:
                sticks.append(Stick.for_folder(path))
    return tuple(Place(stick) for stick in sticks)
