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
from gui.printing.preview import PreviewDialog
from gui.tasks import TaskRunner
from services.context import AppContext
from services.settings import SettingsFile
from services.workers.told import count_untold
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
    worker_id = story.row("SUTINI").worker_id
    assert shell.opened == [("person", {"worker": worker_id})]
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    assert shell.opened[-1] == ("register", {"worker": worker_id, "back": "decisions"})


def test_s_copies_the_message(open_page: Open, story: Decided, shell: Shell, qtbot: QtBot) -> None:
    page = open_page(story.village)
    qtbot.waitUntil(page.side.isVisible)
    qtbot.keyClick(page.table, Qt.Key.Key_S)
    assert QGuiApplication.clipboard().text().startswith("Bapak Kasmidi, nama Anda ditetapkan")
    assert shell.notes == ["Pesan disalin. Tempel di WhatsApp."]


def test_a_card_filters_and_reasons_appear(open_page: Open, story: Decided, qtbot: QtBot) -> None:
    page = open_page(story.village)
    keys = [column.key for column in page.table.rows.columns]
    reasons, outcome = keys.index("reasons"), keys.index("outcome")
    assert page.table.isColumnHidden(outcome), "the card above says it already"
    assert page.table.isColumnHidden(reasons)
    qtbot.keyClick(page.tiles[Group.FIX], Qt.Key.Key_Return)
    assert page.tiles[Group.FIX].isChecked()
    assert not page.tiles[Group.CHOSEN].isChecked()
    assert not page.table.isColumnHidden(reasons)
    assert page.table.rows.index(0, reasons).data() == "Data belum lengkap"
    qtbot.waitUntil(lambda: "Ngatini" in said(page))
    assert (page.side.open.kind(), page.side.open.label()) == ("primary", "Perbaiki")
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
    batch = page.presenter.batch
    assert batch is not None
    paper = page.papers.announcement(batch)
    page.papers.save_to(tmp_path / "pengumuman.pdf", paper)
    assert (tmp_path / "pengumuman.pdf").read_bytes().startswith(b"%PDF")
    assert shell.notes == ["Pengumuman tersimpan sebagai pengumuman.pdf."]
    page.papers.save_to(tmp_path / "none" / "pengumuman.pdf", paper)
    assert page.trouble.isVisible()


@pytest.mark.parametrize("width", [631, 900, 1150])
def test_nothing_is_wider_than_the_window(open_page: Open, story: Decided, qtbot: QtBot, width: int) -> None:
    page = open_page(story.village, width)
    qtbot.waitUntil(page.side.isVisible)
    qtbot.waitUntil(lambda: page.scroll.widget().width() <= page.scroll.viewport().width())


def told(page: DecisionsPage) -> list[str]:
    place = [column.key for column in page.table.rows.columns].index("told")
    return [page.table.rows.index(row, place).data() for row in range(page.table.rows.rowCount())]


def test_t_marks_one_after_the_other_and_the_toast_takes_it_back(
    open_page: Open, story: Decided, shell: Shell, qtbot: QtBot
) -> None:
    page = open_page(story.village)
    tasks = page._tools.tasks
    page._tools.changes.changed.connect(page.refresh)
    assert count_untold(story.village) == 5
    qtbot.keyClick(page.table, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: told(page) == ["Sudah 09.14", "Belum"])
    assert page.table.currentIndex().row() == 1, "on to the next person"
    assert page._told.text() == "1 dari 2 diberi tahu"
    assert shell.notes == ["1 orang ditandai sudah diberi tahu."]
    qtbot.waitUntil(lambda: not tasks.busy)
    qtbot.keyClick(page.table, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: told(page) == ["Sudah 09.14", "Sudah 09.14"])
    assert count_untold(story.village) == 3
    qtbot.waitUntil(lambda: "Sudah diberi tahu oleh Siti Aminah" in said(page))
    shell.acts[-1]()
    qtbot.waitUntil(lambda: told(page) == ["Sudah 09.14", "Belum"])
    assert len(shell.notes) == 2, "taking back says nothing more"
    qtbot.waitUntil(lambda: not tasks.busy)
    page.table.select_row(0)
    qtbot.keyClick(page.table, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: told(page) == ["Belum", "Belum"])
    assert page.table.currentIndex().row() == 0


def test_ticked_people_are_marked_together_and_a_filter_shows_who_is_left(
    open_page: Open, story: Decided, shell: Shell, qtbot: QtBot
) -> None:
    page = open_page(story.village)
    page._tools.changes.changed.connect(page.refresh)
    qtbot.mouseClick(page.untold, Qt.MouseButton.LeftButton)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 0)
    assert shell.notes == ["2 orang ditandai sudah diberi tahu."]
    assert page.untold.accessibleName() == "Belum diberi tahu, 0"
    shell.acts[-1]()
    qtbot.waitUntil(lambda: told(page) == ["Belum", "Belum"])
    assert page.table.ticked() == set()
    qtbot.waitUntil(lambda: not page._tools.tasks.busy)


def test_cards_are_for_recipients_by_decree(open_page: Open, story: Decided, qtbot: QtBot) -> None:
    page = open_page(story.village)
    assert (page.cards.isVisible(), page.cards.label()) == (True, "Cetak 2 kartu")
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.findChild(PreviewDialog) is not None)
    dialog = page.findChild(PreviewDialog)
    assert "Nama: Kasmidi" in dialog.paper.accessibleDescription(), "the one that is ticked"
    assert "kartu." not in dialog.paper.accessibleDescription(), "and no other"
    dialog.reject()
