"""A damaged office: what is still there, the repair, what was saved. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gui.format import number
from gui.language import tr
from gui.messages import sentence, sentence_for
from services import startup
from services.errors import AccessDenied, AppError, Cancelled
from services.safekeeping.repairing import Remains, Repaired, look_around, repair_office

if TYPE_CHECKING:
    from gui.page import Run
    from services.context import AppContext

REPAIRABLE = frozenset(
    ("database.damaged", "database.missing", "setup.missing", "keyfile.missing", "keyfile.damaged", "database.io")
)
"""Refusals at the door after which something can still be done here."""
_LISTED = 4


@dataclass(frozen=True, slots=True)
class Found:
    """One line of what lies here; ``good``: it can help."""

    text: str
    good: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was saved: the sentence, where from, what is to be done next. ``complete``: nothing is missing."""

    title: str
    lines: tuple[str, ...]
    warnings: tuple[str, ...]
    complete: bool


class View(Protocol):
    """What the presenter tells the card."""

    def show_found(self, found: Sequence[Found], possible: bool) -> None: ...

    def show_trouble(self, text: str) -> None: ...

    def show_busy(self, busy: bool) -> None: ...

    def show_outcome(self, outcome: Outcome) -> None: ...


class RepairPresenter:
    """``begun``: called before the files are touched, so that nobody has the office open.

    ``denied``: the passphrase does not fit. ``done``: with the open office, once the person has read what was saved.
    """

    def __init__(
        self,
        view: View,
        run: Run,
        data: Path,
        doors: startup.Doors,
        begun: Callable[[], None],
        denied: Callable[[str], None],
        done: Callable[[AppContext], None],
    ) -> None:
        self._view, self._run, self._data, self._doors = view, run, data, doors
        self._begun, self._denied, self._done = begun, denied, done
        self._more: tuple[Path, ...] = ()
        self._repaired: Repaired | None = None
        self._busy = False

    def look(self) -> None:
        """What there is to repair from."""
        data, more = self._data, self._more
        self._run(lambda _: look_around(data, more), self._show_found, self._failed, pool="file")

    def add_place(self, place: Path) -> None:
        """A backup on a stick or another disk, or a folder with some."""
        self._more = (*self._more, place)
        self.look()

    def repair(self, user: str, passphrase: str) -> None:
        """Do it, or say what is the case."""
        if self._busy:
            return
        self._busy = True
        self._begun()
        self._view.show_trouble("")
        self._view.show_busy(True)
        data, more, doors = self._data, self._more, self._doors
        self._run(
            lambda reporter: repair_office(data, passphrase, user or None, more=more, doors=doors, reporter=reporter),
            self._on_repaired,
            self._failed,
            pool="file",
            title=tr("Memperbaiki data"),
        )

    def open(self) -> None:
        """Go to work again."""
        if self._repaired is not None:
            self._done(self._repaired.context)

    def _show_found(self, remains: Remains) -> None:
        self._view.show_found(found_lines(remains), remains.anything)

    def _on_repaired(self, repaired: Repaired) -> None:
        self._rest()
        self._repaired = repaired
        self._view.show_outcome(outcome_of(repaired))

    def _failed(self, error: AppError) -> None:
        self._rest()
        if isinstance(error, AccessDenied):
            self._denied(sentence_for(error))
        elif not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error))

    def _rest(self) -> None:
        self._busy = False
        self._view.show_busy(False)


def found_lines(remains: Remains) -> tuple[Found, ...]:
    """What lies here, in words."""
    return (
        Found(tr("Berkas data, rusak sebagian") if remains.database else tr("Berkas data tidak ada"), remains.database),
        Found(
            tr("{count} cadangan", count=number(remains.backups)) if remains.backups else tr("Tidak ada cadangan"),
            remains.backups > 0,
        ),
        Found(
            tr("{count} titipan dan balasan", count=number(remains.bundles))
            if remains.bundles
            else tr("Tidak ada titipan atau balasan"),
            remains.bundles > 0,
        ),
    )


def outcome_of(repaired: Repaired) -> Outcome:
    """What was saved, in words."""
    counts = {"workers": repaired.workers, "expected": repaired.expected, "drafts": repaired.drafts}
    code = "repair.done" if repaired.kind == "salvaged" else "repair.rebuilt"
    shown = [source for source in repaired.sources if source.new]
    lines = [
        sentence(f"repair.from_{source.kind}", {"name": source.name, "count": source.new}) for source in shown[:_LISTED]
    ]
    if (rest := len(shown) - _LISTED) > 0:
        lines.append(tr("dan {count} berkas lain", count=number(rest)))
    if repaired.aside is not None:
        lines.append(sentence("repair.aside", {"folder": repaired.aside.name}))
    warnings = []
    if repaired.lost or repaired.workers < repaired.expected:
        warnings.append(sentence("repair.lost", {"count": max(repaired.lost, repaired.expected - repaired.workers)}))
    if repaired.strange:
        warnings.append(sentence("repair.strange", {"count": repaired.strange}))
    if repaired.new_keys:
        warnings.append(sentence("repair.new_keys"))
    return Outcome(sentence(code, counts), tuple(lines), tuple(warnings), not warnings)
