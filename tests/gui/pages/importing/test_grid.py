from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gui.pages.importing.cells import GridCell, GridColumn, GridHead
from gui.pages.importing.grid_view import Grid
from tests.gui.pages.importing.conftest import CTRL, SHIFT

Key = Qt.Key


class Sheet:
    """Three by three cells of plain text; the corner below right is locked."""

    def __init__(self) -> None:
        self.texts = [[f"{row}{column}" for column in "abc"] for row in (1, 2, 3)]

    def columns(self) -> list[GridColumn]:
        return [GridColumn("Nama", strong=True), GridColumn("Kerja", words=("Buruh tani", "Petani")), GridColumn("RT")]

    def count(self) -> int:
        return len(self.texts)

    def head(self, row: int) -> GridHead:
        return GridHead(str(row + 5), "check-circle-fill", "ok", f"Baris {row + 5}: Siap")

    def cell(self, row: int, column: int) -> GridCell:
        text = self.texts[row][column]
        mark = "err" if text == "1a" else ""
        return GridCell(text, text.upper(), mark, locked=(row, column) == (2, 2), spoken="salah" if mark else "")  # type: ignore[arg-type]

    def put(self, row: int, column: int, text: str) -> None:
        self.texts[row][column] = text


@pytest.fixture
def sheet() -> Sheet:
    return Sheet()


@pytest.fixture
def grid(qtbot: Any, dressed: QApplication, sheet: Sheet) -> Iterator[Grid]:
    grid = Grid(sheet, name="Isi berkas")
    grid.typed.connect(sheet.put)
    qtbot.addWidget(grid)
    grid.resize(600, 300)
    grid.show()
    qtbot.waitUntil(grid.isActiveWindow)
    grid.setFocus()
    grid.go_to(0, 0)
    yield grid


def test_typing_replaces_and_enter_goes_down(grid: Grid, sheet: Sheet, press: Callable[..., None]) -> None:
    press("xy", Key.Key_Return)
    assert sheet.texts[0][0] == "xy" and grid.place() == (1, 0) and grid.hasFocus()
    press("z", Key.Key_Enter)
    assert sheet.texts[1][0] == "z" and grid.place() == (2, 0)


def test_f2_goes_on_writing_at_the_end(sheet: Sheet, grid: Grid, press: Callable[..., None]) -> None:
    press(Key.Key_F2, "x", Key.Key_Return)
    assert sheet.texts[0][0] == "1ax"


def test_enter_opens_a_cell_with_its_text_as_written(grid: Grid, press: Callable[..., None]) -> None:
    press(Key.Key_Return)
    editor = grid.editor()
    assert editor is not None and editor.text() == "1a" and editor.selectedText() == "1a"
    assert editor.accessibleName() == "Nama, baris 5"


def test_esc_leaves_the_cell_as_it_was(grid: Grid, sheet: Sheet, press: Callable[..., None]) -> None:
    press("xy", Key.Key_Escape)
    assert sheet.texts[0][0] == "1a" and grid.editor() is None and grid.place() == (0, 0)


def test_tab_shift_enter_and_arrows_take_the_text_and_move(
    grid: Grid, sheet: Sheet, press: Callable[..., None]
) -> None:
    press("p", Key.Key_Tab)
    assert sheet.texts[0][0] == "p" and grid.place() == (0, 1)
    press("9", Key.Key_Down)
    assert sheet.texts[0][1] == "9" and grid.place() == (1, 1)
    press("8", (Key.Key_Return, SHIFT))
    assert sheet.texts[1][1] == "8" and grid.place() == (0, 1)
    press("7", (Key.Key_Backtab, SHIFT))
    assert sheet.texts[0][1] == "7" and grid.place() == (0, 0)


def test_a_locked_cell_takes_nothing(grid: Grid, sheet: Sheet, press: Callable[..., None]) -> None:
    grid.go_to(2, 2)
    press("x", Key.Key_Return, Key.Key_F2)
    assert grid.editor() is None and sheet.texts[2][2] == "3c"


