"""The form keeps itself: two seconds after the last key, ten after the first, at once when it goes out of sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

AFTER_MS = 2_000
LATEST_MS = 10_000
"""Somebody who types without a pause loses no more than this."""


class AutoSave(QObject):
    """``keep``: called when it is time. ``place``: the name of the field the cursor is in, or was in last."""

    def __init__(self, parent: QObject, keep: Callable[[], None]) -> None:
        super().__init__(parent)
        self._keep = keep
        self._timer = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._timer.timeout.connect(keep)
        self._first = QElapsedTimer()
        self.place = ""

    def touch(self) -> None:
        """Something was typed: two seconds from now, but not later than ten after the first key that is not kept."""
        if not self._timer.isActive():
            self._first.start()
            self._timer.start()
        elif self._first.elapsed() + self._timer.interval() < LATEST_MS:
            self._timer.start()

    def move_to(self, place: str, *, kept: bool) -> None:
        """The cursor went to another field. ``kept``: there is a draft that should know."""
        if place and place != self.place:
            self.place = place
            if kept:
                self.touch()

    def now(self) -> None:
        """At once, if anything waits."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep()

    def forget(self) -> None:
        """Nothing waits any more."""
        self._timer.stop()

    def waits(self) -> bool:
        """Whether something typed is not kept yet."""
        return self._timer.isActive()
