"""The input: a QLineEdit that paints its own frame, with icon, prefix, suffix and a state."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QFocusEvent, QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from gui.theme import color, font, px
from gui.widgets.painting import draw_icon, draw_text, rounded, smooth, text_width

InputState = Literal["normal", "error", "warn", "ok"]
_MARKS = {
    "ok": ("check-circle-fill", "ok"),
    "error": ("warning-octagon-fill", "err"),
    "warn": ("warning-fill", "warn"),
}


def paint_frame(painter: QPainter, widget: QWidget, focused: bool, state: str, locked: bool) -> None:
    """The frame of an input: 1 px, 2 px with focus or error, sunken when it cannot be changed."""
    if locked or not widget.isEnabled():
        rounded(painter, widget.rect(), px(8), "sunken", "primary" if focused else "border", 2 if focused else 1)
        return
    line, width = {"error": ("err", 2), "warn": ("warn", 1)}.get(state, ("borderStrong", 1))
    if focused:
        line, width = ("err" if state == "error" else "primary"), 2
    rounded(painter, widget.rect(), px(8), "surface", line, width)


class TextInput(QLineEdit):
    """One line of text. ``width``: fixed, at 100%, where the answer has a known length.

    ``left``: emitted when the focus leaves it, whatever the way. It grows to the width of its column otherwise.
    """

    left = Signal()

    def __init__(
        self,
        text: str = "",
        *,
        name: str = "",
        placeholder: str = "",
        icon: str = "",
        prefix: str = "",
        suffix: str = "",
        width: int | None = None,
        height: int = 40,
        text_size: int = 14,
        weight: int = 500,
        spacing: float = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._prefix, self._suffix = icon, prefix, suffix
        self._fixed_width, self._height = width, height
        self._type = (text_size, weight, spacing)
        self._state: InputState = "normal"
        self.setFrame(False)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(free if width is None else fixed, fixed)
        self.restyle()
        self.setText(text)
        self.setCursorPosition(0)

    def set_state(self, state: InputState) -> None:
        """normal, error, warn or ok: the outline and the mark at the end."""
        if state != self._state:
            self._state = state
            self._set_margins()
            self.update()

    def state(self) -> InputState:
        """The state shown."""
        return self._state

    def set_affixes(self, prefix: str, suffix: str) -> None:
        """Other words before and after the text."""
        self._prefix, self._suffix = prefix, suffix
        self._set_margins()
        self.update()

    def restyle(self) -> None:
        """Take font, colours and margins anew."""
        self.setFont(self._own_font())
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.PlaceholderText, color("text3"))
        self.setPalette(palette)
        self._set_margins()
        self.updateGeometry()

    def _own_font(self) -> QFont:
        return font(*self._type)

    def _affix_font(self) -> QFont:
        return font(13, 500)

    def _left(self) -> int:
        width = px(12)
        if self._icon:
            width += px(18) + px(8)
        if self._prefix:
            width += round(text_width(self._affix_font(), self._prefix)) + px(8)
        return width

    def _right(self) -> int:
        width = px(10)
        if self._suffix:
            width += round(text_width(self._affix_font(), self._suffix)) + px(6)
        if self._state in _MARKS:
            width += px(18) + px(6)
        return width

    def _set_margins(self) -> None:
        self.setTextMargins(self._left() - 2, 0, self._right() - 2, 0)  # QLineEdit adds 2

    def sizeHint(self) -> QSize:
        width = px(self._fixed_width) if self._fixed_width is not None else px(180)
        return QSize(width, px(self._height))

    def minimumSizeHint(self) -> QSize:
        width = px(self._fixed_width) if self._fixed_width is not None else self._left() + self._right() + px(40)
        return QSize(width, px(self._height))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ReadOnlyChange, QEvent.Type.EnabledChange):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        paint_frame(painter, self, self.hasFocus(), self._state, self.isReadOnly())
        self._paint_affixes(painter)
        painter.end()
        super().paintEvent(event)

    def _paint_affixes(self, painter: QPainter) -> None:
        left, height = float(px(12)), self.height()
        if self._icon:
            draw_icon(painter, QRectF(left, 0, px(18), height), self._icon, "text3", 18)
            left += px(18) + px(8)
        if self._prefix:
            draw_text(painter, QRectF(left, 0, px(120), height), self._prefix, self._affix_font(), "text3")
        right = float(self.width() - px(10))
        if self._state in _MARKS:
            name, tint = _MARKS[self._state]
            draw_icon(painter, QRectF(right - px(18), 0, px(18), height), name, tint, 18)
            right -= px(18) + px(6)
        if self._suffix:
            width = text_width(self._affix_font(), self._suffix) + 1
            draw_text(painter, QRectF(right - width, 0, width, height), self._suffix, self._affix_font(), "text3")


class TextArea(QPlainTextEdit):
    """Several lines: a reason, an address. Tab moves on."""

    def __init__(self, text: str = "", *, name: str = "", placeholder: str = "", lines: int = 3) -> None:
        super().__init__(text)
        self._lines = lines
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self._state = "normal"
        self.restyle()

    def set_state(self, state: InputState) -> None:
        """normal, error, warn or ok."""
        self._state = state
        self.viewport().update()

    def state(self) -> str:
        """The state shown."""
        return self._state

    def restyle(self) -> None:
        """Take font and margins anew."""
        self.setFont(font(14, 500))
        self.document().setDocumentMargin(px(9))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(20) + self.fontMetrics().lineSpacing() * self._lines)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), self.sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self.viewport())
        paint_frame(painter, self.viewport(), self.hasFocus(), self._state, self.isReadOnly())
        painter.end()
        super().paintEvent(event)
