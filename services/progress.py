"""One parameter for progress and cancel, plain Python."""

from __future__ import annotations

from typing import Protocol


class Reporter(Protocol):
    """What long work tells its caller."""

    def step(self, done: int, total: int, label: str = "") -> None:
        """Tell progress; ``label`` is a code. Raises ``Cancelled`` when the person asked to stop."""


class Silent:
    """A reporter for callers that do not listen."""

    def step(self, done: int, total: int, label: str = "") -> None:
        """Ignore it."""


SILENT = Silent()


class Shifted:
    """A part of longer work: its steps are told as steps of the whole."""

    def __init__(self, reporter: Reporter, offset: int, total: int) -> None:
        self._reporter, self._offset, self._total = reporter, offset, total

    def step(self, done: int, total: int, label: str = "") -> None:
        """Tell how far the whole is."""
        self._reporter.step(self._offset + done, self._total, label)


class Held:
    """A part of longer work whose own steps count for nothing: each only asks whether to go on."""

    def __init__(self, reporter: Reporter, done: int, total: int, label: str) -> None:
        self._reporter, self._at = reporter, (done, total, label)

    def step(self, done: int, total: int, label: str = "") -> None:
        """Tell again where the whole is."""
        self._reporter.step(*self._at)
