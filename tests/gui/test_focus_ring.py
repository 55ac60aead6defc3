"""The focus ring: around what has the focus, inside what is seen, gone with its control."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.focus_ring import FocusRing
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import V
from gui.widgets.scroll_page import ScrollPage
from gui.widgets.text_input import TextInput

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform


class _Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.button, self.line, self.low = Button("Simpan"), TextInput(), Button("Jauh")
        self.page = ScrollPage("Halaman")
        self.page.body.add(self.button, self.line, *(Card(Text("x"), margins=80) for _ in range(8)), self.low)
        self.setLayout(V(self.page))
        self.resize(600, 500)
        self.ring = FocusRing(self)


@pytest.fixture
def window(qtbot: QtBot) -> _Window:
    made = _Window()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.button.setFocus()
    return made


def test_ring_is_three_pixels_outside(window: _Window) -> None:
    assert window.ring.target() is window.button
    corner = window.button.mapTo(window, window.button.rect().topLeft())
    assert (window.ring.geometry().topLeft() - corner).y() == -3
    assert window.ring.width() == min(window.button.width() + 6, window.width())


def test_inputs_show_their_own(window: _Window) -> None:
    window.line.setFocus()
    assert window.ring.target() is None


def test_ring_follows_scrolling_and_hides_with_it(window: _Window, qtbot: QtBot) -> None:
    before = window.ring.y()
    window.page.scroll.verticalScrollBar().setValue(10)
    assert window.ring.y() != before or window.ring.height() < window.button.height() + 6
    window.page.scroll.verticalScrollBar().setValue(400)
    assert window.ring.target() is None
    window.page.scroll.verticalScrollBar().setValue(0)
    assert window.ring.target() is window.button


def test_ring_goes_when_its_control_goes(window: _Window, qtbot: QtBot) -> None:
    button = window.button
    button.setParent(None)
    button.deleteLater()
    qtbot.waitUntil(lambda: window.ring.target() is None, timeout=1000)
