from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from gui.idle import IdleWatch


def test_a_key_starts_the_waiting_anew(qtbot) -> None:
    owner = QObject()
    watch = IdleWatch(10, owner)
    watch._timer.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one rounds its end anew at each start
    watch._timer.setInterval(60_000)
    watch.start()
    qtbot.waitUntil(lambda: watch._timer.remainingTime() < 59_900)
    waited = watch._timer.remainingTime()
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert watch.eventFilter(owner, key) is False
    assert watch._timer.remainingTime() > waited
    watch._timer.setInterval(1)  # milliseconds, where an officer has minutes
    with qtbot.waitSignal(watch.idle):
        pass


def test_nothing_happens_while_it_is_locked(qtbot) -> None:
    owner = QObject()
    watch = IdleWatch(10, owner)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    watch.eventFilter(owner, key)
    assert not watch._timer.isActive()
