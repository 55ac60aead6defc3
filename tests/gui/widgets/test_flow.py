from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from gui.widgets.flow import Flow


def make(qtbot: Any, widths: list[int]) -> tuple[QWidget, list[QWidget]]:
    host = QWidget()
    flow = Flow(8)
    things = [QWidget() for _ in widths]
    for thing, width in zip(things, widths, strict=True):
        thing.setFixedSize(width, 32)
        flow.addWidget(thing)
    host.setLayout(flow)
    qtbot.addWidget(host)
    return host, things


def test_a_second_line_begins_where_the_first_is_full(qtbot: Any, qapp: QApplication) -> None:
    host, things = make(qtbot, [100, 100, 100])
    assert host.layout().heightForWidth(316) == 32
    assert host.layout().heightForWidth(315) == 72
    host.resize(315, 80)
    host.layout().activate()
    assert [(thing.x(), thing.y()) for thing in things] == [(0, 0), (108, 0), (0, 40)]


def test_hidden_things_take_no_room(qtbot: Any, qapp: QApplication) -> None:
    host, things = make(qtbot, [100, 100, 100])
    things[1].hide()
    assert host.layout().heightForWidth(208) == 32
