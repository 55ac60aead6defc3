"""QR codes on paper: error level M, modules painted as rectangles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import segno
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gui.printing.paper import INK

MODULE = 9.0
"""Of a code with room, in tenths of a millimetre; 0.5 mm is the least that cheap cameras read."""


@lru_cache(maxsize=64)
def qr_rows(content: str) -> tuple[bytes, ...]:
    """The modules, 1 is dark. Kept, because a preview paints the same page again and again."""
    return tuple(bytes(modules) for modules in segno.make(content, error="m", micro=False, boost_error=False).matrix)


def paint_qr(painter: QPainter, content: str, left: float, top: float, module: float = MODULE) -> float:
    """Paint; returns the side. The quiet zone of four modules is for the page to give."""
    rows = qr_rows(content)
    painter.save()
    # Edges that are smoothed leave hairlines between the modules.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for y, modules in enumerate(rows):
        for start, length in _runs(modules):
            painter.fillRect(QRectF(left + start * module, top + y * module, length * module, module), INK)
    painter.restore()
    return len(rows) * module


def _runs(modules: bytes) -> Iterator[tuple[int, int]]:
    """Start and length of each dark stretch."""
    start = None
    for position, dark in enumerate([*modules, 0]):
        if dark and start is None:
            start = position
        elif not dark and start is not None:
            yield start, position - start
            start = None
