"""Fourth step: the stick may be pulled out; words to read aloud, and the paper to sign."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import format
from gui.forms.field import FormField
from gui.language import tr
from gui.printing.handover_receipt import paint_receipt
from gui.printing.receipt import COPIES, Receipt, spoken
from gui.sticks.around import Place
from gui.sticks.release_card import ReleaseCard
from gui.theme import font, px
from gui.widgets.card import Card
from gui.widgets.label import Initials, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H, V
from gui.widgets.painting import CENTER, draw_text, rounded, smooth, text_width
from gui.widgets.paper import A4, PaperPreview
from gui.widgets.text_input import TextInput

_RATIO = A4.height() / A4.width()
_GAP = 20


class CheckWords(QWidget):
    """Four words, large, each on its own tile."""

    def __init__(self) -> None:
        super().__init__()
        self._words: Sequence[str] = ()
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_words(self, words: Sequence[str]) -> None:
        """The words of this bundle."""
        self._words = tuple(words)
        self.setAccessibleName(" ".join(words))
        self.updateGeometry()
        self.update()

    def words(self) -> tuple[str, ...]:
        """The words shown."""
        return tuple(self._words)

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def _widths(self) -> list[int]:
        return [round(text_width(font(20, 700), word)) + px(32) for word in self._words]

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + px(8) * max(0, len(self._words) - 1), px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter: QPainter = smooth(self)
        left = 0
        for word, width in zip(self._words, self._widths(), strict=True):
            tile = QRectF(left, 0, width, self.height())
            rounded(painter, tile, px(8), "primarySoft")
            draw_text(painter, tile, word, font(20, 700), "primaryText", CENTER)
            left += width + px(8)


class ReceiptStep(QWidget):
    """``letter_typed(str)``: the office's own number of the letter. ``release_wanted()``: take the stick out."""

    letter_typed = Signal(str)
    release_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._receipt: Receipt | None = None
        self.release = ReleaseCard()
        self.release.wanted.connect(self.release_wanted)
        self._note = Text("", "small", wrap=True)
        self.words = CheckWords()
        self.letter = TextInput()
        self.letter.setMaxLength(60)
        self.letter.textEdited.connect(self.letter_typed)
        self.paper = PaperPreview(name=tr("Tanda terima"))
        self._left = Box(V(self.release, 16, self._make_words(), 16, self._make_letter(), 16, self._make_next(), None))
        self._row = H((self._left, 1), (self.paper, 0, TOP), spacing=_GAP)
        self.setLayout(V(self._row, None))

    def _make_words(self) -> Card:
        text = tr("Bacakan kepada petugas kabupaten. Empat kata di layar mereka harus sama persis.")
        return Card(
            Text(tr("Kata pencocok"), "h2"),
            2,
            Text(text, "small", wrap=True),
            10,
            H(self.words, None),
            margins=(20, 14, 20, 16),
        )

    def _make_letter(self) -> Card:
        help_text = tr("Menurut buku agenda kantor. Bila kosong, titik-titik tercetak untuk ditulis tangan.")
        return Card(FormField(tr("Nomor surat"), self.letter, help_text, optional=True), margins=(20, 14, 20, 16))

    def _make_next(self) -> Card:
        lines = [
            tr("Cetak tanda terima rangkap dua"),
            tr("Bawa USB dan tanda terima ke Dinperinnaker Blora"),
            tr("Simpan lembar yang sudah dicap sebagai bukti"),
        ]
        rows: list[object] = []
        for number, text in enumerate(lines, start=1):
            rows += [8, H((Initials(str(number), 26), 0, MIDDLE), (Text(text, "body", wrap=True), 1), spacing=12)]
        return Card(Text(tr("Langkah berikutnya"), "h2"), *rows, 10, self._note, margins=(20, 14, 20, 14))

    def show_receipt(self, receipt: Receipt, place: Place) -> None:
        self.letter.setText(receipt.letter_no)
        self.words.set_words(receipt.words)
        self.release.show_written(
            place,
            tr(
                "Data {count} pekerja ada di {name}, sudah dibaca ulang dan cocok.",
                count=format.number(receipt.people),
                name=place.name,
            ),
        )
        self._note.setText(
            tr("Data tetap ikut di paket berikutnya sampai kabupaten membalas, jadi USB hilang tidak merugikan.")
        )
        self.show_paper(receipt)

    def show_paper(self, receipt: Receipt) -> None:
        """The paper as it will print."""
        self._receipt = receipt
        self.paper.set_document(self._paint, COPIES)
        self.paper.setAccessibleDescription(spoken(receipt))

    def _paint(self, painter: QPainter, page: int) -> None:
        if self._receipt is not None:
            paint_receipt(painter, QRectF(0, 0, A4.width(), A4.height()), self._receipt, page + 1)

    def fit(self, width: int, height: int) -> None:
        """As large a sheet as the page has room for; below the words when the page is narrow."""
        narrow = width < px(760)
        ways = self._row.Direction
        self._row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        tall = max(px(420), min(height, round((width - px(480)) * _RATIO)))
        if narrow:
            tall = round(min(width, px(440)) * _RATIO)
        self.paper.setFixedSize(round((tall - 10) / _RATIO) + 8, tall)
