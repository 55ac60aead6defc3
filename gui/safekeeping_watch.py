"""What an open office does for its safety in the background: the weekly look at everything, room for a full disk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from gui.format import number
from gui.language import tr
from gui.messages import sentence, sentence_for
from gui.tasks import Task, TaskRunner
from services.changes import Changes
from services.context import AppContext
from services.errors import AppError
from services.progress import Reporter
from services.safekeeping.ballast import Drive, ensure_ballast, give_up_ballast, has_ballast
from services.safekeeping.full_check import FullCheck, check_if_due

FIRST_MS = 20 * 1000
EVERY_MS = 6 * 60 * 60 * 1000
_MB = 1_000_000

Notify = Callable[[str, bool, str, Callable[[], None] | None], None]
"""text, good, what a button says, what it does"""


class SafekeepingWatch(QObject):
    """Looks a while after sign-in and every six hours of use. Quiet while all is well.

    ``publish`` hears of each check; ``notify`` of what has to be mended, with ``show`` as the way there, and of a full
    disk, with the ballast as the way out.
    """

    def __init__(
        self,
        parent: QObject,
        context: AppContext,
        tasks: TaskRunner,
        publish: Callable[[Changes], None],
        notify: Notify,
        show: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        self._context, self._tasks = context, tasks
        self._publish, self._notify, self._show = publish, notify, show
        self._task: Task | None = None
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._first = QTimer(self, interval=FIRST_MS, singleShot=True)
        self._first.timeout.connect(self.look)
        self._first.start()
        tasks.failed.connect(self._on_failed)

    def look(self) -> None:
        """Make room for a bad day and look at everything, where that is due."""
        self._task = self._tasks.run(self, partial(_look, self._context), self._told, lambda _: None, pool="file")

    def stop(self) -> None:
        """Somebody needs the office closed: what runs here can wait for another day."""
        for timer in (self._timer, self._first):
            timer.stop()
        if self._task is not None:
            self._task.cancel()

    def _told(self, checked: FullCheck | None) -> None:
        if checked is None:
            return
        self._publish(Changes(ids={"backup": frozenset({"check"})}))
        if not checked.passed:
            self._notify(sentence(checked.problems[0]), False, tr("Lihat"), self._show)

    def _on_failed(self, error: AppError) -> None:
        """A page tells its own trouble; the way out of a full disk is the same everywhere."""
        if error.code == "database.full" and has_ballast(self._context.paths.data):
            self._notify(sentence_for(error), False, tr("Bebaskan 64 MB"), self.give_up)

    def give_up(self) -> None:
        """Let go of the room that was kept for this."""
        data = self._context.paths.data
        self._tasks.run(self, lambda _: give_up_ballast(data), self._given_up, self._not_given_up, pool="file")

    def _given_up(self, drive: Drive) -> None:
        words = {"drive": drive.name, "free": number(drive.free // _MB)}
        self._notify(sentence("ballast.given_up", words), True, "", None)

    def _not_given_up(self, error: AppError) -> None:
        self._notify(sentence_for(error), False, "", None)


def _look(context: AppContext, reporter: Reporter) -> FullCheck | None:
    ensure_ballast(context.paths.data, reporter)
    return check_if_due(context, reporter)
