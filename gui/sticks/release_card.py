"""What was written, and the way to take the stick out: «Selesai. Boleh dicabut.» stands here only when it is true."""

from __future__ import annotations

from PySide6.QtCore import Signal

from gui.language import tr
from gui.sticks.around import Place
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, H, V
from services.handover.ejecting import Released


class ReleaseCard(Card):
    """``wanted()``: take it out safely."""

    wanted = Signal()

    def __init__(self) -> None:
        self._icon = Icon("check-circle-fill", "ok", 36)
        self.title = Text("", "lead", wrap=True)
        self._text, self._trouble = Text("", "body", "text2", wrap=True), Text("", "small", "warn", wrap=True)
        self.button = Button(tr("Cabut dengan aman"), "primary", icon="eject")
        words = V(self.title, 3, self._text, 3, self._trouble)
        row = H((self._icon, 0, MIDDLE), (words, 1), (self.button, 0, MIDDLE), spacing=16)
        super().__init__(row, margins=(20, 14, 20, 16))
        self.button.clicked.connect(self.wanted)
        self._trouble.hide()

    def show_written(self, place: Place, text: str, *, whole: bool = True) -> None:
        """Written and read back, and still plugged in. ``whole``: False when something was left out."""
        self._icon.set_icon(*(("check-circle-fill", "ok") if whole else ("warning-fill", "warn")))
        self.button.set_busy(None)
        self.button.set_text(tr("Cabut dengan aman"))
        self._trouble.hide()
        self._text.setText(text)
        self.button.setVisible(place.stick.removable)
        if place.stick.removable:
            self._say(tr("Cocok. Jangan cabut dulu."))
        else:
            self._say(tr("Selesai. Ini folder biasa, tidak ada yang perlu dicabut."))

    def show_releasing(self) -> None:
        """While the system lets go."""
        self._trouble.hide()
        self.button.set_busy(tr("Melepas USB…"))

    def show_released(self, released: Released) -> None:
        """The system answered."""
        self.button.set_busy(None)
        self.button.hide()
        if released is Released.GONE:
            self._say(tr("Selesai. Boleh dicabut."))
        else:
            self._say(tr("Selesai. Ini folder biasa, tidak ada yang perlu dicabut."))

    def show_not_released(self, why: str) -> None:
        """It is still in use: why, and what to do."""
        self.button.set_busy(None)
        self.button.set_text(tr("Coba lagi"))
        self._trouble.setText(why)
        self._trouble.show()
        self._say(tr("Sudah ditulis, tetapi belum boleh dicabut."))
        self.setAccessibleDescription(why)

    def _say(self, title: str) -> None:
        self.title.setText(title)
        self.setAccessibleName(f"{title} {self._text.text()}")
        self.setAccessibleDescription("")
