"""The open office: sidebar, pages, toast. Knows no subject."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.backing_up import BackupWatch
from gui.changes import ChangeHub
from gui.confirm import ask
from gui.error_page import ErrorPage
from gui.language import tr
from gui.navigation import Navigation
from gui.office_name import office_name
from gui.page import HasAreas, HasPanel, PageSpec, PageTools, Shell, Tone
from gui.safekeeping_watch import SafekeepingWatch
from gui.sidebar import Sidebar
from gui.standing_news import StandingNews
from gui.tasks import TaskRunner
from gui.theme import NARROW_WIDTH, color, px
from gui.widgets.toast import Toast
from models.values import Role
from services.context import AppContext
from services.settings import SettingsFile


class OfficeView(QWidget):
    """Everything that is on screen after signing in. Holds the focus itself where a page wants none.

    ``practice_left()``: enough practised.
    """

    own_focus = True  # no ring around the whole window
    practice_left = Signal()

    def __init__(
        self,
        context: AppContext,
        specs: tuple[PageSpec, ...],
        tasks: TaskRunner,
        settings: SettingsFile,
        shell: Shell,
    ) -> None:
        super().__init__()
        self.context = context
        self.changes = ChangeHub(self)
        self.tools = PageTools(context, tasks, self.changes, settings, shell)
        self.stack = QStackedWidget()
        self.navigation = Navigation(self.stack, specs, self.tools, ErrorPage, self._may_leave)
        self.sidebar = self._make_sidebar(shell)
        entries = self.navigation.entries("foot") or self.navigation.entries("main")
        self.news = StandingNews(self.sidebar.button(entries[-1].key) if entries else self.sidebar)
        self._area = QWidget()
        self._toasts = Toast(self._area)
        self._lay_out()
        self.navigation.arrived.connect(self.sidebar.set_current)
        self.navigation.arrived.connect(self._on_arrived)
        self.navigation.counted.connect(self.sidebar.set_badge)
        self._make_shortcuts()
        if context.cared_for:
            told = lambda text, good: self.notify(text, "ok" if good else "err", "", None)  # noqa: E731
            self.backups = BackupWatch(self, context, tasks, self.tools.publish, told)
            self._shortcut("Ctrl+B", self.backups.now)
            self.safekeeping = SafekeepingWatch(
                self, context, tasks, self.tools.publish, self._tell_news, self._show_backups
            )

    def stop_background(self) -> None:
        """Somebody needs the office closed."""
        if self.context.cared_for:
            self.safekeeping.stop()

    def _tell_news(self, text: str, good: bool, action: str, on_action: Callable[[], None] | None) -> None:
        self.notify(text, "ok" if good else "err", action, on_action)

    def _show_backups(self) -> None:
        self.open_page("settings", section="backup")

    def open_first(self) -> None:
        """Show the first page and count what waits."""
        entries = self.navigation.entries("main") or self.navigation.entries("foot")
        if entries:
            self.navigation.visit(entries[0].key)
        QTimer.singleShot(0, self, self.navigation.count)

    def open_page(self, key: str, **arguments: Any) -> bool:
        """Show a page; False when the person stays where they are."""
        return self.navigation.visit(key, **arguments)

    def notify(self, text: str, tone: Tone, action: str, on_action: Callable[[], None] | None) -> None:
        """A toast at the bottom."""
        page = self.stack.currentWidget()
        self._toasts.keep_clear(page.taken_at_right if isinstance(page, HasPanel) else None)
        self._toasts.show_message(text, tone=tone, action=action, on_action=on_action)

    def _on_arrived(self, _: str) -> None:
        page = self.stack.currentWidget()
        self._toasts.page_left()
        self._toasts.keep_clear(page.taken_at_right if isinstance(page, HasPanel) else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes up, but only where no field, list or panel inside the page had a use for it."""
        if event.key() == Qt.Key.Key_Escape:
            self.navigation.go_up()
        else:
            super().keyPressEvent(event)

    def restyle(self) -> None:
        """Follow a change of zoom."""
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), color("canvas"))

    def _fit(self) -> None:
        self.sidebar.set_narrow(self.width() < px(NARROW_WIDTH))

    def _make_sidebar(self, shell: Shell) -> Sidebar:
        office, nav = self.context.office, self.navigation
        job = tr("Dinperinnaker") if office.role is Role.DISTRICT else tr("Petugas desa")
        sidebar = Sidebar(
            nav.entries("main"),
            nav.entries("foot"),
            office.role,
            office_name(self.context),
            self.context.user.name,
            job,
        )
        sidebar.chosen.connect(shell.open_page)
        sidebar.locked.connect(shell.lock)
        return sidebar

    def _lay_out(self) -> None:
        right = QVBoxLayout(self._area)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        if self.context.practice is not None:
            right.addWidget(self._practice_bar())
        right.addWidget(self.news)
        right.addWidget(self.stack, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.sidebar)
        outer.addWidget(self._area, 1)

    def _practice_bar(self) -> QWidget:
        from gui.practice.bar import PracticeBar  # brings the generator along, so only when wanted

        bar = PracticeBar(self.tools, lambda text, good: self.notify(text, "ok" if good else "err", "", None))
        bar.left.connect(self.practice_left)
        return bar

    def _make_shortcuts(self) -> None:
        for spec in self.navigation.specs:
            if spec.shortcut:
                self._shortcut(spec.shortcut, lambda key=spec.key: self.open_page(key))
        for number in range(1, 10):
            self._shortcut(f"Alt+{number}", lambda number=number: self.navigation.take_number(number))
        self._shortcut("F6", self._next_area)

    def _shortcut(self, keys: str, act: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(act)  # silent while this view is hidden by the door

    def _next_area(self) -> None:
        """F6: through the areas of the page, to the sidebar, to news that stand above the page, and back."""
        page, focused = self.stack.currentWidget(), self.focusWidget() or self
        if self.sidebar.isAncestorOf(focused) and self.news.take_focus():
            return
        if self.sidebar.isAncestorOf(focused) or self.news.isAncestorOf(focused):
            _enter(page)
        elif not (isinstance(page, HasAreas) and page.next_area()):
            self.sidebar.button(self.navigation.current).setFocus()

    def _may_leave(self) -> bool:
        return ask(
            self,
            tr("Isian ini belum disimpan"),
            tr("Bila halaman ini ditinggalkan, isian yang belum disimpan hilang."),
            tr("Tinggalkan tanpa menyimpan"),
            tr("Tetap di sini"),
        )


def _enter(page: QWidget) -> None:
    """Focus on the page itself, or on the first thing in it that the Tab key would reach."""
    first = page
    while not (first.focusPolicy() & Qt.FocusPolicy.TabFocus and first.isVisible() and first.isEnabled()):
        first = first.nextInFocusChain()
        if not page.isAncestorOf(first):
            return
    first.setFocus(Qt.FocusReason.TabFocusReason)
