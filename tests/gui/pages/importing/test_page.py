"""The real page, real keys, real workbooks, in the order a person works."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from gui.pages.importing import dialogs
from gui.pages.importing.page import ImportingPage
from services.spreadsheets.session import Role
from services.workers.search import count_workers
from tests.gui.pages.importing.conftest import CTRL, idle, notes, reach, settle, to_check
from tests.workbooks import HEADINGS, nik, row, write_list, write_sheets

Key = Qt.Key
Press = Callable[..., None]


def test_the_four_steps_by_keyboard_alone(
    qtbot: Any, page: ImportingPage, book: Path, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(book), ""))
    assert page.choose.hasFocus()
    press((Key.Key_O, CTRL))
    reach(qtbot, page, page.columns)
    assert page.go_on.label() == "Lanjut: periksa 3 baris"
    press((Key.Key_Return, CTRL))
    reach(qtbot, page, page.check)
    assert count_workers(page._tools.context) == 0
    assert page.go_on.label() == "Masukkan 2 pekerja" and page.check.grid.hasFocus()
    assert page.check.grid.place() == (2, 1) and "15 angka" in page.check.cell.accessibleName()
    press(nik(9003), Key.Key_Return)
    qtbot.waitUntil(lambda: page.go_on.label() == "Masukkan 3 pekerja")
    press((Key.Key_Enter, CTRL | Qt.KeyboardModifier.KeypadModifier))
    reach(qtbot, page, page.result)
    assert page.result.counts.headline() == "3 pekerja masuk ke daftar"
    assert page.result.counts.sum_text() == "daftar.xlsx: 3 baris = 3 masuk"
    assert count_workers(page._tools.context) == 3 and not page.is_dirty()
    press((Key.Key_Return, CTRL))
    qtbot.waitUntil(lambda: page._tools.shell.opened == [("workers", {})])  # type: ignore[attr-defined]


def test_a_block_copied_in_excel_is_pasted(qtbot: Any, page: ImportingPage, press: Press) -> None:
    lines = [
        HEADINGS,
        *(row(serial, tanggal_lahir="12-03-1979", tgl_pemberitahuan="2/11/2026") for serial in (9001, 9002)),
    ]
    QGuiApplication.clipboard().setText("\r\n".join("\t".join(str(cell) for cell in line) for line in lines))
    press((Key.Key_V, CTRL))
    reach(qtbot, page, page.columns)
    page.go_on.click()
    reach(qtbot, page, page.check)
    counts = page.check.rows.found.counts()  # type: ignore[union-attr]
    assert (counts.rows, counts.ready + counts.warned) == (2, 2)


def test_a_file_copied_in_the_file_manager_is_opened(qtbot: Any, page: ImportingPage, book: Path, press: Press) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(book))])
    QGuiApplication.clipboard().setMimeData(data)
    press((Key.Key_V, CTRL))
    reach(qtbot, page, page.columns)


def test_an_empty_clipboard_says_what_to_copy(qtbot: Any, page: ImportingPage, press: Press) -> None:
    QGuiApplication.clipboard().setText(" ")
    press((Key.Key_V, CTRL))
    assert "Belum ada tabel yang disalin" in page.trouble.accessibleName() and page.file.isVisible()


def test_a_dropped_file_is_read(qtbot: Any, page: ImportingPage, book: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(book))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))
    reach(qtbot, page, page.columns)


def test_sheets_are_offered_when_there_are_several(
    qtbot: Any, page: ImportingPage, tmp_path: Path, press: Press
) -> None:
    sheets = {"RT 1": [HEADINGS, row(9001)], "RT 2": [HEADINGS, row(9002), row(9003)], "Rekap": [["JUMLAH", 3]]}
    page.open_file(write_sheets(tmp_path / "dua.xlsx", sheets))
    reach(qtbot, page, page.file.sheets)
    radios = page.file.sheets.radios()
    assert radios[0].isChecked() and radios[0].hasFocus() and not page.file.zone.isVisible()
    press(Key.Key_Down, Key.Key_Down)
    assert radios[2].isChecked() and radios[2].label() == "RT 2"
    press((Key.Key_Return, CTRL))
    reach(qtbot, page, page.columns)
    assert page.go_on.label() == "Lanjut: periksa 2 baris"


def test_esc_steps_back_and_corrections_stay(qtbot: Any, page: ImportingPage, book: Path, press: Press) -> None:
    to_check(qtbot, page, book)
    press(nik(9003), Key.Key_Return)
    settle(qtbot, page)
    assert page.step_back() and page.columns.isVisible() and page.is_dirty()
    page.go_on.click()
    reach(qtbot, page, page.check)
    assert page.go_on.label() == "Masukkan 3 pekerja"


@pytest.mark.parametrize("leave", [True, False])
def test_leaving_with_corrections_asks(
    qtbot: Any, page: ImportingPage, book: Path, press: Press, leave: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_check(qtbot, page, book)
    assert not page.is_dirty()
    press(nik(9003), Key.Key_Return)
    settle(qtbot, page)
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask", lambda _, title, *rest: asked.append(title) or leave)
    assert page.step_back() and page.step_back() and len(asked) == 1
    assert page.file.isVisible() is leave and page.is_dirty() is not leave
    page.discard()
    assert not page.is_dirty() and page.file.isVisible() and not page.step_back()


def test_a_column_is_changed_with_f4_and_remembered(
    qtbot: Any, page: ImportingPage, tmp_path: Path, press: Press
) -> None:
    headings = [*HEADINGS[:5], "TEMPAT TINGGAL SEKARANG", *HEADINGS[6:]]
    path = write_list(tmp_path / "satu.xlsx", [row(9001), row(9002)], headings)
    page.open_file(path)
    reach(qtbot, page, page.columns)
    line = next(each for each in page.columns.rows if each.column.letter == "F")
    line.choice.setFocus()
    press(Key.Key_F4)
    qtbot.waitUntil(line.choice.view().isVisible)
    view = line.choice.view()
    view.setCurrentIndex(line.choice.model().index(line.choice.findData("hamlet:0"), 0))
    qtbot.keyClick(view, Key.Key_Return)
    assert line.column.role is Role.HAMLET and line.pill.text() == "Dipilih sendiri"
    page.go_on.click()
    reach(qtbot, page, page.check)
    page.discard()
    page.open_file(path)
    reach(qtbot, page, page.columns)
    line = next(each for each in page.columns.rows if each.column.letter == "F")
    assert line.column.role is Role.HAMLET and line.pill.text() == "Diingat" and page.columns.preset.isVisible()


def test_without_a_nik_column_the_check_does_not_begin(qtbot: Any, page: ImportingPage, book: Path) -> None:
    page.open_file(book)
    reach(qtbot, page, page.columns)
    page.presenter.change_role("C", Role.IGNORED)
    page.go_on.click()
    assert page.columns.trouble.isVisible() and page.columns.isVisible() and idle(page)


def test_enter_walks_through_the_columns_to_the_button(
    qtbot: Any, page: ImportingPage, book: Path, press: Press
) -> None:
    page.open_file(book)
    reach(qtbot, page, page.columns)
    page.columns.rows[0].choice.setFocus()
    press(*[Key.Key_Return] * (len(page.columns.rows) - 1))
    assert page.columns.rows[-1].choice.hasFocus()
    press(Key.Key_Enter)
    assert page.go_on.hasFocus()


def test_held_rows_are_saved_where_asked_and_import_back(
    qtbot: Any, page: ImportingPage, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_check(qtbot, page, book)
    page.go_on.click()
    reach(qtbot, page, page.result)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "perbaiki"), ""))
    page.result.save.click()
    qtbot.waitUntil(lambda: bool(notes(page)))
    assert "1 baris tertahan" in notes(page)[0]
    page.presenter.start_over()
    to_check(qtbot, page, tmp_path / "perbaiki.xlsx")
    counts = page.check.rows.found.counts()  # type: ignore[union-attr]
    assert (counts.rows, counts.held) == (1, 1)


def test_a_vanished_file_is_one_sentence(qtbot: Any, page: ImportingPage, tmp_path: Path) -> None:
    page.open_file(tmp_path / "tidak ada.xlsx")
    qtbot.waitUntil(lambda: page.trouble.isVisible())
    assert "tidak ditemukan" in page.trouble.accessibleName() and page.choose.isEnabled()


def test_what_is_no_table_is_one_sentence(qtbot: Any, page: ImportingPage, tmp_path: Path) -> None:
    (tmp_path / "foto.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    page.open_file(tmp_path / "foto.xlsx")
    qtbot.waitUntil(lambda: page.trouble.isVisible())
    assert "bukan tabel" in page.trouble.accessibleName()


def test_held_rows_where_nothing_can_be_written_are_one_sentence(
    qtbot: Any, page: ImportingPage, book: Path, tmp_path: Path
) -> None:
    to_check(qtbot, page, book)
    (tmp_path / "x.xlsx").mkdir()
    page.presenter.save_held(tmp_path / "x.xlsx")
    qtbot.waitUntil(lambda: page.trouble.isVisible())
    assert "tidak bisa ditulis" in page.trouble.accessibleName() and page.check.isVisible()


def test_the_file_imported_before_is_recognised(qtbot: Any, page: ImportingPage, book: Path) -> None:
    to_check(qtbot, page, book)
    page.go_on.click()
    reach(qtbot, page, page.result)
    page.presenter.start_over()
    page.open_file(book)
    reach(qtbot, page, page.columns)
    assert page.columns.seen.isVisible()
    page.go_on.click()
    reach(qtbot, page, page.check)
    assert page.check.rows.found.counts().already_here == 2  # type: ignore[union-attr]
    assert not page.go_on.isEnabled()


def test_arriving_with_a_path_reads_it(qtbot: Any, page: ImportingPage, book: Path) -> None:
    page.arrive(path=str(book))
    reach(qtbot, page, page.columns)


def test_the_focus_seeks_the_first_column_that_is_not_sure(qtbot: Any, page: ImportingPage, tmp_path: Path) -> None:
    headings = [*HEADINGS, "KET."]
    rows = [[*row(9001 + place), "istri" if place % 2 else "anak"] for place in range(6)]
    page.open_file(write_list(tmp_path / "ket.xlsx", rows, headings))
    reach(qtbot, page, page.columns)
    qtbot.waitUntil(lambda: len(page.columns.rows) == len(headings))
    doubtful = [line for line in page.columns.rows if line.choice.state() == "warn"]
    assert doubtful and doubtful[0].choice.hasFocus() and page.columns.doubt.isVisible()


def test_another_file_begins_without_the_partial_update(qtbot: Any, page: ImportingPage, book: Path) -> None:
    page.open_file(book)
    reach(qtbot, page, page.columns)
    page.columns.mode.partial.click()
    page.columns.mode.checks["monthly_income"].click()
    page.open_file(book)
    settle(qtbot, page)
    qtbot.waitUntil(lambda: not page.columns.mode.is_partial())
    page.go_on.click()
    reach(qtbot, page, page.check)
    assert page.check.rows.check.fields == ()  # type: ignore[union-attr]
