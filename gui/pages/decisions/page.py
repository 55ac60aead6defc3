"""What the district decided about this village's people: cards, a table, and one person beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QSizePolicy

from gui.format import number
from gui.language import tr
from gui.page import PageTools
from gui.pages.decisions import words
from gui.pages.decisions.columns import OUTCOME, REASONS, Line, columns
from gui.pages.decisions.papers import DecisionPapers
from gui.pages.decisions.presenter import Batch, DecisionsPresenter, Person
from gui.pages.decisions.side import SideCards, programme_words
from gui.pages.decisions.words import Group
from gui.tables.frame import TableFrame
from gui.tables.view import DataTable
from gui.theme import is_short, px
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.chip import FilterChip
from gui.widgets.empty_state import EmptyState
from gui.widgets.flow import Flow
from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE, Box, H, V
from gui.widgets.menu import Menu
from gui.widgets.scroll_page import ScrollBody, ScrollPage, make_scroll
from gui.widgets.search_box import SearchBox
from gui.widgets.stat_tile import StatTile
from services.changes import Changes
from services.programmes.disputed import Dispute
from services.programmes.queries import DecisionRow

_SIDE = 348
_BESIDE_FROM = 940
_TILES_WRAP = 720
_LOWEST_TABLE = 300
_UNLIMITED = 16_777_215  # Qt: no limit
_LOOKS = {Group.CHOSEN: ("check-circle", "ok"), Group.WAITING: ("clock", "accent"), Group.FIX: ("warning", "warn")}


class DecisionsPage(ScrollPage):
    """``arrive(group=…)`` opens one of the cards: chosen, waiting, fix, refused."""

    def __init__(self, tools: PageTools) -> None:
        self._tools = tools
        self.papers = DecisionPapers(self, tools)
        self.save = Button("", icon="download", name=tr("Simpan pengumuman sebagai PDF"))
        self.print = Button(tr("Pengumuman"), icon="megaphone", name=tr("Cetak pengumuman"))
        self.cards = Button(tr("Cetak kartu"), "primary", icon="id-card", shortcut="Ctrl+P", on_click=self._print_cards)
        super().__init__(tr("Keputusan kabupaten"), " ", actions=[self.save, self.print, self.cards], spacing=16)
        self._lines: dict[str, Line] = {}
        self._ready = False
        self.presenter = DecisionsPresenter(self, tools.context, tools.run_for(self), tools.publish)
        self._make_tiles()
        self._make_table()
        self._lay_out()
        self._connect()

    def _make_tiles(self) -> None:
        self.tiles: dict[Group, StatTile] = {}
        self._tile_group = QButtonGroup(self)
        for group in Group:
            icon, tone = _LOOKS.get(group, ("x-circle", "neutral"))
            tile = StatTile("", "…", icon=icon, tone=tone, layout="side", clickable=True)  # type: ignore[arg-type]
            tile.clicked.connect(partial(self._on_tile, group))
            self._tile_group.addButton(tile)
            self.tiles[group] = tile
        first, second, third, fourth = ((tile, 1) for tile in self.tiles.values())
        self._tile_row = H((H(first, second, spacing=12), 1), (H(third, fourth, spacing=12), 1), spacing=12)

    def _make_table(self) -> None:
        self.search = SearchBox(tr("Cari nama, RT/RW, HP"), width=224)
        self.untold = FilterChip(tr("Belum diberi tahu"), 0)
        self.changed = FilterChip(tr("Data berubah setelah putusan"), 0)
        self.mark = Button(tr("Tandai diberi tahu"), "ghost", keycap="T", on_click=self._mark)
        self.mark.setAccessibleName(tr("Tandai sudah diberi tahu"))
        self.batches = FilterChip("", menu=Menu(self), checkable=False)
        self.table = DataTable(columns(), self._fetch, name=tr("Keputusan kabupaten"))
        tools = Flow(8)
        self._told = Text("", "caption")
        for part in (self.search, self.untold, self.changed, self.mark, self._told, self.batches):
            tools.addWidget(Box(H((part, 0, MIDDLE)), height=40))
        keys = [(("Spasi",), tr("centang")), (("Enter",), tr("buka data")), (("S",), tr("salin pesan"))]
        self.frame = TableFrame(self.table, keys, head=Box(V(Box(tools), margins=(12, 10, 12, 8))))
        self.frame.setMinimumHeight(px(_LOWEST_TABLE))
        self.frame.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _lay_out(self) -> None:
        self.side = SideCards(self._tools.context.now)
        self._side_scroll = make_scroll(ScrollBody(V(self.side)))
        self._side_scroll.hide()
        self.trouble = Banner("err", tr("Keputusan tidak terbaca"))
        self.trouble.hide()
        self.disputed = Banner("err", "")
        self.disputed.hide()
        self._tiles_box = Box(self._tile_row)
        self._columns = H((self.frame, 1), self._side_scroll, spacing=16)
        self._columns_box = Box(self._columns)
        go = Button(tr("Buka Serah Terima"), "primary", icon="usb", keycap="F9", on_click=self._to_handover)
        self.nothing = EmptyState(
            tr("Belum ada keputusan"),
            tr("Serahkan data, lalu baca balasan dari kabupaten di Serah Terima."),
            [go],
        )
        self._go = go
        for part in (self._tiles_box, self._columns_box, self.nothing):
            part.hide()
        self.body.add(self.trouble, self.disputed, self._tiles_box, (self._columns_box, 1), (self.nothing, 1))

    def _connect(self) -> None:
        ask = self.presenter
        self.search.searched.connect(ask.search)
        self.search.stepped.connect(self._into_list)
        self.search.escaped.connect(self._into_list)
        self.untold.toggled.connect(ask.choose_untold)
        self.changed.toggled.connect(ask.choose_changed)
        self.table.current_changed.connect(ask.select)
        self.table.opened.connect(lambda _: self._open_current())
        self.table.edit_asked.connect(lambda _: self._fix_current())
        self.table.key_pressed.connect(self._on_key)
        self.side.opened.connect(self._open_current)
        self.side.fixed.connect(self._fix_current)
        self.side.copied.connect(self._copy)
        self.side.carded.connect(self._print_card)
        self.print.clicked.connect(lambda *_: self.papers.print_list(ask.batch))
        self.save.clicked.connect(lambda *_: self.papers.save_list(ask.batch))
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._to_search)

    # from the shell

    def arrive(self, group: str = "", **_: Any) -> None:
        """Load anew; opening this page is what counts as having looked."""
        self.presenter.start(Group(group) if group else None)
        self._into_list()

    def refresh(self, changes: Changes) -> None:
        """What other pages' commands touched; it loads anyway when it is shown again."""
        if self.isVisible():
            self.presenter.refresh(changes)

    def step_back(self) -> bool:
        """Esc clears the search, then leaves it."""
        if self.search.text():
            self.search.clear_search()
        elif self.search.hasFocus():
            self._into_list()
        else:
            return False
        return True

    # from the presenter

    def show_batches(self, batches: Sequence[Batch], current: Batch) -> None:
        self._show_parts(some=True)
        now = self._tools.context.now()
        self.set_subtitle(words.subtitle(current.view, current.read_at, now))
        self._lines = {
            row.worker_id: Line(row, current.decreed, current.told.get(row.worker_id), now) for row in current.rows
        }
        self.cards.setVisible(current.decreed and bool(current.counts[Group.CHOSEN]) and current.dispute is None)
        self._fit_cards(current)
        for group, tile in self.tiles.items():
            label = words.group_label(group, decreed=current.decreed)
            tile.set_value(number(current.counts[group]), label=label)
        self._show_changed(len(current.changed.people))
        self._show_dispute(current.dispute)
        self.batches.parentWidget().setVisible(len(batches) > 1)
        self.batches.set_text(programme_words(current.view))
        menu = Menu(self)
        for batch in batches:
            action = menu.addAction(programme_words(batch.view))
            action.triggered.connect(partial(self._on_batch, batch.view.batch_id))
        self.batches.set_menu(menu)

    def _show_dispute(self, dispute: Dispute | None) -> None:
        """Nothing is printed or told about a list that nobody decided; ``papers`` refuses it too."""
        self.disputed.setVisible(dispute is not None)
        for button in (self.print, self.save):
            button.setEnabled(dispute is None)
        if dispute is not None:
            self.disputed.set_news("err", words.disputed_title(dispute), words.disputed_words(dispute))

    def _show_changed(self, count: int) -> None:
        """A chip only where there is something to look at; one that goes takes its filter with it."""
        self.changed.set_count(count)
        self.changed.parentWidget().setVisible(bool(count))
        if not count:
            self.changed.setChecked(False)

    def show_nothing(self) -> None:
        self._show_parts(some=False)
        self.set_subtitle("")
        self._go.setFocus()

    def _show_parts(self, *, some: bool) -> None:
        self.trouble.hide()
        self._ready = some
        self._tiles_box.setVisible(some)
        self._columns_box.setVisible(some)
        self.nothing.setVisible(not some)
        self.save.setVisible(some)
        self.print.setVisible(some)
        self.cards.hide()
        inside = self.focusWidget()
        if some and self.isVisible() and (inside is None or inside is self._go or not inside.isVisibleTo(self)):
            self._into_list()

    def show_rows(self, rows: Sequence[DecisionRow], group: Group) -> None:
        self.tiles[group].setChecked(True)
        # A column says only what the card above the table does not say already.
        reasons = REASONS if group in (Group.CHOSEN, Group.WAITING) else ""
        self.table.hide_columns({reasons, "" if group is Group.WAITING else OUTCOME})
        self.table.set_ids([row.worker_id for row in rows])
        self.table.refresh()
        if rows and self.table.current_id() is None:
            self.table.select_row(0)
        elif not rows:
            self.show_person(None)
        self.frame.show_instead(None if rows else self._no_rows())

    def show_told(self, done: int, all_: int) -> None:
        said = tr("{done} dari {all} diberi tahu", done=number(done), all=number(all_))
        self._told.setText(said if all_ else "")
        self.untold.set_count(all_ - done)

    def show_marked(self, worker_ids: Sequence[str], *, told: bool) -> None:
        def back() -> None:
            self.presenter.set_told(worker_ids, told=not told, say=False)

        self._tools.notify(words.told_notice(len(worker_ids), told=told), "ok", tr("Urungkan"), back)

    def _no_rows(self) -> EmptyState:
        if self.untold.isChecked() and not self.search.text():
            return EmptyState(tr("Semua sudah diberi tahu"), picture=False)
        if not self.search.text():
            return EmptyState(tr("Tidak ada di bagian ini"), picture=False)
        clear = Button(tr("Hapus pencarian"), icon="x", on_click=self.search.clear_search)
        return EmptyState(tr("Tidak ada yang cocok"), actions=[clear], picture=False)

    def show_person(self, person: Person | None) -> None:
        self._side_scroll.setVisible(person is not None)
        if person is not None:
            self.side.show_person(person)
            self._fit_side()

    def show_trouble(self, text: str) -> None:
        self.trouble.set_news("err", tr("Keputusan tidak terbaca"), text)
        self.trouble.show()

    # from the person

    def _fetch(self, ids: Sequence[str]) -> list[Line | None]:
        return [self._lines.get(worker_id) for worker_id in ids]

    def _on_tile(self, group: Group, _: bool = False) -> None:
        self.presenter.choose_group(group)

    def _on_batch(self, batch_id: str, _: bool = False) -> None:
        self.presenter.choose_batch(batch_id)

    def _on_key(self, key: str) -> None:
        if key == "S":
            self._copy()
        elif key == "T":
            self._mark()

    def _wanted(self) -> list[str]:
        """The ticked people, else the one person one is at."""
        current = self.table.current_id()
        return self._ticked() or ([] if current is None else [current])

    def _ticked(self) -> list[str]:
        """Only those that are shown, in the order of the table."""
        ticked = self.table.ticked()
        return [worker_id for worker_id in self.table.rows.ids() if worker_id in ticked]

    def _mark(self) -> None:
        """T: told, or taken back. A single person leads on to the next, for going through a list."""
        wanted, batch = self._wanted(), self.presenter.batch
        if not wanted or batch is None:
            return
        alone = not self._ticked()
        self.presenter.mark(wanted)
        if alone and wanted[0] not in batch.told:
            row = self.table.rows.row_of(wanted[0])
            self.table.select_row(min(row + 1, self.table.rows.rowCount() - 1))
        self.table.rows.tick_all(False)

    def _copy(self) -> None:
        if self.side.isVisible() and self.side.text():
            QGuiApplication.clipboard().setText(self.side.text())
            self._tools.notify(tr("Pesan disalin. Tempel di WhatsApp."))

    def _open_current(self) -> None:
        worker_id = self.table.current_id()
        if worker_id is not None:
            self._tools.open_page("person", worker=worker_id)

    def _fix_current(self) -> None:
        worker_id = self.table.current_id()
        if worker_id is not None:
            self._tools.open_page("register", worker=worker_id, back="decisions")

    def _to_handover(self) -> None:
        self._tools.open_page("handover")

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _into_list(self) -> None:
        (self.table if self._ready or not self.nothing.isVisible() else self._go).setFocus()

    def _print_cards(self) -> None:
        """Of the ticked people, else of all recipients in this batch."""
        self.papers.show_cards(self.presenter.batch, self._ticked() or None)

    def _print_card(self) -> None:
        worker_id = self.table.current_id()
        if worker_id is not None:
            self.papers.show_cards(self.presenter.batch, [worker_id])

    def _fit_cards(self, batch: Batch) -> None:
        wide = self.width() >= px(_BESIDE_FROM)
        count = number(batch.counts[Group.CHOSEN])
        self.cards.set_text(tr("Cetak {count} kartu", count=count) if wide else tr("Cetak kartu"))
        self.cards.set_keycap("Ctrl+P" if wide else "")

    # sizes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.set_dense(is_short(event.size().height()))
        self._set_way(self._columns, event.size().width() < px(_BESIDE_FROM))
        beside = self._columns.direction() == QBoxLayout.Direction.LeftToRight
        self._side_scroll.setMinimumWidth(px(_SIDE) if beside else 0)
        self._side_scroll.setMaximumWidth(px(_SIDE) if beside else _UNLIMITED)
        self._fit_side()
        wrapped = event.size().width() < px(_TILES_WRAP)
        self._set_way(self._tile_row, wrapped)
        self.print.set_text("" if wrapped else tr("Pengumuman"))
        if self.presenter.batch is not None:
            self._fit_cards(self.presenter.batch)

    def _fit_side(self) -> None:
        """Beside the table it scrolls by itself, below it the page does."""
        beside = self._columns.direction() == QBoxLayout.Direction.LeftToRight
        width = max(1, self._side_scroll.viewport().width())
        self._side_scroll.setMinimumHeight(0 if beside else self.side.layout().minimumHeightForWidth(width))

    @staticmethod
    def _set_way(line: QBoxLayout, narrow: bool) -> None:
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if line.direction() != way:
            line.setDirection(way)
