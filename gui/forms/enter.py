"""Enter moves on, as in Excel: both Enter keys to the next field, with Shift to the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from gui.theme import px
from gui.widgets.scrolling import bring_into_view

PASSED_BY_ENTER = "passed_by_enter"
"""Name of the property of buttons between fields that only Tab reaches: a bin, «Tambah»."""
_ROOM = 80  # between a field and the edge, so that the next ones are seen
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterMover(QObject):
    """The filter behind ``enter_moves_on``. It sees only what the fields left alone: buttons keep their Enter."""

    def __init__(self, form: QWidget, at_end: Callable[[], object] | None) -> None:
        super().__init__(form)
        self._form, self._at_end = form, at_end
        self._came_by_itself: tuple[QWidget, str] | None = None
        form.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() not in _ENTER:
            return False
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        now = self._form.focusWidget()
        if plain != Qt.KeyboardModifier.NoModifier or now is None or _presses(now):
            return False
        by_itself, self._came_by_itself = self._came_by_itself, None
        if not shift and by_itself == (now, _text(now)):
            return True  # this Enter is for the field that was full and left by itself
        self.move(forward=not shift)
        return True

    def advance(self, full: QWidget) -> None:
        """Leave a field that is full. An Enter pressed by habit right after it then does nothing."""
        if self._form.focusWidget() is not full:
            return
        self.move(forward=True)
        now = self._form.focusWidget()
        if now is not None and now is not full:
            self._came_by_itself = (now, _text(now))

    def move(self, *, forward: bool) -> None:
        """Focus the next field that can be changed; past the last one, do what the page asked for."""
        target = next(self._fields(forward), None)
        if target is not None:
            focus_field(target, forward)
        elif forward and self._at_end is not None:
            self._at_end()

    def _fields(self, forward: bool) -> Iterator[QWidget]:
        """The fields on one side of the focus. Qt's chain may have others in between."""
        start = self._form.focusWidget()
        before: list[QWidget] = []
        current, passed = self._form.nextInFocusChain(), False
        while current is not None and current is not self._form:
            if current is start:
                passed = True
                if not forward:
                    yield from reversed(before)
                    return
            elif (passed or not forward) and self._stands_in_form(current) and not _same_choice(start, current):
                if forward:
                    yield current
                else:
                    before.append(current)
            current = current.nextInFocusChain()

    def _stands_in_form(self, widget: QWidget) -> bool:
        return bool(widget.focusPolicy()) and self._form.isAncestorOf(widget) and _can_change(widget)


def _presses(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) and not widget.isCheckable()


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLineEdit) else ""


def _same_choice(one: QWidget | None, other: QWidget) -> bool:
    """Buttons of which one is chosen are one field: the arrows move inside it."""
    if not (isinstance(one, QAbstractButton) and isinstance(other, QAbstractButton)):
        return False
    group = one.group()
    return group is not None and group.exclusive() and other.group() is group


def _can_change(widget: QWidget) -> bool:
    tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    if not (tabbed and widget.isVisible() and widget.isEnabled()) or widget.property(PASSED_BY_ENTER):
        return False
    read_only = getattr(widget, "isReadOnly", None)
    return read_only is None or not read_only()


def focus_field(widget: QWidget, forward: bool = True) -> None:
    """Focus a field, its text selected; it comes into view when what this step changed has been laid out."""
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    widget.setFocus(reason)
    if isinstance(widget, QLineEdit):
        widget.selectAll()
    QTimer.singleShot(0, widget, lambda: bring_into_view(widget, px(_ROOM)))


def enter_moves_on(form: QWidget, at_end: Callable[[], object] | None = None) -> EnterMover:
    """Let Enter move between the fields inside ``form``. ``at_end``: called by Enter in the last field."""
    return EnterMover(form, at_end)
