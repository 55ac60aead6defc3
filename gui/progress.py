"""Shows what takes long: an overlay 300 ms after a titled job began, gone when it is over."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from gui.messages import sentence
from gui.tasks import Task, TaskRunner
from gui.widgets.progress_overlay import ProgressOverlay


class ProgressWatch(QObject):
    """One overlay over ``host``; of several long jobs the first is shown."""

    def __init__(self, host: QWidget, tasks: TaskRunner) -> None:
        super().__init__(host)
        self.overlay = ProgressOverlay(host)
        self._task: Task | None = None
        self._focus: QWidget | None = None
        tasks.took_long.connect(self._start)
        tasks.advanced.connect(self._advance)
        tasks.ended.connect(self._end)
        self.overlay.cancelled.connect(self._cancel)

    def _start(self, task: Task) -> None:
        if self._task is None:
            self._task = task
            self._focus = QApplication.focusWidget()
            self.overlay.start(task.title, cancellable=task.cancellable, note=task.note)
            self._advance(task)

    def _advance(self, task: Task) -> None:
        if task is self._task and task.last.total:
            now = sentence(task.last.label) if task.last.label else ""
            self.overlay.show_progress(task.last.done, task.last.total, now)

    def _end(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self.overlay.finish()
            if self._focus is not None and self._focus.isVisible():
                self._focus.setFocus()
            self._focus = None

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
