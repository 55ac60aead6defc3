"""The page of one person on a real database, and what tests ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.changes import ChangeHub
from gui.page import PageTools
from gui.pages.person import PAGE
from gui.pages.person.page import PersonPage
from gui.tasks import TaskRunner
from services.context import AppContext
from services.settings import SettingsFile
from tests.decided import Decided, decided_offices
from tests.gui.doubles import Shell
from tests.gui.pages.person.looking import settle

Open = Callable[..., PersonPage]


@pytest.fixture
def open_page(qtbot: QtBot, dressed: QApplication, shell: Shell, tmp_path: Path) -> Iterator[Open]:
    runners: list[TaskRunner] = []

    def make(ctx: AppContext, worker_id: str, width: int = 1150) -> PersonPage:
        tasks, hub = TaskRunner(), ChangeHub()
        runners.append(tasks)
        page = PAGE.build(PageTools(ctx, tasks, hub, SettingsFile(tmp_path), shell))  # type: ignore[arg-type]
        assert isinstance(page, PersonPage)
        qtbot.addWidget(page)
        hub.changed.connect(page.refresh)
        page.resize(width, 690)
        page.show()
        qtbot.waitUntil(page.isActiveWindow)
        page.arrive(worker=worker_id)
        settle(qtbot, page)
        return page

    yield make
    for tasks in runners:
        assert tasks.close()


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Decided]:
    with decided_offices(tmp_path_factory.mktemp("decided")) as made:
        made.enrol("KASMIDI", "2026-10", "2026-11", "2027-01")
        made.reply()
        yield made
