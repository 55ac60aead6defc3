"""A main window without a screen: shown, brought to rest, drawn. For pictures and the tour."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop

from gui.page import Keeps
from gui.window import MainWindow
from services.settings import SettingsFile

_SETTLE_S = 20.0


@contextmanager
def shown_window(folder: Path, settings: SettingsFile, size: tuple[int, int]) -> Iterator[MainWindow]:
    """A window of that size inside; gone afterwards. ``folder``: its data folder."""
    window = MainWindow(folder, settings)
    window.crash.show_with(lambda _, report: _say(report))
    window.resize(*size)
    window.show()
    window.activateWindow()
    try:
        yield window
    finally:
        _forget_drafts(window)
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _say(report: str) -> None:
    sys.stderr.write(report)


def _forget_drafts(window: MainWindow) -> None:
    """Nobody is there to be asked whether a half-filled page may be left."""
    if window.office is not None and window.office.navigation.current:
        page = window.office.navigation.page(window.office.navigation.current)
        if isinstance(page, Keeps):
            page.discard()


def settle(window: MainWindow, seconds: float = _SETTLE_S) -> None:
    """Until no work is under way and nothing is left to lay out or paint. Raises TimeoutError after ``seconds``."""
    end = time.monotonic() + seconds
    quiet = 0
    while quiet < 3:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        quiet = 0 if window.tasks.busy else quiet + 1
        if time.monotonic() > end:
            raise TimeoutError("a page does not come to rest")


def draw(window: MainWindow, path: Path) -> Path:
    """The window as it is now, as a PNG."""
    window.grab().save(str(path))
    return path
