"""One setting as the sections show it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE, H, Line, V


def setting_row(title: str, text: str, control: QWidget) -> Line:
    """Name and sentence at the left, the control at the right."""
    words = V(Text(title, "bodyStrong", wrap=True), 2, Text(text, "small", wrap=True))
    return H((words, 1), 16, (control, 0, MIDDLE), margins=(0, 12, 0, 12))
