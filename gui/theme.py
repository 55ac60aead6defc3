"""Colours, sizes and type of the whole window: the tokens of the design, and the only place with a style sheet.

Sizes are logical pixels at 100%; ``px`` applies the officer's zoom. A widget that keeps something derived from a
token has a ``restyle()``; it is called after every change of theme or zoom, for all widgets that exist.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from gui.fonts import FALLBACKS, FAMILY, load_fonts
from resources import locate

Mode = Literal["light", "dark", "system"]

ZOOMS = (1.0, 1.12, 1.25, 1.5)
SHORT_HEIGHT = 720  # below this client height pages close up (1366 x 768 leaves about 690)
NARROW_WIDTH = 960  # below this the sidebar shows icons only and side panels become drawers

SPACES = {0: 0, 1: 4, 2: 8, 3: 12, 4: 16, 5: 20, 6: 24, 7: 28, 10: 40, 14: 56}

# style: (pixels, weight, letter spacing, colour)
STYLES: dict[str, tuple[int, int, float, str]] = {
    "keycap": (11, 600, 0, "text2"),
    "caption": (12, 500, 0, "text3"),
    "captionStrong": (12, 600, 0, "text2"),
    "small": (13, 500, 0, "text2"),
    "smallStrong": (13, 600, 0, "text"),
    "body": (14, 500, 0, "text"),
    "bodyStrong": (14, 600, 0, "text"),
    "h3": (14, 700, 0, "text"),
    "h2": (16, 700, -0.1, "text"),
    "lead": (18, 700, 0, "text"),
    "nik": (20, 600, 0.6, "text"),
    "h1": (22, 700, -0.3, "text"),
    "number": (26, 800, -0.4, "text"),
    "display": (28, 800, -0.5, "text"),
    "hero": (32, 800, -0.5, "text"),
}


@dataclass(frozen=True, slots=True)
class Theme:
    """The tokens in use. ``colors``: name to #rrggbb or #aarrggbb."""

    name: str
    colors: dict[str, str]

    @property
    def dark(self) -> bool:
        """True for the dark theme."""
        return self.name == "dark"


class ThemeHub(QObject):
    """Tells when theme or zoom changed, after every widget was restyled."""

    theme_changed = Signal()


class _State:
    """What is chosen now."""

    def __init__(self) -> None:
        self.hub = ThemeHub()
        self.theme: Theme | None = None
        self.mode: Mode = "light"
        self.zoom = 1.0
        self.reduced_motion = False
        self.follows_system = False
        self.applied: tuple[str, float] | None = None


_state = _State()


@cache
def _load(name: str) -> Theme:
    data = json.loads(locate(f"themes/{name}.json").read_text(encoding="utf-8"))
    return Theme(name, data["color"])


def theme() -> Theme:
    """The tokens in use now."""
    if _state.theme is None:
        _state.theme = _load("light")
    return _state.theme


def theme_hub() -> ThemeHub:
    """Where to hear of changes."""
    return _state.hub


@cache
def _parsed(value: str) -> QColor:
    return QColor(value)


def color(name: str, alpha: int | None = None) -> QColor:
    """A token («primary») or a literal («#2B1A00») as a new QColor; ``alpha`` 0 to 255. Raises KeyError."""
    result = QColor(_parsed(name if name.startswith("#") else theme().colors[name]))
    if alpha is not None:
        result.setAlpha(alpha)
    return result


def px(size: float) -> int:
    """A size of the design in logical pixels at the officer's zoom."""
    return round(size * _state.zoom)


def space(step: int) -> int:
    """A step of the spacing scale (4 is 16 px) at the officer's zoom."""
    return px(SPACES[step])


def font(size: int = 14, weight: int = 500, spacing: float = 0) -> QFont:
    """The typeface with figures of equal width, at the officer's zoom. Cached: do not change what you get."""
    return _font(px(size), weight, spacing)


@cache
def _font(pixels: int, weight: int, spacing: float) -> QFont:
    result = QFont([FAMILY, *FALLBACKS])
    result.setPixelSize(pixels)
    if load_fonts():
        # The file is a variable font. Its axis gives exact weights everywhere; setWeight would thicken some by hand.
        result.setVariableAxis(QFont.Tag("wght"), weight)
    else:
        result.setWeight(QFont.Weight(weight))
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if spacing:
        result.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


