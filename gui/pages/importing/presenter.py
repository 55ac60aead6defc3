"""A workbook in three steps: check without writing, take in, hand back what is held. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gui.language import tr
from gui.messages import sentence, sentence_for
from models.values import Severity
from services.context import AppContext
from services.errors import AppError, Cancelled, Invalid
from services.spreadsheets.importing import import_workbook
from services.spreadsheets.records import ImportResult, RowProblem
from services.spreadsheets.template import write_template

if TYPE_CHECKING:
    from gui.page import Run
    from services.changes import Changes
    from services.progress import Reporter


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in a file, and (``written``) whether its ready rows are in the register now."""

    path: Path
    result: ImportResult
    written: bool = False

    @property
    def held_problems(self) -> tuple[RowProblem, ...]:
        """What keeps rows out."""
        return tuple(each for each in self.result.problems if each.severity is Severity.HELD)

    @property
    def notes(self) -> tuple[RowProblem, ...]:
        """What is worth a look and keeps nothing out."""
        return tuple(each for each in self.result.problems if each.severity is Severity.WARNING)


class View(Protocol):
    """What the presenter tells the page."""

    def show_start(self) -> None: ...

    def show_check(self, outcome: Outcome) -> None: ...

    def show_result(self, outcome: Outcome) -> None: ...

    def show_trouble(self, text: str) -> None: ...

    def show_saved(self, text: str) -> None: ...

    def show_busy(self, busy: bool) -> None: ...


class ImportingPresenter:
    """Nothing is written before ``take_in``; cancelling leaves everything as it was."""

    def __init__(self, view: View, ctx: AppContext, run: Run, publish: Callable[[Changes], None]) -> None:
        self._view, self._ctx, self._run, self._publish = view, ctx, run, publish
        self.outcome: Outcome | None = None

    def start_over(self) -> None:
        """Back to choosing a file."""
        self.outcome = None
        self._view.show_start()

    def check(self, path: Path) -> None:
        """Read a file and say what would happen."""
        ctx = self._ctx

        def job(reporter: Reporter) -> ImportResult:
            return import_workbook(ctx, path, dry_run=True, reporter=reporter)

        def show(result: ImportResult) -> None:
            self._view.show_busy(False)
            self.outcome = Outcome(path, result)
            self._view.show_check(self.outcome)

        self._view.show_busy(True)
        self._run(job, show, self._failed, title=tr("Memeriksa berkas"))

    def take_in(self) -> None:
        """Save the ready rows, all of them or none."""
        if self.outcome is None or self.outcome.written or not self.outcome.result.ready:
            return
        ctx, path = self._ctx, self.outcome.path

        def job(reporter: Reporter) -> ImportResult:
            return import_workbook(ctx, path, reporter=reporter)

        def show(result: ImportResult) -> None:
            self._view.show_busy(False)
            self.outcome = Outcome(path, result, written=True)
            self._publish(result.changes)
            self._view.show_result(self.outcome)

        self._view.show_busy(True)
        self._run(job, show, self._failed, title=tr("Memasukkan pekerja"))

    def save_held(self, to: Path) -> None:
        """Write the held rows as a workbook to correct and import again."""
        if self.outcome is None:
            return
        ctx, path = self._ctx, self.outcome.path

        def job(reporter: Reporter) -> ImportResult:
            return import_workbook(ctx, path, dry_run=True, held_to=to, say=sentence, reporter=reporter)

        def saved(result: ImportResult) -> None:
            self._view.show_busy(False)
            self._view.show_saved(tr("{count} baris tertahan disimpan di {file}", count=result.held, file=to.name))

        self._view.show_busy(True)
        self._run(job, saved, self._failed, title=tr("Menulis baris tertahan"))

    def save_template(self, to: Path) -> None:
        """Write our own empty list."""
        reference = self._ctx.reference

        def saved(_: None) -> None:
            self._view.show_saved(tr("Contoh berkas disimpan di {file}", file=to.name))

        self._run(lambda _: write_template(to, reference), saved, self._failed, pool="file")

    def _failed(self, error: AppError) -> None:
        self._view.show_busy(False)
        if isinstance(error, Cancelled):
            self._view.show_saved(tr("Dibatalkan. Tidak ada data yang berubah."))
        elif isinstance(error, Invalid):  # somebody else saved one of these people since the file was checked
            self._view.show_trouble(tr("Daftar pekerja berubah sejak berkas diperiksa. Pilih berkasnya sekali lagi."))
        else:
            self._view.show_trouble(sentence_for(error))