def test_delete_empties_a_cell_without_opening_it(grid: Grid, sheet: Sheet, press: Callable[..., None]) -> None:
    press(Key.Key_Delete)
    assert sheet.texts[0][0] == "" and grid.editor() is None


def test_words_are_offered_and_enter_takes_the_chosen_one(
    qtbot: Any, grid: Grid, sheet: Sheet, press: Callable[..., None]
) -> None:
    grid.go_to(0, 1)
    press("tan")
    editor = grid.editor()
    assert editor is not None
    popup = editor.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Key.Key_Down)
    qtbot.keyClick(popup, Key.Key_Return)
    assert sheet.texts[0][1] == "Buruh tani" and grid.place() == (1, 1)


def test_what_is_typed_counts_where_no_offered_word_is_chosen(
    qtbot: Any, grid: Grid, sheet: Sheet, press: Callable[..., None]
) -> None:
    grid.go_to(0, 1)
    press("tan")
    editor = grid.editor()
    assert editor is not None
    popup = editor.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Key.Key_Enter)
    assert sheet.texts[0][1] == "tan" and grid.place() == (1, 1)


def test_a_closed_input_leaves_no_ring_for_the_collector(
    qtbot: Any, grid: Grid, sheet: Sheet, press: Callable[..., None]
) -> None:
    gc.disable()  # it may run on any thread, and an input destroyed off the window's thread brings the program down
    try:
        grid.go_to(0, 1)
        press("tan")
        editor = weakref.ref(grid.editor())
        press(Key.Key_Return)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qtbot.waitUntil(lambda: editor() is None)
    finally:
        gc.enable()
    assert sheet.texts[0][1] == "tan"


def test_copy_and_paste_speak_the_clipboard_of_excel(qtbot: Any, grid: Grid, press: Callable[..., None]) -> None:
    press((Key.Key_C, CTRL))
    assert QGuiApplication.clipboard().text() == "1A"
    QGuiApplication.clipboard().setText("a\tb\nc\td\n")
    with qtbot.waitSignal(grid.pasted) as told:
        press((Key.Key_V, CTRL))
    assert told.args == [0, 0, "a\tb\nc\td\n"]


def test_unchanged_text_is_no_correction(qtbot: Any, grid: Grid, press: Callable[..., None]) -> None:
    with qtbot.assertNotEmitted(grid.typed):
        press(Key.Key_F2, Key.Key_Return)


def test_a_screen_reader_hears_title_text_and_trouble(grid: Grid) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert grid.cells.data(grid.cells.index(0, 0), role) == "Nama 1A. salah"
    assert grid.cells.data(grid.cells.index(1, 0), role) == "Nama 2A"
    assert grid.cells.headerData(0, Qt.Orientation.Vertical, role) == "Baris 5: Siap"


def test_row_numbers_stay_when_the_list_moves_sideways(grid: Grid) -> None:
    grid.resize(240, 200)
    grid.horizontalScrollBar().setValue(grid.horizontalScrollBar().maximum())
    assert grid.horizontalScrollBar().value() > 0
    assert grid.numbers.isVisible() and grid.numbers.x() == 0


def test_f4_offers_every_word_wide_enough_to_read(grid: Grid, sheet: Sheet, press: Callable[..., None]) -> None:
    grid.go_to(0, 1)
    press(Key.Key_F4)
    editor = grid.editor()
    assert editor is not None
    popup = editor.completer().popup()
    assert popup.isVisible() and popup.model().rowCount() == 2
    assert popup.width() > grid.columnWidth(1)
    press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert sheet.texts[0][1] == "Petani"
    grid.go_to(0, 0)
    press(Key.Key_F4)
    assert grid.editor() is None


def test_the_first_columns_come_back_into_view_where_there_is_room(qtbot: Any, grid: Grid) -> None:
    for column in range(3):
        grid.setColumnWidth(column, 250)
    qtbot.waitUntil(lambda: grid.horizontalScrollBar().maximum() > 0)
    grid.go_to(0, 2)
    assert grid.horizontalOffset() > 0
    grid.go_to(1, 1)
    assert grid.horizontalOffset() == 0
