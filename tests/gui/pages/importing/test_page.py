from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from gui.changes import ChangeHub
from gui.page import PageTools
from gui.pages.importing import PAGE
from gui.pages.importing.page import ImportingPage
from gui.tasks import TaskRunner
from services.context import AppContext
from services.settings import SettingsFile
from services.workers.search import count_workers
from tests.gui.doubles import Shell
from tests.workbooks import nik, row, write_list


@pytest.fixture
def page(qtbot: Any, dressed: QApplication, village: AppContext, tmp_path: Path) -> Iterator[ImportingPage]:
    settings = SettingsFile(tmp_path / "window")
    page = PAGE.build(PageTools(village, TaskRunner(), ChangeHub(), settings, Shell()))  # type: ignore[arg-type]
    assert isinstance(page, ImportingPage)
    qtbot.addWidget(page)
    page.resize(1150, 690)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    page.arrive()
    yield page
    assert page._tools.tasks.close()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "daftar.xlsx"
    write_list(path, [row(9001), row(9002), row(9003, nik=nik(9003)[:15])])
    return path


def choose(monkeypatch: pytest.MonkeyPatch, dialog: str, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, dialog, lambda *_: (str(path), ""))


def test_from_ctrl_o_to_the_result_by_keyboard(
    qtbot: Any, page: ImportingPage, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, "getOpenFileName", book)
    assert page.choose.hasFocus()
    qtbot.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.counts.isVisible())
    assert page.go_on.label() == "Masukkan 2 pekerja" and page.go_on.hasFocus()
    assert page.problems.table.rows.rowCount() == 1
    assert count_workers(page._tools.context) == 0
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.result_counts.isVisible())
    assert page.result_counts.accessibleName() == "2 pekerja masuk ke daftar. Dari 3 baris di daftar.xlsx"
    assert count_workers(page._tools.context) == 2 and page.go_on.label() == "Selesai"
    qtbot.waitUntil(page.go_on.isVisible)
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page._tools.shell.opened == [("workers", {})])  # type: ignore[attr-defined]


def test_esc_goes_back_without_a_trace(qtbot: Any, page: ImportingPage, book: Path) -> None:
    page.presenter.check(book)
    qtbot.waitUntil(lambda: page.counts.isVisible())
    assert page.step_back() and page.zone.isVisible() and page.choose.hasFocus()
    assert not page.step_back() and count_workers(page._tools.context) == 0


def test_a_refusal_is_one_sentence_on_the_page(qtbot: Any, page: ImportingPage, tmp_path: Path) -> None:
    page.presenter.check(tmp_path / "tidak ada.xlsx")
    qtbot.waitUntil(lambda: page.trouble.isVisible())
    assert "tidak ditemukan" in page.trouble.accessibleName() and page.choose.isEnabled()


def test_the_whole_reason_stands_below_the_list(qtbot: Any, page: ImportingPage, book: Path) -> None:
    page.presenter.check(book)
    qtbot.waitUntil(lambda: page.counts.isVisible())
    cells = page.problems.table.rows.cells(0)
    assert cells is not None and cells[2].text == "C · NIK" and cells[3].text == page.problems._reason.text()
    assert "15 angka" in cells[3].text


def test_a_dropped_file_is_checked(qtbot: Any, page: ImportingPage, book: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(book))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))
    qtbot.waitUntil(lambda: page.counts.isVisible())


def test_held_rows_are_saved_where_asked(
    qtbot: Any, page: ImportingPage, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.presenter.check(book)
    qtbot.waitUntil(lambda: page.counts.isVisible())
    choose(monkeypatch, "getSaveFileName", tmp_path / "perbaiki")
    page.ask_held()
    notes = page._tools.shell.notes  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(notes))
    assert (tmp_path / "perbaiki.xlsx").exists() and "1 baris tertahan" in notes[0]
