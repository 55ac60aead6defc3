"""Scrolling so that one sees where one is.

Qt's own ``ensureWidgetVisible`` goes by the cursor inside an input, and leaves fields cut off at the edge.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QWidget


def bring_into_view(widget: QWidget, margin: int) -> None:
    """Scroll every area around ``widget`` so that it is seen whole, ``margin`` pixels away from the edge if it fits."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) and above.widget() is not None:
            _scroll(above, widget, margin)
        above = above.parentWidget()


def _scroll(area: QScrollArea, widget: QWidget, margin: int) -> None:
    bar, room = area.verticalScrollBar(), area.viewport().height()
    top = widget.mapTo(area.widget(), QPoint(0, 0)).y()
    bottom = top + widget.height()
    margin = max(0, min(margin, (room - widget.height()) // 2))
    lowest, highest = bottom + margin - room, top - margin
    if bar.value() < lowest:
        bar.setValue(min(lowest, highest))
    elif bar.value() > highest:
        bar.setValue(highest)
