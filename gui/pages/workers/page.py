"""The list of workers: search and filters above, the table, and one person beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.language import tr
from gui.office_name import office_name
from gui.page import PageTools
from gui.pages.workers import columns, words
from gui.pages.workers.empty import first_use, nothing_found, signs
from gui.pages.workers.filters import FilterRow
from gui.pages.workers.panel import PersonPanel
from gui.pages.workers.presenter import Listing, Person, Query, WorkersPresenter
from gui.tables.frame import TableFrame
from gui.tables.view import DataTable
from gui.theme import is_short, px
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.keycap import Keycap
from gui.widgets.layouts import MIDDLE, Box, H, V
from gui.widgets.scroll_page import ScrollPage
from gui.widgets.search_box import SearchBox
from models.values import Role
from services.changes import Changes
from services.workers.search import ListFilter

_BESIDE_FROM = 1120  # narrower pages show the panel as a drawer over the table
_SIGNS_FROM = 720
_LOWEST_TABLE = 240
_AHEAD = 200
_AHEAD_AFTER_MS = 60
_SHOWN = ("worker", "decision", "batch", "programme", "participation", "contribution", "bundle", "kit")


class WorkersPage(ScrollPage):
    """``arrive`` may say ``filter``, ``search``, ``occupation``, ``village`` (codes) and ``worker_id`` to stand on."""

    def __init__(self, tools: PageTools) -> None:
        self._tools = tools
        self._district = tools.context.office.role is Role.DISTRICT
        super().__init__(self._name(), actions=self._make_actions(), spacing=12)
        self._stale = True
        self._wide = True
        self._wants_panel = True
        self._listing: Listing | None = None
        self._first = 0
        self._ahead = QTimer(self, singleShot=True, interval=_AHEAD_AFTER_MS)
        self._ahead.timeout.connect(self._read_ahead)
        self.presenter = WorkersPresenter(self, tools.context, tools.run_for(self))
        self._make_parts()
        self._lay_out()
        self._connect()

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
        self.search = SearchBox(tr("Cari nama, NIK, alamat, atau nomor HP"))
        self.filters = FilterRow(self.presenter.filters, context.reference)
        shown = columns.columns_for(context.reference, district=self._district)
        self.table = DataTable(shown, self.presenter.fetch, name=self._name())
        keys = [(("↑", "↓"), tr("pilih"))]
        if not self._district:
            keys += [(("Enter",), tr("buka")), (("F2",), tr("ubah"))]
        self._signs = None if self._district else signs()
        self.frame = TableFrame(self.table, keys, legend=self._signs)
        self.frame.setMinimumHeight(px(_LOWEST_TABLE))
        self.panel = PersonPanel(context, None if self._district else self._open_current)
        self.panel.hide()
        self.trouble = Banner("err", tr("Daftar tidak terbaca"), "")
        self.trouble.hide()
        self.details = Button(tr("Rincian"), "ghost", icon="list", on_click=self._toggle_panel)
        self.details.hide()

    def _lay_out(self) -> None:
        find = H(self.search, 14, (Keycap("Ctrl+F"), 0, MIDDLE), None, self.details, spacing=0)
        self._tools_above = Box(V(find, 12, self.filters))
        self._row = H((self.frame, 1), spacing=16)
        self.body.add(self.trouble, self._tools_above, (self._row, 1))
        self._row.addWidget(self.panel)
        for below in (self.frame, self.panel):
            below.setSizePolicy(below.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Expanding)

    def _connect(self) -> None:
        ask = self.presenter
        self.search.searched.connect(ask.search)
        self.search.stepped.connect(self._into_list)
        self.search.escaped.connect(self._into_list)
        self.filters.chosen.connect(ask.choose)
        self.filters.occupation_chosen.connect(ask.choose_occupation)
        self.filters.village_removed.connect(lambda: ask.choose_village(""))
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(lambda _: self._open_current())
        self.table.edit_asked.connect(lambda _: self._open_current())
        self.table.window_changed.connect(self._on_window)
        self.panel.closed.connect(self._close_panel)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._to_search)

    # from the shell

    def arrive(
        self,
        filter: str = "",
        search: str = "",
        occupation: str = "",
        village: str = "",
        worker_id: str = "",
        to_search: bool = False,
        **_: Any,
    ) -> None:
        """Show what was asked for; without a question the list stays as it was left."""
        asked = bool(filter or search or occupation or village or worker_id)
        query = Query(search, ListFilter(filter or ListFilter.ALL), occupation, village)
        self._set_search(search if asked else self.search.text())
        if self._stale:
            self._stale = False
            self.presenter.query = query if asked else self.presenter.query
            self.presenter.load(worker_id)
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
        else:
            self._stale = True

    def step_back(self) -> bool:
        """Esc: empties the search, leaves it, closes the panel, takes the filters off; in that order."""
        if self.search.text():
            self.search.clear_search()
        elif self.search.hasFocus():
            self._into_list()
        elif not self._wide and self.panel.isVisible():
            self._close_panel()
        elif not self.presenter.query.is_plain:
            self._clear()
        else:
            return False
        return True

    # from the presenter

    def show_listing(self, listing: Listing) -> None:
        self.trouble.hide()
        self._listing = listing
        query = listing.query
        self.filters.show_query(query)
        self.table.set_highlight(query.text.strip())
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
        self._show_panel(person is not None)

    def show_trouble(self, text: str) -> None:
        self.trouble.set_news("err", tr("Daftar tidak terbaca"), text)
        self.trouble.show()

    # what is shown

    def _show_summary(self, listing: Listing) -> None:
        shown, plain = len(listing.seqs), listing.query.is_plain
        office = office_name(self._tools.context)
        self.set_subtitle(words.summary(shown, listing.total, listing.more, plain, office))

    def _show_emptiness(self, listing: Listing) -> None:
        nobody = listing.total == 0 and listing.query.is_plain
        self._tools_above.setVisible(not nobody)
        if nobody:
            self.frame.show_instead(first_use(self._tools.open_page, district=self._district))
        elif not len(listing.seqs):
            self.frame.show_instead(nothing_found(listing.query.text.strip(), self._clear))
        else:
            self.frame.show_instead(None)

    def _show_panel(self, has_person: bool) -> None:
        self._has_person = has_person
        self.panel.setVisible(has_person and self._wants_panel)
        self.details.setVisible(has_person and not self.panel.isVisibleTo(self))
        self._place_drawer()
        self._fit_columns()

    _has_person = False

    def _toggle_panel(self) -> None:
        self._wants_panel = not self._wants_panel
        self._show_panel(self._has_person)

    def _close_panel(self) -> None:
        self._wants_panel = False
        self._show_panel(self._has_person)
        self.table.setFocus()

    # from the person

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

    def _on_current(self, seq: int | None) -> None:
        row = self.presenter.row(seq) if seq is not None else None
        self.presenter.select(row.id if row is not None else "")

    def _open_current(self) -> None:
        seq = self.table.current_id()
        row = self.presenter.row(seq) if seq is not None else None
        if row is None:
            return
        if self._district:
            self._wants_panel = True
            self._show_panel(self._has_person)
        else:
            self._tools.open_page("register", worker_id=row.id)

    def _on_window(self, first: int, last: int, total: int) -> None:
        """Read what is in view; what lies around it when the scrolling stops."""
        if self._listing is None or not total:
            return
        seqs = self._listing.seqs
        if self.presenter.need(seqs[max(0, first - 1) : last]):
            self.table.refresh()
        self._first = first - 1
        self._ahead.start()

    def _read_ahead(self) -> None:
        if self._listing is not None:
            start = max(0, self._first - _AHEAD // 4)
            self.presenter.read_ahead(self._listing.seqs[start : start + _AHEAD])

    # sizes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= px(_BESIDE_FROM)
        if wide != self._wide:
            self._wide = wide
            self._wants_panel = wide
            self._move_panel()
        self.table.set_dense(is_short(event.size().height()))
        self._place_drawer()
        self._fit_columns()

    def restyle(self) -> None:
        """Follow a change of zoom."""
        self.frame.setMinimumHeight(px(_LOWEST_TABLE))
        self._fit_columns()

    def _move_panel(self) -> None:
        if self._wide:
            self._row.addWidget(self.panel)
        else:
            self._row.removeWidget(self.panel)
            self.panel.setParent(self)
        self._show_panel(self._has_person)

    def _place_drawer(self) -> None:
        if self._wide or not self.panel.isVisibleTo(self):
            return
        gap = px(12)
        height = self.height() - 2 * gap
        self.panel.setGeometry(self.width() - self.panel.width() - gap, gap, self.panel.width(), height)
        self.panel.raise_()

    def _fit_columns(self) -> None:
        """Columns make way in a narrow table, so that names stay readable."""
        beside = self.panel.width() + px(16) if self._wide and self.panel.isVisibleTo(self) else 0
        room = self.width() - 2 * px(28) - beside
        if self._signs is not None:
            self._signs.setVisible(room >= px(_SIGNS_FROM))
        for place, column in enumerate(self.table.rows.columns):
            self.table.setColumnHidden(place, room < px(columns.HIDDEN_BELOW.get(column.key, 0)))
