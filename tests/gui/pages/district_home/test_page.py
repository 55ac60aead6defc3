from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.changes import ChangeHub
from gui.page import PageTools
from gui.pages.district_home.page import DistrictHomePage
from gui.tasks import TaskRunner
from services.context import AppContext
from services.settings import SettingsFile
from services.workers.commands import register_workers
from tests.gui.doubles import Shell
from tests.offices import worker


@pytest.fixture
def page(
    dressed: QApplication, district: AppContext, shell: Shell, tmp_path: Path, qtbot: QtBot
) -> Iterator[DistrictHomePage]:
    parent = QObject()
    tasks, hub = TaskRunner(parent), ChangeHub(parent)
    tools = PageTools(district, tasks, hub, SettingsFile(tmp_path / "settings"), shell)  # type: ignore[arg-type]
    page = DistrictHomePage(tools)
    hub.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1150, 690)
    page.show()
    page.arrive()
    qtbot.waitUntil(lambda: not tasks.busy)
    yield page
    page.hide()
    qtbot.waitUntil(lambda: not tasks.busy)
    tasks.close()


def test_the_first_thing_to_do_has_the_focus_and_enter_does_it(
    page: DistrictHomePage, shell: Shell, qtbot: QtBot
) -> None:
    assert [button.label() for button in page.tasks.buttons] == ["Buat kit"]
    qtbot.keyClick(page.tasks.buttons[0], Qt.Key.Key_Return)
    assert shell.opened == [("inbox", {"kits": True})]


def test_the_figures_follow_what_is_registered(page: DistrictHomePage, district: AppContext, qtbot: QtBot) -> None:
    assert page.sent.value() == "0 dari 295"
    page.refresh(register_workers(district, [worker(9001), worker(9002)]))
    qtbot.waitUntil(lambda: page.complete.value() == "2")


@pytest.mark.parametrize(("tile", "wanted"), [("sent", "inbox"), ("complete", "workers"), ("funded", "programme")])
def test_each_figure_leads_to_its_page(
    page: DistrictHomePage, shell: Shell, qtbot: QtBot, tile: str, wanted: str
) -> None:
    qtbot.keyClick(getattr(page, tile), Qt.Key.Key_Return)
    assert shell.opened[-1][0] == wanted


def test_nothing_is_squeezed_when_the_window_is_low(page: DistrictHomePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.places.height() == page.places.sizeHint().height())
