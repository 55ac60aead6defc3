"""Small pieces that several steps show."""

from __future__ import annotations

from typing import NamedTuple

from gui.language import tr
from gui.widgets.card import Panel
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, H, Line, V


class Fact(NamedTuple):
    """A label with its value at the right end of the line."""

    line: Line
    value: Text


def fact(label: str, value: str = "–") -> Fact:
    """One line of a summary."""
    shown = Text(value, "bodyStrong")
    return Fact(H((Text(label, "small"), 1), shown, margins=(0, 4, 0, 4)), shown)


class LockedNote(Panel):
    """What a lost stick means."""

    def __init__(self) -> None:
        self._text = Text("", "small", wrap=True)
        words = V(Text(tr("Isi USB terkunci"), "h3"), 2, self._text)
        row = H((Icon("lock-fill", "primaryText", 22), 0, TOP), (words, 1), margins=(16, 14, 16, 16), spacing=12)
        super().__init__(row, fill="primarySoft", line="primaryLine", raised=False)
        self.show_laptops(0)

    def show_laptops(self, count: int) -> None:
        """How many other laptops of this office can open it too."""
        lost = tr("Bila USB hilang, orang lain tidak bisa membacanya.")
        if count:
            who = tr("Hanya laptop-laptop desa ini dan Dinperinnaker Blora yang bisa membukanya.")
        else:
            who = tr("Hanya komputer ini dan Dinperinnaker Blora yang bisa membukanya.")
        self._text.setText(f"{who} {lost}")
