"""The one typeface, Plus Jakarta Sans, from its package: the office computer need not have it installed."""

from __future__ import annotations

import fontpkg
from PySide6.QtGui import QFontDatabase

FAMILY = "Plus Jakarta Sans"
FALLBACKS = ("Segoe UI", "Noto Sans", "sans-serif")

_loaded = False


def load_fonts() -> bool:
    """Register the typeface with Qt, once; needs a QApplication. False: Qt refused it and the fallbacks are used."""
    global _loaded  # Qt keeps the registration for the life of the process
    if not _loaded:
        _loaded = QFontDatabase.addApplicationFont(str(fontpkg.path(FAMILY))) >= 0
    return _loaded
