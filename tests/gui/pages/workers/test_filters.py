"""Chips, drop-downs, and filters with a name that are there again tomorrow."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from gui.pages.workers.act_cards import NameCard
from gui.pages.workers.page import WorkersPage
from gui.pages.workers.query import (
    FILTERS_KEY,
    LONGEST_NAME,
    MOST_SAVED,
    Query,
    SavedFilter,
    named,
    read_filters,
    with_filter,
)
from gui.widgets.chip import FilterChip
from models.values import LeftReason
from services import startup
from services.context import AppContext
from services.preferences import write_preference
from services.workers.leaving import leave_register
from services.workers.queries import rows
from services.workers.search import ListFilter
from tests.gui.doubles import Shell
from tests.gui.pages.workers.conftest import OpenPage, names, settle
from tests.offices import NOW, PASSPHRASE, doors


def pick(chip: FilterChip, text: str) -> None:
    """Choose a line of the chip's menu."""
    menu = chip._menu
    assert isinstance(menu, QMenu)
    actions = [action for each in (menu, *menu.findChildren(QMenu)) for action in each.actions()]
    next(action for action in actions if action.text().startswith(text)).trigger()


def test_drop_downs_narrow_together_and_their_crosses_widen(qtbot: Any, page: WorkersPage) -> None:
    pick(page.filters.place, "001/002")
    settle(qtbot, page)
    assert names(page) == ["Sri Wahyuni", "Sutini", "Wagimin"] and page.filters.place.label() == "RT 001/002"
    pick(page.filters.occupation, "Buruh tani")
    pick(page.filters.lacking, "Jam kerja kosong")
    settle(qtbot, page)
    assert len(names(page)) == 3 and page.filters.lacking.label() == "Jam kerja kosong"
    qtbot.keyClick(page.filters.place, Qt.Key.Key_Delete)
    settle(qtbot, page)
    assert len(names(page)) == 5
    page.filters.chips[ListFilter.ALL].click()
    settle(qtbot, page)
    assert len(names(page)) == 6 and not page.filters.lacking.isChecked()


def test_the_counts_of_the_chips_follow_the_place(qtbot: Any, page: WorkersPage) -> None:
    pick(page.filters.place, "002/002")
    settle(qtbot, page)
    assert page.filters.chips[ListFilter.ALL].accessibleName() == "Semua, 2"


def test_homework_is_found_by_what_is_missing(qtbot: Any, page: WorkersPage) -> None:
    pick(page.filters.lacking, "Belum ada KK")
    settle(qtbot, page)
    assert names(page) == ["Zaenal"]
    page.arrive(filter="nik_differs")
    settle(qtbot, page)
    assert page.filters.lacking.label() == "NIK perlu dicek"


def test_why_they_left(qtbot: Any, page: WorkersPage, filled: AppContext) -> None:
    found = {each.full_name: each.id for each in rows(filled, range(1, 7))}
    leave_register(filled, [found["KASMI"]], LeftReason.DIED, NOW.date())
    leave_register(filled, [found["SUTINI"]], LeftReason.MOVED, NOW.date())
    pick(page.filters.status, "Keluar: meninggal")
    settle(qtbot, page)
    assert names(page) == ["Kasmi"] and page.filters.status.label() == "Keluar: meninggal"


def test_work_that_is_done_is_said_so(qtbot: Any, page: WorkersPage) -> None:
    pick(page.filters.lacking, "Belum ada NIK")
    settle(qtbot, page)
    assert "Beres. Tidak ada yang tertunda." in [each.text() for each in page.frame.findChildren(type(page._title))]


def test_a_name_is_given_by_keyboard_and_the_chip_asks_it_again(
    qtbot: Any, page: WorkersPage, filled: AppContext, shell: Shell
) -> None:
    assert page.filters.keep.isHidden()
    pick(page.filters.place, "001/002")
    pick(page.filters.lacking, "Jam kerja kosong")
    settle(qtbot, page)
    qtbot.keyClick(page.filters.keep, Qt.Key.Key_Return)
    card = page.bulk.card
    assert isinstance(card, NameCard) and card.name.text() == "Jam kerja kosong · RT 001/002"
    qtbot.keyClicks(card.name, "Tanya jam, RT 1")  # what was proposed is marked: typing replaces it
    qtbot.keyClick(card.name, Qt.Key.Key_Return)
    settle(qtbot, page)
    chip = page.filters.saved_chip("Tanya jam, RT 1")
    assert chip is not None and chip.isChecked() and page.filters.keep.isHidden() and page.bulk.card is None
    page.filters.chips[ListFilter.ALL].click()
    settle(qtbot, page)
    assert not chip.isChecked() and len(names(page)) == 6
    chip.click()
    settle(qtbot, page)
    assert names(page) == ["Sri Wahyuni", "Sutini", "Wagimin"]
    page.filters.forget.click()
    settle(qtbot, page)
    assert read_filters(filled) == () and page.filters.saved_chip("Tanya jam, RT 1") is None
    assert shell.notes[-1] == "Filter “Tanya jam, RT 1” dihapus." and len(names(page)) == 3


def test_named_filters_survive_a_restart(
    qtbot: Any, village: AppContext, filled: AppContext, open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(filled)
    page.presenter.ask(Query(chosen=ListFilter.COMPLETE, rt="002", rw="002"))
    page.choosing.keep_filter("Lengkap RT 2", page.presenter.query)
    settle(qtbot, page)
    assert page._tools.tasks.close()
    startup.close(village)
    again = startup.sign_in(tmp_path / "data", PASSPHRASE, doors=doors(seed=9))
    second = open_page(again)
    chip = second.filters.saved_chip("Lengkap RT 2")
    assert chip is not None and not chip.isChecked()
    chip.click()
    settle(qtbot, second)
    assert names(second) == ["Kasmi", "Supardi"]
    startup.close(again)


def test_a_name_replaces_its_older_self_and_the_row_stays_short() -> None:
    filters: tuple[SavedFilter, ...] = ()
    for number in range(MOST_SAVED + 2):
        filters = with_filter(filters, named(f"Filter {number}", Query(rt="001")))
    assert len(filters) == MOST_SAVED and filters[0].name == "Filter 2"
    filters = with_filter(filters, named("FILTER 5", Query(rt="009")))
    assert len(filters) == MOST_SAVED and filters[-1].rt == "009"
    assert len(named("x" * 90, Query()).name) == LONGEST_NAME


@pytest.mark.parametrize(
    "query",
    [
        Query(),
        Query("ngasem", ListFilter.WAITING, "BTN", "33.16.06.2002", "003", "002", "kk_number"),
        Query(chosen=ListFilter.LEFT, reason="died"),
        Query(lacking="nik_differs"),
    ],
)
def test_what_is_kept_asks_the_same(query: Query) -> None:
    assert named("a", query).query == query


def test_a_newer_programs_filter_is_read_as_far_as_it_is_known(filled: AppContext, open_page: OpenPage) -> None:
    strange = SavedFilter("Aneh", chosen="later", lacking="shoe_size", reason="bored", rt="003")
    write_preference(filled, FILTERS_KEY, [strange])
    page = open_page(filled)
    assert page.filters.saved_chip("Aneh") is not None
    assert read_filters(filled)[0].query == replace(Query(), rt="003")
