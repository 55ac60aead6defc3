from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gui.changes import ChangeHub
from gui.page import PageTools
from gui.pages.decisions import PAGE
from gui.pages.decisions.page import DecisionsPage
from gui.pages.decisions.words import Group
from gui.tasks import TaskRunner
from services.context import AppContext
from services.settings import SettingsFile
from tests.decided import Decided, decided_offices
from tests.gui.doubles import Shell

Open = Callable[..., DecisionsPage]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Decided]:
    with decided_offices(tmp_path_factory.mktemp("decided")) as made:
        yield made


@pytest.fixture
def open_page(qtbot: QtBot, dressed: QApplication, shell: Shell, tmp_path: Path) -> Iterator[Open]:
    runners: list[TaskRunner] = []

    def make(ctx: AppContext, width: int = 1150, **arguments: Any) -> DecisionsPage:
        tasks = TaskRunner()
        runners.append(tasks)
        page = PAGE.build(PageTools(ctx, tasks, ChangeHub(), SettingsFile(tmp_path), shell))  # type: ignore[arg-type]
        assert isinstance(page, DecisionsPage)
        qtbot.addWidget(page)
        page.resize(width, 690)
        page.show()
        qtbot.waitUntil(page.isActiveWindow)
        page.arrive(**arguments)
        qtbot.waitUntil(lambda: not tasks.busy)
        return page

    yield make
    for tasks in runners:
        tasks.close()


def said(page: DecisionsPage) -> str:
    return " ".join(label.text() for label in page.side.findChildren(QLabel) if label.isVisibleTo(page.side))


def test_arrows_move_through_people_and_enter_opens_one(
    open_page: Open, story: Decided, shell: Shell, qtbot: QtBot
) -> None:
    page = open_page(story.village)
    assert page.table.hasFocus()
    assert [page.tiles[group].value() for group in Group] == ["2", "1", "1", "1"]
    qtbot.waitUntil(lambda: "Kasmidi" in said(page))
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Sutini" in said(page))
    assert "SK Bupati 400.5/312/2026" in said(page)
    assert page.side.proof.accessibleName() == "Bukti penerima bantuan iuran. Bukan kartu BPJS."
    assert "•••• 9001" in page.side.proof.accessibleDescription()
    assert "lindung" not in said(page).lower()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert shell.opened == [("register", {"worker_id": story.row("SUTINI").worker_id})]


def test_s_copies_the_message(open_page: Open, story: Decided, shell: Shell, qtbot: QtBot) -> None:
    page = open_page(story.village)
    qtbot.waitUntil(page.side.isVisible)
    qtbot.keyClick(page.table, Qt.Key.Key_S)
    assert QGuiApplication.clipboard().text().startswith("Bapak Kasmidi, nama Anda ditetapkan")
    assert shell.notes == ["Pesan disalin. Tempel di WhatsApp."]


def test_a_card_filters_and_reasons_appear(open_page: Open, story: Decided, qtbot: QtBot) -> None:
    page = open_page(story.village)
    reasons = len(page.table.rows.columns) - 1
    assert page.table.isColumnHidden(reasons)
    qtbot.keyClick(page.tiles[Group.FIX], Qt.Key.Key_Return)
    assert page.tiles[Group.FIX].isChecked()
    assert not page.tiles[Group.CHOSEN].isChecked()
    assert not page.table.isColumnHidden(reasons)
    assert page.table.rows.index(0, reasons).data() == "Data belum lengkap"
    qtbot.waitUntil(lambda: "Ngatini" in said(page))
    assert page.side.open.kind() == "primary"
    assert not page.side.proof_card.isVisibleTo(page.side)


def test_home_leads_straight_to_what_needs_fixing(open_page: Open, story: Decided) -> None:
    page = open_page(story.village, group="fix")
    assert page.tiles[Group.FIX].isChecked()


def test_search_finds_and_esc_leads_back(open_page: Open, story: Decided, qtbot: QtBot) -> None:
    page = open_page(story.village)
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "sut")
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)
    qtbot.keyClicks(page.search, "zz")
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 0)
    assert not page.side.isVisible()
    assert page.step_back()
    assert page.table.rows.rowCount() == 2
    assert page.step_back()
    assert page.table.hasFocus()
    assert not page.step_back()


def test_without_decisions_the_way_to_the_handover(
    open_page: Open, village: AppContext, shell: Shell, qtbot: QtBot
) -> None:
    page = open_page(village)
    assert page.nothing.isVisible()
    assert not page.print.isVisible()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert shell.opened == [("handover", {})]


def test_the_announcement_is_saved_or_the_page_says_why_not(
    open_page: Open, story: Decided, shell: Shell, tmp_path: Path
) -> None:
    page = open_page(story.village)
    paper = page._paper()
    assert paper is not None
    page.save_to(tmp_path / "pengumuman.pdf", paper)
    assert (tmp_path / "pengumuman.pdf").read_bytes().startswith(b"%PDF")
    assert shell.notes == ["Pengumuman tersimpan sebagai pengumuman.pdf."]
    page.save_to(tmp_path / "none" / "pengumuman.pdf", paper)
    assert page.trouble.isVisible()


@pytest.mark.parametrize("width", [631, 900, 1150])
def test_nothing_is_wider_than_the_window(open_page: Open, story: Decided, qtbot: QtBot, width: int) -> None:
    page = open_page(story.village, width)
    qtbot.waitUntil(page.side.isVisible)
    qtbot.waitUntil(lambda: page.scroll.widget().width() <= page.scroll.viewport().width())
