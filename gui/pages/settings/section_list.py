"""The list of sections at the left of the settings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from gui.theme import color, font, px
from gui.widgets.painting import draw_icon, draw_text, rounded, smooth


class _Section(QAbstractButton):
    def __init__(self, text: str, glyph: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._glyph = glyph
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    narrow = False

    def sizeHint(self) -> QSize:
        return QSize(px(40 if self.narrow else 204), px(40))

    def restyle(self) -> None:
        """Follow a change of zoom."""
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            rounded(painter, self.rect(), px(8), color("primarySoft" if chosen else "sunken"))
        tint = "primaryText" if chosen else "text2"
        glyph = f"{self._glyph}-fill" if chosen else self._glyph
        draw_icon(painter, QRectF(px(11), 0, px(18), self.height()), glyph, tint, 18)
        if self.narrow:
            return
        area = QRectF(px(40), 0, self.width() - px(48), self.height())
        draw_text(painter, area, self.text(), font(14, 600 if chosen else 500), tint)


class SectionList(QWidget):
    """``chosen(int)``: position of the section; arrow keys move."""

    chosen = Signal(int)

    def __init__(self, sections: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._narrow = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self.buttons: list[_Section] = []
        for position, (text, glyph) in enumerate(sections):
            button = _Section(text, glyph, self)
            button.toggled.connect(lambda on, position=position: on and self.chosen.emit(position))
            self.buttons.append(button)
            layout.addWidget(button)
        layout.addStretch(1)
        self.restyle()

    def choose(self, position: int) -> None:
        """Show that section."""
        self.buttons[position].setChecked(True)

    def restyle(self) -> None:
        """Follow a change of zoom."""
        self.setFixedWidth(px(40 if self._narrow else 204))

    def set_narrow(self, narrow: bool) -> None:
        """Icons only."""
        self._narrow = narrow
        for button in self.buttons:
            button.narrow = narrow
            button.restyle()
        self.restyle()
