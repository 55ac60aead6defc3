"""From a line of the first page to exactly those people, through the real window and the real list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.offscreen import settle, shown_window
from gui.pages.home.page import HomePage
from gui.pages.workers.page import WorkersPage
from services.context import AppContext
from services.settings import SettingsFile
from services.workers.commands import register_workers
from tests.offices import worker

PEOPLE = [
    worker(9001, birth_date=date(1979, 3, 14), full_name="PARTI"),
    worker(9002, nik="3316995203799002", full_name="SARMI", rt="001", rw="001"),
    worker(9003, full_name="SUTINI"),
    worker(9004, full_name="SUTINI"),
    worker(9005, full_name="NGATINI", address="", occupation_code="OJK"),
    worker(9006, nik="3316061203509006", sex="L", birth_date=date(1950, 3, 12), full_name="WAGIMIN"),
]


@pytest.mark.parametrize(
    ("title", "people"),
    [
        ("1 NIK perlu dicek", 1),
        ("1 NIK dengan kode wilayah yang tidak ada", 1),
        ("2 data mungkin orang yang sama", 2),
        ("1 data belum lengkap", 1),
        ("1 pekerja sudah 65 tahun", 1),
        ("Tukang ojek 1", 1),
        ("RT 001 RW 001 1", 1),
        ("Ahli waris 6", 6),
    ],
)
def test_a_line_shows_those_people(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path, village: AppContext, title: str, people: int
) -> None:
    register_workers(village, PEOPLE)
    with shown_window(tmp_path, SettingsFile(tmp_path), (1366, 690)) as window:
        window.keep_context = True
        window.show_office(village)
        settle(window)
        office = window.office
        assert office is not None
        home = office.navigation.page("home")
        assert isinstance(home, HomePage)
        rows = [*home.work.bars.rows, *home.places.bars.rows, *home.homework.bars.rows]
        named = {row.accessibleName(): row for row in rows}
        named |= {button.accessibleName().partition(": ")[2]: button for button in home.tasks.buttons}
        qtbot.keyClick(named[title], Qt.Key.Key_Return)
        settle(window)
        assert office.navigation.current == "workers"
        listed = office.navigation.page("workers")
        assert isinstance(listed, WorkersPage)
        assert listed.table.model().rowCount() == people
