"""The village sees whose data changed after the decision: a chip with a count that leaves only these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.pages.decisions.page import DecisionsPage
from services.workers.commands import update_worker
from services.workers.queries import get_worker
from tests.decided import Decided, decided_offices
from tests.gui.tools import page_tools


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Decided]:
    with decided_offices(tmp_path / "decided") as made:
        yield made


def test_the_chip_leaves_only_whose_data_changed(
    dressed: QApplication, story: Decided, tmp_path: Path, qtbot: QtBot
) -> None:
    with page_tools(story.village, tmp_path / "settings") as tools:
        page = DecisionsPage(tools)
        qtbot.addWidget(page)
        page.resize(1150, 690)
        page.show()
        page.arrive(group="chosen")
        qtbot.waitUntil(lambda: not tools.tasks.busy)
        assert len(page.table.rows.ids()) == 2 and not page.changed.isVisible()

        someone = story.row("SUTINI").worker_id
        form = get_worker(story.village, someone).form
        page.refresh(update_worker(story.village, someone, replace(form, monthly_income=3_000_000)))
        qtbot.waitUntil(page.changed.isVisible)
        assert page.changed.accessibleName() == "Data berubah setelah putusan, 1"
        page.changed.setFocus()
        qtbot.keyClick(page.changed, Qt.Key.Key_Space)
        assert page.table.rows.ids() == [someone]
        page.table.setFocus()
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
        assert tools.shell.opened[-1] == ("person", {"worker": someone})  # type: ignore[attr-defined]

        page.refresh(update_worker(story.village, someone, form))
        qtbot.waitUntil(lambda: not page.changed.isVisible())
        assert len(page.table.rows.ids()) == 2
        page.hide()
        qtbot.waitUntil(lambda: not tools.tasks.busy)
