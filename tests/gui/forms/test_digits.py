"""RT and RW: zeros in front on leaving."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gui.forms.digits import DigitsField

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform


def test_zeros_are_put_before(qtbot: QtBot) -> None:
    field = DigitsField(3, name="RT")
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "3")
    assert field.text() == "3"
    field.left.emit()
    assert field.text() == "003"
    assert field.value() == "003"


def test_no_more_digits_than_its_length(qtbot: QtBot) -> None:
    field = DigitsField(3)
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "12a34")
    assert field.value() == "123"


def test_blank_stays_blank(qtbot: QtBot) -> None:
    field = DigitsField(3)
    qtbot.addWidget(field)
    field.left.emit()
    assert field.text() == ""
