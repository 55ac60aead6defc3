"""Lines inside a card that tell something and offer an act or two: the same person, a known family, a day's income."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from gui.forms.enter import PASSED_BY_ENTER
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H, V
from gui.widgets.painting import TONES, Tone


class Offer(Panel):
    """Hidden until ``say``. Tab reaches its buttons; Enter passes them by, since nobody has to answer."""

    def __init__(self, tone: Tone, *, icon: str = "") -> None:
        tint, fill, line, glyph = TONES[tone]
        self._text = Text("", "smallStrong", tint if tone in ("warn", "err") else "text", wrap=True)
        self._buttons = H(spacing=8)
        self._box = Box(H(self._buttons, None, margins=(0, 8, 0, 0)))
        row = H((Icon(icon or f"{glyph}-fill", tint, 18), 0, TOP), 10, (V(self._text, self._box), 1))
        row.set_margins((12, 10, 12, 10))
        super().__init__(row, fill=fill, line=line, radius=8, raised=False)
        self._shown: tuple[str, tuple[str, ...]] = ("", ())
        self.hide()

    def say(self, text: str, *acts: tuple[str, Callable[[], object]]) -> None:
        """A sentence and what can be done about it; an empty text hides it."""
        shown = (text, tuple(label for label, _ in acts))
        if shown != self._shown or acts:
            self._shown = shown
            self._text.setText(text)
            self._buttons.clear()
            for label, act in acts:
                self._buttons.add(offer_button(label, act))
            self._box.setVisible(bool(acts))
            self.setAccessibleName(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """What it says; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def buttons(self) -> list[Button]:
        """Its acts, from left to right."""
        found = [self._buttons.itemAt(place).widget() for place in range(self._buttons.count())]
        return [each for each in found if isinstance(each, Button)]


def offer_button(label: str, act: Callable[[], object]) -> Button:
    """A small button between fields that Enter passes by."""
    button = Button(label, "soft", size="s", on_click=act)
    button.setProperty(PASSED_BY_ENTER, True)
    return button


def quiet_line(glyph: str, tint: str, text: Text) -> QWidget:
    """An icon and one line of small text."""
    return Box(H((Icon(glyph, tint, 16), 0, MIDDLE), 6, (text, 1)))
