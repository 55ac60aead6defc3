"""10,124 dirty rows through the real page: progress, cancel at every stage, nothing lost, nothing written early."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PySide6.QtCore import Qt

from gui import tasks
from gui.pages.importing.page import ImportingPage
from services.practice.people import invent_people
from services.practice.workbooks import write_village_workbook
from services.reference import load_reference
from services.spreadsheets.session import RowState
from services.workers.search import count_workers
from tests.gui.pages.importing.conftest import idle
from tests.offices import VILLAGE
from tests.workbooks import TODAY

ROWS = 10_124


@pytest.fixture
def long_list(tmp_path: Path) -> Path:
    reference = load_reference()
    people = [replace(each.form, village_code=VILLAGE) for each in invent_people(5, ROWS, reference, TODAY)]
    path = tmp_path / "besar.xlsx"
    write_village_workbook(path, reference.villages[VILLAGE], people, Random(3))
    return path


class Watch:
    """Hears of progress; while ``stopping``, cancels a job in its midst, as a press on the overlay's button would."""

    def __init__(self, page: ImportingPage, monkeypatch: pytest.MonkeyPatch) -> None:
        self.steps: list[str] = []
        self.stopping = False
        self.page = page
        page._tools.tasks.advanced.connect(lambda task: self.steps.append(task.title))
        step = tasks._Reporter.step

        def watched(reporter: tasks._Reporter, done: int, total: int, label: str = "") -> None:
            if self.stopping and done > 0:
                reporter._task.cancel()
            step(reporter, done, total, label)

        monkeypatch.setattr(tasks._Reporter, "step", watched)

    def cancelled(self, qtbot: Any, act: Callable[[], object]) -> None:
        """Do something, stop it under way, and see that the page says nothing changed."""
        notes = self.page._tools.shell.notes  # type: ignore[attr-defined]
        notes.clear()
        self.stopping = True
        act()
        qtbot.waitUntil(lambda: bool(notes) and idle(self.page), timeout=30_000)
        self.stopping = False
        assert notes == ["Dibatalkan. Tidak ada data yang berubah."]
        assert count_workers(self.page._tools.context) == 0


@pytest.mark.slow
def test_every_stage_tells_progress_can_be_stopped_and_goes_on(
    qtbot: Any, page: ImportingPage, long_list: Path, press: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch(page, monkeypatch)
    watch.cancelled(qtbot, lambda: page.open_file(long_list))
    assert page.file.isVisible()
    page.open_file(long_list)
    qtbot.waitUntil(lambda: page.columns.isVisible() and idle(page), timeout=30_000)
    watch.cancelled(qtbot, page.go_on.click)
    assert page.columns.isVisible()
    page.go_on.click()
    qtbot.waitUntil(lambda: page.check.isVisible() and idle(page), timeout=30_000)
    rows = page.check.rows
    assert rows is not None and rows.found.counts().rows >= ROWS and rows.found.counts() == rows.check.counts

    page.check.chips[RowState.HELD].click()
    page.check.grid.setFocus()
    before = rows.found.counts().held
    for _ in range(5):
        press(Qt.Key.Key_F8)
    assert page.check.grid.place()[0] > 0
    place, _ = page.check.grid.place()
    nik = next(each.form.nik for each in rows.check.of(RowState.READY))
    page.check.grid.go_to(place, next(at for at, each in enumerate(rows.meanings) if each.role.value == "nik"))
    press(f"{nik[:6]}010190{9998}", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: idle(page))
    assert rows.row(place).form.nik.endswith("9998") and rows.found.counts().held in (before, before - 1)

    watch.cancelled(qtbot, page.go_on.click)
    assert page.check.isVisible() and page.is_dirty()
    page.go_on.click()
    qtbot.waitUntil(lambda: page.result.isVisible() and idle(page), timeout=60_000)
    outcome = page.presenter.outcome
    assert outcome is not None and outcome.written == count_workers(page._tools.context) > 9_000
    assert outcome.rows == outcome.written + outcome.held + outcome.already_here
    told = {title: watch.steps.count(title) for title in set(watch.steps)}
    assert min(told[title] for title in ("Membaca berkas", "Memeriksa isi", "Memasukkan pekerja")) >= 2
