"""Backups that nobody has to think of."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.backing_up import BackupWatch, back_up_if_due
from gui.tasks import TaskRunner
from gui.window import MainWindow
from services import startup
from services.changes import Changes
from services.context import AppContext
from services.safekeeping.backups import last_backup, list_backups
from services.settings import SettingsFile
from services.workers.commands import register_worker
from tests.offices import PASSPHRASE, worker


def test_the_hour_makes_one_only_when_something_was_written(qtbot: QtBot, village: AppContext) -> None:
    runner = TaskRunner()
    told: list[Changes] = []
    watch = BackupWatch(runner, village, runner, told.append, lambda *_: None)
    register_worker(village, worker(9001))
    watch.look()
    qtbot.waitUntil(lambda: not runner.busy)
    watch.look()
    qtbot.waitUntil(lambda: not runner.busy)
    assert [backup.sequence for backup in list_backups(village)] == [1]
    assert [changes.touches("backup") for changes in told] == [True]  # the home page says so at once
    register_worker(village, worker(9002))
    assert back_up_if_due(village).touches("backup")
    runner.close()


def test_closing_the_window_makes_one(qtbot: QtBot, village: AppContext, tmp_path: Path) -> None:
    register_worker(village, worker(9001))
    window = MainWindow(tmp_path / "data", SettingsFile(tmp_path))
    qtbot.addWidget(window)
    window.show_office(village)
    window.close()
    again = startup.sign_in(tmp_path / "data", PASSPHRASE)
    found = last_backup(again)
    assert found is not None
    assert found.workers == 1
    startup.close(again)
