from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.changes import ChangeHub
from gui.page import PageTools
from gui.pages.home import PAGE
from gui.pages.home.page import HomePage
from gui.tasks import TaskRunner
from services import startup
from services.context import AppContext
from services.practice.pretend_stick import FOLDER
from services.practice.rehearsal import EXAMPLE_NIK, LIST_NAME, make_rehearsal
from services.settings import SettingsFile
from services.spreadsheets.importing import import_workbook
from services.workers.commands import register_worker, register_workers
from services.workers.drafts import save_draft
from tests.decided import decided_offices
from tests.gui.doubles import Shell
from tests.offices import worker

Open = Callable[..., HomePage]


@pytest.fixture
def open_page(qtbot: QtBot, dressed: QApplication, shell: Shell, tmp_path: Path) -> Iterator[Open]:
    runners: list[TaskRunner] = []

    def make(ctx: AppContext, width: int = 1150) -> HomePage:
        tasks, hub = TaskRunner(), ChangeHub()
        runners.append(tasks)
        page = PAGE.build(PageTools(ctx, tasks, hub, SettingsFile(tmp_path), shell))  # type: ignore[arg-type]
        assert isinstance(page, HomePage)
        hub.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(width, 690)
        page.show()
        qtbot.waitUntil(page.isActiveWindow)
        page.arrive()
        qtbot.waitUntil(lambda: not tasks.busy)
        return page

    yield make
    for tasks in runners:
        tasks.close()


def settled(qtbot: QtBot, page: HomePage) -> None:
    qtbot.waitUntil(lambda: not page._tools.tasks.busy)


def test_enter_begins_with_the_first_thing_to_do(open_page: Open, shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    with decided_offices(tmp_path) as story:
        page = open_page(story.village)
        page.arrive()
        page.arrive()
        settled(qtbot, page)
        first = page.tasks.buttons[0]
        assert first.hasFocus()
        qtbot.keyClick(first, Qt.Key.Key_Return)
        assert shell.opened == [("workers", {"filter": "incomplete"})]
        assert page.news.isVisible()
        qtbot.keyClick(page.news.button(), Qt.Key.Key_Space)
        assert shell.opened[-1] == ("decisions", {})
        qtbot.keyClick(page.unfinished.buttons[0], Qt.Key.Key_Return)
        assert shell.opened[-1] == ("register", {"worker_id": story.row("NGATINI").worker_id})
        qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: shell.opened[-1] == ("workers", {"to_search": True}))
        assert page.progress.ring.accessibleName() == "80% lengkap"


def test_every_bar_is_a_way_to_those_people(open_page: Open, shell: Shell, qtbot: QtBot, village: AppContext) -> None:
    register_workers(village, [worker(9001), worker(9002, occupation_code="OJK"), worker(9003, rt="", rw="")])
    page = open_page(village)
    trades = page.work.bars.rows
    assert [row.accessibleName() for row in trades] == ["Buruh tani 2", "Tukang ojek 1"]
    trades[0].setFocus()
    qtbot.keyClick(trades[0], Qt.Key.Key_Down)
    assert trades[1].hasFocus()
    qtbot.keyClick(trades[1], Qt.Key.Key_Return)
    assert shell.opened[-1] == ("workers", {"occupation": "OJK"})
    qtbot.keyClick(page.places.bars.rows[0], Qt.Key.Key_Enter)
    assert shell.opened[-1] == ("workers", {"rt": "003", "rw": "002"})
    qtbot.keyClick(page.homework.bars.rows[0], Qt.Key.Key_Space)
    assert shell.opened[-1] == ("workers", {"lacking": "heirs"})


def test_the_dated_facts_lead_to_where_they_come_from(
    open_page: Open, shell: Shell, qtbot: QtBot, village: AppContext
) -> None:
    register_workers(village, [worker(9001)])
    page = open_page(village)
    for fact, wanted in (
        (page.strip.today, ("workers", {})),
        (page.strip.handed, ("handover", {})),
        (page.strip.backup, ("settings", {"section": "backup"})),
    ):
        qtbot.keyClick(fact, Qt.Key.Key_Return)
        assert shell.opened[-1] == wanted
    assert page.strip.backup.accessibleName() == "Belum ada cadangan: Cadangkan (Ctrl+B)"


