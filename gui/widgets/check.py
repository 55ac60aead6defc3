"""Check boxes: on, off and mixed, with a text that may wrap."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from gui.theme import color, font, px
from gui.widgets.painting import draw_icon, rounded, smooth

_SIDE, _GAP = 20, 10


def paint_check(painter: QPainter, rect: QRectF, state: Qt.CheckState, enabled: bool = True) -> None:
    """The square of a check box; tables paint theirs with it too."""
    chosen = state != Qt.CheckState.Unchecked
    box = rect.adjusted(1, 1, -1, -1)
    if not enabled:
        rounded(painter, box, px(5), "sunken", "border", 1.5)
    else:
        rounded(painter, box, px(5), "primary" if chosen else "surface", "primary" if chosen else "borderStrong", 1.5)
    if chosen:
        name = "minus-bold" if state == Qt.CheckState.PartiallyChecked else "check-bold"
        draw_icon(painter, rect, name, "onPrimary" if enabled else "disabled", 14)


class Check(QCheckBox):
    """A check box; the whole text is its target. ``wrap``: long texts break lines. ``strong``: heavier text."""

    def __init__(
        self, text: str = "", *, wrap: bool = False, strong: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._label, self._wrap, self._strong = text, wrap, strong
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        fixed, free, high = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum
        # A fixed height would be that of one line, and a second line would be cut off.
        policy = QSizePolicy(free, high) if wrap else QSizePolicy(fixed, fixed)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)

    def set_label(self, text: str) -> None:
        """Another text."""
        self._label = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    def label(self) -> str:
        """The text as shown."""
        return self._label

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def _text_left(self) -> int:
        return px(_SIDE) + (px(_GAP) if self._label else 0)

    def _text_size(self, width: int) -> QSize:
        if not self._label:
            return QSize(0, 0)
        flags = Qt.TextFlag.TextWordWrap.value if self._wrap else 0
        metrics = QFontMetrics(self._font())
        return metrics.boundingRect(QRect(0, 0, width if self._wrap else 4000, 4000), flags, self._label).size()

    def _font(self) -> QFont:
        return font(14, 600 if self._strong else 500)

    def hasHeightForWidth(self) -> bool:
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        return max(px(32), self._text_size(width - self._text_left()).height() + px(8))

    def sizeHint(self) -> QSize:
        width = px(360) if self._wrap else 4000
        text = self._text_size(width)
        side = px(_SIDE) if not self._label else px(32)
        return QSize(self._text_left() + text.width() + (2 if self._label else 0), max(side, text.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(32)) if self._wrap else self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        side = px(_SIDE)
        one_line = self._text_size(self.width() - self._text_left()).height() <= px(24)
        top = (self.height() - side) // 2 if one_line else px(5)
        paint_check(painter, QRectF(0, top, side, side), self.checkState(), self.isEnabled())
        painter.setFont(self._font())
        painter.setPen(color("text" if self.isEnabled() else "disabled"))
        flags = Qt.AlignmentFlag.AlignVCenter if one_line else Qt.AlignmentFlag.AlignTop
        area = QRect(self._text_left(), 0 if one_line else px(4), self.width() - self._text_left(), self.height())
        wrap = Qt.TextFlag.TextWordWrap.value if self._wrap else 0
        painter.drawText(area, flags.value | wrap, self._label)
