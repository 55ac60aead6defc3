"""What stands where nothing is yet: first use, nothing found, all done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import CENTER, H, Line, V
from gui.widgets.logo import paint_logo
from gui.widgets.painting import rounded, smooth

_CARDS_BESIDE = 760  # narrower, the ways to begin stand one below the other


class _Picture(QWidget):
    """An umbrella over three empty lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def restyle(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(152), px(132))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        side = px(64)
        paint_logo(painter, QRectF((self.width() - side) / 2, -px(6), side, side), tile=False, stick="primary")
        for row, share in enumerate((0.46, 0.37, 0.28)):
            self._paint_row(painter, px(68) + row * px(22), share)

    def _paint_row(self, painter: QPainter, top: float, share: float) -> None:
        rounded(painter, QRectF(1, top, self.width() - 2, px(16)), px(6), "surface", "border")
        rounded(painter, QRectF(px(8), top + px(4), px(8), px(8)), px(4), "primarySoft")
        rounded(painter, QRectF(px(22), top + px(5), self.width() * share, px(6)), px(3), "heat0")


class StartCard(Card):
    """One of the ways to begin: icon, title, a sentence and its button."""

    def __init__(self, icon: str, title: str, text: str, button: Button) -> None:
        super().__init__(
            H(Icon(icon, "primaryText", 24), None),
            12,
            Text(title, "h2"),
            4,
            Text(text, "small", wrap=True),
            None,
            14,
            H(button, None),
        )


class EmptyState(QWidget):
    """A picture, a title, a sentence; ``actions``: buttons in a row; ``cards``: ways to begin, side by side."""

    def __init__(
        self,
        title: str,
        text: str = "",
        actions: Sequence[Button] = (),
        *,
        cards: Sequence[StartCard] = (),
        picture: bool = True,
    ) -> None:
        super().__init__()
        self._cards: Line | None = None
        self._title = Text(title, "h1", align=Qt.AlignmentFlag.AlignHCenter, wrap=True)
        self._text = Text(text, "body", "text2", align=Qt.AlignmentFlag.AlignHCenter, wrap=True)
        if not text:  # setVisible(True) here would flash a window: it has no parent yet
            self._text.hide()
        items: list[object] = [None]
        if picture:
            items += [(_Picture(), 0, CENTER), 20]
        items += [self._title, 6, self._text]
        if actions:
            items += [18, H(None, *actions, None, spacing=10)]
        if cards:
            self._cards = H(*((card, 1) for card in cards), spacing=16)
            items += [20, self._cards]
        self.setLayout(V(*items, None, margins=(24, 24, 24, 24)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._cards is not None:
            narrow = event.size().width() < px(_CARDS_BESIDE)
            way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
            if self._cards.direction() != way:
                self._cards.setDirection(way)

    def set_text(self, title: str, text: str = "") -> None:
        """Other words."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
