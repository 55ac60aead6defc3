"""A page: title block above, body that scrolls, and for flows a bar with buttons at the bottom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from gui.theme import color, is_short, px
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import TOP, Box, H, Line, V
from gui.widgets.scrolling import bring_into_view

_SIDE = 28
_RING = 4  # room for a focus ring above the first control


def make_scroll(inner: QWidget) -> QScrollArea:
    """A scroll area without frame or background, upright only."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    area.viewport().setAutoFillBackground(False)
    inner.setAutoFillBackground(False)
    return area


class ScrollBody(Box):
    """The inside of a scroll area: as high as its texts need at its width, so that nothing is squeezed."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return done

    def _grow(self) -> None:
        layout = self.layout()
        if layout is not None:
            # Without wrapping texts the hint is right; a height set earlier must not stand in its way.
            needed = layout.minimumHeightForWidth(self.width()) if layout.hasHeightForWidth() else 0
            if needed != self.minimumHeight():
                self.setMinimumHeight(needed)


class FootBar(QWidget):
    """A bar with buttons at the foot of a page. Nothing may lie over it."""

    def __init__(self, items: Sequence[Any]) -> None:
        super().__init__()
        self.setLayout(H(*items, margins=(24, 12, _SIDE, 11), spacing=10))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("surface"))
        painter.fillRect(0, 0, self.width(), 1, color("border"))


class ScrollPage(QWidget):
    """``body`` is the Line to fill (``page.body.add(...)``); below 720 px of height the page closes up.

    ``breadcrumb``: (text, what a click does) from the top down. ``actions``: widgets at the right of the title.
    ``went_up``: a breadcrumb without its own act was pressed.
    """

    went_up = Signal()

    def __init__(
        self,
        title: str = "",
        subtitle: str = "",
        *,
        breadcrumb: Sequence[tuple[str, Callable[[], object] | None]] = (),
        actions: Sequence[QWidget] = (),
        footer: Sequence[Any] = (),
        spacing: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._short = False
        self._crumbs = H(spacing=2)
        self._crumb_box = Box(self._crumbs)
        self._title = Text(title, "h1", elide=True)
        self._subtitle = Text(subtitle, "small", wrap=True)
        if not subtitle:  # setVisible(True) here would flash a window: it has no parent yet
            self._subtitle.hide()
        self.actions: Line = H(*((action, 0, TOP) for action in actions), spacing=10)
        head = V(self._crumb_box, self._title, self._subtitle, spacing=2)
        self._head = H((head, 1), 16, self.actions, margins=(_SIDE, 20, _SIDE, 0))
        self.body: Line = V(spacing=spacing, margins=(_SIDE, _RING, _SIDE, 20))
        self._spacing = spacing
        self.scroll = make_scroll(ScrollBody(self.body))
        self.header_extra: Line = V(margins=(_SIDE, 0, _SIDE, 0))
        whole = V(self._head, self.header_extra, 12, (self.scroll, 1))
        self._footer_place: Line = V()
        whole.add(self._footer_place)
        self.setLayout(whole)
        self.set_breadcrumb(breadcrumb)
        if footer:
            self.set_footer(*footer)
        self._title.setAccessibleName(title)
        self.setAccessibleName(title)

    def set_title(self, title: str, subtitle: str | None = None) -> None:
        """Another title; optionally another line under it."""
        self._title.setText(title)
        self.setAccessibleName(title)
        if subtitle is not None:
            self.set_subtitle(subtitle)

    def set_subtitle(self, subtitle: str) -> None:
        """Another line under the title; empty hides it."""
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle) and not self._short)

    def title(self) -> str:
        """The title shown."""
        return self._title.text()

    def subtitle(self) -> str:
        """The line under the title."""
        return self._subtitle.text()

    def set_breadcrumb(self, crumbs: Sequence[tuple[str, Callable[[], object] | None]]) -> None:
        """The way here, from the top down; each is a link."""
        self._crumbs.clear()
        for index, (text, act) in enumerate(crumbs):
            if index:
                self._crumbs.add(Text("›", "caption"))
            self._crumbs.add(Button(text, "crumb", size="s", on_click=act or self.went_up.emit))
        self._crumbs.add(None)
        self._crumb_box.setVisible(bool(crumbs))

    def set_footer(self, *items: Any) -> None:
        """The bar at the bottom: widgets, None as stretch, int as gap. Nothing removes it."""
        self._footer_place.clear()
        if items:
            self._footer_place.add(FootBar(items))

    def reveal(self, widget: QWidget, margin: int = 80) -> None:
        """Scroll so that ``widget`` is seen."""
        bring_into_view(widget, px(margin))

    def scroll_to(self, widget: QWidget) -> None:
        """Scroll so that ``widget`` stands at the top."""
        inner = self.scroll.widget()
        top = widget.mapTo(inner, QPoint(0, 0)).y()
        self.scroll.verticalScrollBar().setValue(top - px(4))

    def is_short(self) -> bool:
        """True while it is closed up."""
        return self._short

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_short(is_short(event.size().height()))

    def _set_short(self, short: bool) -> None:
        if short == self._short:
            return
        self._short = short
        self._subtitle.setVisible(bool(self._subtitle.text()) and not short)
        self._head.set_margins((_SIDE, 12 if short else 20, _SIDE, 0))
        self.body.set_margins((_SIDE, _RING, _SIDE, 10 if short else 20))
        self.body.set_spacing(max(8, self._spacing - 4) if short else self._spacing)
        for card in self.findChildren(Card):
            card.set_short(short)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), color("canvas"))
