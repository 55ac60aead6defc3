"""What is seen of the inbox where there is little room, and what its pictures are made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.page import PageTools
from gui.pages.inbox.page import InboxPage
from gui.pages.inbox.pictures import SHOTS
from gui.tables.view import DataTable
from gui.widgets.button import Button
from services.handover.handing_over import hand_over
from tests.gui.pages.inbox.conftest import World
from tests.gui.tools import page_tools


@pytest.fixture
def tools(dressed: QApplication, world: World, tmp_path: Path) -> Iterator[PageTools]:
    with page_tools(world.district, tmp_path / "settings") as made:
        yield made


@pytest.fixture
def page(tools: PageTools, world: World, qtbot: QtBot) -> Iterator[InboxPage]:
    page = InboxPage(tools, world.find)
    qtbot.addWidget(page)
    page.resize(1150, 690)
    page.show()
    page.arrive()
    qtbot.waitUntil(lambda: not tools.tasks.busy)
    yield page
    page.hide()
    qtbot.waitUntil(lambda: not tools.tasks.busy)


def said(table: DataTable, row: int = 0) -> str:
    cells = table.rows.cells(row)
    assert cells is not None
    return " | ".join(cell.spoken for cell in cells)


@pytest.mark.parametrize("width", [1150, 808, 640])
def test_result_and_check_words_of_a_merge_stay_in_sight(
    page: InboxPage, tools: PageTools, world: World, qtbot: QtBot, width: int
) -> None:
    sent = hand_over(world.one, world.stick)[0]
    page.presenter.look()
    qtbot.waitUntil(lambda: len(page.stick.chosen()) == 1)
    page.stick.ask_merge()
    qtbot.waitUntil(lambda: page.outcome.isVisible() and not tools.tasks.busy)
    page.resize(width, 690)
    table = page.outcome.table
    qtbot.waitUntil(lambda: page.width() == width and table.viewport().width() < width)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    assert "Tergabung" in said(table) and all(word in said(table) for word in sent.words)
    tiles = page.outcome.tiles
    for tile in tiles._tiles:
        qtbot.waitUntil(lambda tile=tile: tile.width() >= tile.sizeHint().width())


@pytest.mark.parametrize("width", [1150, 808, 640])
def test_both_counts_stay_in_sight(page: InboxPage, qtbot: QtBot, width: int) -> None:
    page.show_counts()
    page.resize(width, 690)
    table = page.counts.table
    qtbot.waitUntil(lambda: page.width() == width and table.viewport().width() < width)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    assert [column.key for column in table.rows.columns][-3:] == ["register", "workers", "difference"]
    assert "Jati" in said(table)


def test_the_way_back_is_never_the_filled_button(page: InboxPage) -> None:
    for view in (page.outcome, page.counts):
        heads = [view.actions.itemAt(place).widget() for place in range(view.actions.count())]
        assert [each._kind for each in heads if isinstance(each, Button)] == ["secondary", "secondary"]


@pytest.mark.parametrize("width", [1366, 1150, 808, 640])
def test_the_hint_of_the_board_is_whole(page: InboxPage, qtbot: QtBot, width: int) -> None:
    page.resize(width, 690)
    hint = page.board.hint
    qtbot.waitUntil(lambda: page.width() == width and hint.isVisible())
    assert "Panah" in hint.text()
    qtbot.waitUntil(lambda: hint.width() >= hint.sizeHint().width())


def test_the_pictures_show_a_spoilt_stick_and_every_end_a_file_can_have(
    page: InboxPage, tools: PageTools, qtbot: QtBot
) -> None:
    for _ in range(2):  # once in light, once in dark
        SHOTS["stick"](page, tools)
        qtbot.waitUntil(lambda: not tools.tasks.busy)
        qtbot.waitUntil(lambda: len(page.stick.chosen()) >= 2 and page.stick._warning.isVisible())
        SHOTS["outcome"](page, tools)
        qtbot.waitUntil(lambda: page.outcome.isVisible() and not tools.tasks.busy)
        assert {line.state for line in page.outcome._lines} == {"merged", "asking"}
        assert page.outcome._refusals.isVisible() and page.outcome.asking.isVisible()
