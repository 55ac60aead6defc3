"""The history on screen: filters and search with real keys, the workbook, the witness file, the empty list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from gui.pages.office_history.page import OfficeHistoryPage
from models.values import ActKind, EventKind
from services.audit.events import BY_DISTRICT_KEY, note_event
from services.audit.history import Theme
from services.audit.witness import read_witness
from services.context import AppContext
from services.workers.acts import log_act
from services.workers.commands import register_workers
from tests.gui.tools import page_tools
from tests.offices import worker
from tests.world import World, column, two_villages


def cells(page: OfficeHistoryPage, key: str) -> list[str]:
    model = page.table.rows
    place = [column.key for column in model.columns].index(key)
    return [model.cells(row)[place].text for row in range(model.rowCount())]  # type: ignore[index]


def opened(ctx: AppContext, folder: Path, qtbot: QtBot) -> Iterator[OfficeHistoryPage]:
    with page_tools(ctx, folder) as tools:
        page = OfficeHistoryPage(tools)
        qtbot.addWidget(page)
        page.resize(1150, 690)
        page.show()
        page.arrive()
        qtbot.waitUntil(lambda: not tools.tasks.busy and bool(page.filters.themes[None].accessibleName().count(",")))
        yield page
        page.hide()
        qtbot.waitUntil(lambda: not tools.tasks.busy)


@pytest.fixture
def page(dressed: QApplication, village: AppContext, tmp_path: Path, qtbot: QtBot) -> Iterator[OfficeHistoryPage]:
    register_workers(village, [worker(9001), worker(9002)])
    log_act(village, ActKind.EXPORT, 2, ".xlsx")
    log_act(village, ActKind.PRINT, 1, "Bukti pendaftaran")
    note_event(village, EventKind.SIGN_IN_FAILED, 3)
    yield from opened(village, tmp_path / "settings", qtbot)


def test_it_tells_what_happened(page: OfficeHistoryPage) -> None:
    assert sorted(cells(page, "what")) == sorted(
        ["Gagal masuk", "Mencetak", "Mengekspor ke berkas", "Mendaftarkan pekerja"]
    )
    assert set(cells(page, "user")) == {"Siti Aminah"}
    assert sorted(cells(page, "count")) == ["1 orang", "2 orang", "2 orang", "3"]
    assert page.filters.themes[Theme.PAPER].accessibleName() == "Cetak & ekspor, 2"
    assert page.table.hasFocus()


def test_chips_and_search_narrow_it_and_esc_opens_it_again(page: OfficeHistoryPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.filters.themes[Theme.PAPER], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(cells(page, "what")) == 2)
    page.search.setFocus()
    qtbot.keyClicks(page.search, "bukti")
    qtbot.waitUntil(lambda: cells(page, "what") == ["Mencetak"])
    qtbot.keyClicks(page.search, " xyz")
    qtbot.waitUntil(lambda: not cells(page, "what") and not page.export.isEnabled())
    assert page.step_back()
    qtbot.waitUntil(lambda: len(cells(page, "what")) == 2)
    assert page.step_back()
    qtbot.waitUntil(lambda: len(cells(page, "what")) == 4)
    assert not page.step_back()


def test_a_day_that_has_nothing(page: OfficeHistoryPage, qtbot: QtBot) -> None:
    next(each for each in page.filters.period.buttons() if each.value == "1").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: page.presenter.asked.since == page._tools.context.today())
    qtbot.waitUntil(lambda: len(cells(page, "what")) == 4)
    page.presenter.ask(user="Orang lain")
    qtbot.waitUntil(lambda: not cells(page, "what"))


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def test_the_export_writes_what_is_shown_and_stands_in_the_list_itself(
    page: OfficeHistoryPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.presenter.ask(theme=Theme.PAPER.value)
    qtbot.waitUntil(lambda: len(cells(page, "what")) == 2)
    choose(monkeypatch, tmp_path / "riwayat")
    page.export.click()
    qtbot.waitUntil(lambda: len(cells(page, "what")) == 3)
    assert load_workbook(tmp_path / "riwayat.xlsx").active.max_row == 3
    assert "riwayat .xlsx" in cells(page, "note")


def test_without_a_kit_there_is_nothing_to_swear_to(
    page: OfficeHistoryPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "saksi")
    page.witness.click()
    qtbot.waitUntil(page.trouble.isVisible)
    assert not (tmp_path / "saksi.payung-saksi").exists()


def test_the_language_may_change_and_the_theme_stays(page: OfficeHistoryPage, qtbot: QtBot) -> None:
    page.presenter.ask(theme=Theme.PAPER.value)
    assert page.resume_at() == {"theme": "paper"}
    page.arrive(**page.resume_at())
    qtbot.waitUntil(lambda: len(cells(page, "what")) == 2)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with two_villages(tmp_path) as made:
        yield made


def test_the_district_sees_its_villages_and_swears_to_its_own_chain(
    dressed: QApplication, world: World, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_event(world.one, EventKind.RECOVERY)
    note_event(world.two, EventKind.RECOVERY, note=BY_DISTRICT_KEY)
    world.up()
    for page in opened(world.district, tmp_path / "settings", qtbot):
        assert "Sambongrejo, Sambong" in cells(page, "office")
        assert {"Masuk dengan kode pemulihan", "Masuk dengan kunci pemulihan kabupaten"} <= set(cells(page, "what"))
        page.filters.here.click()
        qtbot.waitUntil(lambda page=page: set(cells(page, "office")) == {"Kabupaten Blora"})  # type: ignore[misc]
        choose(monkeypatch, tmp_path / "saksi")
        page.witness.click()
        qtbot.waitUntil((tmp_path / "saksi.payung-saksi").exists)
        assert read_witness(tmp_path / "saksi.payung-saksi").office == "33.16"
        page.lost.click()
        assert page._tools.shell.opened == [("incident", {})]  # type: ignore[attr-defined]


def test_what_somebody_wrote_without_a_say_stands_there_and_leads_to_the_person(
    dressed: QApplication, world: World, tmp_path: Path, qtbot: QtBot
) -> None:
    world.up()
    theirs = str(column(world.two, "SELECT id FROM worker ORDER BY id")[0])
    with world.one.write() as unit:
        unit.replace("worker", theirs, {"contact": {"phone": "081299999999"}}, unit.folded("worker", theirs))
    world.up(world.one)
    for page in opened(world.district, tmp_path / "settings", qtbot):
        chip = page.filters.themes[Theme.UNAUTHORISED]
        qtbot.waitUntil(chip.isVisible)
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda page=page: cells(page, "theme") == ["Tidak berwenang"])  # type: ignore[misc]
        page.table.setFocus()
        page.table.select_row(0)
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
        assert page._tools.shell.opened == [("person", {"worker": theirs})]  # type: ignore[attr-defined]


def test_where_everybody_had_a_say_there_is_no_chip_for_it(page: OfficeHistoryPage) -> None:
    assert not page.filters.themes[Theme.UNAUTHORISED].isVisible()


@pytest.mark.parametrize("width", [1150, 820, 630])
def test_counts_and_notes_stay_in_sight_where_there_is_little_room(
    page: OfficeHistoryPage, qtbot: QtBot, width: int
) -> None:
    page.resize(width, 690)
    qtbot.waitUntil(lambda: page.width() == width and page.table.viewport().width() < width)
    qtbot.waitUntil(lambda: page.table.horizontalScrollBar().maximum() == 0)
    assert sorted(cells(page, "count")) == ["1 orang", "2 orang", "2 orang", "3"]
    model = page.table.rows
    spoken = [" ".join(cell.spoken for cell in model.cells(row) or ()) for row in range(model.rowCount())]
    assert any("Bukti pendaftaran" in line for line in spoken)
    assert sum("Cetak & ekspor" in line for line in spoken) == 2