def style_font(style: str) -> QFont:
    """The font of a named style («h1»)."""
    size, weight, spacing, _ = STYLES[style]
    return font(size, weight, spacing)


def is_short(height: int) -> bool:
    """True when a client area of that height needs the short density."""
    return height < px(SHORT_HEIGHT)


def motion(milliseconds: int) -> int:
    """The length of an animation: nothing when the officer asked for calm."""
    return 0 if _state.reduced_motion else milliseconds


def set_reduced_motion(reduced: bool) -> None:
    """Switch all animations off or on."""
    _state.reduced_motion = reduced


def zoom() -> float:
    """The officer's zoom, 1.0 to 1.5."""
    return _state.zoom


def mode() -> Mode:
    """What was asked for: light, dark or system."""
    return _state.mode


def set_theme(app: QApplication, mode: Mode) -> None:
    """Use a theme from now on; «system» follows the computer."""
    load_fonts()
    _state.mode = mode
    if not _state.follows_system:
        app.styleHints().colorSchemeChanged.connect(lambda *_: _state.mode == "system" and set_theme(app, "system"))
        _state.follows_system = True
    dark = mode == "dark" or (mode == "system" and app.styleHints().colorScheme() == Qt.ColorScheme.Dark)
    _state.theme = _load("dark" if dark else "light")
    _apply(app)


def set_zoom(app: QApplication, factor: float) -> None:
    """Scale fonts and measures of every widget; one of ZOOMS."""
    _state.zoom = min(ZOOMS, key=lambda known: abs(known - factor))
    _apply(app)


def _apply(app: QApplication) -> None:
    wanted = (theme().name, _state.zoom)
    if wanted == _state.applied:
        return  # Qt would polish every widget again
    _state.applied = wanted
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(_palette())
    app.setStyleSheet(_style_sheet())
    for widget in app.allWidgets():
        _restyle(widget)
    _state.hub.theme_changed.emit()


def _restyle(widget: QWidget) -> None:
    _rescale(widget.layout())
    restyle = getattr(widget, "restyle", None)
    if restyle is not None:
        restyle()
    widget.update()


def _rescale(layout: QLayout | None) -> None:
    if layout is None:
        return
    rescale = getattr(layout, "rescale", None)
    if rescale is not None:
        rescale()
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is not None and item.layout() is not None:
            _rescale(item.layout())


_ROLES = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "subtle",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipBase: "text",
    QPalette.ColorRole.ToolTipText: "surface",
    QPalette.ColorRole.Highlight: "primary",
    QPalette.ColorRole.HighlightedText: "onPrimary",
    QPalette.ColorRole.Link: "primaryText",
    QPalette.ColorRole.LinkVisited: "primaryText",
    QPalette.ColorRole.Accent: "primary",
}


def _palette() -> QPalette:
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, color(name))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, color("disabled"))
    return palette


def _style_sheet() -> str:
    c = theme().colors
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit {{ background: transparent; border: none; padding: 0; color: {c["text"]};
  placeholder-text-color: {c["text3"]};
  selection-background-color: {c["primary"]}; selection-color: {c["onPrimary"]}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
QScrollBar::handle {{ background: {c["scroll"]}; border-radius: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {c["borderStrong"]}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QToolTip {{ background: {c["toast"]}; color: {c["toastText"]}; border: 1px solid {c["toastLine"]};
  padding: {px(5)}px {px(8)}px; }}
QListView#choices {{ background: {c["surface"]}; border: 1px solid {c["borderStrong"]}; }}
QMenu {{ background: {c["surface"]}; border: 1px solid {c["border"]}; border-radius: {px(10)}px; padding: {px(6)}px; }}
QMenu::item {{ padding: {px(9)}px {px(16)}px {px(9)}px {px(12)}px; border-radius: {px(7)}px; color: {c["text"]}; }}
QMenu::item:selected {{ background: {c["primarySoft"]}; color: {c["primaryText"]}; }}
QMenu::item:disabled {{ color: {c["disabled"]}; }}
QMenu::separator {{ height: 1px; background: {c["divider"]}; margin: {px(5)}px {px(8)}px; }}
"""
