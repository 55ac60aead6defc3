"""Giving people to another village, from the list of the district."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from gui.pages.workers.act_cards import TransferCard
from gui.pages.workers.page import WorkersPage
from gui.widgets.label import Text
from services.context import AppContext
from services.handover.board import board
from services.workers.queries import rows
from tests.gui.pages.workers.conftest import OpenPage, settle
from tests.offices import OTHER_VILLAGE, VILLAGE
from tests.world import two_villages


def test_the_district_gives_people_to_another_village(qtbot: Any, tmp_path: Path, open_page: OpenPage) -> None:
    with two_villages(tmp_path / "offices") as world:
        world.up()
        page = open_page(world.district)
        shown = rows(world.district, list(page.table.rows.ids()))
        page.table.select_row([row.village_code for row in shown].index(VILLAGE))
        qtbot.keyClick(page.table, Qt.Key.Key_Space)
        page.bulk.bar.transfer.click()
        card = page.bulk.card
        assert isinstance(card, TransferCard)
        qtbot.mouseClick(card.act, Qt.MouseButton.LeftButton)
        assert "Desa baru belum dipilih" in card.error()
        name = world.district.reference.villages[OTHER_VILLAGE].name
        qtbot.keyClicks(card.village.lineEdit(), name)
        qtbot.keyClick(card.village, Qt.Key.Key_Return)
        settle(qtbot, page)
        assert page.bulk.card is card, "the Enter that takes a village moves nobody"
        assert board_counts(world.district) == {VILLAGE: 6, OTHER_VILLAGE: 3}
        qtbot.keyClick(card.act, Qt.Key.Key_Return)
        settle(qtbot, page)
        assert page.bulk.card is None
        assert board_counts(world.district) == {VILLAGE: 5, OTHER_VILLAGE: 4}
        said = [label.text() for label in page.panel.findChildren(Text)]
        assert said[said.index("Didata oleh") + 1].startswith(name), "the address is still the old one"


def test_a_village_is_offered_no_transfer(page: WorkersPage) -> None:
    page.bulk.ask("transfer")
    assert page.bulk.card is None and page.bulk.bar.transfer.isHidden()


def board_counts(ctx: AppContext) -> dict[str, int]:
    """People by village, as the district's board counts them."""
    return {cell.code: cell.workers for cell in board(ctx) if cell.workers}
