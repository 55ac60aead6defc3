"""The stick in use, at the head of a step."""

from __future__ import annotations

from gui.language import tr
from gui.sticks.around import Place, room_text
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, H, V
from gui.widgets.painting import Tone
from gui.widgets.pill import StatusPill


class StickCard(Panel):
    """Name, state and room. ``change``: a button at the right that leads back to the choice."""

    def __init__(self, change: Button | None = None) -> None:
        self._name = Text("", "h2", elide=True)
        self._pill = StatusPill()
        self._room = Text("", "small", elide=True)
        self._icon = Icon("usb-fill", "primary", 32)
        words = V(H(self._name, self._pill, None, spacing=10), 3, self._room)
        self._name.setSizePolicy(self._pill.sizePolicy().horizontalPolicy(), self._name.sizePolicy().verticalPolicy())
        row = H((self._icon, 0, MIDDLE), (words, 1), margins=(20, 13, 16, 15), spacing=16)
        if change is not None:
            row.add((change, 0, MIDDLE))
        super().__init__(row, line="primaryLine", stripe="primary")

    def show_place(self, place: Place, status: str, tone: Tone = "ok", glyph: str | None = "check-bold") -> None:
        """The stick and what is done with it."""
        self._name.setText(place.name)
        self._icon.set_icon("usb-fill" if place.stick.removable else "folder-fill")
        self._room.setText(room_text(place))
        self.show_status(status, tone, glyph)

    def show_status(self, status: str, tone: Tone = "ok", glyph: str | None = "check-bold") -> None:
        """Another state."""
        self._pill.set_status(status, tone, glyph)
        self.setAccessibleName(f"{self._name.text()}. {status}. {self._room.text()}")


def ready_text() -> str:
    """The state of a stick that can be used."""
    return tr("Siap dipakai")
