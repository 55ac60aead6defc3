"""The district sees whose data changed after the decision: a line, a list behind a chip, Enter opens the person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gui.changed_words import changed_words, facts_words
from gui.changes import ChangeHub
from gui.page import PageTools
from gui.pages.programme.page import ProgrammePage
from gui.tasks import TaskRunner
from services.context import AppContext
from services.programmes.changed_since import FACTS
from services.programmes.commands import create_programme, decide
from services.settings import SettingsFile
from services.workers.commands import register_workers, update_worker
from services.workers.queries import find_by_nik, get_worker
from tests.gui.doubles import Shell
from tests.offices import worker
from tests.world import terms


@pytest.fixture
def shell() -> Shell:
    return Shell()


@pytest.fixture
def tasks() -> Iterator[TaskRunner]:
    owner = QObject()
    yield TaskRunner(owner)


@pytest.fixture
def page(
    dressed: QApplication, district: AppContext, tmp_path: Path, shell: Shell, tasks: TaskRunner, qtbot: QtBot
) -> Iterator[ProgrammePage]:
    register_workers(district, [worker(9001 + number) for number in range(4)])
    decide(district, create_programme(district, terms(3)).first("programme"))
    hub = ChangeHub(tasks.parent())
    page = ProgrammePage(PageTools(district, tasks, hub, SettingsFile(tmp_path / "s"), shell))  # type: ignore[arg-type]
    hub.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1150, 768)
    page.show()
    page.arrive()
    qtbot.waitUntil(lambda: not tasks.busy)
    yield page
    page.hide()
    qtbot.waitUntil(lambda: not tasks.busy)


def chosen(ctx: AppContext) -> str:
    with ctx.read() as connection:
        sql = "SELECT worker_id FROM decision WHERE outcome = 'funded' ORDER BY id"
        return str(connection.exec_driver_sql(sql).scalars().first())


def test_nothing_changed_nothing_is_said(page: ProgrammePage) -> None:
    assert page.decided.isVisible() and not page.decided.changed.isVisible()
    assert not page.ranked.show_changed.isVisible()


def test_the_line_leads_to_the_list_and_enter_to_the_person(
    page: ProgrammePage, district: AppContext, shell: Shell, tasks: TaskRunner, qtbot: QtBot
) -> None:
    someone = chosen(district)
    form = get_worker(district, someone).form
    page.refresh(update_worker(district, someone, replace(form, monthly_income=4_000_000)))
    qtbot.waitUntil(page.decided.changed.isVisible)
    said = " ".join(label.text() for label in page.decided.findChildren(QLabel) if label.isVisible())
    assert "Data berubah setelah putusan: 1 orang." in said

    page.decided.see_changed.setFocus()
    qtbot.keyClick(page.decided.see_changed, Qt.Key.Key_Space)
    table = page.ranked.changed
    assert table.isVisible() and page.ranked.show_changed.isChecked()
    assert [cell.text for cell in table.rows.cells(0)][2] == "Penghasilan"  # type: ignore[union-attr]
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert shell.opened == [("person", {"worker": someone})]

    page.refresh(update_worker(district, someone, form))
    qtbot.waitUntil(lambda: not tasks.busy)
    assert not page.decided.changed.isVisible() and not page.ranked.show_changed.isVisible()
    assert page.ranked.table.isVisible()


def test_every_fact_has_a_word_and_what_is_unknown_is_said() -> None:
    assert facts_words(("birth_date", "village")) == "Tanggal lahir, desa"
    assert [fact for fact in FACTS if facts_words((fact,)).lower() == fact] == ["nik"], "a key is no word"
    assert changed_words(0, 0) == ""
    assert "2 putusan tidak mencatat dasarnya" in changed_words(0, 2)


def test_somebody_who_was_not_chosen_is_not_told_of(
    page: ProgrammePage, district: AppContext, tasks: TaskRunner, qtbot: QtBot
) -> None:
    listed = {found.id for number in range(4) if (found := find_by_nik(district, worker(9001 + number).nik))}
    with district.read() as connection:
        funded = set(connection.exec_driver_sql("SELECT worker_id FROM decision WHERE outcome = 'funded'").scalars())
    (other,) = listed - funded
    page.refresh(update_worker(district, other, replace(get_worker(district, other).form, monthly_income=4_000_000)))
    qtbot.waitUntil(lambda: not tasks.busy)
    assert not page.decided.changed.isVisible()
