"""Columns as the officer wants them, and still there tomorrow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt

from gui.pages.workers.column_choice import COLUMNS_KEY, NARROWEST, WIDEST, ColumnChoice, read_columns, widths_of
from gui.pages.workers.columns import catalogue, too_many
from gui.pages.workers.page import WorkersPage
from services import startup
from services.context import AppContext
from services.preferences import write_preference
from services.reference import load_reference
from tests.gui.pages.workers.conftest import OpenPage, settle
from tests.offices import NOW, PASSPHRASE, doors

ALT = Qt.KeyboardModifier.AltModifier


def shown(page: WorkersPage) -> list[str]:
    return [column.key for column in page.table.rows.columns][1:]


def test_columns_are_shown_hidden_and_moved_by_keyboard(qtbot: Any, page: WorkersPage, filled: AppContext) -> None:
    assert shown(page) == ["name", "nik", "occupation", "place", "completeness", "status", "handed"]
    page.toolbar.columns.click()
    panel = page.setting.panel
    assert panel is not None and panel.isVisible() and panel.list.hasFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Space)
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    qtbot.keyClick(panel.list, Qt.Key.Key_Space)  # NIK off
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    qtbot.keyClick(panel.list, Qt.Key.Key_Down, ALT)  # occupation after RT/RW
    qtbot.keyClick(panel.list, Qt.Key.Key_End)
    qtbot.keyClick(panel.list, Qt.Key.Key_Space)  # changed on
    wanted = ["name", "place", "occupation", "completeness", "status", "handed", "updated"]
    assert shown(page) == wanted, "the name stays"
    qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert not panel.isVisible() and page.table.hasFocus()
    settle(qtbot, page)
    assert read_columns(filled).visible(page.setting._known.keys, ()) == wanted


def test_they_are_there_again_after_a_restart(
    qtbot: Any, village: AppContext, filled: AppContext, open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(filled)
    page.choosing.keep_columns(ColumnChoice([], ["name", "age", "status"], {"age": 95}))
    settle(qtbot, page)
    assert page._tools.tasks.close()
    startup.close(village)
    again = startup.sign_in(tmp_path / "data", PASSPHRASE, doors=doors(seed=9))
    second = open_page(again)
    assert shown(second) == ["name", "status", "age"] and second.table.columnWidth(3) == 95
    assert [cell.text for cell in second.table.rows.cells(0) or ()][1:] == ["Kasmi", "Terdata", "47"]
    settle(qtbot, second)
    startup.close(again)


def test_back_to_the_usual_ones(qtbot: Any, page: WorkersPage) -> None:
    page.choosing.keep_columns(ColumnChoice([], ["name", "kk"]))
    page.toolbar.columns.click()
    assert page.setting.panel is not None and shown(page) == ["name", "kk"]
    page.setting.panel.back.click()
    assert shown(page)[:3] == ["name", "nik", "occupation"] and "nik" in page.setting.panel.list.shown()
    settle(qtbot, page)


def test_a_dragged_width_is_kept(qtbot: Any, page: WorkersPage, filled: AppContext) -> None:
    header, place = page.table.header, shown(page).index("status") + 1
    edge = QPoint(header.sectionViewportPosition(place) + header.sectionSize(place) - 1, 10)
    before = page.table.columnWidth(place)
    qtbot.mouseMove(header.viewport(), edge)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    qtbot.mouseMove(header.viewport(), edge - QPoint(30, 0))
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge - QPoint(30, 0))
    settle(qtbot, page)
    assert page.table.columnWidth(place) == before - 30
    assert read_columns(filled).widths == {"status": before - 30}
    assert page.table.header.sort() == ("name", True), "dragging is no click on the title"


@pytest.mark.parametrize("kept", [{"order": 3}, ["nik"], {"order": ["nosuch"], "shown": ["nosuch"], "widths": {}}])
def test_what_lies_in_the_database_never_breaks_the_list(filled: AppContext, open_page: OpenPage, kept: object) -> None:
    write_preference(filled, COLUMNS_KEY, kept)
    assert shown(open_page(filled))[0] == "name"


def test_widths_stay_within_reason() -> None:
    assert widths_of(ColumnChoice([], [], {"nik": 1, "name": 99_999})) == {"nik": NARROWEST, "name": WIDEST}


def test_usual_columns_make_way_in_a_narrow_table() -> None:
    known = catalogue(load_reference(), district=False, masked=True, today=NOW.date())
    columns = known.shown(ColumnChoice())
    assert too_many(columns, 900) == frozenset()
    assert too_many(columns, 700) == {"completeness"}
    assert too_many(columns, 300) == {"completeness", "place", "occupation", "handed"}


def test_chosen_columns_stay_where_usual_ones_make_way(qtbot: Any, page: WorkersPage) -> None:
    page.resize(700, 600)
    places = {column.key: place for place, column in enumerate(page.table.rows.columns)}
    assert page.table.isColumnHidden(places["completeness"])
    page.choosing.keep_columns(ColumnChoice([], ["name", "completeness", "status", "kk", "mother"]))
    assert not any(page.table.isColumnHidden(place) for place in range(len(page.table.rows.columns)))
    settle(qtbot, page)
