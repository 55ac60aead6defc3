from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gui.changes import ChangeHub
from gui.page import PageTools
from gui.pages.workers import PAGE
from gui.pages.workers.page import WorkersPage
from gui.tasks import TaskRunner
from services import startup
from services.context import AppContext
from services.settings import SettingsFile
from services.workers.commands import register_worker, register_workers
from services.workers.search import ListFilter
from tests.gui.doubles import Shell
from tests.offices import district_office, worker

NAMES = ("SUTINI", "SUPARDI", "SRI WAHYUNI", "KASMI", "WAGIMIN")


def make_page(qtbot: Any, ctx: AppContext, shell: Shell, folder: Path, width: int = 1150) -> WorkersPage:
    tools = PageTools(ctx, TaskRunner(), ChangeHub(), SettingsFile(folder), shell)  # type: ignore[arg-type]
    page = PAGE.build(tools)
    assert isinstance(page, WorkersPage)
    qtbot.addWidget(page)
    page.resize(width, 728)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    page.arrive()
    return page


def settle(qtbot: Any, page: WorkersPage) -> None:
    """Until every answer is there."""
    qtbot.waitUntil(lambda: not page._tools.tasks.busy)


@pytest.fixture
def page(qtbot: Any, dressed: QApplication, village: AppContext, shell: Shell, tmp_path: Path) -> Iterator[WorkersPage]:
    forms = [worker(9001 + place, full_name=name) for place, name in enumerate(NAMES)]
    register_workers(village, [*forms, worker(9010, full_name="ZAENAL", address="", phone="")])
    page = make_page(qtbot, village, shell, tmp_path / "window")
    settle(qtbot, page)
    yield page
    assert page._tools.tasks.close()


def names(page: WorkersPage) -> list[str]:
    model = page.table.rows
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def test_the_list_its_count_and_the_first_person_beside_it(page: WorkersPage) -> None:
    assert names(page) == ["Kasmi", "Sri Wahyuni", "Supardi", "Sutini", "Wagimin", "Zaenal"]
    assert page.subtitle() == "6 pekerja di Desa Sambongrejo"
    assert page.panel.isVisible() and page.panel.accessibleName().startswith("Kasmi")
    assert page.frame.range_text() == "Baris 1–6 dari 6"
    assert page.filters.chips[ListFilter.INCOMPLETE].accessibleName() == "Belum lengkap, 1"


def test_ctrl_f_finds_while_typing_and_esc_clears_then_leaves(qtbot: Any, page: WorkersPage) -> None:
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "sut")
    qtbot.waitUntil(lambda: names(page) == ["Sutini"])
    assert page.subtitle() == "1 cocok dari 6 pekerja"
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(names(page)) == 6)
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.table.hasFocus()


def test_the_shells_esc_does_the_same(qtbot: Any, page: WorkersPage) -> None:
    page.search.setFocus()
    qtbot.keyClicks(page.search, "sut")
    assert page.step_back() and page.search.text() == ""
    assert page.step_back() and page.table.hasFocus()
    settle(qtbot, page)
    assert not page.step_back()


def test_arrows_move_through_people_and_enter_or_f2_opens_them(qtbot: Any, page: WorkersPage, shell: Shell) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.panel.accessibleName().startswith("Sri Wahyuni"))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    (first, arguments), second = shell.opened
    assert first == "register" and second == (first, arguments)
    row = page.presenter.row(page.table.current_id())
    assert row is not None and arguments == {"worker_id": row.id}


def test_a_chip_filters_and_pressing_it_again_takes_it_off(qtbot: Any, page: WorkersPage) -> None:
    chip = page.filters.chips[ListFilter.INCOMPLETE]
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(page) == ["Zaenal"])
    qtbot.keyClick(chip, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(names(page)) == 6)
    assert page.filters.chips[ListFilter.ALL].isChecked()


def test_nothing_found_offers_everybody_again(qtbot: Any, page: WorkersPage) -> None:
    page.arrive(search="sutx")
    settle(qtbot, page)
    assert not page.table.isVisible() and not page.panel.isVisible()
    page._clear()
    settle(qtbot, page)
    assert page.table.isVisible() and len(names(page)) == 6 and page.search.text() == ""


def test_another_page_may_ask_for_one_person(qtbot: Any, page: WorkersPage) -> None:
    wanted = page.table.rows.row_at(3)
    page.search.setText("kasmi")
    page.arrive(worker_id=wanted.id)
    settle(qtbot, page)
    assert page.panel.accessibleName().startswith("Sutini") and names(page)[3] == "Sutini"


def test_a_command_elsewhere_is_seen_at_once(qtbot: Any, page: WorkersPage) -> None:
    changes = register_worker(page._tools.context, worker(9020, full_name="ANI"))
    page.refresh(changes)
    settle(qtbot, page)
    assert names(page)[0] == "Ani" and page.subtitle().startswith("7 ")
    assert page.panel.accessibleName().startswith("Kasmi")  # one stays where one was


def test_narrow_windows_show_the_panel_as_a_drawer(qtbot: Any, page: WorkersPage) -> None:
    page.resize(800, 600)
    qtbot.waitUntil(lambda: page.details.isVisible())
    assert not page.panel.isVisible()
    page.details.click()
    assert page.panel.isVisible() and page.panel.geometry().right() <= page.width()
    assert page.step_back() and not page.panel.isVisible()


def test_nobody_yet_shows_three_ways_to_begin(
    qtbot: Any, dressed: QApplication, village: AppContext, shell: Shell, tmp_path: Path
) -> None:
    page = make_page(qtbot, village, shell, tmp_path / "window")
    settle(qtbot, page)
    assert page.subtitle() == "Belum ada pekerja di Desa Sambongrejo"
    assert not page.search.isVisible() and not page.table.isVisible()
    assert page._tools.tasks.close()


def test_the_district_sees_villages_and_masked_niks(
    qtbot: Any, dressed: QApplication, shell: Shell, tmp_path: Path
) -> None:
    ctx = district_office(tmp_path / "district")
    register_workers(ctx, [worker()])
    page = make_page(qtbot, ctx, shell, tmp_path / "window")
    settle(qtbot, page)
    cells = page.table.rows.cells(0)
    assert cells is not None and [cell.text for cell in cells[1:4]] == [
        "•••• 9001",
        "Buruh tani",
        "Sambongrejo, Sambong",
    ]
    assert "3316" not in " ".join(cell.spoken for cell in cells)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert shell.opened == []
    assert page._tools.tasks.close()
    startup.close(ctx)
