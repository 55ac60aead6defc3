"""The focus ring: one overlay that follows the focus. Two pixels wide, three outside the control.

Inputs show their focus themselves; so does every widget with a true ``own_focus``.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from gui.theme import px
from gui.widgets.painting import rounded, smooth

_OUTSIDE, _WIDTH, _RADIUS = 3, 2, 10
_OWN = (QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QAbstractItemView, QAbstractScrollArea)
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


def shows_own_focus(widget: QWidget) -> bool:
    """True for widgets that need no ring."""
    return isinstance(widget, _OWN) or getattr(widget, "own_focus", False)


class FocusRing(QWidget):
    """The ring of one window (or dialog); make it once, after the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._inner = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        QApplication.instance().focusChanged.connect(self._focus_changed)

    def target(self) -> QWidget | None:
        """The control it is around now."""
        return self._target if self.isVisible() else None

    def _focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        self._release()
        if now is None or now.window() is not self.window() or shows_own_focus(now):
            self.hide()
            return
        self._target = now
        now.destroyed.connect(self._gone)
        above: QWidget | None = now
        while above is not None and above is not self.window():
            above.installEventFilter(self)
            self._watched.append(above)
            above = above.parentWidget()
        self._place()

    def _release(self) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        if self._target is not None and shiboken6.isValid(self._target):
            self._target.destroyed.disconnect(self._gone)
        self._watched, self._target = [], None

    def _gone(self) -> None:
        self._watched, self._target = [], None
        if shiboken6.isValid(self):
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def restyle(self) -> None:
        """Take the place anew."""
        self._place()

    def _place(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        out = px(_OUTSIDE)
        ring = QRect(target.mapTo(self.window(), QPoint(0, 0)), target.size()).adjusted(-out, -out, out, out)
        shown = ring & self._free_area(target)
        if shown.isEmpty():
            self.hide()
            return
        self._inner = ring.translated(-shown.topLeft())
        self.setGeometry(shown)
        self.show()
        self.raise_()
        self.update()

    def _free_area(self, target: QWidget) -> QRect:
        """The window without what scroll areas hide of the target."""
        area = self.window().rect()
        above = target.parentWidget()
        while above is not None and above is not self.window():
            holder = above.parentWidget()
            if isinstance(holder, QAbstractScrollArea) and holder.viewport() is above:
                area &= QRect(above.mapTo(self.window(), QPoint(0, 0)), above.size())
            above = holder
        return area

    def paintEvent(self, event: QPaintEvent) -> None:
        radius = getattr(self._target, "focus_radius", px(_RADIUS))
        rounded(smooth(self), QRectF(self._inner), radius, None, "primary", _WIDTH)
