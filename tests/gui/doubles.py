"""Fakes of the doors that a presenter sees: work that runs at once, a clock in the hand, cheap keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from services.errors import AppError
from services.progress import SILENT
from services.startup import Doors
from tests import offices
from tests.offices import NOW

CHEAP = Doors(now=lambda: NOW, kdf=offices.CHEAP)


class Done:
    """The handle of work that is over before it is handed back."""

    def cancel(self) -> None:
        """Too late."""


def run_now(
    job: Callable[[Any], Any],
    on_ok: Callable[[Any], None],
    on_error: Callable[[AppError], None] | None = None,
    on_progress: object = None,
    **_: object,
) -> Done:
    """As TaskRunner.run, on this thread."""
    try:
        result = job(SILENT)
    except AppError as error:
        assert on_error is not None
        on_error(error)
    else:
        on_ok(result)
    return Done()


class Recorder:
    """A view that remembers what it was told: ``told["show_step"]`` is a list of argument tuples."""

    def __init__(self) -> None:
        self.told: dict[str, list[tuple[Any, ...]]] = {}

    def __getattr__(self, name: str) -> Callable[..., None]:
        if not name.startswith(("show_", "finish", "keep_")):
            raise AttributeError(name)
        return lambda *values: self.told.setdefault(name, []).append(values)

    def last(self, name: str) -> tuple[Any, ...]:
        """The last time it was told that."""
        return self.told[name][-1]


class Shell(Recorder):
    """The window around a page. ``opened``: where it wanted to go; ``notes``: its toasts, ``acts``: their acts."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[tuple[str, dict[str, Any]]] = []
        self.notes: list[str] = []
        self.acts: list[Callable[[], None] | None] = []
        self.restored: list[tuple[object, ...]] = []
        self.repaired: list[str] = []

    def open_page(self, key: str, **arguments: Any) -> None:
        self.opened.append((key, arguments))

    def restore(self, backup: Path, passphrase: str, recovery_code: str = "") -> None:
        self.restored.append((backup, passphrase, recovery_code) if recovery_code else (backup, passphrase))

    def repair(self, passphrase: str) -> None:
        self.repaired.append(passphrase)

    def notify(
        self, text: str, tone: str = "ok", action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        self.notes.append(text)
        self.acts.append(on_action)
