"""Cyclic garbage is collected on the window's thread, in small portions, and in full only while nobody types.

Left to itself Python collects wherever the next allocation happens to fall: in a worker thread, where destroying a
widget crashes, or in the middle of a keystroke, where walking everything takes 100 to 200 ms.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer

LOOK_MS = 1000
QUIET_S = 30.0
_YOUNG, _MIDDLE, _OLD = 700, 10, 10
_CROWD = 5_000
"""More new objects than this are set aside unwalked: after an import of 10,000 people there are half a million."""
_INPUT = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class GarbageKeeper(QObject):
    """Installed on the application; automatic collection is off while it lives. ``clock``: seconds, monotonic."""

    def __init__(self, parent: QObject, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._last_input = clock()
        self._crowded = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        parent.installEventFilter(self)
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Hand it back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def look(self) -> int:
        """Collect what is due; gives the generation that was collected, -1 for none."""
        young, middle, old = gc.get_count()
        if (old > _OLD or self._crowded) and self._clock() - self._last_input >= QUIET_S:
            self._collect_all()
            return 2
        if young > _CROWD:
            gc.freeze()  # no walk; a later full collection takes them back
            self._crowded = True
            return -1
        generation = 1 if middle > _MIDDLE else 0 if young > _YOUNG else -1
        if generation >= 0:
            gc.collect(generation)
        return generation

    def _collect_all(self) -> None:
        gc.unfreeze()
        gc.collect()
        gc.freeze()  # what is left is here to stay; the next portions need not walk it
        self._crowded = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._last_input = self._clock()
        return False
