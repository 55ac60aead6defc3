"""Backups as the settings show them: make one, try one, put one back. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gui.language import tr
from gui.messages import sentence, sentence_for
from services.changes import Changes
from services.errors import AccessDenied, AppError, Cancelled
from services.safekeeping.backups import (
    Backup,
    Drilled,
    choose_second_place,
    drill,
    is_due,
    last_drill,
    list_backups,
    make_backup,
    second_place,
)
from services.safekeeping.restoring import require_passphrase

if TYPE_CHECKING:
    from gui.page import Run, Shell
    from services.context import AppContext


@dataclass(frozen=True, slots=True)
class BackupState:
    """``due``: something was written since the newest. ``second``: None when no second place was chosen.

    ``second_here``: it can be reached now.
    """

    backups: tuple[Backup, ...] = ()
    due: bool = True
    drilled: Drilled | None = None
    second: Path | None = None
    second_here: bool = False


class View(Protocol):
    """What the presenter tells the section."""

    def show_state(self, state: BackupState) -> None: ...

    def show_trouble(self, text: str) -> None: ...

    def show_refused(self, text: str) -> None: ...


def load_state(ctx: AppContext) -> BackupState:
    """Everything the section shows."""
    second = second_place(ctx)
    here = second is not None and second.is_dir()
    return BackupState(list_backups(ctx), is_due(ctx), last_drill(ctx), second, here)


class BackupPresenter:
    """Long work goes through ``run``; a restore is the window's, since it closes the office."""

    def __init__(self, view: View, ctx: AppContext, run: Run, publish: Callable[[Changes], None], shell: Shell) -> None:
        self._view, self._ctx, self._run, self._publish, self._shell = view, ctx, run, publish, shell

    def load(self) -> None:
        """Read what there is."""
        self._run(lambda _: load_state(self._ctx), self._show, self._tell, pool="file")

    def back_up(self) -> None:
        """Make one now, also when nothing changed: somebody asked for it."""
        self._run(
            lambda reporter: make_backup(self._ctx, reporter),
            self._made,
            self._tell,
            pool="file",
            title=tr("Membuat cadangan"),
        )

    def try_out(self) -> None:
        """Restore the newest on trial."""
        self._run(
            lambda reporter: drill(self._ctx, reporter),
            self._tried,
            self._tell,
            pool="file",
            title=tr("Menguji cadangan"),
        )

    def choose_second(self, folder: Path | None) -> None:
        """Another disk for copies, or none."""

        def job(_: object) -> BackupState:
            choose_second_place(self._ctx, folder)
            return load_state(self._ctx)

        self._run(job, self._show, self._tell)

    def restore(self, backup: Backup, passphrase: str) -> None:
        """Check the passphrase first; only then the office is closed for it."""
        if not passphrase:
            self._view.show_refused(sentence("passphrase.empty"))
            return
        path, user = backup.path, self._ctx.user.id
        self._run(
            lambda _: require_passphrase(self._ctx.paths.scratch, path, passphrase, user),
            lambda _: self._shell.restore(path, passphrase),
            self._refused,
            pool="file",
        )

    def _show(self, state: BackupState) -> None:
        self._view.show_trouble("")
        self._view.show_state(state)

    def _made(self, made: Backup) -> None:
        self._shell.notify(sentence("backup.made", {"sequence": made.sequence, "workers": made.workers}))
        self._publish(Changes(ids={"backup": frozenset({str(made.sequence)})}))
        self.load()

    def _tried(self, done: Drilled) -> None:
        code = "backup.passed" if done.passed else "backup.failed"
        self._shell.notify(sentence(code, {"sequence": done.sequence}), "ok" if done.passed else "err")
        self._publish(Changes(ids={"backup": frozenset({str(done.sequence)})}))
        self.load()

    def _refused(self, error: AppError) -> None:
        if isinstance(error, AccessDenied):
            self._view.show_refused(sentence_for(error))
        else:
            self._tell(error)

    def _tell(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error))
