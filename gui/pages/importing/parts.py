"""What the steps of the import share: the place to drop a file, and the card with the counts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.format import number
from gui.language import tr
from gui.pages.importing import words
from gui.pages.importing.presenter import Outcome
from gui.theme import color, px
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.flow import Flow
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import CENTER, MIDDLE, Box, H, V
from gui.widgets.painting import rounded, smooth
from gui.widgets.progress_bar import ProgressBar


class DropZone(QWidget):
    """Says where a file may be dropped; the page takes the drop. ``choose`` stands in its middle."""

    def __init__(self, choose: Button) -> None:
        super().__init__()
        self._hot = False
        title = Text(tr("Seret berkas Excel ke sini"), "h1", align=Qt.AlignmentFlag.AlignHCenter, wrap=True)
        kinds = tr("atau pilih dari komputer. Bisa .xlsx, .xls, .csv, dan .ods")
        hint = Text(kinds, "body", "text2", align=Qt.AlignmentFlag.AlignHCenter, wrap=True)
        picture = (Icon("excel-fill", "primary", 52), 0, CENTER)
        self.setLayout(V(None, picture, 16, title, 4, hint, 16, (choose, 0, CENTER), None, margins=20))
        self.setMinimumHeight(px(220))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_hot(self, hot: bool) -> None:
        """While a file hovers over it."""
        self._hot = hot
        self.update()

    def restyle(self) -> None:
        """Take the size anew."""
        self.setMinimumHeight(px(220))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        rounded(painter, area, px(14), "primarySoft" if self._hot else "surface")
        pen = QPen(color("primary"), px(2))
        pen.setDashPattern([5, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, px(14), px(14))


class CountsCard(Card):
    """Headline, file and the bar whose parts add up to the rows of the file."""

    def __init__(self) -> None:
        self._icon = Icon("check-circle-fill", "ok", 36)
        self._title = Text("", "h1", wrap=True)
        self._source = Text("", "body", "text2", elide=True)
        self._bar = ProgressBar(height=12)
        self._legend = QWidget()
        self._flow = Flow(24)
        self._legend.setLayout(self._flow)
        head = H((self._icon, 0, MIDDLE), 16, (V(self._title, 3, self._source), 1))
        super().__init__(head, 16, self._bar, 12, self._legend, margins=(24, 20, 24, 20))

    def show_outcome(self, outcome: Outcome) -> None:
        """The counts of a check or of an import."""
        result, written = outcome.result, outcome.written
        self._icon.set_icon(*_sign(outcome))
        self._title.setText(words.headline(result, written=written))
        self._source.setText(words.source(result, outcome.path.name))
        parts = words.counts(result, written=written)
        rows = max(1, result.rows)
        self._bar.set_parts([(count / rows, tint) for count, _, tint in parts if count])
        while self._flow.count():
            self._flow.takeAt(0).widget().deleteLater()
        for part in parts:
            self._flow.addWidget(_Count(*part))
        self.setAccessibleName(f"{self._title.text()}. {self._source.text()}")


class _Count(Box):
    """A coloured square, a number, what it counts."""

    def __init__(self, count: int, text: str, tint: str) -> None:
        square = _Square(tint)
        super().__init__(
            H((square, 0, MIDDLE), 8, (Text(number(count), "h2"), 0, MIDDLE), 6, (Text(text, "small"), 0, MIDDLE))
        )
        self.setAccessibleName(f"{number(count)} {text}")


class _Square(Box):
    def __init__(self, tint: str) -> None:
        self._tint = tint
        super().__init__(V(), 12, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(smooth(self), self.rect(), px(3), self._tint)


def _sign(outcome: Outcome) -> tuple[str, str]:
    if outcome.result.ready:
        return ("check-circle-fill", "ok") if outcome.written else ("table", "primaryText")
    return ("info-fill", "info") if not outcome.result.held else ("warning-fill", "warn")
