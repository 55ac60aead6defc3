"""The search box: finds while one types, Esc clears, a second Esc leaves."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from gui.widgets.text_input import TextInput

DEBOUNCE = 120  # milliseconds


class SearchBox(TextInput):
    """``searched`` follows the text 120 ms after the last key, at once on Enter or when cleared.

    ``stepped``: Enter or Down, for the page to move into the list. ``escaped``: Esc in the empty box.
    """

    searched = Signal(str)
    stepped = Signal()
    escaped = Signal()

    def __init__(self, placeholder: str, *, name: str = "", width: int | None = 356) -> None:
        super().__init__(placeholder=placeholder, name=name or placeholder, icon="search", width=width)
        self._told = ""
        self._timer = QTimer(self, singleShot=True, interval=DEBOUNCE)
        self._timer.timeout.connect(self._tell)
        self.textChanged.connect(lambda *_: self._timer.start())

    def _tell(self) -> None:
        self._timer.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.searched.emit(self._told)

    def clear_search(self) -> None:
        """Empty it and tell at once."""
        self.clear()
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if self.text():
                self.clear_search()
            else:
                self.escaped.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._tell()
            self.stepped.emit()
        else:
            super().keyPressEvent(event)
