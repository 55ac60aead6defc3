"""Backups in the settings, and a restore from there through the real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gui.pages.settings import SHOTS
from gui.pages.settings.backup_presenter import BackupPresenter
from gui.pages.settings.backup_section import BackupSection
from gui.pages.settings.page import SettingsPage
from gui.pages.sign_in.page import SignInPage
from gui.window import MainWindow
from services import startup
from services.context import AppContext
from services.safekeeping.accounts import new_recovery_code
from services.safekeeping.backups import last_backup, list_backups, make_backup
from services.safekeeping.drilling import last_drill
from services.safekeeping.tries import read_tries
from services.settings import SettingsFile
from services.workers.commands import register_worker
from services.workers.search import count_workers
from tests.gui.doubles import CHEAP, Shell, run_now
from tests.gui.tools import page_tools
from tests.offices import PASSPHRASE, worker

NEW = "gagak sawah lumbung kendi"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform


@pytest.fixture
def section(qtbot, dressed: QApplication, village: AppContext, shell: Shell) -> BackupSection:
    section = BackupSection()
    qtbot.addWidget(section)
    ask = BackupPresenter(section, village, run_now, lambda _: None, shell)
    section.backup_wanted.connect(ask.back_up)
    section.trial_wanted.connect(ask.try_out)
    section.second_chosen.connect(ask.choose_second)
    section.restore_wanted.connect(ask.restore)
    section.check_wanted.connect(ask.check_all)
    section.repair_wanted.connect(ask.repair)
    section.resize(900, 900)
    section.show()
    section.ask = ask  # signals hold their receivers weakly
    ask.load()
    return section


def test_nothing_yet_then_one_then_tested(qtbot, section: BackupSection, village: AppContext, shell: Shell) -> None:
    assert section._title.text() == "Belum ada cadangan"
    assert not section.trial.isEnabled()
    qtbot.mouseClick(section.now, Qt.MouseButton.LeftButton)
    assert last_backup(village) is not None
    assert "Data aman" in section._title.text()
    section.trial.click()
    drilled = last_drill(village)
    assert drilled is not None
    assert drilled.passed
    assert "teruji" in section._tried.text()
    assert "teruji" in shell.notes[-1]
    register_worker(village, worker(9001))
    section.backup_wanted.emit()
    assert len(list_backups(village)) == 2


def test_a_second_place_is_named_and_can_be_taken_away(
    section: BackupSection, village: AppContext, tmp_path: Path
) -> None:
    section.second_chosen.emit(tmp_path / "disk dua")
    section.backup_wanted.emit()
    assert "disk dua" in section._second.text()
    assert list((tmp_path / "disk dua").rglob("*.payung-cadangan"))
    section.clear.click()
    assert "Belum dipilih" in section._second.text()


def test_a_restore_needs_the_passphrase(qtbot, section: BackupSection, village: AppContext, shell: Shell) -> None:
    made = make_backup(village)
    section.ask_restore(made)
    for typed, told in (("", "belum diisi"), ("bukan ini", "tidak cocok")):
        section.restoring.way.passphrase.edit.setText(typed)
        qtbot.keyClick(section.restoring.way.passphrase.edit, Qt.Key.Key_Return)
        assert told in section.restoring.way.passphrase.problem()
    assert shell.restored == [] and read_tries(village.paths.data).misses == 1, "counted as one at the door"
    section.restoring.way.passphrase.edit.setText(PASSPHRASE)
    section.restoring.act.click()
    assert shell.restored == [(made.path, PASSPHRASE)]
    section.restoring.back.click()
    assert not section.restoring.isVisible()


def test_a_restore_by_the_printed_code_asks_for_a_new_passphrase(
    qtbot, section: BackupSection, village: AppContext, shell: Shell
) -> None:
    made = make_backup(village)
    code = new_recovery_code(village, PASSPHRASE, kdf=CHEAP.kdf)
    later = make_backup(village)
    section.ask_restore(made)
    way = section.restoring.way
    way.choice.buttons()[1].click()
    assert not way.passphrase.isVisible()
    for typed, first, second, told in (
        ("", NEW, NEW, "belum diisi"),
        (code, "pendek", "pendek", "terlalu pendek"),
        (code, NEW, NEW, "tidak cocok"),  # the code of today does not open the backup of before
    ):
        way.code.edit.setText(typed)
        way.new.first.edit.setText(first)
        way.new.second.edit.setText(second)
        section.restoring.act.click()
        assert told in way.code.problem() + way.new.first.problem()
    section.ask_restore(later)
    way.choice.buttons()[1].click()
    way.code.edit.setText(code)
    for field in (way.new.first, way.new.second):
        field.edit.setText(NEW)
    qtbot.keyClick(way.new.second.edit, Qt.Key.Key_Return)
    assert shell.restored == [(later.path, NEW, code)]


def test_the_check_says_when_all_was_fine(section: BackupSection, village: AppContext, shell: Shell) -> None:
    section.check.click()
    assert "baik" in section._checked.text()
    assert "baik" in shell.notes[-1]
    assert not section.damage.isVisible()


def test_what_the_check_found_can_be_mended_with_the_passphrase(
    qtbot, section: BackupSection, village: AppContext, shell: Shell
) -> None:
    register_worker(village, worker(9001))
    with village.write() as unit:
        unit.connection.exec_driver_sql("UPDATE worker SET rt = '999'")
    section.check.click()
    assert section.damage.isVisible()
    assert "jurnal" in section.damage._found.text()
    for typed, told in (("", "belum diisi"), ("bukan ini", "tidak cocok")):
        section.damage.passphrase.edit.setText(typed)
        section.damage.act.click()
        assert told in section.damage.passphrase.problem()
    section.damage.passphrase.edit.setText(PASSPHRASE)
    qtbot.keyClick(section.damage.passphrase.edit, Qt.Key.Key_Return)
    assert shell.repaired == [PASSPHRASE]


@pytest.fixture
def window(qtbot, dressed: QApplication, village: AppContext, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(tmp_path / "data", SettingsFile(tmp_path), doors=CHEAP)
    qtbot.addWidget(window)
    window.show_office(village)
    window.show()
    yield window
    window.tasks.close()
    if window.office is not None:
        startup.close(window.office.context)


def test_the_window_goes_back_to_a_backup(qtbot, window: MainWindow, village: AppContext) -> None:
    register_worker(village, worker(9001))
    made = make_backup(village)
    register_worker(village, worker(9002))
    window.restore(made.path, PASSPHRASE)
    qtbot.waitUntil(lambda: window.office is not None and window.office.context is not village, timeout=20_000)
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)
    assert window.office is not None
    assert count_workers(window.office.context) == 1
    assert list(village.paths.data.glob("sebelum-pulih-*"))


def test_the_window_mends_what_the_check_found(qtbot, window: MainWindow, village: AppContext) -> None:
    register_worker(village, worker(9001))
    with village.write() as unit:
        unit.connection.exec_driver_sql("DELETE FROM worker")
    window.repair(PASSPHRASE)
    qtbot.waitUntil(lambda: window.findChild(SignInPage) is not None, timeout=20_000)
    door = window.findChild(SignInPage)
    qtbot.waitUntil(lambda: door.repair.open.isVisible(), timeout=20_000)
    assert "1 pekerja" in door.repair._words.text()
    door.repair.open.click()
    assert window.office is not None
    assert count_workers(window.office.context) == 1


def test_a_backup_that_does_not_read_leaves_the_office_as_it_was(
    qtbot, window: MainWindow, village: AppContext
) -> None:
    register_worker(village, worker(9001))
    made = make_backup(village)
    made.path.write_bytes(made.path.read_bytes()[:-5000])
    window.restore(made.path, PASSPHRASE)
    qtbot.waitUntil(lambda: window.office is None and not window.tasks.busy, timeout=20_000)
    again = startup.sign_in(village.paths.data, PASSPHRASE, doors=CHEAP)
    assert count_workers(again) == 1
    startup.close(again)


def test_the_picture_shows_a_tried_backup(qtbot, dressed: QApplication, village: AppContext, tmp_path: Path) -> None:
    with page_tools(village, tmp_path / "settings") as tools:
        page = SettingsPage(tools)
        qtbot.addWidget(page)
        page.show()
        SHOTS["backup"](page, tools)
        qtbot.waitUntil(lambda: page.backup._tried.text().startswith("Cadangan teruji, ke-2"))
        assert page.backup.isVisible() and len(list_backups(village)) == 2
        qtbot.waitUntil(lambda: not tools.tasks.busy)
        page.hide()
