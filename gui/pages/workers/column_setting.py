"""The columns of the table as the officer wants them, and the panel where they are chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QApplication, QWidget

from gui.pages.workers import columns
from gui.pages.workers.choosing import Choosing
from gui.pages.workers.column_choice import ColumnChoice
from gui.pages.workers.column_panel import ColumnPanel
from gui.tables.view import DataTable
from gui.theme import px
from models.values import Role
from services.context import AppContext

_SIGNS_FROM = 760
_SCROLL_BAR = 14


class ColumnSetting(QObject):
    """``closed``: the panel was left."""

    closed = Signal()

    def __init__(
        self, page: QWidget, ctx: AppContext, table: DataTable, choosing: Choosing, signs: QWidget | None
    ) -> None:
        super().__init__(page)
        self._page, self._ctx, self._table, self._choosing, self._signs = page, ctx, table, choosing, signs
        self._masked = True
        self._room = 0
        self._known = self._catalogue()
        self.panel: ColumnPanel | None = None
        self.show(choosing.choices.columns)

    def _catalogue(self) -> columns.Catalogue:
        return columns.catalogue(
            self._ctx.reference,
            district=self._ctx.office.role is Role.DISTRICT,
            masked=self._masked,
            today=self._ctx.today(),
        )

    # the table

    def show(self, choice: ColumnChoice) -> None:
        """Take these columns, where they are others than those that stand."""
        wanted = self._known.shown(choice)
        now = [(each.key, each.width) for each in self._table.rows.columns]
        if [(each.key, each.width) for each in wanted] != now:
            self._table.set_columns(wanted)
            self.fit(self._room)

    def mask(self, masked: bool) -> None:
        """Show whole NIKs, or their last four digits."""
        self._masked = masked
        self._known = self._catalogue()
        self._table.set_columns(self._known.shown(self._choosing.choices.columns))
        self.fit(self._room)

    def shown_keys(self) -> list[str]:
        """The columns that are chosen, also where a narrow window hides one."""
        return [each.key for each in self._table.rows.columns if each.key != columns.TICK]

    def sortable(self) -> list[tuple[str, str]]:
        """Key and title of what the list can be sorted by."""
        return [(each.key, each.title) for each in self._known.columns.values() if each.sortable]

    def fit(self, room: int) -> None:
        """Usual columns make way in a table of ``room`` pixels, so that names stay readable; chosen ones stay."""
        self._room = room
        if self._signs is not None:
            self._signs.setVisible(room >= px(_SIGNS_FROM))
        own = self._choosing.choices.columns.is_own or room <= 0
        inside = (room - px(_SCROLL_BAR)) * 100 // px(100)
        self._table.hide_columns(() if own else columns.too_many(self._table.rows.columns, inside))

    # the panel

    def open(self, button: QWidget) -> None:
        """Show the chooser under its button; a second press closes it."""
        if self.close():
            return
        if self.panel is None:
            self.panel = self._make_panel()
        self._fill(self._choosing.choices.columns)
        corner = button.mapTo(self._page, QPoint(button.width(), button.height() + px(6)))
        self.panel.open_at(corner.x(), corner.y(), self._page.height() - px(12))

    def close(self) -> bool:
        """Leave the chooser. False when it is not open."""
        if self.panel is None or self.panel.isHidden():
            return False
        self.panel.hide()
        self.closed.emit()
        return True

    def _make_panel(self) -> ColumnPanel:
        panel = ColumnPanel(self._page)
        panel.changed.connect(self._on_changed)
        panel.reset.connect(self._on_reset)
        panel.closed.connect(self.close)
        QApplication.instance().focusChanged.connect(self._on_focus)
        return panel

    def _fill(self, choice: ColumnChoice) -> None:
        assert self.panel is not None
        known = self._known
        visible = choice.visible(known.keys, known.usual)
        self.panel.list.show_columns([(key, known.title(key), key in visible) for key in choice.all_of(known.keys)])

    def _on_changed(self) -> None:
        assert self.panel is not None
        chosen = self.panel.list
        self._choosing.keep_columns(self._choosing.choices.columns.with_columns(chosen.order(), chosen.shown()))

    def _on_reset(self) -> None:
        self._choosing.keep_columns(ColumnChoice())
        self._fill(ColumnChoice())

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """Going elsewhere in the window closes it."""
        panel = self.panel
        if now is not None and panel is not None and panel.isVisible() and not panel.isAncestorOf(now):
            panel.hide()
