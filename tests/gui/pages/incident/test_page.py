"""The page of a lost laptop: what it held, by when people are told, and the paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gui.pages.incident.page import IncidentPage
from gui.pages.incident.presenter import parse_clock
from gui.pages.laptops.page import LaptopsPage
from gui.printing.incident_notice import IncidentPaper, incident_document
from gui.printing.office import paper_office
from services.audit.incident import incident_of
from tests.gui.printing.papers import text_of
from tests.gui.tools import page_tools
from tests.offices import NOW, OTHER_VILLAGE, VILLAGE
from tests.world import World, two_villages


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with two_villages(tmp_path) as made:
        made.up()
        yield made


@pytest.fixture
def page(dressed: QApplication, world: World, tmp_path: Path, qtbot: QtBot) -> Iterator[IncidentPage]:
    with page_tools(world.district, tmp_path / "settings") as tools:
        page = IncidentPage(tools)
        qtbot.addWidget(page)
        page.resize(1150, 690)
        page.show()
        page.arrive()
        yield page
        page.hide()
        qtbot.waitUntil(lambda: not tools.tasks.busy)


def said(page: IncidentPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_the_office_is_chosen_by_typing_and_counted(page: IncidentPage, qtbot: QtBot) -> None:
    assert "Pilih dulu laptop milik siapa." in said(page)
    assert not page.print.isEnabled()
    page.choice.set_value(VILLAGE)
    page.choice.chosen.emit(VILLAGE)
    qtbot.waitUntil(page.print.isEnabled)
    qtbot.waitUntil(lambda: "6 orang" in said(page) and "Tanyakan desa" in said(page))
    told = said(page)
    assert any("paket ke-1" in text for text in told)
    assert page.resume_at() == {"office": VILLAGE}


def test_an_office_that_never_delivered(page: IncidentPage, qtbot: QtBot) -> None:
    page.arrive(office="33.16.02.1005")
    qtbot.waitUntil(page.print.isEnabled)
    assert any("belum pernah menyerahkan" in text for text in said(page))
    assert "0 orang" in said(page)


def test_three_days_run_from_when_it_was_known(page: IncidentPage, qtbot: QtBot) -> None:
    page.day.setFocus()
    qtbot.keyClicks(page.day, "22112026")
    page.clock.setFocus()
    qtbot.keyClicks(page.clock, "9.30")
    page.day.setFocus()
    assert any("25 November 2026, 09.30" in text for text in said(page))
    page.clock.setText("25.00")
    page.clock.left.emit()
    assert any("Jam tidak terbaca" in text for text in said(page))
    page.clock.setText("23.59")
    page.day.setText("23-11-2026")
    page.clock.left.emit()
    assert any("belum terjadi" in text for text in said(page))
    assert page.presenter.known_at is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("09.30", time(9, 30)),
        ("9:30", time(9, 30)),
        ("0930", time(9, 30)),
        ("930", time(9, 30)),
        ("9", time(9, 0)),
        ("24.00", None),
        ("9.7", None),
        ("pagi", None),
        ("", None),
        ("12345", None),
    ],
)
def test_clocks(typed: str, meant: time | None) -> None:
    assert parse_clock(typed) == meant


def test_the_steps_lead_on(page: IncidentPage, qtbot: QtBot) -> None:
    page.revoke.click()
    assert page._tools.shell.opened[-1][0] == "laptops"  # type: ignore[attr-defined]
    page.replace.setFocus()
    qtbot.keyClick(page.replace, Qt.Key.Key_Space)
    assert page._tools.shell.opened[-1] == ("laptops", {"view": "roster"})  # type: ignore[attr-defined]


def test_where_the_steps_lead_to_there_is_a_replacement_kit(page: IncidentPage, world: World, qtbot: QtBot) -> None:
    """What the fourth step opens shows the button of the replacement kit."""
    page.replace.click()
    key, asked = page._tools.shell.opened[-1]  # type: ignore[attr-defined]
    laptops = LaptopsPage(page._tools)
    qtbot.addWidget(laptops)
    laptops.show()
    laptops.arrive(**asked)
    qtbot.waitUntil(lambda: laptops.roster.current() is not None)
    laptops.roster.table.setFocus()
    for _ in range(laptops.roster.table.rows.rowCount()):
        if not laptops.roster.replace.isEnabled():  # the district's own computer is replaced another way
            qtbot.keyClick(laptops.roster.table, Qt.Key.Key_Down)
    assert laptops.roster.replace.isEnabled()
    assert key == "laptops" and laptops.roster.replace.isVisible() and laptops.views.value() == "roster"
    laptops.hide()


def test_the_notice_says_what_the_law_asks_for_and_names_nobody(
    dressed: QApplication, world: World, tmp_path: Path
) -> None:
    ctx = world.district
    incident = incident_of(ctx, OTHER_VILLAGE)
    paper = IncidentPaper(
        incident=incident, where="Desa Bangkleyan", known_at=NOW, office=paper_office(ctx), made_at=NOW
    )
    document = incident_document(paper)
    assert document.pages == 2
    words = text_of(document, tmp_path)
    for asked in ("Pasal 46", "3 orang", "NIK 3", "data keuangan pribadi", "26 November 2026 pukul 09.14", "Upaya",
                  "Lembaga Pelindungan Data Pribadi", "warga yang terdata", "terkunci dengan kata sandi"):  # fmt: skip
        assert asked in words, asked
    assert "SUTINI" not in words.upper() and "9101" not in words
    blank = incident_document(
        IncidentPaper(incident=incident, where="Desa Bangkleyan", known_at=None, office=paper_office(ctx), made_at=NOW)
    )
    assert "Diketahui hilang pada ....." in text_of(blank, tmp_path)
    assert incident.office.replace(".", "") in document.file_name
