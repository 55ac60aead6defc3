"""Enter moves on, as in Excel: both Enter keys to the next field, with Shift to the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QScrollArea, QWidget

from gui.theme import px

PASSED_BY_ENTER = "passed_by_enter"
"""Name of the property of buttons between fields that only Tab reaches: a bin, «Tambah»."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterMover(QObject):
    """The filter behind ``enter_moves_on``. It sees only what the fields left alone: buttons keep their Enter."""

    def __init__(self, form: QWidget, at_end: Callable[[], object] | None) -> None:
        super().__init__(form)
        self._form, self._at_end = form, at_end
        form.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() not in _ENTER:
            return False
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        now = self._form.focusWidget()
        if plain != Qt.KeyboardModifier.NoModifier or now is None or _presses(now):
            return False
        self.move(forward=not shift)
        return True

    def move(self, *, forward: bool) -> None:
        """Focus the next field that can be changed; past the last one, do what the page asked for."""
        target = next(self._fields(forward), None)
        if target is not None:
            focus_field(target, forward)
        elif forward and self._at_end is not None:
            self._at_end()

    def _fields(self, forward: bool) -> Iterator[QWidget]:
        start = self._form.focusWidget()
        current = start
        while current is not None:
            previous = current
            current = previous.nextInFocusChain() if forward else previous.previousInFocusChain()
            if current is start or current is self._form or not self._form.isAncestorOf(current):
                return
            if _can_change(current):
                yield current


def _presses(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) and not widget.isCheckable()


def _can_change(widget: QWidget) -> bool:
    tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    if not (tabbed and widget.isVisible() and widget.isEnabled()) or widget.property(PASSED_BY_ENTER):
        return False
    read_only = getattr(widget, "isReadOnly", None)
    return read_only is None or not read_only()


def focus_field(widget: QWidget, forward: bool = True) -> None:
    """Focus a field and bring it into view, its text selected."""
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    widget.setFocus(reason)
    if isinstance(widget, QLineEdit):
        widget.selectAll()
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 0, px(80))
        above = above.parentWidget()


def enter_moves_on(form: QWidget, at_end: Callable[[], object] | None = None) -> EnterMover:
    """Let Enter move between the fields inside ``form``. ``at_end``: called by Enter in the last field."""
    return EnterMover(form, at_end)
