"""The village's first page: what to do, how far the register is, what came from the district."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from gui.format import number
from gui.language import tr
from gui.office_name import office_name
from gui.page import PageTools
from gui.pages.home.cards import BarsCard, StripCard, UnfinishedCard
from gui.pages.home.first_day import FirstDay
from gui.pages.home.presenter import (
    HomePresenter,
    Strip,
    shown_homework,
    shown_occupations,
    shown_places,
)
from gui.pages.home.progress_card import ProgressCard
from gui.theme import px
from gui.todo import Task
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.layouts import Box, H, Line, V
from gui.widgets.scroll_page import ScrollPage
from gui.widgets.task_card import TaskCard
from services.changes import Changes
from services.today.records import Today

_NARROW = 860
_TASKS = 5


class HomePage(ScrollPage):
    """Every line leads to the page where the work is done."""

    def __init__(self, tools: PageTools) -> None:
        self._tools = tools
        find = tr("Cari pekerja")
        self.search = Button(find, icon="search", shortcut="Ctrl+F", name=find, on_click=self._search)
        self.register = Button(
            tr("Daftarkan pekerja"), "primary", icon="user-plus", keycap="Ctrl+N", on_click=self._register
        )
        super().__init__("", actions=[self.search, self.register])
        self.trouble = Banner("warn", "")
        self.news = Banner("accent", tr("Keputusan kabupaten sudah datang"), action=tr("Lihat keputusan"))
        self.tasks, self.unfinished, self.strip = TaskCard(_TASKS), UnfinishedCard(tools.context.now), StripCard()
        self.progress = ProgressCard()
        self.work, self.places = BarsCard(tr("Pekerjaan")), BarsCard(tr("Menurut RT"))
        self.homework = BarsCard(tr("Belum terisi"))
        self.practice = self._make_practice()
        self._waiting_for_focus = False
        self._lay_out()
        self.presenter = HomePresenter(self, tools.context, tools.run_for(self), tools.publish)
        self._connect()

    def _make_practice(self) -> Any:
        """The checklist of a practising village; None in a real office."""
        if self._tools.context.practice is None:
            return None
        from gui.pages.home.practice_card import PracticeCard  # brings the generator along, so only when wanted

        return PracticeCard(self._tools)

    def _lay_out(self) -> None:
        left = V(self.tasks, self.unfinished, self.strip, self.places, None, spacing=16)
        right = V(self.progress, self.work, self.homework, None, spacing=16)
        self._columns = H((Box(left), 31), (Box(right), 20), spacing=16)
        self._columns_box = Box(self._columns)
        self._first_day: Line = V()
        self._first_day_box = Box(self._first_day)
        self.first_day: FirstDay | None = None
        practice = [] if self.practice is None else [self.practice]
        self.body.add(self.trouble, *practice, self.news, self._columns_box, (self._first_day_box, 1), None)
        for part in (self.trouble, self.news, self._columns_box, self._first_day_box):
            part.hide()

    def _connect(self) -> None:
        self.tasks.wanted.connect(self._do)
        self.unfinished.wanted.connect(lambda worker: self._open("register", worker_id=worker))
        self.unfinished.draft_wanted.connect(lambda draft: self._open("register", draft=draft))
        if self.practice is not None:
            self.practice.shown.connect(self._show_step)
        self.news.action_clicked.connect(lambda: self._open("decisions"))
        self.progress.target_set.connect(self.presenter.set_target)
        self.work.chosen.connect(lambda code: self._open("workers", **({"occupation": code} if code else {})))
        self.places.chosen.connect(self._open_place)
        self.homework.chosen.connect(lambda name: self._open("workers", lacking=name))
        self.strip.today.clicked.connect(lambda: self._open("workers"))
        self.strip.handed.clicked.connect(lambda: self._open("handover"))
        self.strip.backup.clicked.connect(lambda: self._open("settings", section="backup"))

    # from the shell

    def arrive(self, **_: Any) -> None:
        """Load anew; the first thing to do takes the focus."""
        self._waiting_for_focus = True
        self.register.setFocus()
        self._start()

    def refresh(self, changes: Changes) -> None:
        """What other pages' commands touched; it loads anyway when it is shown again."""
        if self.isVisible():
            self.presenter.refresh(changes)
            if self.practice is not None:
                self.practice.guide.refresh(changes)

    def _start(self) -> None:
        self.presenter.start()
        if self.practice is not None:
            self.practice.guide.start()

    # from the presenter

    def show_greeting(self, title: str, subtitle: str) -> None:
        self.set_title(title, subtitle)

    def show_first_use(self, *, has_kit: bool, drafts: int) -> None:
        focused = self._waiting_for_focus or self.register.hasFocus() or self.search.hasFocus()
        self._waiting_for_focus = False
        for part in (self.trouble, self.news, self._columns_box, self.search, self.register):
            part.hide()
        self._first_day.clear()
        self.first_day = FirstDay(office_name(self._tools.context), has_kit, drafts, self._open)
        self._first_day.add(self.first_day)
        self._first_day_box.show()
        if focused:
            self.first_day.show()
            self.first_day.first.setFocus()

    def show_news(self, text: str) -> None:
        self.news.setVisible(bool(text))
        if text:
            title, action = tr("Keputusan kabupaten sudah datang"), tr("Lihat keputusan")
            self.news.set_news("accent", title, text, action, icon="decision-fill")

    def show_tasks(self, tasks: tuple[Task, ...]) -> None:
        self.tasks.show_tasks(tasks)
        if self._waiting_for_focus and self.practice is None:
            self._waiting_for_focus = False
            if self.register.hasFocus() and self.tasks.buttons:
                self.tasks.buttons[0].setFocus()

    def _show_step(self) -> None:
        """In practice the next step is the first thing to do."""
        if self._waiting_for_focus and self.practice.go_on is not None:
            self._waiting_for_focus = False
            self.practice.go_on.show()  # a layout would show it later, and what is not shown cannot take the focus
            self.practice.go_on.setFocus()

    def show_facts(self, today: Today, strip: Strip) -> None:
        self.trouble.hide()
        self._first_day_box.hide()
        self.search.show()
        self.register.show()
        self.progress.show_today(today)
        count = tr("{count} pekerja", count=number(today.people.recorded))
        self.work.show_bars(shown_occupations(self._tools.context, today), count)
        self.work.show_growth(today.new_since)
        known = sum(1 for _, rt, _ in today.people.places if rt)
        self.places.show_bars(shown_places(today), tr("{count} RT", count=number(known)))
        self.homework.show_bars(shown_homework(today), tr("boleh menyusul"), "chart2")
        self.unfinished.show_today(today)
        self.strip.show_strip(strip)
        self._columns_box.show()

    def show_trouble(self, text: str) -> None:
        self.trouble.set_news("warn", tr("Belum semua terbaca"), text)
        self.trouble.show()

    # from the person

    def _do(self, task: Task) -> None:
        self._open(task.page, **task.arguments)

    def _open(self, key: str, **arguments: Any) -> None:
        self._tools.open_page(key, **arguments)

    def _open_place(self, key: str) -> None:
        rw, _, rt = key.partition("|")
        self._open("workers", **({"rt": rt, "rw": rw} if key else {}))

    def _search(self) -> None:
        self._open("workers", to_search=True)

    def _register(self) -> None:
        self._open("register")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < px(_NARROW)
        self.search.set_text("" if narrow else tr("Cari pekerja"))
        self.strip.set_narrow(event.size().width() < px(560))
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != way:
            self._columns.setDirection(way)
