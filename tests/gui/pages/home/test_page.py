from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.changes import ChangeHub
from gui.page import PageTools
from gui.pages.home import PAGE
from gui.pages.home.page import HomePage
from gui.tasks import TaskRunner
from services.context import AppContext
from services.settings import SettingsFile
from services.workers.commands import register_workers
from tests.decided import decided_offices
from tests.gui.doubles import Shell
from tests.offices import worker

Open = Callable[..., HomePage]


@pytest.fixture
def open_page(qtbot: QtBot, dressed: QApplication, shell: Shell, tmp_path: Path) -> Iterator[Open]:
    runners: list[TaskRunner] = []

    def make(ctx: AppContext, width: int = 1150) -> HomePage:
        tasks = TaskRunner()
        runners.append(tasks)
        page = PAGE.build(PageTools(ctx, tasks, ChangeHub(), SettingsFile(tmp_path), shell))  # type: ignore[arg-type]
        assert isinstance(page, HomePage)
        qtbot.addWidget(page)
        page.resize(width, 690)
        page.show()
        qtbot.waitUntil(page.isActiveWindow)
        page.arrive()
        qtbot.waitUntil(lambda: not tasks.busy)
        return page

    yield make
    for tasks in runners:
        tasks.close()


def test_enter_begins_with_the_first_thing_to_do(open_page: Open, shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    with decided_offices(tmp_path) as story:
        page = open_page(story.village)
        page.arrive()
        page.arrive()
        qtbot.waitUntil(lambda: not page._tools.tasks.busy)
        first = page.tasks.buttons[0]
        assert first.hasFocus()
        qtbot.keyClick(first, Qt.Key.Key_Return)
        assert shell.opened == [("workers", {"filter": "incomplete"})]
        assert page.news.isVisible()
        qtbot.keyClick(page.news.button(), Qt.Key.Key_Space)
        assert shell.opened[-1] == ("decisions", {})
        qtbot.keyClick(page.unfinished.buttons[0], Qt.Key.Key_Return)
        assert shell.opened[-1] == ("register", {"worker_id": story.row("NGATINI").worker_id})
        qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: shell.opened[-1] == ("workers", {"to_search": True}))
        assert page.progress.ring.accessibleName() == "80% lengkap"


def test_the_first_day_shows_three_ways_and_then_gives_way(
    open_page: Open, shell: Shell, qtbot: QtBot, village: AppContext
) -> None:
    page = open_page(village)
    assert page.focusWidget().accessibleName() == "Daftarkan"
    assert not page.register.isVisible()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert shell.opened == [("register", {})]
    changes = register_workers(village, [worker()])
    page.refresh(changes)
    qtbot.waitUntil(page.tasks.isVisible)
    assert page.register.isVisible()


@pytest.mark.parametrize("width", [631, 1150])
def test_nothing_is_wider_than_the_window(open_page: Open, village: AppContext, qtbot: QtBot, width: int) -> None:
    page = open_page(village, width)
    qtbot.waitUntil(lambda: page.scroll.widget().width() <= page.scroll.viewport().width())
    page.refresh(register_workers(village, [worker(), worker(9002, address="")]))
    qtbot.waitUntil(page.tasks.isVisible)
    qtbot.waitUntil(lambda: page.scroll.widget().width() <= page.scroll.viewport().width())
