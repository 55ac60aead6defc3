"""The district's keys: the six words of the root, who speaks for the district, and what the safe is for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from gui.format import number
from gui.language import tr
from gui.pages.laptops.qr_picture import QrPicture
from gui.six_words import WordGrid
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.card import Card, Panel
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H, Rule, V
from services.handover.rotating import DistrictComputer, RootFacts

_NARROW = 900


class KeysView(QWidget):
    """``letter_wanted()``: the letter with the six words. ``rotate_wanted()``, ``recovery_wanted()``: from the safe."""

    letter_wanted = Signal()
    rotate_wanted = Signal()
    recovery_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = WordGrid()
        self.qr = QrPicture(tr("QR sidik kunci kabupaten"), module=3)
        self.letter = Button(tr("Cetak surat untuk desa"), "primary", icon="printer", on_click=self.letter_wanted.emit)
        self._title = Text("", "h2")
        self._computers = V(spacing=0)
        self._recovery = Text("", "small", wrap=True, selectable=True)
        self._columns = H((self._make_words(), 1, TOP), (self._make_list(), 1, TOP), spacing=16)
        self.setLayout(V(self._columns, 16, self._make_lost(), None))

    def show_root(self, facts: RootFacts) -> None:
        """The root document in use."""
        self.words.show_words(facts.print.words)
        self.qr.show_code(facts.print.qr_text)
        self._title.setText(tr("Daftar kunci, versi {version}", version=number(facts.version)))
        self._computers.clear()
        for place, computer in enumerate(facts.computers):
            if place:
                self._computers.add(Rule())
            self._computers.add(_computer(computer))
        self._recovery.setText(f"{facts.recovery[:16]}…{facts.recovery[-6:]}")

    def _make_words(self) -> Card:
        text = tr(
            "Setiap desa mencocokkan enam kata ini sebelum memakai kit. Kirim lewat surat resmi, boleh juga dibacakan "
            "lewat telepon. Kata ini bukan rahasia."
        )
        letter = H(self.letter, None)
        return Card(
            Text(tr("Kata kunci kabupaten"), "h2"),
            4,
            Text(text, "small", wrap=True),
            12,
            self.words,
            14,
            H(
                (self.qr, 0, Qt.AlignmentFlag.AlignLeft),
                16,
                (V(Text(tr("QR berisi sidik yang sama, untuk dipindai."), "small", wrap=True), 12, letter, None), 1),
            ),
            margins=(20, 16, 20, 18),
        )

    def _make_list(self) -> Card:
        self.rotate = Button(tr("Ganti daftar kunci"), icon="rotate", on_click=self.rotate_wanted.emit)
        self.recover = Button(tr("Baca USB dengan kunci pemulihan"), icon="usb", on_click=self.recovery_wanted.emit)
        text = tr(
            "Komputer yang boleh menandatangani kit, keputusan dan perintah. Desa mengunci paketnya untuk mereka."
        )
        return Card(
            self._title,
            4,
            Text(text, "small", wrap=True),
            10,
            self._computers,
            Rule(),
            H((Text(tr("Kunci pemulihan"), "bodyStrong"), 1), (self._recovery, 0, MIDDLE), margins=(0, 10, 0, 12)),
            V(H(self.rotate, None), H(self.recover, None), spacing=8),
            margins=(20, 16, 20, 18),
        )

    @staticmethod
    def _make_lost() -> Panel:
        text = tr(
            "Satu lembar hilang: buat kunci pemulihan baru dengan lembar yang lain. Dicuri, atau dua-duanya hilang: "
            "data utuh, tetapi semua desa perlu kit baru dan mencocokkan enam kata yang baru."
        )
        words = V(Text(tr("Bila lembar di brankas hilang"), "h3"), 2, Text(text, "small", wrap=True))
        row = H((Icon("lifebuoy", "accentText", 22), 0, TOP), (words, 1), margins=(18, 14, 18, 16), spacing=12)
        return Panel(row, fill="subtle", raised=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < px(_NARROW)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)


def _computer(computer: DistrictComputer) -> Box:
    name = tr("Komputer ini") if computer.here else tr("Komputer kabupaten lain")
    words = V(Text(name, "bodyStrong"), 1, Text("  ".join(computer.words), "small", wrap=True))
    glyph = Icon("check-circle-fill" if computer.here else "district", "ok" if computer.here else "text3", 20)
    return Box(H((glyph, 0, MIDDLE), 12, (words, 1), margins=(0, 9, 0, 9)))
