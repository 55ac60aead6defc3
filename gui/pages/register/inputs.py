"""Small inputs that only this form needs: an hour of the day, and choices that letters make."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

from gui.language import tr
from gui.pages.register.hours import parse_clock, show_clock
from gui.widgets.segment import Segment
from gui.widgets.text_input import TextInput
from models.values import Sex


class TimeField(TextInput):
    """Takes ``7``, ``0730``, ``7.30``; on leaving it is written out as 07.30."""

    def __init__(self, *, name: str = "", width: int | None = 84) -> None:
        super().__init__(name=name, width=width)
        self.setMaxLength(5)
        self.setInputMethodHints(Qt.InputMethodHint.ImhTime)
        self.left.connect(self.settle)

    def value(self) -> str:
        """HH:MM; what cannot be read stays as typed; empty when nothing is typed."""
        return parse_clock(self.text()) or self.text().strip()

    def set_value(self, value: str) -> None:
        """Show HH:MM without telling."""
        self.setText(show_clock(value))

    def is_unreadable(self) -> bool:
        """True when something is typed that is no hour."""
        return bool(self.text().strip()) and parse_clock(self.text()) is None

    def settle(self) -> None:
        """Write the hour out; leaving the field does this."""
        value = parse_clock(self.text())
        if value is not None:
            self.setText(show_clock(value))


class LetterSegment(Segment):
    """(value, text, letter): the letter chooses too, so that one key answers. Nothing is chosen at first."""

    def __init__(self, choices: Sequence[tuple[str, str, str]], name: str) -> None:
        super().__init__([(value, text) for value, text, _ in choices], name=name, empty=True)
        self._by_letter = {letter.upper(): value for value, _, letter in choices}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        value = self._by_letter.get(event.text().upper())
        if value is None or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
            return
        wanted = next(button for button in self.buttons() if getattr(button, "value", "") == value)
        wanted.setChecked(True)
        wanted.setFocus()

    def first_button(self) -> QAbstractButton:
        """Where the focus goes: the chosen one, else the first."""
        return next((button for button in self.buttons() if button.isChecked()), self.buttons()[0])


class SexField(LetterSegment):
    """Laki-laki or Perempuan, or neither yet; the keys L and P choose, as the letters on the KTP."""

    def __init__(self) -> None:
        choices = [(Sex.MALE.value, tr("Laki-laki"), "L"), (Sex.FEMALE.value, tr("Perempuan"), "P")]
        super().__init__(choices, tr("Jenis kelamin"))

    def sex(self) -> Sex | None:
        """What is chosen."""
        return Sex(self.value()) if self.value() else None

    def set_sex(self, sex: Sex | None) -> None:
        """Choose without telling."""
        self.set_value(sex.value if sex else "")
