"""Many at once, by keyboard, each act with its way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from gui.pages.workers import bulk
from gui.pages.workers.act_cards import LeaveCard, OccupationCard, PlaceCard
from gui.pages.workers.page import WorkersPage
from models.values import ActKind, LeftReason, WorkerStatus
from services.context import AppContext
from services.practice.people import invent_people
from services.spreadsheets.importing import check_workbook
from services.spreadsheets.list_columns import KEY_HEADING
from services.spreadsheets.records import RowState
from services.workers.acts import recent_acts
from services.workers.commands import register_worker, register_workers, update_worker
from services.workers.queries import existing_niks, get_worker, rows
from services.workers.search import ListFilter, count_workers, find_workers
from tests.gui.doubles import Shell
from tests.gui.pages.workers.conftest import OpenPage, names, settle
from tests.offices import NOW, VILLAGE, worker

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Path]:
    """The file dialog, answered; gives the path that was proposed in the folder of this test."""
    chosen: list[Path] = []

    def answer(parent: object, title: str, name: str, kind: str) -> Path:
        chosen.append(tmp_path / name)
        return chosen[-1]

    monkeypatch.setattr(bulk, "ask_target", answer)
    return lambda: chosen[-1]


def ticked_names(page: WorkersPage) -> list[str]:
    places = [row for row in range(page.table.rows.rowCount()) if page.table.rows.is_ticked(row)]
    return [names(page)[row] for row in places]


def tick(qtbot: Any, page: WorkersPage, *places: int) -> None:
    for place in places:
        page.table.select_row(place)
        qtbot.keyClick(page.table, Qt.Key.Key_Space)


def state(ctx: AppContext, name: str) -> tuple[WorkerStatus, str]:
    found = [each for each in rows(ctx, range(1, 20)) if each.full_name == name]
    return found[0].status, found[0].left_reason


def homes(ctx: AppContext) -> dict[str, tuple[str, str]]:
    return {each.full_name: (each.rt, each.rw) for each in rows(ctx, range(1, 20))}


# choosing


def test_space_shift_and_ctrl_a_tick_and_the_bar_counts(qtbot: Any, page: WorkersPage) -> None:
    bar = page.bulk.bar
    assert not bar.isVisible()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert bar.isVisible() and bar.text() == "1 dipilih" and bar.everybody.label() == "Pilih semua 6"
    qtbot.keyClick(page.table, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(page.table, Qt.Key.Key_Down, SHIFT)
    assert ticked_names(page) == ["Kasmi", "Sri Wahyuni", "Supardi"]
    qtbot.keyClick(page.table, Qt.Key.Key_Up, SHIFT)
    assert ticked_names(page) == ["Kasmi", "Sri Wahyuni"]
    qtbot.keyClick(page.table, Qt.Key.Key_A, CONTROL)
    assert bar.text() == "6 dipilih" and not bar.everybody.isVisible()


def test_esc_takes_the_ticks_off_before_the_filter(qtbot: Any, page: WorkersPage) -> None:
    page.arrive(filter="complete")
    settle(qtbot, page)
    qtbot.keyClick(page.table, Qt.Key.Key_A, CONTROL)
    assert page.step_back() and ticked_names(page) == [] and not page.bulk.isVisible()
    assert len(names(page)) == 5 and page.table.hasFocus()
    assert page.step_back()
    settle(qtbot, page)
    assert len(names(page)) == 6


def test_everybody_in_the_filter_and_nobody_else_is_chosen(qtbot: Any, page: WorkersPage) -> None:
    page.arrive(lacking="kk_number")
    settle(qtbot, page)
    qtbot.keyClick(page.table, Qt.Key.Key_A, CONTROL)
    assert ticked_names(page) == ["Zaenal"]
    page.arrive(filter="complete")
    settle(qtbot, page)
    assert ticked_names(page) == [], "who is not in the list is not acted upon"


# leaving


def test_delete_asks_why_and_when_and_ctrl_z_takes_it_back(
    qtbot: Any, page: WorkersPage, filled: AppContext, shell: Shell
) -> None:
    page.table.select_row(3)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    card = page.bulk.card
    assert isinstance(card, LeaveCard) and card.act.label() == "Keluarkan 1 pekerja" and card.reason.hasFocus()
    qtbot.keyClick(card.reason, Qt.Key.Key_Return)
    qtbot.keyClick(card.day, Qt.Key.Key_Return)
    assert card.error() == "Alasan belum dipilih. Pilih satu dari daftar." and state(filled, "SUTINI")[1] == ""
    qtbot.keyClick(card.reason, Qt.Key.Key_M)  # Meninggal
    qtbot.keyClick(card.reason, Qt.Key.Key_Return)
    card.day.selectAll()
    qtbot.keyClicks(card.day, "20112026")
    qtbot.keyClick(card.day, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert state(filled, "SUTINI") == (WorkerStatus.LEFT, LeftReason.DIED)
    assert "Sutini" not in names(page) and page.bulk.card is None and page.table.hasFocus()
    assert shell.notes == ["1 pekerja keluar dari daftar."]
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CONTROL)
    settle(qtbot, page)
    assert state(filled, "SUTINI") == (WorkerStatus.COMPLETE, "") and "Sutini" in names(page)
    assert shell.notes[-1] == "Diurungkan. 1 pekerja kembali seperti semula."
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CONTROL)
    assert shell.notes[-1] == "Di halaman ini belum ada yang bisa diurungkan."


def test_a_day_still_to_come_is_refused_beside_the_field(qtbot: Any, page: WorkersPage, filled: AppContext) -> None:
    tick(qtbot, page, 0)
    page.bulk.ask("leave")
    card = page.bulk.card
    assert isinstance(card, LeaveCard)
    card.reason.set_value(LeftReason.MOVED.value)
    card.day.set_value(date(2027, 1, 1))
    card.act.click()
    assert card.error().startswith("Tanggal keluar belum tiba.") and card.day.hasFocus()
    qtbot.keyClick(card.day, Qt.Key.Key_Escape)
    assert page.bulk.card is None and state(filled, "KASMI") == (WorkerStatus.COMPLETE, "")


def test_those_who_left_are_found_with_their_reason_and_come_back(
    qtbot: Any, page: WorkersPage, filled: AppContext
) -> None:
    tick(qtbot, page, 0, 1)
    page.bulk.ask("leave")
    card = page.bulk.card
    assert isinstance(card, LeaveCard)
    card.reason.set_value(LeftReason.MOVED.value)
    card.act.click()
    settle(qtbot, page)
    assert len(names(page)) == 4 and page.table.ticked() == set()
    page.arrive(filter="left")
    settle(qtbot, page)
    assert names(page) == ["Kasmi", "Sri Wahyuni"] and page.subtitle() == "2 orang sudah keluar dari daftar"
    status = [column.key for column in page.table.rows.columns].index("status")
    cells = page.table.rows.cells(0)
    assert cells is not None and cells[status].text == "Pindah"
    qtbot.keyClick(page.table, Qt.Key.Key_A, CONTROL)
    page.bulk.bar.menu.actions()[1].trigger()
    settle(qtbot, page)
    assert names(page) == [] and count_workers(filled) == 6


# changing


def test_one_occupation_for_all_by_everyday_word_and_the_toast_takes_it_back(
    qtbot: Any, page: WorkersPage, filled: AppContext
) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_A, CONTROL)
    page.bulk.bar.occupation.click()
    card = page.bulk.card
    assert isinstance(card, OccupationCard)
    qtbot.keyClicks(card.occupation.lineEdit(), "ojol")
    qtbot.keyClick(card.occupation, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert {each.occupation_code for each in rows(filled, range(1, 7))} == {"OJK"}
    (act,) = recent_acts(filled, kinds=[ActKind.BULK])
    assert act.count == 5, "who has it already is left alone"
    page.acting.undo(act.id)
    settle(qtbot, page)
    assert sorted(each.occupation_code for each in rows(filled, range(1, 7))) == ["BTN"] * 5 + ["OJK"]


def test_rt_and_rw_take_a_short_number_and_leave_what_is_blank(
    qtbot: Any, page: WorkersPage, filled: AppContext
) -> None:
    tick(qtbot, page, 0, 2)
    page.bulk.bar.place.click()
    card = page.bulk.card
    assert isinstance(card, PlaceCard) and card.rt.hasFocus()
    for field, typed in ((card.rt, "7"), (card.rw, ""), (card.hamlet, "")):
        qtbot.keyClicks(field, typed)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert homes(filled)["KASMI"] == homes(filled)["SUPARDI"] == ("007", "002")
    assert homes(filled)["SUTINI"] == ("001", "002")
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CONTROL)
    settle(qtbot, page)
    assert homes(filled)["KASMI"] == homes(filled)["SUPARDI"] == ("002", "002")


def test_what_the_register_refuses_is_said_in_the_card(qtbot: Any, page: WorkersPage) -> None:
    tick(qtbot, page, 0)
    page.bulk.bar.place.click()
    card = page.bulk.card
    assert isinstance(card, PlaceCard)
    card.act.click()
    assert card.error() == "Belum ada yang diisi. Isi RT, RW, atau dusun."
    card.rt.setText("tiga")
    card.act.click()
    settle(qtbot, page)
    assert card.error() == "RT terdiri dari tiga angka. Ketik seperti 003." and page.bulk.card is card


def test_a_change_elsewhere_meanwhile_survives_the_undo(qtbot: Any, page: WorkersPage, filled: AppContext) -> None:
    tick(qtbot, page, 0, 1)
    page.bulk.bar.place.click()
    card = page.bulk.card
    assert isinstance(card, PlaceCard)
    card.rt.setText("9")
    card.act.click()
    settle(qtbot, page)
    kasmi = next(each for each in rows(filled, range(1, 7)) if each.full_name == "KASMI")
    update_worker(filled, kasmi.id, replace(get_worker(filled, kasmi.id).form, rt="005"))
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CONTROL)
    settle(qtbot, page)
    found = {each.full_name: each.rt for each in rows(filled, range(1, 7))}
    assert (found["KASMI"], found["SRI WAHYUNI"]) == ("005", "001")


# leaving the program


def test_an_export_has_the_shown_columns_as_text_and_comes_back_as_the_same_people(
    qtbot: Any, page: WorkersPage, filled: AppContext, shell: Shell, target: Callable[[], Path]
) -> None:
    register_worker(filled, worker(9020, full_name="ANI", address="=1+1", phone="+62899"))
    page.choosing.keep_columns(
        page.choosing.choices.columns.with_columns([], ["name", "nik", "address", "phone", "kk"])
    )
    page.presenter.load()
    settle(qtbot, page)
    page.toolbar.export.click()
    assert page.bulk.card is not None
    qtbot.keyClick(page.bulk.card.act, Qt.Key.Key_Return)
    settle(qtbot, page)
    sheet = load_workbook(target()).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert heads == ["NIK", "Nama Lengkap", "No. HP", "Alamat", "Dusun", "No. KK", KEY_HEADING] and sheet.max_row == 8
    first = {head: cell for head, cell in zip(heads, sheet[2], strict=True)}
    assert {first[head].data_type for head in ("NIK", "No. KK", "No. HP", "Alamat")} == {"s"}
    assert (first["NIK"].value, first["Alamat"].value) == (worker(9020).nik, "=1+1")
    assert sheet.column_dimensions["G"].hidden
    here = check_workbook(target(), VILLAGE, filled.reference, NOW.date(), lambda niks: existing_niks(filled, niks))
    assert [row.state for row in here.rows] == [RowState.ALREADY_HERE] * 7
    (act,) = recent_acts(filled, kinds=[ActKind.EXPORT])
    assert (act.count, act.note) == (7, ".xlsx") and shell.notes == ["7 pekerja diekspor."]


def test_only_the_ticked_are_exported(qtbot: Any, page: WorkersPage, target: Callable[[], Path]) -> None:
    tick(qtbot, page, 1, 3)
    page.bulk.bar.export.click()
    assert page.bulk.card is not None
    page.bulk.card.act.click()
    settle(qtbot, page)
    sheet = load_workbook(target()).worksheets[0]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["SRI WAHYUNI", "SUTINI"]


def test_a_folder_that_refuses_leaves_no_file_and_is_told(
    qtbot: Any, page: WorkersPage, filled: AppContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "berkas"
    blocked.write_text("no folder")
    monkeypatch.setattr(bulk, "ask_target", lambda *_: blocked / "daftar.xlsx")
    page.toolbar.export.click()
    assert page.bulk.card is not None
    page.bulk.card.act.click()
    settle(qtbot, page)
    assert page.bulk.card is not None and page.bulk.card.error()
    assert recent_acts(filled, kinds=[ActKind.EXPORT]) == ()


def test_the_printed_list_is_a_pdf_and_noted(
    qtbot: Any, page: WorkersPage, filled: AppContext, target: Callable[[], Path]
) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: page._tools.tasks.busy)  # the button shows that it was pressed, then acts
    settle(qtbot, page)
    assert target().suffix == ".pdf" and target().read_bytes().startswith(b"%PDF")
    assert [act.count for act in recent_acts(filled, kinds=[ActKind.PRINT])] == [6]


# the menu of a row


def test_the_menu_key_offers_the_same_acts(qtbot: Any, page: WorkersPage) -> None:
    page.table.select_row(1)
    place = page.table.row_point(1)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, page.table.viewport().mapToGlobal(place))
    QApplication.sendEvent(page.table.viewport(), event)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert texts[:4] == ["Buka", "Ubah isian", "Centang", "Ubah pekerjaan…"] and texts[-1] == "Urutkan menurut"
    next(action for action in menu.actions() if action.text().startswith("Keluar dari daftar")).trigger()
    menu.close()
    assert isinstance(page.bulk.card, LeaveCard) and page.bulk.card.act.label() == "Keluarkan 1 pekerja"


# very many


def test_a_thousand_at_once_are_one_act_that_can_be_cancelled(
    qtbot: Any, village: AppContext, open_page: OpenPage
) -> None:
    people = invent_people(7, 1_000, village.reference, NOW.date(), [VILLAGE])
    register_workers(village, [replace(person.form, rt="003") for person in people])
    page = open_page(village)
    qtbot.keyClick(page.table, Qt.Key.Key_A, CONTROL)
    assert page.bulk.bar.text() == "1.000 dipilih"
    page.bulk.bar.place.click()
    card = page.bulk.card
    assert isinstance(card, PlaceCard)
    card.rt.setText("8")
    page._tools.tasks.advanced.connect(lambda task: task.cancel())
    card.act.click()
    settle(qtbot, page)
    assert {each.rt for each in rows(village, range(1, 1_001))} == {"003"}, "cancelled: as before"
    assert recent_acts(village, kinds=[ActKind.BULK]) == () and page.bulk.card is card
    page._tools.tasks.advanced.disconnect()
    card.act.click()
    qtbot.waitUntil(lambda: not page._tools.tasks.busy, timeout=20_000)
    assert len(find_workers(village, "", ListFilter.ALL).seqs) == 1_000
    assert {each.rt for each in rows(village, range(1, 1_001))} == {"008"}
    (act,) = recent_acts(village, kinds=[ActKind.BULK])
    assert act.count == 1_000
