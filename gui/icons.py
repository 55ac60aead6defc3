"""Icons by what they mean in Payung; Phosphor draws them, Material Design Icons the two it lacks.

A name may end in ``-fill`` (chosen, filled) or ``-bold`` (ticks and carets). Pixmaps are kept per name, colour, size
and screen scale. The typefaces come with qtawesome; its code is not imported, since that alone takes 130 ms at start.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPainterPath, QPixmap, QRawFont

from gui.theme import color, px

# meaning: glyph of Phosphor. A name that is missing here is taken as a Phosphor name.
_MEANINGS = {
    "home": "house",
    "village": "house-line",
    "district": "buildings",
    "id-card": "identification-card",
    "chart": "chart-bar",
    "lock": "lock-simple",
    "lock-closed": "lock-key",
    "search": "magnifying-glass",
    "pencil": "pencil-simple",
    "edit": "note-pencil",
    "folder": "folder-open",
    "seal": "shield-check",
    "download": "download-simple",
    "backup": "hard-drives",
    "history": "clock-counter-clockwise",
    "undo": "arrow-counter-clockwise",
    "rotate": "arrow-clockwise",
    "whatsapp": "whatsapp-logo",
    "merge": "git-merge",
    "busy": "spinner-gap",
    "decision": "envelope-open",
    "therefore": "arrow-bend-down-right",
    "jump": "arrow-elbow-right-down",
    "clipboard": "clipboard-text",
    "list": "list-bullets",
    "compare": "arrows-left-right",
    "help": "question",
    "logout": "sign-out",
    "login": "sign-in",
    "trend": "trend-up",
    "female": "gender-female",
    "male": "gender-male",
    "display": "sun",
}
# name: (glyph, filled glyph) of Material Design Icons
_MATERIAL = {
    "usb": ("usb-flash-drive-outline", "usb-flash-drive"),
    "excel": ("file-excel-outline", "file-excel"),
}
_FILES = {
    "ph": ("phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"),
    "mdi6": ("materialdesignicons6-webfont-6.9.96.ttf", "materialdesignicons6-webfont-charmap-6.9.96.json"),
}
_EM = 512  # outlines are taken at this size once and scaled


class _Typeface:
    """Outlines of one icon font, read on first use."""

    def __init__(self, key: str) -> None:
        font_file, map_file = _FILES[key]
        self._raw = QRawFont(str(_folder() / font_file), _EM, QFont.HintingPreference.PreferNoHinting)
        self._codes: dict[str, str] = json.loads((_folder() / map_file).read_text(encoding="utf-8"))

    def outline(self, name: str) -> QPainterPath:
        """The glyph around (0, 0). Raises KeyError for an unknown name."""
        index = self._raw.glyphIndexesForString(chr(int(self._codes[name], 16)))[0]
        advance = self._raw.advancesForGlyphIndexes([index])[0].x()
        path = self._raw.pathForGlyph(index)
        path.translate(-advance / 2, (self._raw.ascent() - self._raw.descent()) / 2)
        path.setFillRule(Qt.FillRule.WindingFill)
        return path


@cache
def _typeface(key: str) -> _Typeface:
    return _Typeface(key)


@cache
def _folder() -> Path:
    spec = find_spec("qtawesome")
    assert spec is not None and spec.origin is not None, "qtawesome is a dependency"
    return Path(spec.origin).parent / "fonts"


def glyph(name: str) -> tuple[str, str]:
    """The typeface and glyph behind one of our names: «home-fill» is («ph», «house-fill»)."""
    base, dash, variant = name.rpartition("-")
    if variant not in ("fill", "bold"):
        base, dash, variant = name, "", ""
    if base in _MATERIAL:
        return "mdi6", _MATERIAL[base][1 if variant == "fill" else 0]
    return "ph", f"{_MEANINGS.get(base, base)}{dash}{variant}"


def icon(name: str, tint: str = "text2", size: int = 18) -> QPixmap:
    """The icon in a colour token (or #rrggbb), ``size`` logical pixels at 100%. Raises KeyError for unknown names."""
    return _pixmap(name, color(tint).rgba(), px(size), _scale())


def qicon(name: str, tint: str = "text2", size: int = 18) -> QIcon:
    """The same as a QIcon, for menus and window titles."""
    return QIcon(icon(name, tint, size))


def _scale() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


@cache
def _pixmap(name: str, rgba: int, pixels: int, scale: float) -> QPixmap:
    key, bare = glyph(name)
    path = _typeface(key).outline(bare)
    pixmap = QPixmap(QSize(round(pixels * scale), round(pixels * scale)))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(pixels / 2, pixels / 2)
    painter.scale(pixels / _EM, pixels / _EM)
    painter.fillPath(path, QColor.fromRgba(rgba))
    painter.end()
    return pixmap
