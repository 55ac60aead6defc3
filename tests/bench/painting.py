"""From opening the list of workers to its first frame with rows."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication

from gui.application import make_application
from gui.pages import settings, workers
from gui.pages.workers.page import WorkersPage
from gui.window import MainWindow
from services.context import AppContext
from services.settings import Settings, SettingsFile

_SIZE = (1366, 768)
_PATIENCE_S = 30.0
_SLEEPING = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
"""As the running program waits: asleep. A loop that asks and asks would take the interpreter from the reader."""


class _PaintWatch(QObject):
    """Notes that the table began to paint while it had rows; the frame is done when the event loop comes back."""

    def __init__(self, page: WorkersPage) -> None:
        super().__init__()
        self._page = page
        self.painted = False
        page.table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._page.table.rows.rowCount():
            self.painted = True
        return False


@contextmanager
def _window(ctx: AppContext) -> Iterator[MainWindow]:
    """The real window with the real shell around it; nothing is opened yet."""
    make_application(Settings(theme="light", reduced_motion=True))
    with tempfile.TemporaryDirectory(prefix="payung-bench-") as folder:
        window = MainWindow(Path(folder), SettingsFile(Path(folder)), (workers.PAGE, settings.PAGE))
        window.keep_context = True
        window.resize(*_SIZE)
        try:
            yield window
        finally:
            window.close()
            window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _open_list(ctx: AppContext, window: MainWindow) -> tuple[WorkersPage, float]:
    """Seconds from asking for the page (built, searched, laid out) to the end of its first frame with rows."""
    window.show_office(ctx, first_page="settings")
    window.show()
    _rest(window)
    assert window.office is not None
    start = time.perf_counter()
    window.open_page("workers")
    page = window.office.navigation.page("workers")
    assert isinstance(page, WorkersPage)
    watch = _PaintWatch(page)
    while not watch.painted:
        QApplication.processEvents(_SLEEPING)
        if time.perf_counter() - start > _PATIENCE_S:
            raise TimeoutError("the list was not painted")
    return page, time.perf_counter() - start


def paint_list(ctx: AppContext) -> float:
    """Seconds from opening the list of ``ctx`` to its first painted frame with rows, in a window nobody sees.

    The window and another page stand already. Counts building the page, the order of all rows, and the rows in view.
    """
    with _window(ctx) as window:
        return _open_list(ctx, window)[1]


def _rest(window: MainWindow) -> None:
    QApplication.processEvents()
    while window.tasks.busy:
        QApplication.processEvents(_SLEEPING)
    QApplication.processEvents()
