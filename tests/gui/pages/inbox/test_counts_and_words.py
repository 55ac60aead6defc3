"""Village count against district count, and the four words of a village on the telephone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.changes import ChangeHub
from gui.page import PageTools
from gui.pages.inbox.count_view import board_lines
from gui.pages.inbox.page import InboxPage
from gui.pages.inbox.words_dialog import WordsDialog
from gui.tasks import TaskRunner
from services.handover.handing_over import HandedOver, hand_over
from services.handover.incoming import receive
from services.settings import SettingsFile
from services.workers.commands import register_worker
from tests.gui.doubles import Shell
from tests.gui.pages.inbox.conftest import World
from tests.offices import VILLAGE, worker


@pytest.fixture
def sent(world: World) -> HandedOver:
    """Both villages delivered; village one wrote its register down as larger than what came."""
    register_worker(world.one, worker(9040))
    (done,) = hand_over(world.one, world.stick)
    hand_over(world.two, world.stick)
    receive(world.district, [world.stick])
    with world.district.write() as unit:
        unit.connection.exec_driver_sql("UPDATE bundle SET register = 9 WHERE from_office = ?", (VILLAGE,))
    return done


@pytest.fixture
def page(
    dressed: QApplication, world: World, sent: HandedOver, shell: Shell, tmp_path: Path, qtbot: QtBot
) -> Iterator[InboxPage]:
    parent = QObject()
    tasks, hub = TaskRunner(parent), ChangeHub(parent)
    tools = PageTools(world.district, tasks, hub, SettingsFile(tmp_path / "settings"), shell)  # type: ignore[arg-type]
    page = InboxPage(tools, world.find)
    hub.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1150, 768)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    page.arrive()
    qtbot.waitUntil(lambda: not tasks.busy)
    yield page
    page.hide()
    qtbot.waitUntil(lambda: not tasks.busy)
    tasks.close()


def test_the_table_shows_who_differs_and_opens_a_village(page: InboxPage, shell: Shell, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.board.counts, Qt.MouseButton.LeftButton)
    view = page.counts
    assert view.isVisible() and len(view.shown()) == 295
    view.which.set_value("differs")
    view._filter()
    (differing,) = view.shown()
    assert (differing.code, differing.register, differing.workers, differing.difference) == (VILLAGE, 9, 7, 2)
    assert [cell.text for cell in view.table.rows.cells(0) or ()][-3:] == ["9", "7", "+2"]
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert shell.opened == [("workers", {"village": VILLAGE})]
    qtbot.keyClicks(view.search, "tidak ada")
    assert view.shown() == [] and not view.save.isEnabled()
    assert page.step_back() and page.main.isVisible()


def test_what_is_shown_can_be_saved_as_a_workbook(page: InboxPage, shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    page.show_counts()
    qtbot.keyClicks(page.counts.search, "sambong")
    target = tmp_path / "papan.xlsx"
    page.counts.save_wanted.emit(target, board_lines(page.counts.shown()))
    qtbot.waitUntil(lambda: bool(shell.notes))
    rows = list(openpyxl.load_workbook(target).active.iter_rows(values_only=True))
    assert rows[0][:3] == ("Kode", "Desa", "Kecamatan") and len(rows) == 1 + len(page.counts.shown())
    row = next(row for row in rows if row[0] == VILLAGE)
    assert row[4] == 1 and row[6:] == (9, 7, 2)
    silent = next(row for row in rows[1:] if row[0] != VILLAGE)
    assert silent[4] is None and silent[6] is None and silent[8] is None


def test_the_board_tells_the_counts_and_the_words(page: InboxPage, sent: HandedOver) -> None:
    page.board.select_village(VILLAGE)
    assert "7 pekerja di sini, 9 di desa." in page.board._news.text()
    assert page.board._words.text() == f"Kata ke-1: {'  '.join(sent.words)}"


def test_the_words_of_a_village_are_found_while_typing_and_confirmed(
    page: InboxPage, sent: HandedOver, qtbot: QtBot
) -> None:
    page.ask_words()
    dialog = page.findChild(WordsDialog)
    answer = dialog.answer
    qtbot.keyClicks(dialog.words, " ".join(sent.words[:2]))
    qtbot.waitUntil(lambda: answer.accessibleName().startswith("2 dari 4 kata"))
    qtbot.keyClicks(dialog.words, f" {sent.words[2]} rugi")
    qtbot.waitUntil(lambda: "Hampir sama" in answer.accessibleName())
    dialog.words.setText(" ".join(sent.words))
    qtbot.waitUntil(lambda: answer.accessibleName().startswith("Cocok: Sambongrejo ke-1 sudah diterima"))
    answer.button().setFocus()
    qtbot.keyClick(answer.button(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Dikonfirmasi lewat telepon" in answer.accessibleName())
    dialog.words.setText("bada bida boda buda")
    qtbot.waitUntil(lambda: answer.accessibleName().startswith("Tidak ada kiriman"))
    dialog.reject()
    qtbot.waitUntil(lambda: page.board.select_village(VILLAGE) and "Dikonfirmasi" in page.board._words.text())


def test_an_infected_stick_is_named_in_yellow_and_its_bundles_are_read(
    page: InboxPage, world: World, qtbot: QtBot
) -> None:
    (world.stick / "Data Desa.lnk").write_bytes(b"x")
    hand_over(world.one, world.stick)
    page.presenter.look()
    qtbot.waitUntil(page.stick.warning.isVisible)
    assert "virus pintasan" in page.stick.warning.accessibleName()
    assert "jangan buka berkas lain" in page.stick.warning.accessibleName()
    assert len(page.stick.chosen()) == 1
