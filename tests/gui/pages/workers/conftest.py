"""The real list over a real, encrypted office."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from gui.changes import ChangeHub
from gui.page import PageTools
from gui.pages.workers import PAGE
from gui.pages.workers.page import WorkersPage
from gui.tasks import TaskRunner
from services.context import AppContext
from services.settings import SettingsFile
from services.workers.commands import register_workers
from tests.gui.doubles import Shell
from tests.offices import worker

NAMES = ("SUTINI", "SUPARDI", "SRI WAHYUNI", "KASMI", "WAGIMIN")
OpenPage = Callable[..., WorkersPage]


def settle(qtbot: Any, page: WorkersPage) -> None:
    """Until every answer is there."""
    qtbot.waitUntil(lambda: not page._tools.tasks.busy)


def names(page: WorkersPage) -> list[str]:
    """The names in the order of the list."""
    model = page.table.rows
    return [model.data(model.index(row, 1)) for row in range(model.rowCount())]


@pytest.fixture
def open_page(qtbot: Any, dressed: QApplication, shell: Shell, tmp_path: Path) -> Iterator[OpenPage]:
    """Opens the page of an office as the window does: what it changes comes back to it."""
    opened: list[WorkersPage] = []

    def open_it(ctx: AppContext, width: int = 1150) -> WorkersPage:
        hub = ChangeHub()
        tools = PageTools(ctx, TaskRunner(), hub, SettingsFile(tmp_path / "window"), shell)  # type: ignore[arg-type]
        page = PAGE.build(tools)
        assert isinstance(page, WorkersPage)
        hub.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(width, 728)
        page.show()
        qtbot.waitUntil(page.isActiveWindow)
        page.arrive()
        settle(qtbot, page)
        opened.append(page)
        return page

    yield open_it
    assert all(page._tools.tasks.close() for page in opened)


@pytest.fixture
def filled(village: AppContext) -> AppContext:
    """Five complete people and one who lacks much."""
    forms = [
        worker(9001 + place, full_name=name, rt=f"00{place % 2 + 1}", phone="089900001234")
        for place, name in enumerate(NAMES)
    ]
    register_workers(
        village, [*forms, worker(9010, full_name="ZAENAL", address="", kk_number="", occupation_code="OJK")]
    )
    return village


@pytest.fixture
def page(filled: AppContext, open_page: OpenPage) -> WorkersPage:
    return open_page(filled)
