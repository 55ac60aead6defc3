"""A damaged file at the door: what is there, the repair, what was saved, and on to work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gui.pages.sign_in.page import SignInPage
from gui.pages.sign_in.repair_presenter import found_lines, outcome_of
from gui.tasks import TaskRunner
from gui.window import MainWindow
from services import startup
from services.context import AppContext, Paths
from services.safekeeping.backups import make_backup
from services.safekeeping.gathering import Source
from services.safekeeping.repairing import Remains, Repaired
from services.settings import SettingsFile
from services.workers.commands import register_workers
from services.workers.search import count_workers
from tests.gui.doubles import CHEAP
from tests.offices import PASSPHRASE, village_office, worker
from tests.services.safekeeping.damage import zero

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An office of twenty people and a backup, its first page destroyed."""
    ctx = village_office(tmp_path / "data")
    register_workers(ctx, [worker(9001 + number) for number in range(20)])
    make_backup(ctx)
    startup.close(ctx)
    zero(Paths(tmp_path / "data").database, [1])
    return tmp_path / "data"


@pytest.fixture
def page(qtbot, dressed: QApplication, data: Path) -> Iterator[SignInPage]:
    tasks = TaskRunner()
    page = SignInPage(tasks, data, "", lambda: 0.0, CHEAP)
    qtbot.addWidget(page)
    page.setMinimumSize(640, 360)
    page.resize(1366, 690)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    page.setFocus()
    yield page
    assert tasks.close()


def knock(qtbot, page: SignInPage, passphrase: str = PASSPHRASE) -> None:
    page.passphrase.edit.setText(passphrase)
    qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.repair.isVisible() and page.repair.act.isEnabled(), timeout=10_000)


def words(page: SignInPage) -> str:
    return " ".join(label.text() for label in page.repair.findChildren(type(page.repair._words)))


def test_by_keyboard_alone_back_to_work(qtbot, page: SignInPage, data: Path) -> None:
    knock(qtbot, page)
    assert not page._card.isVisible()
    assert "1 cadangan" in words(page)
    assert page.repair.act.hasFocus()
    with qtbot.waitSignal(page.repairing):
        qtbot.keyClick(page.repair.act, Qt.Key.Key_Space)
    qtbot.waitUntil(page.repair.open.isVisible, timeout=20_000)
    assert "20 dari 20 pekerja" in words(page)
    assert "rusak-1" in words(page)
    assert (data / "rusak-1" / "payung.db").exists()
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(page.repair.open, Qt.Key.Key_Return)
    assert count_workers(opened.args[0]) == 20
    startup.close(opened.args[0])


def test_escape_goes_back_to_the_door(qtbot, page: SignInPage) -> None:
    knock(qtbot, page)
    qtbot.keyClick(page.repair, Qt.Key.Key_Escape)
    assert page._card.isVisible()
    assert not page.repair.isVisible()


def test_a_passphrase_that_does_not_fit_is_told_at_the_field(qtbot, page: SignInPage) -> None:
    knock(qtbot, page)
    page.passphrase.edit.setText("bukan ini juga")
    page.repair.act.click()
    qtbot.waitUntil(lambda: "tidak cocok" in page.passphrase.problem(), timeout=10_000)
    assert page._card.isVisible()


def test_with_nothing_left_it_says_what_to_do(qtbot, page: SignInPage, data: Path) -> None:
    for path in (data / "cadangan").iterdir():
        path.unlink()
    Paths(data).database.write_bytes(bytes(4096))
    knock(qtbot, page)
    page.repair.act.click()
    qtbot.waitUntil(lambda: "kit pengganti" in page.repair._trouble.text(), timeout=20_000)
    assert page.repair.isVisible()


def test_another_place_is_looked_at(qtbot, page: SignInPage, data: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "usb"
    elsewhere.mkdir()
    for path in (data / "cadangan").iterdir():
        path.rename(elsewhere / path.name)
    knock(qtbot, page)
    assert "Tidak ada cadangan" in words(page)
    page.repair.added.emit(str(elsewhere))
    qtbot.waitUntil(lambda: "1 cadangan" in words(page), timeout=10_000)


def test_a_folder_without_its_database_is_no_first_start(
    qtbot, dressed: QApplication, data: Path, tmp_path: Path
) -> None:
    Paths(data).database.unlink()
    window = MainWindow(data, SettingsFile(tmp_path), doors=CHEAP)
    qtbot.addWidget(window)
    window.begin()
    window.show()
    door = window.findChild(SignInPage)
    assert door is not None
    knock(qtbot, door)
    door.repair.act.click()
    qtbot.waitUntil(door.repair.open.isVisible, timeout=20_000)
    door.repair.open.click()
    assert window.office is not None
    assert count_workers(window.office.context) == 20
    window.tasks.close()
    startup.close(window.office.context)


def test_an_open_office_behind_the_door_is_closed_first(qtbot, dressed: QApplication, tmp_path: Path) -> None:
    ctx = village_office(tmp_path / "data")
    register_workers(ctx, [worker(9001)])
    window = MainWindow(tmp_path / "data", SettingsFile(tmp_path), doors=CHEAP)
    qtbot.addWidget(window)
    window.show_office(ctx)
    window.lock()
    door = window.findChild(SignInPage)
    assert window.office is not None
    door.repairing.emit()
    assert window.office is None
    window.tasks.close()


def test_what_was_saved_in_words(village: AppContext) -> None:
    sources = (Source("file", "payung.db", 470), Source("backup", "12", 9), Source("bundle", "x.payung", 0))
    whole = Repaired(village, "salvaged", 482, 482, 3, 479, 0, sources, Path("rusak-1"))
    outcome = outcome_of(whole)
    assert "482 dari 482 pekerja, 3 konsep" in outcome.title
    assert outcome.complete
    assert outcome.lines[:2] == ("Berkas data: 470 perubahan", "Cadangan ke-12: 9 perubahan")
    less = outcome_of(
        Repaired(village, "salvaged", 480, 482, 3, 479, 4, sources, Path("rusak-1"), new_keys=True, strange=2)
    )
    assert not less.complete
    assert "4 perubahan" in less.warnings[0]
    assert "2 paket" in less.warnings[1]
    assert "kit pengganti" in less.warnings[2]
    assert "utuh" in outcome_of(Repaired(village, "rebuilt", 5, 5, 0, 5)).title


def test_what_lies_here_in_words() -> None:
    assert [line.good for line in found_lines(Remains(True, True, 3, 0))] == [True, True, False]
    assert [line.good for line in found_lines(Remains(False, False, 0, 2))] == [False, False, True]
