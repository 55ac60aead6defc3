"""Two officers erase a person: what is asked, what is refused, what is left, and the paper without a name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gui.pages.erasing.page import PAPER_REASONS, ErasingPage, reason_words
from gui.pages.person.page import PersonPage
from gui.printing.erasure_record import ErasureRecord, erasure_document
from gui.printing.office import paper_office
from services.audit.history import office_history
from services.programmes.commands import create_programme, decide
from services.safekeeping.accounts import add_officer
from services.workers.queries import get_worker
from tests.gui.printing.papers import text_of
from tests.gui.tools import page_tools
from tests.offices import CHEAP, NOW, PASSPHRASE
from tests.world import World, column, terms, two_villages

SECOND, SECRET = "Rini Astuti", "gagak sawah lumbung kendi"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with two_villages(tmp_path) as made:
        made.up()
        yield made


@pytest.fixture
def page(dressed: QApplication, world: World, tmp_path: Path, qtbot: QtBot) -> Iterator[ErasingPage]:
    with page_tools(world.district, tmp_path / "settings") as tools:
        page = ErasingPage(tools)
        qtbot.addWidget(page)
        page.resize(1150, 690)
        page.show()
        yield page
        page.hide()
        qtbot.waitUntil(lambda: not tools.tasks.busy)


def somebody(world: World) -> str:
    return str(column(world.district, "SELECT id FROM worker ORDER BY seq")[0])


def said(page: ErasingPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def ask(page: ErasingPage, worker: str, qtbot: QtBot) -> None:
    page.arrive(worker=worker)
    qtbot.waitUntil(page._asking.isVisible)


def test_without_anybody_it_says_where_to_begin(page: ErasingPage) -> None:
    page.arrive()
    assert page.nobody.isVisible() and not page._asking.isVisible()


def test_one_officer_alone_cannot(page: ErasingPage, world: World, qtbot: QtBot) -> None:
    ask(page, somebody(world), qtbot)
    assert page._alone.isVisible() and not page.act.isVisible()
    page._alone.button().click()
    assert page._tools.shell.opened == [("settings", {"section": "officers"})]  # type: ignore[attr-defined]


def test_two_officers_erase(page: ErasingPage, world: World, qtbot: QtBot) -> None:
    add_officer(world.district, PASSPHRASE, SECOND, SECRET, kdf=CHEAP)
    worker = somebody(world)
    form = get_worker(world.district, worker).form
    ask(page, worker, qtbot)
    told = said(page)
    assert form.nik[-4:] in told and form.nik not in told
    page.act.click()
    assert "Alasan belum dipilih" in said(page) and "belum diisi" in said(page)

    page.reasons["asked"].setChecked(True)
    page.passphrase.setFocus()
    qtbot.keyClicks(page.passphrase.edit, "bukan kata sandinya")
    qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.passphrase.problem()))
    assert column(world.district, "SELECT count(*) FROM worker") == [9]

    page.passphrase.edit.clear()
    qtbot.keyClicks(page.passphrase.edit, SECRET)
    page.act.click()
    qtbot.waitUntil(page.print.isVisible)
    assert worker in said(page) and form.full_name.title() not in said(page)
    assert page.passphrase.text() == ""
    assert column(world.district, "SELECT count(*) FROM worker") == [8]
    assert column(world.district, "SELECT count(*) FROM journal WHERE record = ? AND payload IS NOT NULL", worker) == [
        0
    ]
    assert "erase" in [entry.kind for entry in office_history(world.district)]


def test_what_stays_for_the_accounts_is_told(page: ErasingPage, world: World, qtbot: QtBot) -> None:
    decide(world.district, create_programme(world.district, terms()).first("programme"))
    ask(page, somebody(world), qtbot)
    assert "1 keputusan" in said(page)


def test_the_record_names_both_officers_and_nobody_else(dressed: QApplication, world: World, tmp_path: Path) -> None:
    worker = somebody(world)
    form = get_worker(world.district, worker).form
    record = ErasureRecord(
        record=worker, order="o" * 43, at=NOW, reason=PAPER_REASONS["asked"], officers=("Hendro Prasetyo", SECOND),
        changes=3, kept=1,
    )  # fmt: skip
    document = erasure_document(record, paper_office(world.district), NOW)
    words = text_of(document, tmp_path).replace("\u2212", "-")  # the typeface's own hyphen between figures
    for part in (worker, "Hendro Prasetyo", SECOND, "Pasal 43 dan 44", "23 November 2026", "meminta dihapus"):
        assert part in words, part
    assert form.full_name not in words.upper() and form.nik not in words and form.full_name not in document.spoken


def test_screen_and_paper_give_the_same_reasons(dressed: QApplication) -> None:
    assert {key: reason_words(key) for key in PAPER_REASONS} == PAPER_REASONS


def test_the_person_page_of_the_district_leads_here(
    dressed: QApplication, world: World, tmp_path: Path, qtbot: QtBot
) -> None:
    with page_tools(world.district, tmp_path / "settings") as tools:
        person = PersonPage(tools)
        qtbot.addWidget(person)
        person.show()
        person.arrive(worker=somebody(world))
        qtbot.waitUntil(person.is_built)
        person.erase.click()
        assert tools.shell.opened == [("erasing", {"worker": somebody(world)})]  # type: ignore[attr-defined]
        person.hide()
        qtbot.waitUntil(lambda: not tools.tasks.busy)
