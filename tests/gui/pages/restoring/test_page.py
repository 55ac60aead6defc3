"""A new computer: pick the backup, open it, go on working."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gui.pages.restoring.page import RestoringPage
from gui.pages.setup.page import SetupPage
from gui.window import MainWindow
from services import startup
from services.safekeeping.backups import make_backup
from services.settings import SettingsFile
from services.workers.commands import register_workers
from services.workers.search import count_workers
from tests.gui.doubles import CHEAP
from tests.offices import PASSPHRASE, VILLAGE, worker

NEW = "gagak sawah lumbung kendi"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform


@pytest.fixture
def backup(tmp_path: Path) -> tuple[Path, str]:
    """A backup on a stick, and the printed code of its office."""
    made = startup.set_up_village(tmp_path / "lama", VILLAGE, "Siti Aminah", PASSPHRASE, doors=CHEAP)
    register_workers(made.context, [worker(9001), worker(9002)])
    path = make_backup(made.context).path
    startup.close(made.context)
    return path, made.recovery_code


@pytest.fixture
def window(qtbot, dressed: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(tmp_path / "baru", SettingsFile(tmp_path), doors=CHEAP)
    qtbot.addWidget(window)
    window.begin()
    window.show()
    window.findChild(SetupPage).role.restoring.click()
    yield window
    window.tasks.close()
    if window.office is not None:
        startup.close(window.office.context)


def page_of(window: MainWindow) -> RestoringPage:
    return window.findChild(RestoringPage)


def picked(qtbot, window: MainWindow, path: Path) -> RestoringPage:
    page = page_of(window)
    page.presenter.pick(path)
    qtbot.waitUntil(page.act.isVisible, timeout=10_000)
    return page


def test_with_the_passphrase_into_the_office(qtbot, window: MainWindow, backup: tuple[Path, str]) -> None:
    page = picked(qtbot, window, backup[0])
    assert page._office.text() == "Desa Sambongrejo, Kecamatan Sambong"
    assert "2 pekerja" in page._told.text()
    page.way.passphrase.edit.setText("bukan ini")
    qtbot.keyClick(page.way.passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "tidak cocok" in page.way.passphrase.problem(), timeout=10_000)
    page.way.passphrase.edit.setText(PASSPHRASE)
    qtbot.keyClick(page.way.passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.office is not None, timeout=20_000)
    assert window.office is not None
    assert count_workers(window.office.context) == 2


def test_with_the_printed_code(qtbot, window: MainWindow, backup: tuple[Path, str], tmp_path: Path) -> None:
    page = picked(qtbot, window, backup[0])
    page.way.choice.buttons()[1].click()
    page.way.code.edit.setText(backup[1].lower())
    for field in (page.way.new.first, page.way.new.second):
        field.edit.setText(NEW)
    page.act.click()
    qtbot.waitUntil(lambda: window.office is not None, timeout=20_000)
    startup.close(startup.sign_in(tmp_path / "baru", NEW, doors=CHEAP))


def test_a_file_that_is_no_backup_is_told(qtbot, window: MainWindow, tmp_path: Path) -> None:
    stranger = tmp_path / "000001.payung-cadangan"
    stranger.write_bytes(b"PK")
    page = page_of(window)
    page.presenter.pick(stranger)
    qtbot.waitUntil(lambda: "bukan cadangan" in page._trouble.text(), timeout=10_000)
    assert page.pick.isVisible()
    assert startup.state(tmp_path / "baru") == "new"


def test_escape_goes_back_to_the_first_question(qtbot, window: MainWindow) -> None:
    qtbot.keyClick(page_of(window), Qt.Key.Key_Escape)
    assert any(page.isVisible() for page in window.findChildren(SetupPage))
