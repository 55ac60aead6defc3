"""Which page is on screen: built on first visit, left only when nothing would be lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.page import Arrives, Keeps, PageSpec, PageTools, PutsBy, Refreshes, StepsBack, TakesNumbers
from services.changes import Changes
from services.context import AppContext
from services.errors import AppError
from services.progress import Reporter

_BADGE_DELAY_MS = 150


class Navigation(QObject):
    """Knows no subject. ``arrived(key)``: that page is shown. ``counted(key, n)``: what is to do there.

    ``broken(key, error)`` makes the page to show in place of one that could not be built.
    ``may_leave()`` asks the person whether unsaved work may go; only called when there is some.
    """

    arrived = Signal(str)
    counted = Signal(str, int)

    def __init__(
        self,
        stack: QStackedWidget,
        specs: Sequence[PageSpec],
        tools: PageTools,
        broken: Callable[[PageSpec, Exception], QWidget],
        may_leave: Callable[[], bool],
    ) -> None:
        super().__init__(stack)
        role = tools.context.office.role
        self.specs = tuple(spec for spec in specs if role in spec.roles)
        self._by_key = {spec.key: spec for spec in self.specs}
        self._stack, self._tools = stack, tools
        self._broken, self._may_leave = broken, may_leave
        self._pages: dict[str, QWidget] = {}
        self.current = ""
        self._badge_timer = QTimer(self, singleShot=True, interval=_BADGE_DELAY_MS)
        self._badge_timer.timeout.connect(self.count)
        tools.changes.changed.connect(self._on_changes)

    def visit(self, key: str, **arguments: Any) -> bool:
        """Show a page. False when it is not for this office, or the person stays with unsaved work."""
        if key not in self._by_key or (key != self.current and not self.can_leave()):
            return False
        page = self.page(key)
        self.current = key
        self._stack.setCurrentWidget(page)
        self.arrived.emit(key)
        if isinstance(page, Arrives):
            page.arrive(**arguments)
        return True

    def page(self, key: str) -> QWidget:
        """The page's widget, built on first use; an error page where that failed."""
        if key not in self._pages:
            self._pages[key] = self._build(self._by_key[key])
            self._stack.addWidget(self._pages[key])
        return self._pages[key]

    def _build(self, spec: PageSpec) -> QWidget:
        try:
            return spec.build(self._tools)
        except Exception as error:  # noqa: BLE001  one broken page must not take the others along
            if not isinstance(error, AppError):
                self._tools.tasks.faulted.emit(error)
            return self._broken(spec, error)

    def can_leave(self) -> bool:
        """Whether the shown page may be left, asking when it holds unsaved work; «leave» discards that."""
        page = self._pages.get(self.current)
        if not isinstance(page, Keeps) or not page.is_dirty():
            return True
        if not self._may_leave():
            return False
        page.discard()
        return True

    def put_by(self) -> None:
        """The window closes: half-done work is kept by the pages that can."""
        for page in self._pages.values():
            if isinstance(page, PutsBy):
                page.put_by()

    def go_up(self) -> bool:
        """As Esc: the page's own step back first, then its parent. False when already at the top."""
        page = self._pages.get(self.current)
        if isinstance(page, StepsBack) and page.step_back():
            return True
        parent = self._by_key[self.current].parent if self.current else None
        return parent is not None and self.visit(parent)

    def take_number(self, number: int) -> bool:
        """Alt+number: the page's own sections first, then the sidebar's entry of that place."""
        page = self._pages.get(self.current)
        if isinstance(page, TakesNumbers) and page.take_number(number):
            return True
        entries = self.entries("main")
        return 0 < number <= len(entries) and self.visit(entries[number - 1].key)

    def entries(self, group: str) -> list[PageSpec]:
        """The sidebar's entries of one group, in order."""
        return [spec for spec in self.specs if spec.group == group]

    def count(self) -> None:
        """Ask every badge again, off this thread."""
        for spec in self.specs:
            if spec.badge is not None:
                self._count_one(spec.key, spec.badge)

    def _count_one(self, key: str, badge: Callable[[AppContext], int]) -> None:
        context = self._tools.context

        def job(_: Reporter) -> int:
            return badge(context)

        def failed(_: AppError) -> None:
            self.counted.emit(key, 0)

        self._tools.tasks.run(self, job, lambda number: self.counted.emit(key, number), failed)

    def _on_changes(self, changes: Changes) -> None:
        for page in self._pages.values():
            if isinstance(page, Refreshes):
                page.refresh(changes)
        self._badge_timer.start()
