from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.changes import ChangeHub
from gui.page import PageTools
from gui.pages.inbox.kits_dialog import KitsDialog
from gui.pages.inbox.page import InboxPage
from gui.tasks import TaskRunner
from services import startup
from services.handover.handing_over import hand_over
from services.handover.kits import make_kits
from services.settings import SettingsFile
from services.workers.search import count_workers
from tests.gui.doubles import Shell
from tests.gui.pages.inbox.conftest import World
from tests.offices import VILLAGE, village_office


@pytest.fixture
def page(dressed: QApplication, world: World, shell: Shell, tmp_path: Path, qtbot: QtBot) -> Iterator[InboxPage]:
    parent = QObject()
    tasks, hub = TaskRunner(parent), ChangeHub(parent)
    tools = PageTools(world.district, tasks, hub, SettingsFile(tmp_path / "settings"), shell)  # type: ignore[arg-type]
    page = InboxPage(tools, world.find)
    hub.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1150, 768)
    page.show()
    page.arrive()
    qtbot.waitUntil(lambda: not tasks.busy)
    yield page
    page.hide()
    qtbot.waitUntil(lambda: not tasks.busy)
    tasks.close()


def test_arrows_move_and_enter_opens_the_village(page: InboxPage, shell: Shell, qtbot: QtBot) -> None:
    matrix = page.board.matrix
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        qtbot.keyClick(matrix, key)
    assert page.board.current_code() == "33.16.02.1005"
    qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert shell.opened == [("workers", {"village": "33.16.02.1005"})]


def test_f9_merges_what_lies_on_the_stick_and_esc_goes_back(page: InboxPage, world: World, qtbot: QtBot) -> None:
    hand_over(world.one, world.stick)
    page.presenter.look()
    qtbot.waitUntil(lambda: len(page.stick.chosen()) == 1)
    assert page.stick.merge.label() == "Gabungkan 1 paket"
    qtbot.keyClick(page.board.matrix, Qt.Key.Key_F9)
    qtbot.waitUntil(page.outcome.isVisible)
    assert count_workers(world.district) == 6
    assert page.outcome.table.rows.rowCount() == 1
    assert page.step_back()
    assert page.main.isVisible()
    assert not page.step_back()


def test_a_new_laptop_leads_from_the_result_to_the_door(
    page: InboxPage, world: World, shell: Shell, tmp_path: Path, qtbot: QtBot
) -> None:
    (kit,) = make_kits(world.district, [VILLAGE], tmp_path / "second-kit")
    second = village_office(tmp_path / "second", VILLAGE, kit=kit.path, seed=77)
    hand_over(second, world.stick)
    startup.close(second)
    page.presenter.look()
    qtbot.waitUntil(lambda: len(page.stick.chosen()) == 1)
    qtbot.keyClick(page.board.matrix, Qt.Key.Key_F9)
    qtbot.waitUntil(page.outcome.isVisible)
    assert page.outcome.asking.isVisible()
    assert page.outcome.asking.accessibleName().startswith("1 laptop baru menunggu izin")
    page.outcome.asking.button().click()
    assert shell.opened == [("laptops", {"view": "door"})]


def test_without_a_new_laptop_the_result_leads_nowhere(page: InboxPage, world: World, qtbot: QtBot) -> None:
    hand_over(world.one, world.stick)
    page.presenter.merge(list(world.stick.rglob("*.payung")))
    qtbot.waitUntil(page.outcome.isVisible)
    assert page.outcome.asking.isHidden()


def test_an_unticked_bundle_stays_on_the_stick(page: InboxPage, world: World, qtbot: QtBot) -> None:
    hand_over(world.one, world.stick)
    hand_over(world.two, world.stick)
    page.presenter.look()
    qtbot.waitUntil(lambda: len(page.stick.chosen()) == 2)
    row = page.stick.rows()[0]
    qtbot.keyClick(row.check, Qt.Key.Key_Space)
    assert page.stick.merge.label() == "Gabungkan 1 paket"
    qtbot.mouseClick(page.stick.merge, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.outcome.isVisible)
    assert count_workers(world.district) == 6


def test_a_look_that_finds_the_same_keeps_the_ticks(page: InboxPage, world: World, qtbot: QtBot) -> None:
    hand_over(world.one, world.stick)
    page.presenter.look()
    qtbot.waitUntil(lambda: len(page.stick.chosen()) == 1)
    page.stick.rows()[0].check.setChecked(False)
    with qtbot.waitSignal(page._tools.tasks.ended):
        page.presenter.look()
    qtbot.waitUntil(lambda: not page._tools.tasks.busy)
    assert page.stick.chosen() == []


def test_a_kit_is_for_the_village_one_is_at_or_for_all_that_never_delivered(page: InboxPage, qtbot: QtBot) -> None:
    dialog = KitsDialog(page, page._cells, page.board.current_code())
    qtbot.addWidget(dialog)
    assert dialog.villages() == ["33.16.01.2001"]
    dialog.choice.set_value(None)
    dialog.make.click()
    assert dialog.field.error().startswith("Desa belum dipilih")
    dialog.scope.set_value("never")
    assert len(dialog.villages()) == 295
