"""Corrections typed into the grid: checked anew one after the other, taken back one by one. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from services.errors import AppError
from services.spreadsheets.session import CellAt, ImportCheck, Recheck, Source, recheck, undo_edits

if TYPE_CHECKING:
    from gui.page import Run

Edits = Mapping[CellAt, str | None]


class Correcting:
    """``check`` gives the latest check, ``source`` the file.

    ``show`` takes what a correction made of it, ``failed`` what went wrong.
    """

    def __init__(
        self,
        run: Run,
        check: Callable[[], ImportCheck | None],
        source: Callable[[], Source | None],
        show: Callable[[Recheck], None],
        failed: Callable[[AppError], None],
    ) -> None:
        self._run, self._check, self._source, self._show, self._failed = run, check, source, show, failed
        self.edits: dict[CellAt, str] = {}
        self._done: list[dict[CellAt, str | None]] = []
        self._waiting: dict[CellAt, str | None] = {}
        self._busy = False
        self._then: Callable[[], None] | None = None

    def forget(self) -> None:
        """For another file."""
        self.edits, self._done, self._waiting, self._then = {}, [], {}, None

    def any(self) -> bool:
        """Whether something was corrected."""
        return bool(self.edits) or bool(self._waiting)

    def correct(self, edits: Mapping[CellAt, str]) -> None:
        """Other texts for cells; their rows are checked anew off the window's thread."""
        if edits:
            self._done.append({at: self.edits.get(at) for at in edits})
            self._queue(edits)

    def undo(self) -> None:
        """The cells of the last correction as they were before it."""
        if self._done:
            self._queue(self._done.pop())

    def settled(self, then: Callable[[], None]) -> None:
        """Call when every correction so far is checked; at once when none waits."""
        self._then = then
        self._go_on()

    def _queue(self, edits: Edits) -> None:
        for at, text in edits.items():
            if text is None:
                self.edits.pop(at, None)
            else:
                self.edits[at] = text
        self._waiting.update(edits)
        self._go_on()

    def _go_on(self) -> None:
        """One check at a time, each on what the one before gave."""
        check, source = self._check(), self._source()
        if self._busy or check is None or source is None:
            return
        if self._waiting:
            edits, self._waiting, self._busy = self._waiting, {}, True
            self._run(lambda _: rechecked(check, source, edits), self._checked, self._stopped)
        elif self._then is not None:
            then, self._then = self._then, None
            then()

    def _checked(self, found: Recheck) -> None:
        self._busy = False
        if self._check() is not None:
            self._show(found)
            self._go_on()

    def _stopped(self, error: AppError) -> None:
        self._busy, self._then = False, None
        self._failed(error)


def rechecked(check: ImportCheck, source: Source, edits: Edits) -> Recheck:
    """Corrections put in and corrections taken back, in one go."""
    taken_back = [at for at, text in edits.items() if text is None]
    typed = {at: text for at, text in edits.items() if text is not None}
    if not taken_back:
        return recheck(check, typed)
    found = undo_edits(check, source, taken_back)
    if not typed:
        return found
    again = recheck(found.check, typed)
    return Recheck(again.check, tuple(sorted({*found.changed, *again.changed})))
