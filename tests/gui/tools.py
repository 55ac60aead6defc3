"""What a page gets, with a real runner and a shell that only remembers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gui.changes import ChangeHub
from gui.page import PageTools
from gui.tasks import TaskRunner
from services.context import AppContext
from services.settings import SettingsFile
from tests.gui.doubles import Shell


class PageShell(Shell):
    """A shell that pages may ask to lock and to apply settings."""

    def lock(self) -> None:
        """Nothing is locked here."""

    def apply_settings(self, before: object) -> None:
        """Nothing is dressed anew here."""


@contextmanager
def page_tools(ctx: AppContext, folder: Path) -> Iterator[PageTools]:
    """Closed at the end; ``tools.shell`` remembers ``opened`` and ``notes``."""
    tasks = TaskRunner()
    try:
        yield PageTools(ctx, tasks, ChangeHub(), SettingsFile(folder), PageShell())  # type: ignore[arg-type]
    finally:
        tasks.close()
