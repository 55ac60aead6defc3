"""What the tour says while it runs and at its end."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from gui.format import number
from gui.language import language
from gui.messages import sentence
from services.practice.story import Told

_EVERY_S = 5.0


class ProgressLines:
    """One line for each step when it is over, and in between at most every five seconds."""

    def __init__(self, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._say, self._clock = say, clock
        self._start = self._last = clock()

    def tell(self, told: Told) -> None:
        """Say it, unless something was said a moment ago and the step goes on."""
        now = self._clock()
        if told.seconds is None and now - self._last < _EVERY_S:
            return
        self._last = now
        self._say(f"[{now - self._start:6.1f} s] {_what(told)}")


def _what(told: Told) -> str:
    name = sentence(f"tour.step_{told.step}")
    if told.seconds is not None:
        return sentence("tour.done", {"step": name, "seconds": _seconds(told.seconds)})
    return f"{name} {number(told.done)}/{number(told.total)}" if told.total else name


def _seconds(value: float) -> str:
    text = f"{value:.1f}"
    return text if language() == "en" else text.replace(".", ",")


def summary_lines(summary: Mapping[str, Any], folder: Path) -> list[str]:
    """The end of the story for a person."""
    imports = summary["imports"]
    numbers = {name: value for name, value in summary.items() if isinstance(value, int)}
    return [
        sentence("tour.people", numbers),
        sentence("tour.imports", imports),
        sentence("tour.money", numbers),
        sentence("tour.home", numbers),
        sentence("tour.kept", {"folder": str(folder)}),
    ]
