"""Themes: every text readable, a switch reaches every widget, zoom scales what exists."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.theme import (
    STYLES,
    _load,
    color,
    font,
    is_short,
    motion,
    px,
    set_reduced_motion,
    set_theme,
    set_zoom,
    theme,
    theme_hub,
    zoom,
)
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import V
from gui.widgets.painting import TONES

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform


@pytest.fixture(autouse=True)
def plain(qapp: QApplication) -> Iterator[None]:
    set_theme(qapp, "light")
    yield
    set_reduced_motion(False)
    set_zoom(qapp, 1.0)
    set_theme(qapp, "light")


def _luminance(tint: QColor) -> float:
    parts = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in tint.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(mode: str, one: str, other: str) -> float:
    colors = _load(mode).colors
    high, low = sorted((_luminance(QColor(colors[one])), _luminance(QColor(colors[other]))), reverse=True)
    return (high + 0.05) / (low + 0.05)


READ = [
    *((ink, ground) for ink in ("text", "text2", "text3") for ground in ("surface", "canvas", "subtle", "primarySoft")),
    *(
        (ink, ground)
        for ink in ("text", "text2")
        for ground in ("sunken", "neutralSoft", "errSoft", "infoSoft", "accentSoft")
    ),
    *((tone, f"{tone}Soft") for tone in ("ok", "warn", "err", "info")),
    *((ink, "surface") for ink in ("ok", "warn", "err", "info", "primaryText")),
    ("onPrimary", "primary"),
    ("primaryText", "primarySoft"),
    ("accentText", "accentSoft"),
    ("sideText", "side"),
    ("sideMuted", "side"),
    ("toastText", "toast"),
    ("toastAction", "toast"),
    ("onAccent", "accent"),
]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), READ)
def test_text_is_readable(mode: str, ink: str, ground: str) -> None:
    assert _contrast(mode, ink, ground) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_outlines_of_controls_are_seen(mode: str) -> None:
    assert _contrast(mode, "borderStrong", "surface") >= 3
    assert _contrast(mode, "borderStrong", "canvas") >= 3


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ground", [TONES["neutral"][1], "neutralSoft"])
def test_grounds_of_quiet_pills_and_empty_bars_are_seen_on_a_card(mode: str, ground: str) -> None:
    assert _contrast(mode, ground, "surface") >= 1.2


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_track_of_a_bar_is_seen_on_a_card(mode: str) -> None:
    assert _contrast(mode, "heat0", "surface") >= 1.15


def test_both_themes_name_the_same_colours() -> None:
    assert set(_load("dark").colors) == set(_load("light").colors)


def test_switch_reaches_existing_texts(qapp: QApplication, qtbot: QtBot) -> None:
    told: list[bool] = []
    theme_hub().theme_changed.connect(lambda: told.append(theme().dark))
    text = Text("Terdata", "body")
    card = Card(text)
    qtbot.addWidget(card)
    set_theme(qapp, "dark")
    assert text.palette().color(QPalette.ColorRole.WindowText) == color("text")
    assert told == [True]


def test_colour_changed_before_it_had_a_parent_stays(qtbot: QtBot) -> None:
    text = Text("15 dari 16", "small", "text2")
    inner = Card(text)
    text.set_color("err")
    outer = Card(inner)
    qtbot.addWidget(outer)
    assert text.palette().color(QPalette.ColorRole.WindowText) == color("err")


def test_zoom_scales_fonts_buttons_and_margins(qapp: QApplication, qtbot: QtBot) -> None:
    button, text = Button("Simpan"), Text("Judul", "h1")
    card = Card(text, 10, button)
    qtbot.addWidget(card)
    before = (button.sizeHint().height(), text.font().pixelSize(), card.layout().contentsMargins().left())
    set_zoom(qapp, 1.5)
    after = (button.sizeHint().height(), text.font().pixelSize(), card.layout().contentsMargins().left())
    assert before == (40, 22, 20)
    assert after == (60, 33, 30)
    assert is_short(1000)


def test_zoom_takes_the_nearest_step(qapp: QApplication) -> None:
    set_zoom(qapp, 1.2)
    assert zoom() == 1.25
    assert px(40) == 50


@pytest.mark.parametrize("style", sorted(STYLES))
def test_no_style_is_smaller_than_allowed(style: str) -> None:
    assert STYLES[style][0] >= (11 if style == "keycap" else 12)


def test_weights_differ_and_figures_are_of_equal_width() -> None:
    widths = [QFontMetricsF(font(40, weight)).horizontalAdvance("Simpan") for weight in (400, 500, 600, 700, 800)]
    assert widths == sorted(widths)
    assert len(set(widths)) == 5
    figures = {QFontMetricsF(font(40, 500)).horizontalAdvance(digit * 4) for digit in "0123456789"}
    assert len(figures) == 1


def test_reduced_motion_stops_everything() -> None:
    assert motion(180) == 180
    set_reduced_motion(True)
    assert motion(180) == 0


def test_unknown_colour_is_an_error() -> None:
    with pytest.raises(KeyError):
        color("merah")


def test_rescaled_gaps(qapp: QApplication) -> None:
    column = V(Text("a"), 10, Text("b"))
    from PySide6.QtWidgets import QWidget

    holder = QWidget()
    holder.setLayout(column)
    gap = column.itemAt(1).spacerItem()
    set_zoom(qapp, 1.5)
    assert gap.sizeHint().height() == 15
