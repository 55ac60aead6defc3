"""The list of workers: search and filters above, the table, acts for ticked rows, and one person beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.language import tr
from gui.office_name import office_name
from gui.page import PageTools
from gui.pages.workers import words
from gui.pages.workers.bulk import BulkArea
from gui.pages.workers.choosing import Choices, Choosing
from gui.pages.workers.column_setting import ColumnSetting
from gui.pages.workers.empty import first_use, nothing_found, signs
from gui.pages.workers.filters import FilterRow
from gui.pages.workers.menus import add_sorting, row_menu
from gui.pages.workers.panel import PersonPanel
from gui.pages.workers.placing import PanelPlace
from gui.pages.workers.presenter import Listing, Person, WorkersPresenter
from gui.pages.workers.query import Query, SavedFilter
from gui.pages.workers.reading import RowReading
from gui.pages.workers.toolbar import Toolbar
from gui.tables.frame import TableFrame
from gui.tables.view import DataTable
from gui.theme import is_short, px
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.layouts import Box, H, V
from gui.widgets.scroll_page import ScrollPage
from models.values import Role, WorkerStatus
from services.changes import Changes
from services.workers.records import WorkerRow
from services.workers.search import ListFilter

_LOWEST_TABLE = 240
_SHOWN = ("worker", "decision", "batch", "programme", "participation", "contribution", "bundle", "kit")


class WorkersPage(ScrollPage):
    """``arrive`` may say what to ask and ``worker_id`` to stand on; see there."""

    def __init__(self, tools: PageTools) -> None:
        self._tools = tools
        self._district = tools.context.office.role is Role.DISTRICT
        super().__init__(self._name(), actions=self._make_actions(), spacing=12)
        self._stale = True
        self._listing: Listing | None = None
        run = tools.run_for(self)
        self.presenter = WorkersPresenter(self, tools.context, run)
        self.choosing = Choosing(self, tools.context, run)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._make_keys()
        self.choosing.read()

    def _name(self) -> str:
        return tr("Semua Pekerja") if self._district else tr("Pekerja")

    def _make_actions(self) -> list[QWidget]:
        if self._district:
            return []
        go = self._tools.open_page
        return [
            Button(tr("Impor Excel"), icon="table", on_click=lambda: go("importing")),
            Button(tr("Daftarkan"), "primary", icon="user-plus", keycap="Ctrl+N", on_click=lambda: go("register")),
        ]

    def _make_parts(self) -> None:
        context = self._tools.context
        self.toolbar = Toolbar()
        self.search = self.toolbar.search
        self.filters = FilterRow(self.presenter.filters, context.reference, district=self._district)
        self.table = DataTable((), self.presenter.fetch, name=self._name())
        keys = [(("↑", "↓"), tr("pilih")), ((tr("Spasi"),), tr("centang")), (("Enter",), tr("buka"))]
        keys += [] if self._district else [(("F2",), tr("ubah"))]
        legend = None if self._district else signs()
        self.reading = RowReading(self.table, self.presenter, self)
        self.frame = TableFrame(self.table, keys, legend=legend)
        self.frame.setMinimumHeight(px(_LOWEST_TABLE))
        self.setting = ColumnSetting(self, context, self.table, self.choosing, legend)
        self.bulk = BulkArea(self.table, self._tools, self._told, self.setting.shown_keys)
        self.acting = self.bulk.acting
        self.panel = PersonPanel(context, self._open_current, None if self._district else self._edit_current)
        self.trouble = Banner("err", tr("Daftar tidak terbaca"), "")
        self.trouble.hide()

    def _lay_out(self) -> None:
        self._tools_above = Box(V(self.toolbar, 12, self.filters))
        self._list = Box(V(self.bulk, (self.frame, 1), spacing=10))
        self._row = H((self._list, 1), spacing=16)
        self.body.add(self.trouble, self._tools_above, (self._row, 1))
        self.place = PanelPlace(self, self._row, self.panel, self.toolbar.details, self._fit_columns)
        for below in (self.frame, self._list, self.panel):
            below.setSizePolicy(below.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Expanding)

    def _connect(self) -> None:
        ask, bar = self.presenter, self.toolbar
        self.search.searched.connect(ask.search)
        self.search.stepped.connect(self._into_list)
        self.search.escaped.connect(self._into_list)
        self.filters.asked.connect(self._ask)
        self.filters.naming.connect(lambda: self.bulk.ask("name"))
        self.filters.dropped.connect(self._drop_filter)
        self.bulk.left.connect(self._into_list)
        self.bulk.named.connect(lambda name: self.choosing.keep_filter(name, ask.query))
        self.bulk.opened.connect(lambda card: self.reveal(card, 16))
        self.scroll.verticalScrollBar().rangeChanged.connect(self._keep_in_view)
        self.bulk.refused.connect(self.show_act_trouble)
        self.bulk.done.connect(self.trouble.hide)
        bar.columns.clicked.connect(lambda: self.setting.open(bar.columns))
        bar.print.clicked.connect(lambda: self.bulk.ask("print"))
        bar.export.clicked.connect(lambda: self.bulk.ask("export"))
        bar.reveal.toggled.connect(self._reveal)
        bar.details.clicked.connect(self.place.toggle)
        self.panel.closed.connect(self._close_panel)
        self.setting.closed.connect(self._into_list)
        self._connect_table()

    def _connect_table(self) -> None:
        table = self.table
        table.current_changed.connect(self._on_current)
        table.opened.connect(lambda _: self._open_current())
        table.edit_asked.connect(lambda _: self._edit_current())
        table.remove_asked.connect(lambda _: self.bulk.ask("leave"))
        table.menu_asked.connect(self._open_menu)
        table.sort_asked.connect(self.presenter.sort)
        table.width_changed.connect(self.choosing.keep_width)

    def _make_keys(self) -> None:
        for keys, act in (("Ctrl+F", self._to_search), ("Ctrl+Z", self.acting.undo_last)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # from the shell

    def arrive(
        self,
        filter: str = "",
        search: str = "",
        occupation: str = "",
        village: str = "",
        lacking: str = "",
        reason: str = "",
        rt: str = "",
        rw: str = "",
        worker_id: str = "",
        to_search: bool = False,
        **_: Any,
    ) -> None:
        """Show what was asked for; without a question the list stays as it was left.

        ``filter``: a ``ListFilter``. ``lacking``: a blank field (``services.workers.filtering.LACKING``).
        """
        asked = bool(filter or search or occupation or village or lacking or reason or rt or rw or worker_id)
        if filter == ListFilter.NIK_DIFFERS:
            filter, lacking = "", filter
        chosen = ListFilter(filter or (ListFilter.LEFT if reason else ListFilter.ALL))
        query = Query(search, chosen, occupation, village, rt, rw, lacking, reason)
        self._set_search(search if asked else self.search.text())
        if self._stale:
            self._stale = False
            self.presenter.query = query if asked else self.presenter.query
            self.presenter.load(worker_id)
            self.choosing.read_places()
        elif asked:
            self.presenter.ask(query, worker_id)
        if to_search:
            self._to_search()
        else:
            self.table.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Read anew what a command touched; later when nobody is looking."""
        if not changes.touches(*_SHOWN):
            return
        if self.isVisible():
            self.presenter.load()
            self.choosing.read_places()
        else:
            self._stale = True

    def step_back(self) -> bool:
        """Esc: closes what is open, empties the search, leaves it, takes off ticks, then filters; in that order."""
        if self.setting.close() or self.bulk.close_card():
            return True
        if self.search.text():
            self.search.clear_search()
        elif self.search.hasFocus():
            self._into_list()
        elif self.place.is_drawer:
            self._close_panel()
        elif self.table.ticked():
            self.bulk.untick()
        elif not self.presenter.query.is_plain:
            self._clear()
        else:
            return False
        return True

    def next_area(self) -> bool:
        """F6: from the list to the panel beside it. False: on to the sidebar."""
        inside = self.panel.isAncestorOf(self.focusWidget())
        if inside or not self.panel.isVisible():
            return False
        self.panel.first_button().setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def taken_at_right(self) -> int:
        """The panel has buttons at its foot, which no toast may cover."""
        return self.width() - self.panel.mapTo(self, QPoint(0, 0)).x() if self.panel.isVisible() else 0

    # from the presenters

    def show_listing(self, listing: Listing) -> None:
        self.trouble.hide()
        self._listing = listing
        self.reading.begin(listing.seqs)
        query = listing.query
        self.filters.show_query(query)
        self.table.set_highlight(query.text.strip())
        self.table.set_sort(query.order.key.value, not query.order.descending)
        self.table.set_ids(listing.seqs, listing.go_to)
        if len(listing.seqs) and self.table.current_id() is None:
            self.table.select_row(0)
        self._show_summary(listing)
        self._show_emptiness(listing)

    def show_more_rows(self) -> None:
        self.table.refresh()

    def show_counts(self, counts: Mapping[ListFilter, int]) -> None:
        self.filters.show_counts(counts)

    def show_person(self, person: Person | None) -> None:
        if person is not None:
            self.panel.show_person(person)
        self.place.show(person is not None)

    def show_trouble(self, text: str) -> None:
        self.trouble.set_news("err", tr("Daftar tidak terbaca"), text)
        self.trouble.show()

    def show_choices(self, choices: Choices) -> None:
        self.filters.show_choices(choices)
        self.setting.show(choices.columns)

    def show_act_trouble(self, text: str) -> None:
        self.trouble.set_news("err", tr("Belum dikerjakan"), text)
        self.trouble.show()

    # what is shown

    def _show_summary(self, listing: Listing) -> None:
        shown, query = len(listing.seqs), listing.query
        office = office_name(self._tools.context)
        gone = query.chosen is ListFilter.LEFT
        self.set_subtitle(words.summary(shown, listing.total, listing.more, query.is_plain, office, gone=gone))

    def _show_emptiness(self, listing: Listing) -> None:
        nobody = listing.total == 0 and listing.query.is_plain
        self._tools_above.setVisible(not nobody or listing.gone > 0)
        for tool in self.toolbar.tools():
            tool.setVisible(len(listing.seqs) > 0)
        if nobody:
            self.frame.show_instead(first_use(self._tools.open_page, district=self._district))
        elif not len(listing.seqs):
            self.frame.show_instead(nothing_found(listing.query, self._clear, self._among_the_gone))
        else:
            self.frame.show_instead(None)

    def _told(self) -> str:
        """What the list shows, for the head of a paper and the name of a filter."""
        return words.query_words(self.presenter.query, self._tools.context.reference)

    # from the person

    def _ask(self, query: Query) -> None:
        """What the chips ask; a named filter brings its own words, others keep what is being typed."""
        if query.text == self.presenter.query.text:
            query = replace(query, text=self.search.text())
        self._set_search(query.text)
        self.presenter.ask(query)

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _into_list(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_search(self, text: str) -> None:
        if text != self.search.text():
            self.search.setText(text)  # what it tells later is what is asked already

    def _clear(self) -> None:
        self.presenter.clear()
        self.search.clear_search()
        self._into_list()

    def _among_the_gone(self) -> None:
        """The same words among those who left."""
        self.presenter.ask(Query(self.presenter.query.text, ListFilter.LEFT))
        self._into_list()

    def _drop_filter(self, filter: SavedFilter) -> None:
        self.choosing.drop_filter(filter)
        text = tr("Filter “{name}” dihapus.", name=filter.name)
        self._tools.notify(text, "ok", tr("Kembalikan"), lambda: self.choosing.bring_back(filter))

    def _reveal(self, on: bool) -> None:
        """Whole NIKs on the screen are noted: who, when, how many people the list held."""
        self.setting.mask(masked=not on)
        self.panel.mask(not on)
        if on and self._listing is not None:
            self.acting.reveal(len(self._listing.seqs))

    def _on_current(self, seq: int | None) -> None:
        row = self.presenter.row(seq) if seq is not None else None
        self.presenter.select(row.id if row is not None else "")

    def _current_row(self) -> WorkerRow | None:
        seq = self.table.current_id()
        return self.presenter.row(seq) if seq is not None else None

    def _open_current(self) -> None:
        row = self._current_row()
        if row is not None:
            self._tools.open_page("person", worker=row.id)

    def _edit_current(self) -> None:
        row = self._current_row()
        if row is not None and not self._district:
            self._tools.open_page("register", worker=row.id)

    def _close_panel(self) -> None:
        self.place.close()
        self._into_list()

    def _open_menu(self, where: QPoint) -> None:
        row = self._current_row()
        if row is None:
            return
        here = self.table.currentIndex().row()
        menu = row_menu(
            self,
            self.bulk.ask,
            count=len(self.bulk.targets()),
            gone=row.status is WorkerStatus.LEFT,
            open_it=self._open_current,
            edit=None if self._district else self._edit_current,
            tick=lambda: self.table.rows.tick(here),
        )
        order = self.presenter.query.order
        add_sorting(menu, self.setting.sortable(), (order.key.value, not order.descending), self.presenter.sort)
        menu.popup(where)

    # sizes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place.resized()
        self.table.set_dense(is_short(event.size().height()))
        self._fit_columns()

    def restyle(self) -> None:
        """Follow a change of zoom."""
        self.frame.setMinimumHeight(px(_LOWEST_TABLE))
        self._fit_columns()

    def _keep_in_view(self) -> None:
        """In a short window what is asked stays in view as the page grows by it."""
        if self.bulk.card is not None:
            self.reveal(self.bulk.card, 16)

    def _fit_columns(self) -> None:
        self.setting.fit(self.place.room(self.width() - 2 * px(28)))
