"""Cards: the white surfaces that hold content, with a painted shadow (an effect would repaint the whole child tree)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout

from gui.theme import color, px, theme
from gui.widgets.layouts import Line, Margins, V
from gui.widgets.painting import rounded, shadow, smooth


class Panel(QFrame):
    """A rounded surface around a layout. ``stripe``: a colour down the left edge. ``line`` None: no outline."""

    def __init__(
        self,
        layout: QLayout | None = None,
        *,
        fill: str | None = "surface",
        line: str | None = "border",
        radius: int = 12,
        raised: bool = True,
        stripe: str = "",
        width: int | None = None,
        height: int | None = None,
    ) -> None:
        super().__init__()
        self._fill, self._line, self._radius, self._raised, self._stripe = fill, line, radius, raised, stripe
        self._fixed = (width, height)
        self._selected = False
        if layout is not None:
            self.setLayout(layout)
        self.restyle()

    def restyle(self) -> None:
        """Take the fixed sides anew."""
        width, height = self._fixed
        if width is not None:
            self.setFixedWidth(px(width))
        if height is not None:
            self.setFixedHeight(px(height))

    def set_colors(self, fill: str | None, line: str | None) -> None:
        """Another surface and outline."""
        self._fill, self._line = fill, line
        self.update()

    def set_selected(self, selected: bool) -> None:
        """Chosen: soft teal with a teal outline."""
        self._selected = selected
        self.update()

    def is_selected(self) -> bool:
        """True when it shows as chosen."""
        return self._selected

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        area, radius = QRectF(self.rect()), px(self._radius)
        if self._raised and not theme().dark:
            area.adjust(0, 0, 0, -2)
            shadow(painter, area, radius)
        fill, line = ("primarySoft", "primary") if self._selected else (self._fill, self._line)
        rounded(painter, area, radius, fill, line)
        if self._stripe:
            path = QPainterPath()
            path.addRoundedRect(area, radius, radius)
            painter.setClipPath(path)
            painter.fillRect(QRectF(area.x(), area.y(), px(4), area.height()), color(self._stripe))


class Card(Panel):
    """A panel that stacks ``items`` (see ``Line.add``) in ``body``; in short windows its upright padding shrinks."""

    def __init__(self, *items: Any, margins: Margins = 20, spacing: int = 0, **look: Any) -> None:
        self.body: Line = V(*items, margins=margins, spacing=spacing)
        self._margins = (margins,) * 4 if isinstance(margins, int) else tuple(margins)
        super().__init__(self.body, **look)

    def set_short(self, short: bool) -> None:
        """Less padding above and below, for windows under 720 px."""
        left, top, right, bottom = self._margins
        if short:
            top, bottom = max(4, round(top * 0.75)), max(4, round(bottom * 0.75))
        self.body.set_margins((left, top, right, bottom))
