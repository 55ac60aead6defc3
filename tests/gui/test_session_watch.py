"""Nobody is here any more: the laptop slept, or Windows was locked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject

from gui.session_watch import TICK_MS, SessionWatch, tells_gone


class Clocks:
    def __init__(self) -> None:
        self.wall, self.steady = 1000.0, 50.0

    def both(self) -> tuple[object, object]:
        return (lambda: self.wall), (lambda: self.steady)


@pytest.mark.parametrize(
    ("wall", "steady", "gone"),
    [
        (5, 5, False),
        (59, 59, False),
        (3600, 5, True),  # Linux: the steady clock stands still in sleep
        (3600, 3600, True),  # Windows: it does not
        (5, 600, True),
        (-86_400, 5, False),  # a clock set back is no sleep
    ],
)
def test_a_gap_between_two_ticks_is_sleep(qtbot, wall: float, steady: float, gone: bool) -> None:
    owner, clocks, told = QObject(), Clocks(), []
    watch = SessionWatch(owner, clocks.both())  # type: ignore[arg-type]
    watch.gone.connect(lambda: told.append(True))
    clocks.wall += wall
    clocks.steady += steady
    watch.tick()
    assert bool(told) is gone
    clocks.wall += 5
    clocks.steady += 5
    watch.tick()
    assert len(told) == int(gone), "told once"


def test_the_clock_is_looked_at_every_few_seconds(qtbot) -> None:
    owner = QObject()
    watch = SessionWatch(owner)
    assert watch._timer.isActive() and watch._timer.interval() == TICK_MS < 60_000
    watch._timer.setInterval(1)
    seen = watch._seen
    qtbot.waitUntil(lambda: watch._seen != seen)


@pytest.mark.parametrize(
    ("message", "parameter", "gone"),
    [
        (0x02B1, 0x7, True),  # locked
        (0x02B1, 0x2, True),  # another user at the console
        (0x02B1, 0x8, False),  # unlocked
        (0x02B1, 0x5, False),  # signed in
        (0x0218, 0x4, True),  # going to sleep
        (0x0218, 0x7, False),  # waking up
        (0x000F, 0x7, False),  # paint
    ],
)
def test_what_windows_says(message: int, parameter: int, gone: bool) -> None:
    assert tells_gone(message, parameter) is gone
