"""The office's other laptops: one stick there and back, with the same bundles that go to the district."""

from __future__ import annotations

from PySide6.QtCore import Signal

from gui.language import tr
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import Box, H, V


class LaptopCard(Card):
    """``read_wanted()``. Where no other laptop is known yet it says how one becomes known."""

    read_wanted = Signal()

    def __init__(self) -> None:
        self._title = Text("", "h2", wrap=True)
        self._text = Text("", "small", wrap=True)
        self.read = Button(tr("Baca dari laptop lain"), icon="compare", size="s")
        self._row = Box(V(12, H(self.read, None)))
        super().__init__(self._title, 4, self._text, self._row, margins=(18, 16, 18, 16))
        self.read.clicked.connect(self.read_wanted)
        self.show_laptops(0)

    def show_laptops(self, count: int) -> None:
        """How many other laptops of this office the roster knows."""
        self._row.setVisible(bool(count))
        if count:
            self._title.setText(tr("Tukar dengan laptop lain desa ini"))
            self._text.setText(
                tr(
                    "Paket yang ditulis ke USB juga terbuka di {count} laptop lain desa ini. "
                    "Tulis di sini, baca di sana; lalu tulis di sana, baca di sini.",
                    count=count,
                )
            )
            return
        self._title.setText(tr("Ada laptop lain di desa ini?"))
        self._text.setText(
            tr(
                "Laptop itu perlu kit sendiri dari kabupaten. Sesudah masing-masing diserahkan satu kali dan "
                "balasannya dibaca di kedua laptop, data bisa saling ditukar lewat USB."
            )
        )

    def show_reading(self, busy: bool) -> None:
        """While something is being read."""
        self.read.set_busy(tr("Membaca…") if busy else None)
