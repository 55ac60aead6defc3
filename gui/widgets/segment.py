"""Segments: one of two to four short choices, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from gui.theme import font, px
from gui.widgets.painting import CENTER, draw_text, rounded, smooth, text_width


class _Choice(QAbstractButton):
    def __init__(self, value: str, text: str) -> None:
        super().__init__()
        self.value, self._label = value, text
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(text_width(font(14, 600), self._label)) + px(20), px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(text_width(font(14, 600), self._label)) + px(12), px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        on = self.isChecked()
        inner = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        if on:
            rounded(painter, inner, px(6), "primarySoft")
        elif self.underMouse() and self.isEnabled():
            rounded(painter, inner, px(6), "subtle")
        tint = ("primaryText" if on else "text2") if self.isEnabled() else "disabled"
        draw_text(painter, inner, self._label, font(14, 600 if on else 500), tint, CENTER)


class Segment(QWidget):
    """Exactly one of ``choices`` (value, text). Arrow keys move; ``changed`` tells the value an officer chose.

    ``empty``: nothing is chosen at first, and ``set_value("")`` takes a choice back.
    """

    changed = Signal(str)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        value: str = "",
        *,
        name: str = "",
        empty: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for choice, text in choices:
            button = _Choice(choice, text)
            self._group.addButton(button)
            layout.addWidget(button, 1)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_value(value or (choices[0][0] if choices and not empty else ""))
        self._group.buttonToggled.connect(self._toggled)

    def value(self) -> str:
        """The chosen value."""
        button = self._group.checkedButton()
        return button.value if isinstance(button, _Choice) else ""

    def buttons(self) -> list[QAbstractButton]:
        """The choices, left to right."""
        return self._group.buttons()

    def set_value(self, value: str) -> None:
        """Choose without telling."""
        blocked = self._group.blockSignals(True)
        self._group.setExclusive(False)  # an exclusive group never gives up its last choice
        for button in self._group.buttons():
            button.setChecked(isinstance(button, _Choice) and button.value == value)
        self._group.setExclusive(True)
        chosen = self._group.checkedButton()
        for button in self._group.buttons():  # Tab goes to the chosen one, as Qt sees to when an officer chooses
            tab = Qt.FocusPolicy.StrongFocus if chosen in (None, button) else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(tab)
        self._group.blockSignals(blocked)
        self.update()

    def restyle(self) -> None:
        """Take the size anew."""
        for button in self._group.buttons():
            button.updateGeometry()

    def _toggled(self, button: QAbstractButton, on: bool) -> None:
        if on and isinstance(button, _Choice):
            self.changed.emit(button.value)

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(smooth(self), self.rect(), px(8), "surface" if self.isEnabled() else "sunken", "borderStrong")
