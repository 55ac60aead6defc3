"""«Selesai di»: where each erasure is done, earlier ones too, and the paper that says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gui.pages.erasing.page import ErasingPage
from gui.printing.erasure_record import ErasureRecord, erasure_document
from gui.printing.office import paper_office
from gui.widgets.pill import StatusPill
from services.changes import Changes
from services.erasing.commands import erase_worker
from services.safekeeping.accounts import add_officer
from services.workers.queries import get_worker
from tests.gui.printing.papers import text_of
from tests.gui.tools import page_tools
from tests.offices import CHEAP, NOW, OTHER_VILLAGE, PASSPHRASE
from tests.world import World, column, two_villages

SECOND, SECRET = "Rini Astuti", "gagak sawah lumbung kendi"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with two_villages(tmp_path) as made:
        made.up()
        made.down()
        add_officer(made.district, PASSPHRASE, SECOND, SECRET, kdf=CHEAP)
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


def person(world: World, village: str) -> str:
    return str(column(world.district, "SELECT id FROM worker WHERE owner = ? ORDER BY seq", village)[0])


def pills(page: ErasingPage) -> list[str]:
    return [pill.text() for pill in page.history.places.findChildren(StatusPill) if pill.isVisible()]


def said(page: ErasingPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_without_an_erasure_there_is_no_list(page: ErasingPage, qtbot: QtBot) -> None:
    page.arrive()
    qtbot.waitUntil(lambda: not page._tools.tasks.busy)
    assert not page.history.isVisible() and page.nobody.isVisible()


def test_the_list_follows_what_the_villages_tell(page: ErasingPage, world: World, qtbot: QtBot) -> None:
    first, second = person(world, world.one.office.code), person(world, OTHER_VILLAGE)
    name = get_worker(world.district, first).form.full_name.title()
    for record in (first, second):
        erase_worker(world.district, record, SECOND, SECRET, "asked")
    page.arrive()
    qtbot.waitUntil(page.history.places.isVisible)
    assert page.history.table.rows.ids() == [second, first]
    qtbot.waitUntil(lambda: pills(page) == ["menunggu"])
    page.history.table.setFocus()
    qtbot.keyClick(page.history.table, Qt.Key.Key_Down)
    assert page.history.current() is not None and page.history.current().record == first  # type: ignore[union-attr]
    assert first[:8] in said(page) and name not in said(page)

    world.down(world.one)
    world.up(world.one)
    page.refresh(Changes("", {"bundle": frozenset({"x"})}))
    qtbot.waitUntil(lambda: pills(page) == ["sejak 23 November 2026"])
    assert page.history.current().complete and not page.history.find(second).complete  # type: ignore[union-attr]


def test_after_an_erasure_its_own_places_are_shown(page: ErasingPage, world: World, qtbot: QtBot) -> None:
    erase_worker(world.district, person(world, OTHER_VILLAGE), SECOND, SECRET)
    record = person(world, world.one.office.code)
    page.arrive(worker=record)
    qtbot.waitUntil(page._asking.isVisible)
    page.reasons["asked"].setChecked(True)
    page.passphrase.edit.setText(SECRET)
    page.act.click()
    qtbot.waitUntil(lambda: page.history.find(record) is not None)
    assert page.history.current() is page.history.find(record)
    qtbot.waitUntil(lambda: pills(page) == ["menunggu"])


@pytest.mark.parametrize("width", [1150, 1800])
def test_the_second_officers_field_keeps_its_height(page: ErasingPage, world: World, qtbot: QtBot, width: int) -> None:
    """In a wide window the texts wrap at the width of the form, not at that of the window."""
    page.resize(width, 690)
    page.arrive(worker=person(world, OTHER_VILLAGE))
    qtbot.waitUntil(page._asking.isVisible)
    field = page.passphrase
    qtbot.waitUntil(lambda: field.height() >= field.minimumSizeHint().height())
    assert field.input.height() >= field.input.minimumSizeHint().height()
    box = field.parentWidget()
    assert field.geometry().bottom() <= box.rect().bottom() and box.height() >= box.minimumSizeHint().height()


def test_the_paper_says_where_it_is_done(dressed: QApplication, world: World, tmp_path: Path) -> None:
    def words(done: tuple[int, int] | None, *waiting: str) -> str:
        record = ErasureRecord(
            record="r" * 36, order="o" * 43, at=NOW, reason="", officers=("A", SECOND), changes=3, kept=1, done=done,
            waiting=waiting,
        )  # fmt: skip
        document = erasure_document(record, paper_office(world.district), NOW)
        assert ("Selesai di" in document.spoken) == (done is not None)
        return text_of(document, tmp_path)

    assert "1 dari 2 laptop desa" in words((1, 2), "Bangkleyan") and "menunggu Bangkleyan" in words(
        (1, 2), "Bangkleyan"
    )
    assert "dan 2 kantor lain" in words((0, 6), "Satu", "Dua", "Tiga", "Empat", "Lima", "Enam")
    assert "tidak ada laptop desa" in words((0, 0)) and "Selesai di" not in words(None)


def test_an_earlier_record_is_printed_again(page: ErasingPage, world: World, qtbot: QtBot) -> None:
    from gui.printing.preview import PreviewDialog

    erase_worker(world.district, person(world, OTHER_VILLAGE), SECOND, SECRET, "asked")
    page.arrive()
    qtbot.waitUntil(page.history.print.isVisible)
    page.history.print.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(PreviewDialog)))
    for dialog in page.findChildren(PreviewDialog):
        dialog.reject()
