"""Charts: every value printed and read out."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gui.charts.bars import Bar, BarChart
from gui.charts.columns import ColumnChart
from gui.charts.ring import Ring

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform

BARS = (Bar("Buruh tani", 92), Bar("Tukang ojek", 19), Bar("Lainnya", 0, "chart2", "belum ada"))


def _ink(chart: BarChart | ColumnChart | Ring) -> int:
    chart.resize(400, chart.sizeHint().height())
    image = chart.grab().toImage()
    return len({image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)})


def test_bars_are_read_out(qtbot: QtBot) -> None:
    chart = BarChart(BARS, marker=60, marker_name="Kuota minimal 60", values="edge")
    qtbot.addWidget(chart)
    assert chart.accessibleDescription() == "Buruh tani 92, Tukang ojek 19, Lainnya belum ada. Kuota minimal 60"
    assert chart.sizeHint().height() == 90
    assert _ink(chart) > 5


def test_empty_and_all_zero_bars_paint(qtbot: QtBot) -> None:
    for bars in ((), (Bar("Nol", 0),)):
        chart = BarChart(bars)
        qtbot.addWidget(chart)
        chart.resize(300, 40)
        chart.grab()


def test_columns_are_read_out(qtbot: QtBot) -> None:
    chart = ColumnChart(BARS, name="Per pekerjaan", words=lambda value: f"{value:g} orang")
    qtbot.addWidget(chart)
    assert chart.accessibleDescription().startswith("Buruh tani 92 orang, ")
    assert _ink(chart) > 5
    chart.set_columns(())
    chart.grab()


def test_ring_stays_between_nothing_and_all(qtbot: QtBot) -> None:
    ring = Ring(1.4, "140%", "terdata")
    qtbot.addWidget(ring)
    assert ring.accessibleName() == "140% terdata"
    assert _ink(ring) > 5
