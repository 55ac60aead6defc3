"""Step 3 on the real page: corrections in place, F8, filters, people who are here already."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gui.pages.importing.page import ImportingPage
from services.spreadsheets.session import Choice, RowState
from services.workers.commands import register_workers
from services.workers.queries import existing_niks, get_worker
from services.workers.search import count_workers
from tests.gui.pages.importing.conftest import CTRL, SHIFT, idle, reach, settle, to_check
from tests.offices import worker
from tests.workbooks import nik, row, write_list

Key = Qt.Key
Press = Callable[..., None]


def test_what_is_still_being_typed_goes_in_too(qtbot: Any, page: ImportingPage, book: Path, press: Press) -> None:
    to_check(qtbot, page, book)
    press(nik(9003), (Key.Key_Return, CTRL))
    reach(qtbot, page, page.result)
    assert page.result.counts.sum_text() == "daftar.xlsx: 3 baris = 3 masuk"
    assert existing_niks(page._tools.context, [nik(9003)])


def test_f8_walks_round_all_problems_and_back(qtbot: Any, page: ImportingPage, tmp_path: Path, press: Press) -> None:
    rows = [row(9001, nik="12"), row(9002), row(9003, tanggal_lahir="31/02/1980"), row(9004, nama="")]
    to_check(qtbot, page, write_list(tmp_path / "a.xlsx", rows))
    grid = page.check.grid
    places = [grid.place()]
    for _ in range(3):
        press(Key.Key_F8)
        places.append(grid.place())
    assert [place[0] for place in places] == [0, 2, 3, 0] and places[3] == places[0]
    press((Key.Key_F8, SHIFT))
    assert grid.place() == places[2]
    press(Key.Key_F8, "9", Key.Key_F8)
    settle(qtbot, page)
    assert grid.place() == places[1] and grid.editor() is None
    assert page.check.rows.row(0).form.nik == "9"  # type: ignore[union-attr]


def test_filters_keep_a_corrected_row_in_its_place(qtbot: Any, page: ImportingPage, book: Path, press: Press) -> None:
    to_check(qtbot, page, book)
    held = page.check.chips[RowState.HELD]
    held.click()
    grid = page.check.grid
    assert grid.cells.rowCount() == 1 and held.isChecked()
    grid.setFocus()
    press(nik(9003), Key.Key_Return)
    qtbot.waitUntil(lambda: page.check.rows.found.counts().held == 0)  # type: ignore[union-attr]
    assert grid.cells.rowCount() == 1 and grid.cells.rows().head(0).spoken == "Baris 4: Siap"
    page.check.chips[None].click()
    assert grid.cells.rowCount() == 3 and not held.isVisible()


def test_ctrl_z_takes_the_last_correction_back(qtbot: Any, page: ImportingPage, book: Path, press: Press) -> None:
    to_check(qtbot, page, book)
    press(nik(9003), Key.Key_Return)
    settle(qtbot, page)
    press((Key.Key_Z, CTRL))
    qtbot.waitUntil(lambda: page.go_on.label() == "Masukkan 2 pekerja")
    assert page.check.rows.row(2).form.nik != nik(9003) and not page.is_dirty()  # type: ignore[union-attr]


def test_the_same_strange_word_is_put_right_everywhere_at_once(
    qtbot: Any, page: ImportingPage, tmp_path: Path, press: Press
) -> None:
    rows = [row(9001 + place, pekerjaan="campur-campur" if place % 2 else "Petani") for place in range(8)]
    to_check(qtbot, page, write_list(tmp_path / "a.xlsx", rows))
    alike = page.check.cell.alike
    qtbot.waitUntil(alike.isVisible)
    assert "3 sel lain" in alike.label()
    alike.click()
    page.check.grid.setFocus()
    press("buruh tani", Key.Key_Return)
    qtbot.waitUntil(lambda: page.go_on.label() == "Masukkan 8 pekerja")
    page.activateWindow()  # without a screen a list that hung open takes the activation with it
    qtbot.waitUntil(page.check.grid.hasFocus)
    press((Key.Key_Z, CTRL))
    qtbot.waitUntil(lambda: page.go_on.label() == "Masukkan 4 pekerja")


def test_a_column_pasted_into_the_grid_corrects_row_after_row(
    qtbot: Any, page: ImportingPage, tmp_path: Path, press: Press
) -> None:
    rows = [row(9001 + place, nik="1") for place in range(3)]
    to_check(qtbot, page, write_list(tmp_path / "a.xlsx", rows))
    QGuiApplication.clipboard().setText("".join(f"{nik(9001 + place)}\r\n" for place in range(3)))
    press((Key.Key_V, CTRL))
    qtbot.waitUntil(lambda: page.go_on.label() == "Masukkan 3 pekerja")


def test_a_row_left_out_stays_out(qtbot: Any, page: ImportingPage, book: Path) -> None:
    to_check(qtbot, page, book)
    page.check.grid.go_to(0, 0)
    page.check.cell.skip.click()
    assert page.go_on.label() == "Masukkan 1 pekerja" and page.is_dirty()
    page.check.cell.skip.click()
    assert page.go_on.label() == "Masukkan 2 pekerja"
    page.check.cell.skip.click()
    page.go_on.click()
    reach(qtbot, page, page.result)
    assert page.result.counts.sum_text() == "daftar.xlsx: 3 baris = 1 masuk + 1 ditahan + 1 dilewati"


def test_people_who_are_here_are_compared_and_updated(qtbot: Any, page: ImportingPage, tmp_path: Path) -> None:
    ctx = page._tools.context
    form = worker(9001, nik=nik(9001), full_name="SUTARNO", sex="L", monthly_income=700_000)
    here = next(
        iter(register_workers(ctx, [form, worker(9002, nik=nik(9002), full_name="SUTARNO", sex="L")]).ids["worker"])
    )
    to_check(qtbot, page, write_list(tmp_path / "a.xlsx", [row(9001), row(9002), row(9003)]))
    assert page.go_on.label() == "Masukkan 1 pekerja"
    page.check.chips[RowState.ALREADY_HERE].click()
    compare = page.check.compare
    qtbot.waitUntil(lambda: compare.isVisible() and idle(page))
    said = [box.accessibleName() for box in compare.findChildren(type(compare._lines.itemAt(0).widget()))]
    assert "Penghasilan sebulan: Rp700.000 menjadi Rp900.000" in said
    compare.segment.buttons()[1].click()
    assert page.go_on.label() == "Masukkan 2 pekerja"
    compare.all.click()
    assert page.go_on.label() == "Masukkan 3 pekerja"
    compare.segment.buttons()[0].click()
    assert page.go_on.label() == "Masukkan 2 pekerja"
    compare.segment.buttons()[1].click()
    page.go_on.click()
    reach(qtbot, page, page.result)
    assert page.result.counts.headline().startswith("1 pekerja masuk,")
    assert {get_worker(ctx, each.id).form.monthly_income for each in existing_niks(ctx, [nik(9001)]).values()} == {
        900_000
    }
    assert here


def test_only_the_income_column_is_brought_up_to_date(qtbot: Any, page: ImportingPage, tmp_path: Path) -> None:
    ctx = page._tools.context
    register_workers(ctx, [worker(9001, nik=nik(9001), full_name="SUTARNO", sex="L", monthly_income=700_000)])
    path = write_list(tmp_path / "gaji.xlsx", [[nik(9001), 1_250_000], [nik(9002), 800_000]], ["NIK", "PENGHASILAN"])
    page.open_file(path)
    reach(qtbot, page, page.columns)
    mode = page.columns.mode
    mode.partial.click()
    page.go_on.click()
    assert page.columns.trouble.isVisible() and page.columns.isVisible()
    mode.checks["monthly_income"].click()
    assert not page.columns.trouble.isVisible()
    page.go_on.click()
    reach(qtbot, page, page.check)
    assert page.go_on.label() == "Perbarui 1 pekerja"
    page.go_on.click()
    reach(qtbot, page, page.result)
    assert page.result.counts.sum_text() == "gaji.xlsx: 2 baris = 1 diperbarui + 1 ditahan"
    ref = existing_niks(ctx, [nik(9001)])[nik(9001)]
    assert get_worker(ctx, ref.id).form.monthly_income == 1_250_000 and count_workers(ctx) == 1


def test_the_cards_give_way_to_a_line_where_there_is_little_room(qtbot: Any, page: ImportingPage, book: Path) -> None:
    to_check(qtbot, page, book)
    page.resize(640, 384)
    qtbot.waitUntil(lambda: not page.check.side.isVisible())
    assert "15 angka" in page.check._line.text() and page.check._line.isVisible()
    qtbot.waitUntil(lambda: page.scroll.widget().width() <= page.scroll.viewport().width())
    page.step_back()
    qtbot.waitUntil(lambda: page.scroll.widget().width() <= page.scroll.viewport().width())


def test_choices_are_values_of_the_service(page: ImportingPage) -> None:
    values = [button.value for button in page.check.compare.segment.buttons()]  # type: ignore[attr-defined]
    assert [Choice(value) for value in values] == [Choice.SKIP, Choice.UPDATE]
    assert isinstance(QApplication.instance(), QApplication)