def test_the_target_is_set_right_there(open_page: Open, qtbot: QtBot, village: AppContext) -> None:
    register_workers(village, [worker(9001)])
    page = open_page(village)
    qtbot.keyClick(page.progress.change, Qt.Key.Key_Return)
    field = page.progress.editor.field
    assert field.hasFocus()
    qtbot.keyClicks(field, "200000")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.progress.editor.isVisible()
    field.selectAll()
    qtbot.keyClicks(field, "4")
    qtbot.keyClick(field, Qt.Key.Key_Enter)
    qtbot.waitUntil(lambda: page.progress.ring.accessibleName() == "25% dari target")
    assert page.progress.change.label() == "Target 4 pekerja"
    qtbot.keyClick(page.progress.change, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not page.progress.editor.isVisible()
    assert page.progress.change.hasFocus()


def test_a_draft_comes_first_and_opens_on_enter(
    open_page: Open, shell: Shell, qtbot: QtBot, village: AppContext
) -> None:
    register_workers(village, [worker(9001, address="")])
    save_draft(village, "draft-1", {}, focus="nik", title="WAGIYEM")
    page = open_page(village)
    assert page.unfinished.buttons[0].accessibleName() == "Lanjutkan: Wagiyem"
    qtbot.keyClick(page.unfinished.buttons[0], Qt.Key.Key_Return)
    assert shell.opened[-1] == ("register", {"draft": "draft-1"})


def test_many_things_to_do_are_folded_and_unfolded(open_page: Open, qtbot: QtBot, tmp_path: Path) -> None:
    with decided_offices(tmp_path) as story:
        register_workers(story.village, [worker(9020, sex="L"), worker(9022, nik="3316995203799022")])
        page = open_page(story.village)
        assert len(page.tasks.buttons) == 5
        (more,) = [b for b in page.tasks.findChildren(type(page.search)) if b.label().startswith("Tampilkan")]
        qtbot.keyClick(more, Qt.Key.Key_Return)
        assert len(page.tasks.buttons) > 6
        assert page.tasks.buttons[5].hasFocus()


def test_the_first_day_shows_three_ways_and_then_gives_way(
    open_page: Open, shell: Shell, qtbot: QtBot, village: AppContext
) -> None:
    page = open_page(village)
    assert page.focusWidget().accessibleName() == "Daftarkan"
    assert not page.register.isVisible()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert shell.opened == [("register", {})]
    page.refresh(register_workers(village, [worker()]))
    qtbot.waitUntil(page.tasks.isVisible)
    assert page.register.isVisible()


@pytest.mark.parametrize("width", [631, 1150])
def test_nothing_is_wider_than_the_window(open_page: Open, village: AppContext, qtbot: QtBot, width: int) -> None:
    page = open_page(village, width)
    qtbot.waitUntil(lambda: page.scroll.widget().width() <= page.scroll.viewport().width())
    page.refresh(register_workers(village, [worker(), worker(9002, address="")]))
    qtbot.waitUntil(page.tasks.isVisible)
    qtbot.waitUntil(lambda: page.scroll.widget().width() <= page.scroll.viewport().width())


def test_the_practice_leads_through_the_round(open_page: Open, shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    ctx = make_rehearsal(tmp_path / "latihan")
    page = open_page(ctx)
    card, hub = page.practice, page._tools.changes
    assert card.go_on.hasFocus()
    qtbot.keyClick(card.go_on, Qt.Key.Key_Return)
    assert shell.opened[-1] == ("register", {})
    hub.publish(register_worker(ctx, worker(9050, nik=EXAMPLE_NIK)))
    qtbot.waitUntil(lambda: card.go_on.label() == "Impor")
    qtbot.keyClick(card.go_on, Qt.Key.Key_Return)
    assert ctx.practice is not None
    assert shell.opened[-1] == ("importing", {"path": str(ctx.practice / LIST_NAME)})
    hub.publish(import_workbook(ctx, ctx.practice / LIST_NAME).changes)
    qtbot.waitUntil(lambda: card.go_on.label() == "Serah terima")
    from services.handover.handing_over import hand_over

    hand_over(ctx, ctx.practice / FOLDER)
    page.arrive()
    qtbot.waitUntil(lambda: card.go_on.label() == "Kabupaten menjawab")
    qtbot.keyClick(card.go_on, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: card.go_on.label() == "Baca jawaban", timeout=20_000)
    assert shell.notes == ["Kabupaten menjawab. Balasannya ada di USB LATIHAN."]
    settled(qtbot, page)
    startup.close(ctx)


def test_a_real_office_has_no_checklist(open_page: Open, village: AppContext) -> None:
    assert open_page(village).practice is None
