"""The district's first page: figures, what to do, who is working where, what came in last."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from gui.charts.bars import Bar, BarChart
from gui.charts.columns import ColumnChart
from gui.format import number
from gui.language import tr
from gui.page import PageTools
from gui.pages.district_home.facts import HomeFacts
from gui.pages.district_home.lists import LinkCard
from gui.pages.district_home.presenter import DistrictHomePresenter
from gui.poll import Poll
from gui.theme import px
from gui.todo import Task
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE, Box, H, V
from gui.widgets.scroll_page import ScrollPage
from gui.widgets.stat_tile import StatTile
from gui.widgets.task_card import TaskCard
from services.changes import Changes

_NARROW = 900


class DistrictHomePage(ScrollPage):
    """Every line leads to the page where the work is done."""

    def __init__(self, tools: PageTools) -> None:
        self._tools = tools
        find = tr("Cari pekerja")
        search = Button(find, icon="search", shortcut="Ctrl+F", name=find, on_click=self._search)
        read = Button(tr("Baca USB"), "primary", icon="usb", keycap="F9", on_click=lambda: self._open("inbox"))
        super().__init__("", actions=[search, read])
        self.read, self.search = read, search
        self.trouble = Banner("warn", "")
        self.trouble.hide()
        self._make_tiles()
        self.tasks = TaskCard()
        self.merges = LinkCard(tr("Penggabungan terakhir"), tr("Belum ada paket yang digabung."))
        self.silent = LinkCard(tr("Paling lama belum kirim"), tr("Semua desa yang pernah kirim masih dalam 30 hari."))
        self.weeks = ColumnChart(height=130, words=lambda value: number(int(value)) if value else "", name=tr("Paket"))
        self.places = BarChart(row_height=24, label_width=104, words=lambda value: number(int(value)))
        self._lay_out()
        self.presenter = DistrictHomePresenter(self, tools.context, tools.run_for(self))
        self._poll = Poll(self, self.presenter.look)
        self._connect()

    def _make_tiles(self) -> None:
        self.sent = StatTile(tr("Desa sudah kirim bulan ini"), "…", clickable=True)
        self.complete = StatTile(tr("Pekerja terdata lengkap"), "…", clickable=True)
        self.funded = StatTile(tr("Penerima bantuan iuran"), "…", clickable=True)
        self.late = StatTile(tr("Desa perlu dihubungi"), "…", clickable=True)
        self._tiles = (self.sent, self.complete, self.funded, self.late)
        for tile in self._tiles:
            tile.setCheckable(False)

    def _lay_out(self) -> None:
        weeks = Card(
            H((Text(tr("Paket masuk per minggu"), "h2"), 1), (Text(tr("8 minggu terakhir"), "caption"), 0, MIDDLE)),
            8,
            self.weeks,
            margins=(20, 14, 20, 12),
        )
        places = Card(Text(tr("Pekerja per kecamatan"), "h2"), 8, self.places, margins=(20, 14, 20, 14))
        left = V(self.tasks, places, None, spacing=16)
        right = V(weeks, self.merges, self.silent, None, spacing=16)
        self._right = Box(right)
        self._columns = H((Box(left), 10), (self._right, 7), spacing=16)
        pairs = [H(*((tile, 1) for tile in pair), spacing=16) for pair in (self._tiles[:2], self._tiles[2:])]
        self._tile_row = H(*((pair, 1) for pair in pairs), spacing=16)
        self.body.add(self.trouble, self._tile_row, self._columns, None)

    def _connect(self) -> None:
        self.tasks.wanted.connect(self._do)
        for card in (self.merges, self.silent):
            card.wanted.connect(lambda code: self._open("inbox", village=code))
        self.sent.clicked.connect(lambda: self._open("inbox"))
        self.late.clicked.connect(lambda: self._open("inbox", state="late"))
        self.complete.clicked.connect(lambda: self._open("workers"))
        self.funded.clicked.connect(lambda: self._open("programme"))

    # from the shell

    def arrive(self, **_: Any) -> None:
        """Load anew; the first thing to do takes the focus."""
        self.presenter.start()
        (self.tasks.buttons[0] if self.tasks.buttons else self.read).setFocus()

    def refresh(self, changes: Changes) -> None:
        """What other pages' commands touched."""
        self.presenter.refresh(changes)

    # from the presenter

    def show_greeting(self, title: str, subtitle: str) -> None:
        self.set_title(title, subtitle)

    def show_facts(self, facts: HomeFacts) -> None:
        self.trouble.hide()
        every = tr("{count} dari {total}", count=number(facts.this_month), total=number(facts.villages))
        self.sent.set_value(every, tr("{count} desa lebih dari 30 hari", count=number(facts.late)))
        self.sent.set_share(facts.this_month / facts.villages if facts.villages else 0)
        self.complete.set_value(number(facts.complete), tr("dari {count} terdata", count=number(facts.workers)))
        self.complete.set_share(facts.complete / facts.workers if facts.workers else 0)
        final = facts.proposed_batches > len(facts.without_decree)
        chosen = tr("Penerima bantuan iuran") if final or not facts.funded else tr("Calon penerima")
        caption = tr("dari {count} pekerja lengkap", count=number(facts.complete))
        self.funded.set_value(number(facts.funded), caption, label=chosen)
        self.funded.set_share(facts.funded / facts.complete if facts.complete else 0)
        self._show_late(facts)
        self.merges.show_merges(facts.merges)
        self.silent.show_silent(facts.silent)
        self._show_charts(facts)

    def _show_late(self, facts: HomeFacts) -> None:
        never = tr("{count} belum pernah kirim", count=number(facts.never))
        self.late.set_value(number(facts.late + facts.never), never)
        self.late.set_share((facts.late + facts.never) / facts.villages if facts.villages else 0)

    def _show_charts(self, facts: HomeFacts) -> None:
        last = len(facts.weeks) - 1
        self.weeks.set_columns(
            [
                Bar(
                    tr("Ini") if place == last else f"{start.day}/{start.month}",
                    count,
                    "chart2" if place == last else "",
                )
                for place, (start, count) in enumerate(facts.weeks)
            ]
        )
        self.places.set_bars([Bar(name, count) for _, name, count in facts.by_subdistrict])

    def show_tasks(self, tasks: tuple[Task, ...]) -> None:
        had_focus = self.read.hasFocus()
        self.tasks.show_tasks(tasks)
        if had_focus and self.tasks.buttons:
            self.tasks.buttons[0].setFocus()

    def show_trouble(self, text: str) -> None:
        self.trouble.set_news("warn", tr("Belum semua terbaca"), text)
        self.trouble.show()

    # from the person

    def _do(self, task: Task) -> None:
        self._open(task.page, **task.arguments)

    def _open(self, key: str, **arguments: Any) -> None:
        self._tools.open_page(key, **arguments)

    def _search(self) -> None:
        self._open("workers", to_search=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < px(_NARROW)
        self.search.set_text("" if narrow else tr("Cari pekerja"))  # so that the greeting has its room
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != way:
            self._columns.setDirection(way)
            self._tile_row.setDirection(way)
