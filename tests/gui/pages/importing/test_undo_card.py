"""Taking an import back on the real page, at once and weeks later."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from gui.pages.importing.page import ImportingPage
from services.workers.commands import update_worker
from services.workers.queries import existing_niks, get_worker
from tests.gui.pages.importing.conftest import CTRL, idle, notes, reach, settle, to_check
from tests.offices import worker
from tests.workbooks import nik

Key = Qt.Key
Press = Callable[..., None]


def test_an_import_is_undone_at_once_and_can_be_made_again(
    qtbot: Any, page: ImportingPage, book: Path, press: Press
) -> None:
    to_check(qtbot, page, book)
    page.go_on.click()
    reach(qtbot, page, page.result)
    press((Key.Key_Z, CTRL))
    reach(qtbot, page, page.undo)
    assert page.undo.act.label() == "Batalkan impor 2 pekerja" and page.undo.act.hasFocus()
    assert page.step_back() and not page.undo.isVisible() and page.result.isVisible()
    press((Key.Key_Z, CTRL))
    reach(qtbot, page, page.undo)
    press(Key.Key_Space)
    reach(qtbot, page, page.columns)
    assert notes(page) == ["Impor dibatalkan. 2 pekerja kembali seperti semula."]
    assert existing_niks(page._tools.context, [nik(9001), nik(9002)]) == {}
    page.go_on.click()
    reach(qtbot, page, page.check)
    assert page.go_on.label() == "Masukkan 2 pekerja"


def test_undo_weeks_later_shows_who_was_changed_since(qtbot: Any, page: ImportingPage, book: Path) -> None:
    ctx = page._tools.context
    to_check(qtbot, page, book)
    page.go_on.click()
    reach(qtbot, page, page.result)
    page.presenter.start_over()
    settle(qtbot, page)
    changed = existing_niks(ctx, [nik(9001)])[nik(9001)].id
    seen = get_worker(ctx, changed)
    update_worker(
        ctx, changed, worker(9001, nik=nik(9001), full_name="SUTARNO", sex="L", phone="081234567890"), seen.heads
    )
    (button,) = page.file.recent.buttons.values()
    button.click()
    reach(qtbot, page, page.undo)
    facts = " ".join(text.text() for text in page.undo.findChildren(type(page.undo._title)))
    assert "1 orang sudah diubah sesudah impor dan dibiarkan: Sutarno" in facts
    assert page.undo.act.label() == "Batalkan impor 1 pekerja"
    page.undo.also.click()
    assert page.undo.act.label() == "Batalkan impor 2 pekerja"
    page.undo.also.click()
    page.undo.act.click()
    qtbot.waitUntil(lambda: bool(notes(page)) and idle(page))
    assert set(existing_niks(ctx, [nik(9001), nik(9002)])) == {nik(9001)}
    assert page.file.recent.buttons == {} and not page.undo.isVisible()
