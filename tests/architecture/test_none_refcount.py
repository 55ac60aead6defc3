"""PySide6 6.12.0 on Python 3.11 lowers the count of None at every call that returns nothing, and in the end aborts.

See docs/decisions/0006. From Python 3.12 on None is immortal and the count stands still by itself.
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

CALLS = 300


@pytest.mark.usefixtures("qapp")
def test_void_calls_leave_none_alone() -> None:
    font = QFont()
    font.setPixelSize(9)
    before = sys.getrefcount(None)
    for size in range(CALLS):
        font.setPixelSize(10 + size % 20)
    # Other references to None come and go meanwhile; the fault costs one for each call.
    assert abs(sys.getrefcount(None) - before) < CALLS // 10


def test_the_screen_of_the_tests_is_the_smallest_one_supported(qapp: QApplication) -> None:
    size = qapp.primaryScreen().size()
    assert (size.width(), size.height()) == (1366, 768)
    assert qapp.platformName() == "offscreen"
