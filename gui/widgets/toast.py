"""Toasts: short news at the bottom, with at most one action. Never the only place for a refusal."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLineEdit, QWidget

from gui.theme import motion, px
from gui.widgets.button import Button
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, H
from gui.widgets.painting import rounded, smooth
from gui.widgets.scroll_page import FootBar
from gui.widgets.segment import Segment

STAY, STAY_WITH_ACTION = 6000, 10000  # milliseconds
_WIDEST = 720
_APART = 8
_HIGHEST = 0.5  # of the page: above the middle it would lie over what is being read
_LOOK_MS = 250
_CONTROLS = (QAbstractButton, Segment, QLineEdit)
_FRESH_S = 1.0
"""News this young belong to the page one is just going to: «Tersimpan» is told while the list opens."""
_LOOKS = {
    "ok": ("check-circle-fill", "toastOk"),
    "info": ("info-fill", "toastInfo"),
    "warn": ("warning-fill", "toastWarn"),
    "err": ("warning-octagon-fill", "toastErr"),
}


class Toast(QFrame):
    """One toast at the bottom centre of ``host``; the next replaces it.

    It stays 6 seconds, 10 with an action, and waits while the mouse or the focus is on it. Esc closes it. It lies over
    no foot bar, no button that can be pressed and no field, wherever on the page that is: it goes up until it does not.
    """

    def __init__(self, host: QWidget, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(host)
        self._clock, self._shown_at = clock, 0.0
        self._right: Callable[[], int] | None = None
        self._icon = Icon("check-circle-fill", "toastOk", 20)
        self._text = Text("", "bodyStrong", "toastText")
        self._button = Button("", "toast", on_click=self._act)
        self._act_on: Callable[[], None] | None = None
        self.setLayout(
            H((self._icon, 0, MIDDLE), 10, (self._text, 1), 16, self._button, margins=(16, 2, 18, 2), spacing=0)
        )
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._leave)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._give_way)
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        host.installEventFilter(self)
        self.hide()

    def show_message(
        self, text: str, *, tone: str = "ok", action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """Show ``text``; with ``action`` a button that calls ``on_action`` once and closes the toast."""
        self._icon.set_icon(*_LOOKS[tone])
        self._text.setText(text)
        self._button.set_text(action)
        self._button.setVisible(bool(action))
        self._act_on = on_action
        self._shown_at = self._clock()
        self.setAccessibleName(text)
        self._fit()
        self.show()
        self.raise_()
        self._rise()
        self._look.start()
        self._timer.start(STAY_WITH_ACTION if action else STAY)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def keep_clear(self, right: Callable[[], int] | None) -> None:
        """Leave free what stands at the right of the page, as a panel with buttons; asked whenever it is placed."""
        self._right = right

    def page_left(self) -> None:
        """Another page is shown: older news go, what it offered belongs to the page that was left."""
        self._right = None
        if self.isVisible() and self._clock() - self._shown_at >= _FRESH_S:
            self.hide()
        elif self.isVisible():
            self.restyle()

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def is_waiting(self) -> bool:
        """True while it would close by itself."""
        return self._timer.isActive()

    def _act(self) -> None:
        self.hide()
        if self._act_on is not None:
            self._act_on()

    def _leave(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self._timer.start(1000)
        else:
            self.hide()

    def _home(self) -> QPoint:
        host = self.parentWidget()
        left = max(px(16), (self._room() - self.width()) // 2)
        place = QRect(QPoint(left, host.height() - self.height() - px(24)), self.size())
        bars, buttons = self._in_the_way()
        low = self._above(place, bars)
        free = self._above(low, [*bars, *buttons])
        return free.topLeft() if free.top() >= host.height() * _HIGHEST else low.topLeft()

    def _in_the_way(self) -> tuple[list[QRect], list[QRect]]:
        """What is seen of the host's foot bars, and of the controls that can be used."""
        host = self.parentWidget()
        seen = lambda each: each.visibleRegion().boundingRect().translated(each.mapTo(host, QPoint(0, 0)))  # noqa: E731
        bars = [seen(each) for each in host.findChildren(FootBar) if each.isVisible()]
        buttons = [
            seen(each)
            for kind in _CONTROLS
            for each in host.findChildren(kind)
            if each.isVisible() and each.isEnabled() and not self.isAncestorOf(each)
        ]
        return [each for each in bars if not each.isEmpty()], [each for each in buttons if not each.isEmpty()]

    @staticmethod
    def _above(place: QRect, others: list[QRect]) -> QRect:
        """The lowest place from there upward that touches none of them."""
        apart = px(_APART)
        for other in sorted(others, key=QRect.bottom, reverse=True):
            if place.adjusted(-apart, -apart, apart, apart).intersects(other):
                place = place.translated(0, other.top() - apart - place.bottom() - 1)
        return place

    def _give_way(self) -> None:
        """The page moved below it, or a bar came: up; never while somebody is about to press its button."""
        if not self.isVisible():
            self._look.stop()
        elif not self._button.underMouse() and self._slide.state() != QPropertyAnimation.State.Running:
            bars, buttons = self._in_the_way()
            if any(self.geometry().intersects(each) for each in [*bars, *buttons]):
                self.move(self._home())

    def _room(self) -> int:
        """From the left edge to what has to stay free; all of it where that would leave too little."""
        whole = self.parentWidget().width()
        room = whole - (self._right() if self._right is not None else 0)
        return room if room >= px(360) else whole

    def _fit(self) -> None:
        """As wide as its words; in a narrow window they break lines."""
        room = max(px(200), min(self._room() - px(32), px(_WIDEST)))
        self._text.setWordWrap(False)
        self.layout().activate()
        width = min(self.sizeHint().width(), room)
        self._text.setWordWrap(width == room)
        self.layout().activate()
        wanted = self.layout().totalHeightForWidth(width) if width == room else self.sizeHint().height()
        self.resize(width, max(px(44), wanted + (px(16) if width == room else 0)))

    def _rise(self) -> None:
        self._slide.stop()
        length = motion(180)
        if not length:
            self.move(self._home())
            return
        self.move(self._home() + QPoint(0, px(8)))
        self._slide.setDuration(length)
        self._slide.setStartValue(self.pos())
        self._slide.setEndValue(self._home())
        self._slide.start()

    def restyle(self) -> None:
        """Take size and place anew."""
        self._fit()
        self.move(self._home())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent() and self.isVisible():
            self._slide.stop()
            self.restyle()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(smooth(self), self.rect(), px(10), "toast", "toastLine")
