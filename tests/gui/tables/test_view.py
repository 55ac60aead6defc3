"""The table led by the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.tables.columns import Column
from gui.tables.frame import TableFrame
from gui.tables.view import DataTable
from gui.theme import set_theme
from gui.widgets.empty_state import EmptyState

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform

COLUMNS = (
    Column("tick", "", 44, kind="check"),
    Column("name", "Nama", 160, lambda row: f"Pekerja {row}", kind="strong", stretch=True, sortable=True),
    Column("nik", "NIK", 170, lambda row: "331606 520379 9004", kind="nik", mark=lambda row: row % 2 == 0),
    Column("full", "Kelengkapan", 110, lambda row: "57%", kind="bar", share=lambda row: 0.57),
    Column("status", "Status", 140, lambda row: "Terdata", kind="pill", tone=lambda row: "neutral"),
    Column("number", "Iuran", 80, lambda row: "16.800", kind="number"),
)


@pytest.fixture
def table(qtbot: QtBot) -> DataTable:
    made = DataTable(COLUMNS, list, name="Pekerja")
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.set_ids(range(1000, 1300))
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def test_focus_goes_to_the_first_row(table: DataTable) -> None:
    assert table.current_id() == 1000


def test_arrows_move_and_tell(table: DataTable, qtbot: QtBot) -> None:
    told: list[object] = []
    table.current_changed.connect(told.append)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_End)
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert told == [1001, 1299, 1000]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens(table: DataTable, qtbot: QtBot, key: Qt.Key) -> None:
    told: list[object] = []
    table.opened.connect(told.append)
    qtbot.keyClick(table, key)
    assert told == [1000]


def test_space_ticks_and_ctrl_a_ticks_all(table: DataTable, qtbot: QtBot) -> None:
    counts: list[int] = []
    table.ticks_changed.connect(counts.append)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert table.ticked() == {1000}
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert counts == [1, 300]


def test_f2_and_single_letters(table: DataTable, qtbot: QtBot) -> None:
    edits: list[object] = []
    letters: list[str] = []
    table.edit_asked.connect(edits.append)
    table.key_pressed.connect(letters.append)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    qtbot.keyClick(table, Qt.Key.Key_T)
    assert (edits, letters) == ([1000], ["T"])


def test_mouse_ticks_in_the_first_column_only(table: DataTable, qtbot: QtBot) -> None:
    rect = table.visualRect(table.rows.index(2, 0))
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert table.ticked() == {1002}
    assert table.current_id() == 1000
    rect = table.visualRect(table.rows.index(3, 2))
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert table.current_id() == 1003


def test_double_click_opens(table: DataTable, qtbot: QtBot) -> None:
    told: list[object] = []
    table.opened.connect(told.append)
    rect = table.visualRect(table.rows.index(4, 1))
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert told == [1004]


def test_title_sorts_up_then_down(table: DataTable, qtbot: QtBot) -> None:
    asked: list[tuple[str, bool]] = []
    table.sort_asked.connect(lambda key, up: asked.append((key, up)))
    at = QPoint(table.header.sectionViewportPosition(1) + 30, 10)
    qtbot.mouseClick(table.header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseClick(table.header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked == [("name", True), ("name", False)]


def test_box_in_the_header_ticks_all_then_none(table: DataTable) -> None:
    table.header.press(0)
    assert len(table.ticked()) == 300
    table.header.press(0)
    assert table.ticked() == set()


def test_current_row_survives_other_ids(table: DataTable) -> None:
    table.select_id(1005)
    table.set_ids([1005, 1001])
    assert table.current_id() == 1005
    table.set_ids([1, 2])
    assert table.current_id() is None


def test_frame_says_which_rows_are_seen(qtbot: QtBot) -> None:
    table = DataTable(COLUMNS, list, name="Pekerja")
    table.set_ids(range(300))
    frame = TableFrame(table, [(("Enter",), "buka")])
    qtbot.addWidget(frame)
    frame.resize(900, 400)
    frame.show()
    qtbot.waitUntil(lambda: frame.range_text().endswith("dari 300"), timeout=1000)
    assert frame.range_text().startswith("Baris 1–")
    empty = EmptyState("Beres", "Tidak ada yang tertunda.")
    frame.show_instead(empty)
    assert not table.isVisible()
    assert empty.isVisible()
    frame.show_instead(None)
    assert table.isVisible()


def test_stretching_column_keeps_its_own_width(table: DataTable) -> None:
    table.resize(1200, 400)
    assert table.columnWidth(1) > 160
    table.resize(400, 400)
    assert table.columnWidth(1) == 160
    assert table.horizontalScrollBar().maximum() > 0


def test_paints_in_both_themes(table: DataTable, qapp: QApplication) -> None:
    set_theme(qapp, "light")
    light = table.grab().toImage()
    set_theme(qapp, "dark")
    dark = table.grab().toImage()
    set_theme(qapp, "light")
    corner = (table.width() // 2, table.height() - 5)
    assert light.pixelColor(*corner).lightness() > 200
    assert dark.pixelColor(*corner).lightness() < 60


SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def test_shift_with_arrows_ticks_on_and_takes_back(table: DataTable, qtbot: QtBot) -> None:
    table.select_row(5)
    for _ in range(3):
        qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    assert table.ticked() == {1005, 1006, 1007, 1008}
    qtbot.keyClick(table, Qt.Key.Key_Up, SHIFT)
    assert table.ticked() == {1005, 1006, 1007} and table.current_id() == 1007
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_PageDown, SHIFT)
    assert table.ticked() == {1005, 1006, 1007, *range(1009, 1020)}, "another stretch begins where one is now"


def test_shift_at_the_end_ticks_the_last_row(table: DataTable, qtbot: QtBot) -> None:
    qtbot.keyClick(table, Qt.Key.Key_End)
    qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    assert table.ticked() == {1299}


def test_shift_and_ctrl_clicks_tick(table: DataTable, qtbot: QtBot) -> None:
    def click(row: int, held: Qt.KeyboardModifier) -> None:
        place = table.visualRect(table.rows.index(row, 1)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, held, place)

    table.select_row(1)
    click(4, SHIFT)
    assert table.ticked() == {1001, 1002, 1003, 1004}
    click(2, CONTROL)
    assert table.ticked() == {1001, 1003, 1004} and table.current_id() == 1001


def test_delete_and_the_menu_key_are_told(table: DataTable, qtbot: QtBot) -> None:
    told: list[object] = []
    table.remove_asked.connect(told.append)
    table.menu_asked.connect(told.append)
    table.select_row(2)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    place = table.row_point(2)
    there = table.viewport().mapToGlobal(place)
    QApplication.sendEvent(table.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), there))
    other = table.row_point(7)
    there_too = table.viewport().mapToGlobal(other)
    QApplication.sendEvent(table.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, other, there_too))
    assert told == [1002, there, there_too] and table.current_id() == 1007


def test_other_columns_keep_rows_ticks_and_place(table: DataTable) -> None:
    table.rows.tick(3)
    table.select_row(200)
    table.set_columns((COLUMNS[1], COLUMNS[5]))
    assert [column.key for column in table.rows.columns] == ["name", "number"]
    assert table.ticked() == {1003} and table.current_id() == 1200
    cells = table.rows.cells(200)
    assert cells is not None and [cell.text for cell in cells] == ["Pekerja 1200", "16.800"]


def test_hidden_columns_leave_their_room_to_the_stretching_one(table: DataTable) -> None:
    before = table.columnWidth(1)
    table.hide_columns({"full", "status"})
    assert table.columnWidth(1) == before + 250
    table.hide_columns(())
    assert table.columnWidth(1) == before


WIDE = (Column("village", "Desa", 200, str, stretch=True), Column("words", "Kata pencocok", 200, lambda _: "padi sumu"))
NARROW = (Column("village", "Desa dan kata pencocok", 150, str, stretch=True, below=lambda _: "padi sumu"),)


def test_with_little_room_a_column_becomes_a_second_line_and_comes_back(qtbot: QtBot) -> None:
    made = DataTable(WIDE, list, name="Hasil")
    made.set_narrower(NARROW)
    qtbot.addWidget(made)
    made.set_ids(range(30))
    made.resize(600, 300)
    made.show()
    qtbot.waitExposed(made)
    made.select_row(4)
    assert made.rows.columns == WIDE and made.rowHeight(0) == 44
    made.resize(300, 300)
    cells = made.rows.cells(4)
    assert cells is not None and cells[0].below == "padi sumu" and "padi sumu" in cells[0].spoken
    assert made.rowHeight(0) == 56 and made.current_id() == 4
    assert made.horizontalScrollBar().maximum() == 0
    made.resize(600, 300)
    assert made.rows.columns == WIDE and made.rowHeight(0) == 44


def test_the_second_line_is_painted(qtbot: QtBot) -> None:
    def drawn(columns: tuple[Column, ...]) -> bytes:
        made = DataTable(columns, list, name="Hasil", row_height=56)
        qtbot.addWidget(made)
        made.set_ids(range(2))
        made.resize(300, 200)
        made.show()
        qtbot.waitExposed(made)
        return bytes(made.grab().toImage().constBits())

    bare = (Column("village", "Desa dan kata pencocok", 150, str, stretch=True),)
    assert drawn(NARROW) != drawn(bare)
