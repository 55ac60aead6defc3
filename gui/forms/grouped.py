"""Inputs that group their digits while one types, without the caret jumping."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from gui.widgets.text_input import TextInput


class GroupedInput(TextInput):
    """Keeps what ``keep`` lets through and shows it as ``group`` writes it. Subclasses say both.

    ``edited``: the kept characters after every change by the officer. Pasting passes through ``keep`` too.
    """

    edited = Signal(str)

    def __init__(self, **look: Any) -> None:
        super().__init__(**look)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.textEdited.connect(self._regroup)

    def keep(self, text: str) -> str:
        """The characters that count."""
        return "".join(sign for sign in text if sign.isascii() and sign.isdigit())

    def group(self, kept: str) -> str:
        """How they are written."""
        return kept

    def kept(self) -> str:
        """The characters that count in what is shown."""
        return self.keep(self.text())

    def set_kept(self, kept: str) -> None:
        """Show these characters without telling."""
        self.setText(self.group(kept))

    def _regroup(self, text: str) -> None:
        before = len(self.keep(text[: self.cursorPosition()]))
        kept = self.keep(text)
        shown = self.group(kept)
        if shown != text:
            self.setText(shown)
            self.setCursorPosition(self._place_after(before))
        self.edited.emit(kept)

    def _place_after(self, count: int) -> int:
        """Where the caret stands when ``count`` kept characters are before it."""
        shown = self.text()
        seen = 0
        for place, sign in enumerate(shown):
            if seen == count:
                return place
            seen += bool(self.keep(sign))
        return len(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.hasSelectedText():
            place, shown = self.cursorPosition(), self.text()
            if event.key() == Qt.Key.Key_Backspace and place > 0 and not self.keep(shown[place - 1]):
                self.setCursorPosition(place - 1)  # a group's gap is not a character to delete
            elif event.key() == Qt.Key.Key_Delete and place < len(shown) and not self.keep(shown[place]):
                self.setCursorPosition(place + 1)
        super().keyPressEvent(event)
