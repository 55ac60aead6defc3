from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from gui.pages.workers.page import WorkersPage
from models.values import ActKind
from services import startup
from services.context import AppContext
from services.workers.acts import recent_acts
from services.workers.commands import register_worker, register_workers
from services.workers.search import ListFilter
from tests.gui.doubles import Shell
from tests.gui.pages.workers.conftest import OpenPage, names, settle
from tests.offices import district_office, worker


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
    row = page.presenter.row(page.table.current_id())
    assert row is not None
    assert shell.opened == [("person", {"worker": row.id}), ("register", {"worker": row.id})]


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
    qtbot.waitUntil(lambda: page.toolbar.details.isVisible())
    assert not page.panel.isVisible()
    page.toolbar.details.click()
    assert page.panel.isVisible() and page.panel.geometry().right() <= page.width()
    assert page.step_back() and not page.panel.isVisible()


def test_nobody_yet_shows_three_ways_to_begin(village: AppContext, open_page: OpenPage) -> None:
    page = open_page(village)
    assert page.subtitle() == "Belum ada pekerja di Desa Sambongrejo"
    assert not page.search.isVisible() and not page.table.isVisible()


def test_the_district_sees_villages_and_masked_niks_and_changes_nobody(
    qtbot: Any, open_page: OpenPage, shell: Shell, tmp_path: Path
) -> None:
    ctx = district_office(tmp_path / "district")
    register_workers(ctx, [worker()])
    page = open_page(ctx)
    cells = page.table.rows.cells(0)
    assert cells is not None and [cell.text for cell in cells[2:5]] == [
        "•••• 9001",
        "Buruh tani",
        "Sambongrejo, Sambong",
    ]
    assert "3316" not in " ".join(cell.spoken for cell in cells)
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert shell.opened == [] and page.bulk.card is None
    assert page.bulk.bar.isVisible() and page.bulk.bar.status.isHidden() and not page.bulk.bar.export.isHidden()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert [key for key, _ in shell.opened] == ["person"]
    settle(qtbot, page)
    startup.close(ctx)


def test_f6_goes_from_the_list_to_the_panel_and_on(page: WorkersPage) -> None:
    page.table.setFocus()
    assert page.next_area() and page.panel.first_button().hasFocus()
    assert not page.next_area(), "the sidebar is next"


def test_whole_niks_are_shown_only_when_asked_for_and_that_is_noted(
    qtbot: Any, page: WorkersPage, filled: AppContext
) -> None:
    nik = 2
    cells = page.table.rows.cells(0)
    assert cells is not None and cells[nik].text == "•••• 9004" and cells[nik].spoken == "NIK 9 0 0 4"
    page.toolbar.reveal.setFocus()
    qtbot.keyClick(page.toolbar.reveal, Qt.Key.Key_Space)
    cells = page.table.rows.cells(0)
    assert cells is not None and cells[nik].text == "331606 520379 9004"
    settle(qtbot, page)
    (act,) = recent_acts(filled, kinds=[ActKind.REVEAL])
    assert (act.count, act.note) == (6, "")
    qtbot.keyClick(page.toolbar.reveal, Qt.Key.Key_Space)
    cells = page.table.rows.cells(0)
    assert cells is not None and cells[nik].text == "•••• 9004"
    settle(qtbot, page)
    assert len(recent_acts(filled, kinds=[ActKind.REVEAL])) == 1


def test_a_click_on_a_title_sorts_and_another_turns_it_round(qtbot: Any, page: WorkersPage) -> None:
    place = [column.key for column in page.table.rows.columns].index("occupation")
    page.table.header.press(place)
    settle(qtbot, page)
    assert names(page)[-1] == "Zaenal" and page.table.header.sort() == ("occupation", True)
    page.table.header.press(place)
    settle(qtbot, page)
    assert names(page) == ["Zaenal", "Kasmi", "Sri Wahyuni", "Supardi", "Sutini", "Wagimin"]
