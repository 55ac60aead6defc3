from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.changes import ChangeHub
from gui.page import PageTools
from gui.pages.replies.facts import FailedReply, Written
from gui.pages.replies.page import RepliesPage, outcome_words
from gui.tasks import TaskRunner
from services import startup
from services.context import AppContext
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.kits import make_kits
from services.handover.stick_places import Stick
from services.settings import SettingsFile
from services.workers.commands import register_workers
from tests.gui.doubles import Recorder
from tests.offices import VILLAGE, district_office, village_office, worker


@dataclass
class Shown:
    page: RepliesPage
    district: AppContext
    village: AppContext
    stick: Path


@pytest.fixture
def shown(tmp_path: Path, dressed: QApplication, qtbot: QtBot) -> Iterator[Shown]:
    district = district_office(tmp_path / "district")
    (kit,) = make_kits(district, [VILLAGE], tmp_path / "kits")
    village = village_office(tmp_path / "village", kit=kit.path)
    register_workers(village, [worker(9001)])
    folder = tmp_path / "usb"
    folder.mkdir()
    hand_over(village, folder)
    receive(district, [folder], admit_new=True)
    stick = replace(Stick.for_folder(folder), label="KABUPATEN", removable=True, free=10**9)
    tasks, hub = TaskRunner(), ChangeHub()
    tools = PageTools(district, tasks, hub, SettingsFile(tmp_path), Recorder())  # type: ignore[arg-type]
    page = RepliesPage(tools, lambda: (stick,))
    hub.changed.connect(page.refresh)
    page.resize(1150, 768)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    page.arrive()
    qtbot.waitUntil(lambda: page.write_button.label() == "Tulis 1 balasan" and len(page.sticks.cards) == 1)
    yield Shown(page, district, village, folder)
    tasks.close()
    startup.close(district)
    startup.close(village)


def test_ctrl_enter_writes_and_the_result_shows_the_words(shown: Shown, qtbot: QtBot) -> None:
    page = shown.page
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.outcome.isVisible)
    said = "Cocok. Jangan cabut dulu. 1 balasan ada di KABUPATEN, sudah dibaca ulang dan cocok."
    assert page.release.accessibleName() == said and page.banner.isHidden()
    assert page.release.button.hasFocus()
    cells = [cell.text for cell in page.results.rows.cells(0) or ()]
    assert cells[0] == "Sambongrejo" and len(cells[-1].split()) == 4
    assert len(receive(shown.village, [shown.stick]).accepted) == 1


def test_the_stick_may_be_pulled_out_once_its_volume_is_gone(shown: Shown, qtbot: QtBot) -> None:
    page = shown.page
    page.presenter.write()
    qtbot.waitUntil(page.outcome.isVisible)
    qtbot.keyClick(page.release.button, Qt.Key.Key_Return)
    qtbot.waitUntil(page.again_button.hasFocus)
    # This stick is a folder in disguise: nothing was unmounted, and nothing else is claimed.
    assert page.release.title.text() == "Selesai. Ini folder biasa, tidak ada yang perlu dicabut."
    assert list(shown.stick.rglob("*.payung"))


def test_after_writing_the_village_is_no_longer_due(shown: Shown, qtbot: QtBot) -> None:
    page = shown.page
    page.presenter.write()
    qtbot.waitUntil(page.outcome.isVisible)
    assert page.step_back() and page.choosing.isVisible()
    qtbot.waitUntil(lambda: page.write_button.label() == "Tulis balasan")
    page.which.set_value("all")
    page.presenter.show_only_news(False)
    assert page.write_button.label() == "Tulis 1 balasan"
    assert not page.step_back()


def test_each_end_has_its_own_sentence() -> None:
    assert outcome_words(Written((), (), "USB penuh.", False, 3)) == (
        "err",
        "Penulisan berhenti, 0 dari 3 balasan selesai",
        "USB penuh.",
    )
    tones = [
        (outcome_words(written) or ("ok",))[0]
        for written in (
            Written((), (), "", True, 3),
            Written((), (FailedReply("Tobo", "x"),), "", False, 1),
            Written((), (), "", False, 0),
        )
    ]
    assert tones == ["info", "warn", "ok"]
