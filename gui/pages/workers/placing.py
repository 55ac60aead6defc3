"""Where the panel beside the list goes: beside it, or as a drawer over it where there is little room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from gui.pages.workers.panel import PersonPanel
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.layouts import Line

_BESIDE_FROM = 1060  # narrower pages show the panel as a drawer over the table
_GAP = 12


class PanelPlace:
    """Beside by itself, as a drawer only when asked for. ``changed``: the room for the table changed."""

    def __init__(
        self, page: QWidget, row: Line, panel: PersonPanel, toggle: Button, changed: Callable[[], None]
    ) -> None:
        self._page, self._row, self.panel, self._toggle, self._changed = page, row, panel, toggle, changed
        self.wide = True
        self._wanted = True
        self._has_person = False
        row.addWidget(panel)
        panel.hide()

    @property
    def is_drawer(self) -> bool:
        """Whether the panel stands over the table now."""
        return not self.wide and self.panel.isVisible()

    def show(self, has_person: bool) -> None:
        """Somebody is there to be shown, or nobody."""
        self._has_person = has_person
        self.panel.setVisible(has_person and self._wanted)
        self._toggle.setVisible(has_person and not self.panel.isVisibleTo(self._page))
        self.place()
        self._changed()

    def open(self) -> None:
        """Show it, whatever the width."""
        self._wanted = True
        self.show(self._has_person)

    def toggle(self) -> None:
        """Show or close it."""
        self._wanted = not self._wanted
        self.show(self._has_person)

    def close(self) -> None:
        """Until it is asked for again."""
        self._wanted = False
        self.show(self._has_person)

    def resized(self) -> None:
        """The page has another width."""
        wide = self._page.width() >= px(_BESIDE_FROM)
        if wide != self.wide:
            self.wide = wide
            self._wanted = wide
            if wide:
                self._row.addWidget(self.panel)
            else:
                self._row.removeWidget(self.panel)
                self.panel.setParent(self._page)
            self.show(self._has_person)
        self.place()

    def place(self) -> None:
        """A drawer stands at the right edge, as high as the page."""
        if self.wide or not self.panel.isVisibleTo(self._page):
            return
        gap = px(_GAP)
        height = self._page.height() - 2 * gap
        self.panel.setGeometry(self._page.width() - self.panel.width() - gap, gap, self.panel.width(), height)
        self.panel.raise_()

    def room(self, whole: int) -> int:
        """What is left for the table of ``whole`` pixels."""
        return whole - (self.panel.width() + px(16) if self.wide and self.panel.isVisibleTo(self._page) else 0)
