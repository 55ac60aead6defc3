"""Reading the history once, filtering it off the window's thread, writing it and the witness file. Plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gui.format import number
from gui.language import tr
from gui.messages import sentence, sentence_for
from gui.pages.office_history import words
from services.audit.history import (
    Asked,
    Happened,
    Theme,
    export_history,
    matching,
    newest_first,
    office_history,
    refused_changes,
)
from services.audit.witness import write_witness
from services.errors import AppError, Cancelled

if TYPE_CHECKING:
    from gui.page import Run
    from services.changes import Changes
    from services.context import AppContext

PERIODS = ("1", "7", "30", "365", "")
"""Days back from today, as the segment calls them; empty for all of it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """``counts``: entries of each theme that fit everything else that is asked; ``None`` all of them."""

    entries: tuple[Happened, ...]
    counts: Mapping[Theme | None, int]
    users: tuple[str, ...]
    total: int


class View(Protocol):
    """What the presenter tells the page."""

    def show_entries(self, shown: Shown, asked: Asked) -> None: ...

    def show_done(self, text: str, file: Path) -> None: ...

    def show_trouble(self, text: str) -> None: ...


class HistoryPresenter:
    """``asked`` is what the chips and the search say now."""

    def __init__(self, view: View, ctx: AppContext, run: Run) -> None:
        self._view, self._ctx, self._run = view, ctx, run
        self._own: tuple[Happened, ...] = ()
        self._refused: tuple[Happened, ...] = ()
        self._all: tuple[Happened, ...] = ()
        self._loaded = False
        self._round = 0
        self.asked = Asked()
        self.entries: tuple[Happened, ...] = ()

    def load(self) -> None:
        """Read it anew: somebody may have done something meanwhile."""
        ctx = self._ctx
        self._run(lambda _: office_history(ctx), self._on_loaded, self._failed)

    def refresh(self, changes: Changes) -> None:
        """Commands elsewhere leave entries here."""
        if self._loaded:
            self.load()

    def ask(self, theme: str | None = None, user: str | None = None, text: str | None = None) -> None:
        """Another theme («» for all), officer or search; what is not named stays."""
        asked = self.asked
        if theme is not None:
            asked = replace(asked, theme=Theme(theme) if theme else None)
        if user is not None:
            asked = replace(asked, user=user)
        if text is not None:
            asked = replace(asked, text=text)
        self._ask(asked)

    def ask_period(self, days: str) -> None:
        """The last so many days, today among them; empty for all."""
        since: date | None = self._ctx.today() - timedelta(days=int(days) - 1) if days else None
        self._ask(replace(self.asked, since=since))

    def ask_here(self, here: bool) -> None:
        """Only what this office did, or also what the villages brought."""
        self._ask(replace(self.asked, office=self._ctx.office.code if here else ""))

    def ask_everything(self) -> None:
        """Take every filter off."""
        self._ask(Asked())

    def _ask(self, asked: Asked) -> None:
        self.asked = asked
        self._filter()

    def _on_loaded(self, entries: tuple[Happened, ...]) -> None:
        self._own, self._loaded = entries, True
        self._join()
        ctx = self._ctx  # looks at every change there is, so the list does not wait for it
        self._run(lambda _: refused_changes(ctx), self._on_refused, self._failed)

    def _on_refused(self, refused: tuple[Happened, ...]) -> None:
        if refused != self._refused:
            self._refused = refused
            self._join()

    def _join(self) -> None:
        self._all = newest_first([*self._own, *self._refused]) if self._refused else self._own
        self._filter()

    def _filter(self) -> None:
        """In a worker: thousands of lines take longer than a key may."""
        self._round += 1
        mine, asked, entries, reference = self._round, self.asked, self._all, self._ctx.reference

        def show(shown: Shown) -> None:
            if mine == self._round:
                self.entries = shown.entries
                self._view.show_entries(shown, asked)

        self._run(lambda _: sift(entries, asked, lambda each: words.line_words(reference, each)), show, self._failed)

    # what leaves the program

    def export(self, path: Path) -> None:
        """Write what is shown as a workbook; that is noted itself."""
        ctx, entries = self._ctx, self.entries

        def done(count: int) -> None:
            self._view.show_done(tr("{count} baris riwayat diekspor.", count=number(count)), path)
            self.load()

        title = tr("Mengekspor riwayat")
        job = lambda reporter: export_history(ctx, path, entries, sentence, reporter)  # noqa: E731
        self._run(job, done, self._failed, pool="file", title=title)

    def witness(self, path: Path) -> None:
        """Write this office's witness file."""
        ctx = self._ctx

        def done(count: int) -> None:
            self._view.show_done(sentence("witness.written", {"count": count}), path)
            self.load()

        title = tr("Menulis berkas saksi")
        self._run(lambda _: write_witness(ctx, path, note=True), done, self._failed, pool="file", title=title)

    def _failed(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error))


def sift(entries: Sequence[Happened], asked: Asked, line: words.Line) -> Shown:
    """What fits, and how many each theme would leave."""
    of_any_theme = matching(entries, replace(asked, theme=None), line)
    counts: Counter[Theme | None] = Counter(each.theme for each in of_any_theme)
    chosen = tuple(each for each in of_any_theme if asked.theme is None or each.theme is asked.theme)
    counts[None] = len(of_any_theme)
    users = tuple(sorted({each.user for each in entries if each.user}))
    return Shown(chosen, counts, users, len(entries))
