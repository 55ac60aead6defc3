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


def locked_note() -> Panel:
    """What a lost stick means."""
    text = tr(
        "Hanya komputer ini dan Dinperinnaker Blora yang bisa membukanya. "
        "Bila USB hilang, orang lain tidak bisa membacanya."
    )
    words = V(Text(tr("Isi USB terkunci"), "h3"), 2, Text(text, "small", wrap=True))
    row = H((Icon("lock-fill", "primaryText", 22), 0, TOP), (words, 1), margins=(16, 14, 16, 16), spacing=12)
    return Panel(row, fill="primarySoft", line="primaryLine", raised=False)
