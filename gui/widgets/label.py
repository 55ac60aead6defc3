"""Text and icons that take their font and colour from the tokens and follow theme and zoom."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.theme import STYLES, color, font, px
from gui.widgets.painting import draw_icon, draw_text, rounded, smooth

_COLUMN = 420  # pixels: how wide a wrapped text would like to be at most
_UNDONE_BY_QT = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange)


class Text(QLabel):
    """A text in a named style of gui.theme.STYLES: body, h1, h2, h3, caption, small, lead, number, display, hero …

    Plain text unless ``rich``: names from the register are never read as markup. ``elide`` ends a line that does not
    fit in … and shows all of it as tool tip; ``wrap`` breaks lines; ``selectable`` lets it be copied.
    """

    def __init__(
        self,
        text: str = "",
        style: str = "body",
        color: str | None = None,
        *,
        wrap: bool = False,
        elide: bool = False,
        rich: bool = False,
        selectable: bool = False,
        weight: int | None = None,
        size: int | None = None,
        align: Qt.AlignmentFlag | None = None,
    ) -> None:
        super().__init__()
        self._style, self._tint, self._weight, self._size = style, color, weight, size
        self._elide = elide
        self._heights: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if align is not None:
            self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter if not wrap else align)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        horizontal = QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Minimum
        vertical = QSizePolicy.Policy.Minimum if wrap else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Ignored if elide else horizontal, vertical)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.restyle()
        self.setText(text)

    def setText(self, text: str) -> None:
        if text == self.text():
            return
        self._heights.clear()
        super().setText(text)
        self._tell()

    def set_color(self, token: str | None) -> None:
        """Another colour token; None: the style's own."""
        if token != self._tint:
            self._tint = token
            self.restyle()

    def set_style(self, style: str) -> None:
        """Another named style."""
        if style != self._style:
            self._style = style
            self.restyle()
            self.updateGeometry()

    def restyle(self) -> None:
        """Take font and colour anew."""
        self._heights.clear()
        size, weight, spacing, tint = STYLES[self._style]
        face, ink = font(self._size or size, self._weight or weight, spacing), color(self._tint or tint)
        if self.font() != face:
            self.setFont(face)
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != ink:
            palette.setColor(QPalette.ColorRole.WindowText, ink)
            self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if hasattr(self, "_heights"):
            self._heights.clear()
        # With a style sheet in the application Qt may bring back an older font or palette when the parent changes.
        if event.type() in _UNDONE_BY_QT and hasattr(self, "_elide"):
            self.restyle()

    def heightForWidth(self, width: int) -> int:
        """Kept for each width: a page of cards asks thousands of times, and laying out text is slow."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().sizeHint()
        # Qt guesses a squarish block, several lines high; a column of ours is wide.
        whole = self.fontMetrics().size(0, self.text()).width() + 2
        width = min(whole, px(_COLUMN))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        if self._elide:
            return QSize(px(24), super().minimumSizeHint().height())
        if self.wordWrap():
            return QSize(px(40), self.sizeHint().height())
        return super().minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        if self._elide:
            whole = QFontMetrics(self.font()).horizontalAdvance(self.text()) <= self.width()
            self.setToolTip("" if whole else self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elide:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        tint = self._tint or STYLES[self._style][3]
        draw_text(painter, self.rect(), self.text(), self.font(), tint, self.alignment())


class Icon(QWidget):
    """An icon of gui.icons; decoration only, so a screen reader skips it unless ``name`` is given."""

    def __init__(self, glyph: str, tint: str = "text2", size: int = 18, *, name: str = "") -> None:
        super().__init__()
        self._glyph, self._tint, self._size = glyph, tint, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def set_icon(self, glyph: str, tint: str | None = None) -> None:
        """Another icon, optionally in another colour."""
        self._glyph, self._tint = glyph, tint or self._tint
        self.update()

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_icon(QPainter(self), self.rect(), self._glyph, self._tint, self._size)


class IconTile(Icon):
    """An icon on a soft square, as at the head of a task or choice."""

    def __init__(self, glyph: str, tint: str = "primaryText", fill: str = "primarySoft", side: int = 40) -> None:
        super().__init__(glyph, tint, round(side / 2))
        self._fill, self._side = fill, side

    def sizeHint(self) -> QSize:
        return QSize(px(self._side), px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        rounded(painter, self.rect(), px(10), self._fill)
        draw_icon(painter, self.rect(), self._glyph, self._tint, self._size)


class Initials(QWidget):
    """The initials of a person in a circle."""

    def __init__(self, letters: str = "", side: int = 44, fill: str = "primarySoft", tint: str = "primaryText") -> None:
        super().__init__()
        self._letters, self._side, self._fill, self._tint = letters, side, fill, tint
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_letters(self, letters: str) -> None:
        """At most two letters."""
        self._letters = letters
        self.update()

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(self._side), px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        rounded(painter, self.rect(), self.width() / 2, self._fill)
        text_font = font(round(self._side * 0.37), 700)
        draw_text(painter, self.rect(), self._letters, text_font, self._tint, Qt.AlignmentFlag.AlignCenter)
