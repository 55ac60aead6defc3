"""The village's own choices on the settings page, with real keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.page import PageTools
from gui.pages.settings.page import SettingsPage
from gui.pages.settings.paper_section import PaperSection
from gui.pages.settings.work_section import WorkSection
from gui.printing.preview import PreviewDialog
from services.contact import read_contact
from services.context import AppContext
from services.preferences import read_preference
from tests.gui.tools import page_tools


@pytest.fixture
def tools(village: AppContext, tmp_path: Path, dressed: QApplication) -> Iterator[PageTools]:
    with page_tools(village, tmp_path) as made:
        yield made


def shown(qtbot: QtBot, tools: PageTools, section: str) -> SettingsPage:
    page = SettingsPage(tools)
    qtbot.addWidget(page)
    page.resize(1150, 690)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    page.arrive(section=section)
    qtbot.waitUntil(lambda: not tools.tasks.busy)
    return page


def work_of(page: SettingsPage) -> WorkSection:
    assert page.work is not None
    return page.work


def paper_of(page: SettingsPage) -> PaperSection:
    assert page.paper is not None
    return page.paper


def test_photos_are_off_until_the_switch_is_pressed(qtbot: QtBot, tools: PageTools) -> None:
    work = work_of(shown(qtbot, tools, "work"))
    assert not work.photo.isChecked() and work.photo.isVisible()
    work.photo.setFocus()
    qtbot.keyClick(work.photo, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: read_preference(tools.context, "register.photo", bool, False))
    qtbot.keyClick(work.photo, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not read_preference(tools.context, "register.photo", bool, True))


def test_month_and_target_are_typed_and_come_back(qtbot: QtBot, tools: PageTools) -> None:
    page = shown(qtbot, tools, "work")
    work = work_of(page)
    assert work.month.currentText() == "Bulan depan, Desember 2026"
    work.month.setFocus()
    qtbot.keyClick(work.month, Qt.Key.Key_Down)
    qtbot.keyClick(work.month, Qt.Key.Key_Down)
    work.target.setFocus()
    qtbot.keyClicks(work.target, "1.250")
    qtbot.keyClick(work.target, Qt.Key.Key_Enter)
    qtbot.waitUntil(lambda: read_preference(tools.context, "home.target", int, 0) == 1250)
    qtbot.waitUntil(lambda: not tools.tasks.busy)
    assert read_preference(tools.context, "register.first_month", str, "") == "2026-12"
    again = work_of(shown(qtbot, tools, "work"))
    assert again.target.text() == "1.250" and again.month.value() == "2026-12"


def test_a_line_of_the_letterhead_is_kept_on_leaving_and_shown(qtbot: QtBot, tools: PageTools) -> None:
    page = shown(qtbot, tools, "paper")
    paper = paper_of(page)
    before = paper.paper.grab().toImage()
    paper.address.setFocus()
    qtbot.keyClicks(paper.address, "Jl. Raya Sambong No. 12")
    assert "Jl. Raya Sambong No. 12" in paper.paper.accessibleDescription()
    assert paper.paper.grab().toImage() != before
    qtbot.keyClick(paper.address, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: read_contact(tools.context).address == "Jl. Raya Sambong No. 12")
    qtbot.waitUntil(lambda: not tools.tasks.busy)
    assert tools.shell.notes == ["Tersimpan."]  # type: ignore[attr-defined]


def test_a_blank_notice_is_one_key_away(qtbot: QtBot, tools: PageTools) -> None:
    page = shown(qtbot, tools, "paper")
    paper_of(page).notice.setFocus()
    qtbot.keyClick(paper_of(page).notice, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.findChild(PreviewDialog) is not None)
    assert "Terdata belum berarti" in page.findChild(PreviewDialog).paper.accessibleDescription()


def test_the_district_has_none_of_it(qtbot: QtBot, district: AppContext, tmp_path: Path, dressed: QApplication) -> None:
    with page_tools(district, tmp_path) as tools:
        page = shown(qtbot, tools, "work")
        assert page.work is None and page.paper is None
