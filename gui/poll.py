"""Looking again and again, while somebody can see it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

STICKS_MS = 2000
"""How often a page looks for a stick."""


class Poll(QTimer):
    """Calls ``look`` every ``ms`` milliseconds while ``widget`` is shown; an idle, hidden page costs nothing."""

    def __init__(self, widget: QWidget, look: Callable[[], object], ms: int = STICKS_MS) -> None:
        super().__init__(widget, interval=ms)
        self.timeout.connect(lambda: look())
        widget.installEventFilter(self)
        if widget.isVisible():
            self.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self.start()
        elif event.type() == QEvent.Type.Hide:
            self.stop()
        return False
