"""Backups by themselves: every hour of use and on closing, when something was written since the last one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from gui.language import tr
from gui.messages import sentence, sentence_for
from gui.tasks import TaskRunner
from services.changes import Changes
from services.context import AppContext
from services.errors import AppError, Cancelled
from services.progress import Reporter
from services.safekeeping.backups import Backup, is_due, make_backup
from services.safekeeping.drilling import drill_if_due

EVERY_MS = 60 * 60 * 1000


class BackupWatch(QObject):
    """Makes a backup in the background every hour. Quiet: the home page tells how old the last one is.

    ``publish`` hears of each; ``notify(text, good)`` only of those that somebody asked for.
    """

    def __init__(
        self,
        parent: QObject,
        context: AppContext,
        tasks: TaskRunner,
        publish: Callable[[Changes], None],
        notify: Callable[[str, bool], None],
    ) -> None:
        super().__init__(parent)
        self._context, self._tasks, self._publish, self._notify = context, tasks, publish, notify
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Make one now if it is due."""
        self._tasks.run(self, self._job, self._told, lambda _: None, pool="file")

    def now(self) -> None:
        """Ctrl+B on any page: one now, also when nothing changed."""
        context = self._context
        self._tasks.run(
            self,
            lambda reporter: make_backup(context, reporter),
            self._made,
            self._failed,
            pool="file",
            title=tr("Membuat cadangan"),
        )

    def _told(self, changes: Changes) -> None:
        if changes.ids:
            self._publish(changes)

    def _made(self, made: Backup) -> None:
        self._notify(sentence("backup.made", {"sequence": made.sequence, "workers": made.workers}), True)
        self._publish(Changes(ids={"backup": frozenset({str(made.sequence)})}))

    def _failed(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._notify(sentence_for(error), False)

    def _job(self, reporter: Reporter) -> Changes:
        """A monthly trial restore follows a backup by itself; how it went stands beside the backups."""
        changes = back_up_if_due(self._context, reporter)
        tried = drill_if_due(self._context, reporter)
        if tried is None:
            return changes
        return Changes(ids={"backup": changes.ids.get("backup", frozenset()) | {"drill"}})


def back_up_if_due(context: AppContext, reporter: Reporter | None = None) -> Changes:
    """A backup, unless nothing was written since the last. Raises what ``make_backup`` raises."""
    if not is_due(context):
        return Changes()
    made = make_backup(context, reporter) if reporter else make_backup(context)
    return Changes(ids={"backup": frozenset({str(made.sequence)})})


def back_up_on_closing(context: AppContext) -> None:
    """The last thing before the office closes. A full disk does not keep the window open; it is told next time."""
    with suppress(AppError):
        back_up_if_due(context)
