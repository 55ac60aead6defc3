"""The village's first page: what to do, how far the register is, what came from the district."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget

from gui.language import tr
from gui.page import PageTools
from gui.pages.home.cards import ProgressCard, StripCard, UnfinishedCard, WorkCard
from gui.pages.home.presenter import Facts, HomePresenter, Strip, shown_occupations
from gui.theme import px
from gui.todo import Task
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.empty_state import EmptyState, StartCard
from gui.widgets.layouts import Box, H, V
from gui.widgets.scroll_page import ScrollPage
from gui.widgets.task_card import TaskCard
from services.changes import Changes

_NARROW = 860


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
        self.trouble.hide()
        self.news = Banner("accent", tr("Keputusan kabupaten sudah datang"), action=tr("Lihat keputusan"))
        self.news.hide()
        self.tasks, self.unfinished, self.strip = TaskCard(), UnfinishedCard(tools.context.now), StripCard()
        self.progress, self.work = ProgressCard(), WorkCard()
        self._waiting_for_focus = False
        self._lay_out()
        self.presenter = HomePresenter(self, tools.context, tools.run_for(self))
        self.tasks.wanted.connect(self._do)
        self.unfinished.wanted.connect(lambda worker: self._open("register", worker_id=worker))
        self.news.action_clicked.connect(lambda: self._open("decisions"))

    def _lay_out(self) -> None:
        left = V(self.tasks, self.unfinished, self.strip, None, spacing=16)
        right = V(self.progress, self.work, None, spacing=16)
        self._columns = H((Box(left), 31), (Box(right), 20), spacing=16)
        self._columns_box = Box(self._columns)
        self._columns_box.hide()
        self._first_use = QStackedWidget()
        self._first_use.hide()
        self.body.add(self.trouble, self.news, self._columns_box, (self._first_use, 1), None)

    # from the shell

    def arrive(self, **_: Any) -> None:
        """Load anew; the first thing to do takes the focus."""
        self._waiting_for_focus = True
        self.register.setFocus()
        self.presenter.start()

    def refresh(self, changes: Changes) -> None:
        """What other pages' commands touched; it loads anyway when it is shown again."""
        if self.isVisible():
            self.presenter.refresh(changes)

    # from the presenter

    def show_greeting(self, title: str, subtitle: str) -> None:
        self.set_title(title, subtitle)

    def show_first_use(self, *, has_kit: bool) -> None:
        focused = self._waiting_for_focus or self.register.hasFocus() or self.search.hasFocus()
        self._waiting_for_focus = False
        self.trouble.hide()
        self.news.hide()
        self._columns_box.hide()
        while self._first_use.count():
            old = self._first_use.widget(0)
            self._first_use.removeWidget(old)
            old.deleteLater()
        text = tr("Tidak perlu lengkap sekaligus. Yang kurang bisa diisi nanti.")
        self._first_use.addWidget(EmptyState(tr("Mulai dari mana saja"), text, cards=self._ways(has_kit)))
        self._first_use.show()
        if focused:
            self._first.setFocus()
        self.search.hide()
        self.register.hide()

    def _ways(self, has_kit: bool) -> list[StartCard]:
        self._first = Button(tr("Daftarkan"), "primary", keycap="Ctrl+N", size="s", on_click=self._register)
        excel = Button(tr("Impor Excel"), size="s", on_click=lambda: self._open("importing"))
        kit = Button(tr("Buka Serah Terima"), keycap="F9", size="s", on_click=lambda: self._open("handover"))
        about_kit = (
            tr("Kit sudah terbaca. Bila kabupaten mengirim balasan, baca di sini.")
            if has_kit
            else tr("Colok USB dari Dinperinnaker. Serah terima memerlukan kit itu.")
        )
        return [
            StartCard(
                "user-plus",
                tr("Daftarkan satu per satu"),
                tr("Siapkan KTP. Ketik NIK, sisanya banyak yang terisi sendiri."),
                self._first,
            ),
            StartCard(
                "table", tr("Sudah punya Excel?"), tr("Pakai berkas yang ada. Judul kolom boleh apa saja."), excel
            ),
            StartCard("usb", tr("USB dari kabupaten") if has_kit else tr("Ada kit dari kabupaten?"), about_kit, kit),
        ]

    def show_news(self, text: str) -> None:
        self.news.setVisible(bool(text))
        if text:
            title, action = tr("Keputusan kabupaten sudah datang"), tr("Lihat keputusan")
            self.news.set_news("accent", title, text, action, icon="decision-fill")

    def show_tasks(self, tasks: tuple[Task, ...]) -> None:
        self.tasks.show_tasks(tasks)
        if self._waiting_for_focus:
            self._waiting_for_focus = False
            if self.register.hasFocus() and self.tasks.buttons:
                self.tasks.buttons[0].setFocus()

    def show_facts(self, facts: Facts, strip: Strip) -> None:
        self.trouble.hide()
        self._first_use.hide()
        self.search.show()
        self.register.show()
        overview = facts.overview
        self.progress.show_overview(overview)
        self.work.show_work(shown_occupations(self._tools.context, overview), overview)
        self.unfinished.show_unfinished(overview.unfinished)
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

    def _search(self) -> None:
        self._open("workers", to_search=True)

    def _register(self) -> None:
        self._open("register")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < px(_NARROW)
        self.search.set_text("" if narrow else tr("Cari pekerja"))
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != way:
            self._columns.setDirection(way)
