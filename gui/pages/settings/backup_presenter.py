"""Backups as the settings show them: make one, try one, put one back. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gui.language import tr
from gui.messages import sentence, sentence_for
from services.changes import Changes
from services.context import Paths
from services.errors import AccessDenied, AppError, Cancelled
from services.safekeeping.accounts import require_own
from services.safekeeping.backups import (
    Backup,
    choose_second_place,
    is_due,
    list_backups,
    make_backup,
    second_place,
)
from services.safekeeping.drilling import Drilled, drill, last_drill
from services.safekeeping.full_check import FullCheck, full_check, last_check
from services.safekeeping.passphrase import passphrase_problem
from services.safekeeping.restoring import require_passphrase
from services.safekeeping.tries import counting

if TYPE_CHECKING:
    from gui.page import Run, Shell
    from services.context import AppContext


@dataclass(frozen=True, slots=True)
class BackupState:
    """``due``: something was written since the newest. ``second``: None when no second place was chosen.

    ``second_here``: it can be reached now. ``checked``: the last look at everything.
    """

    backups: tuple[Backup, ...] = ()
    due: bool = True
    drilled: Drilled | None = None
    second: Path | None = None
    second_here: bool = False
    checked: FullCheck | None = None


class View(Protocol):
    """What the presenter tells the section."""

    def show_state(self, state: BackupState) -> None: ...

    def show_trouble(self, text: str) -> None: ...

    def show_refused(self, text: str) -> None: ...

    def show_weak(self, text: str) -> None: ...

    def show_repair_refused(self, text: str) -> None: ...


def load_state(ctx: AppContext) -> BackupState:
    """Everything the section shows."""
    second = second_place(ctx)
    here = second is not None and second.is_dir()
    return BackupState(list_backups(ctx), is_due(ctx), last_drill(ctx), second, here, last_check(ctx))


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

    def check_all(self) -> None:
        """Look at everything now."""
        self._run(
            lambda reporter: full_check(self._ctx, reporter),
            self._checked,
            self._tell,
            pool="file",
            title=tr("Memeriksa data"),
        )

    def repair(self, passphrase: str) -> None:
        """Mend what the check found: the passphrase first, then the office is closed for it."""
        if not passphrase:
            self._view.show_repair_refused(sentence("passphrase.empty"))
            return
        self._run(
            lambda _: require_own(self._ctx, passphrase),
            lambda _: self._shell.repair(passphrase),
            lambda error: self._view.show_repair_refused(sentence_for(error)),
        )

    def choose_second(self, folder: Path | None) -> None:
        """Another disk for copies, or none."""

        def job(_: object) -> BackupState:
            choose_second_place(self._ctx, folder)
            return load_state(self._ctx)

        self._run(job, self._show, self._tell)

    def restore(self, backup: Backup, passphrase: str, recovery_code: str = "") -> None:
        """Check what opens it first; only then the office is closed for it. With a code the passphrase is new."""
        ctx, path, user = self._ctx, backup.path, self._ctx.user
        if recovery_code and (weak := passphrase_problem(passphrase, [ctx.office.name, user.name])) is not None:
            self._view.show_weak(sentence(weak))
            return

        @counting
        def fits(data: Path) -> None:
            require_passphrase(Paths(data).scratch, path, passphrase, user.id, recovery_code=recovery_code)

        self._run(
            lambda _: fits(ctx.paths.data),
            lambda _: self._shell.restore(path, passphrase, recovery_code),
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

    def _checked(self, done: FullCheck) -> None:
        if done.passed:
            self._shell.notify(sentence("check.fine"))
        self._publish(Changes(ids={"backup": frozenset({"check"})}))
        self.load()

    def _refused(self, error: AppError) -> None:
        if isinstance(error, AccessDenied):
            self._view.show_refused(sentence_for(error))
        else:
            self._tell(error)

    def _tell(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error))
