"""Text that completes itself from what was typed before, as cells of Excel do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from gui.widgets.text_input import TextInput

_DIGITS = re.compile(r"\d")
_TAKES_BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class SuggestInput(TextInput):
    """While one types at the end, the best known text follows, selected: Enter takes it, Delete or more typing not.

    A text that is known itself, or is whole words already, is never lengthened: «SAWAH» stays when «SAWAH NGASEM» is
    known. Digits are never offered: of «DK. NGASEM NO. 12» only «DK. NGASEM NO.», for the number is somebody else's.
    ``suggest``: what is known, best first.
    """

    def __init__(self, **look: Any) -> None:
        super().__init__(**look)
        self._known: tuple[str, ...] = ()
        self._folded: tuple[str, ...] = ()
        self._taking_back = False
        self._offered = -1
        self.textEdited.connect(self._complete)

    def suggest(self, known: Iterable[str]) -> None:
        """Other texts to complete from."""
        self._known = tuple(dict.fromkeys(text.strip() for text in known if text.strip()))
        self._folded = tuple(text.casefold() for text in self._known)

    def learn(self, text: str) -> None:
        """One more, before all others."""
        self.suggest((text, *self._known))

    def typed(self) -> str:
        """What was really typed: without an offered end that nobody took yet."""
        start = self.selectionStart()
        return self.text()[:start] if 0 <= start == self._offered else self.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._taking_back = event.key() in _TAKES_BACK
        super().keyPressEvent(event)

    def _complete(self, typed: str) -> None:
        self._offered = -1
        if self._taking_back or not typed.strip() or self.cursorPosition() != len(typed):
            return
        folded = typed.casefold()
        if folded in self._folded:
            self.setText(self._known[self._folded.index(folded)])  # «BLORa»: the end typed over, in one spelling
            return
        for known, plain in zip(self._known, self._folded, strict=True):
            rest = _DIGITS.split(known[len(typed) :], 1)[0].rstrip() if plain.startswith(folded) else ""
            if rest[:1].isalnum():
                self.setText(known[: len(typed)] + rest)
                self.setSelection(len(typed), len(rest))
                self._offered = len(typed)
                return
