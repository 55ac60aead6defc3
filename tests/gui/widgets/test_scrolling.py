"""Fields come into view whole."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.scroll_page import make_scroll
from gui.widgets.scrolling import bring_into_view

MARGIN = 60


@pytest.fixture
def area(qtbot: QtBot) -> QScrollArea:
    inner = QWidget()
    lines = QVBoxLayout(inner)
    for _ in range(30):
        line = QLineEdit()
        line.setFixedHeight(40)
        lines.addWidget(line)
    tall = QWidget()
    tall.setFixedHeight(900)
    lines.addWidget(tall)
    made = make_scroll(inner)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_every_field_is_seen_whole_with_room_around_it_down_and_up(area: QScrollArea) -> None:
    fields = area.widget().findChildren(QLineEdit)
    for field in (*fields, *reversed(fields)):
        bring_into_view(field, MARGIN)
        assert field.visibleRegion().boundingRect() == field.rect()
        top = field.mapTo(area.viewport(), field.rect().topLeft()).y()
        room_below = area.viewport().height() - top - field.height()
        assert room_below >= MARGIN or area.verticalScrollBar().value() == area.verticalScrollBar().maximum()


def test_nothing_moves_for_what_is_seen(area: QScrollArea) -> None:
    bar = area.verticalScrollBar()
    fields = area.widget().findChildren(QLineEdit)
    bring_into_view(fields[10], MARGIN)
    before = bar.value()
    bring_into_view(fields[9], MARGIN)
    assert bar.value() == before > 0


def test_of_what_is_higher_than_the_window_one_sees_the_top(area: QScrollArea) -> None:
    layout = area.widget().layout()
    assert layout is not None
    tall = layout.itemAt(30).widget()  # type: ignore[union-attr]
    bring_into_view(tall, MARGIN)
    assert area.verticalScrollBar().value() == tall.y()
