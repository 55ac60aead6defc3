"""Notices that whoever sat here is gone: Windows was locked, another user took over, the laptop slept.

On Windows the session tells it (WTS, and power messages to the window). Everywhere a slow clock also does: when far
more time has passed between two ticks than a tick takes, the laptop was asleep. Linux desktops that lock without
sleeping are left to the idle time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

TICK_MS = 5000
_SLEPT_S = 60
_SESSION_CHANGE, _POWER = 0x02B1, 0x0218
_GONE = frozenset({0x2, 0x4, 0x7})  # console disconnect (another user), remote disconnect, session lock
_SUSPEND = 0x4


def tells_gone(message: int, parameter: int) -> bool:
    """Whether a message that Windows sent to the window means that nobody is here any more."""
    return (message == _SESSION_CHANGE and parameter in _GONE) or (message == _POWER and parameter == _SUSPEND)


class SessionWatch(QObject):
    """``gone()``. ``clocks``: seconds of the wall and of a clock that only runs forward; tests hand in their own."""

    gone = Signal()

    def __init__(
        self,
        parent: QObject,
        clocks: tuple[Callable[[], float], Callable[[], float]] = (time.time, time.monotonic),
    ) -> None:
        super().__init__(parent)
        self._clocks = clocks
        self._seen = self._now()
        self._filter: QAbstractNativeEventFilter | None = None
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    def tick(self) -> None:
        """Compare both clocks with what they said at the last tick.

        A clock set forward by hand locks as well: that costs one passphrase.
        """
        before, self._seen = self._seen, self._now()
        if max(now - then for now, then in zip(self._seen, before, strict=True)) > _SLEPT_S:
            self.gone.emit()

    def listen(self, window: int) -> None:
        """Hear what Windows says to this window (its handle). Nothing to hear elsewhere."""
        if sys.platform == "win32" and self._filter is None:
            self._filter = _WindowsFilter(self.gone.emit)
            QApplication.instance().installNativeEventFilter(self._filter)
            _register(window)

    def _now(self) -> tuple[float, ...]:
        return tuple(clock() for clock in self._clocks)


class _WindowsFilter(QAbstractNativeEventFilter):
    def __init__(self, gone: Callable[[], None]) -> None:
        super().__init__()
        self._gone = gone

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> tuple[bool, int]:
        if sys.platform == "win32":
            import ctypes.wintypes

            told = ctypes.wintypes.MSG.from_address(int(message))
            if tells_gone(told.message, told.wParam):
                # Not from inside the filter: the door is built once this message has been dealt with.
                QTimer.singleShot(0, QApplication.instance(), self._gone)
        return False, 0


def _register(window: int) -> None:
    """Ask Windows for news of this session; a Windows that refuses leaves the clocks."""
    if sys.platform == "win32":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(ctypes.c_void_p(window), 0)
