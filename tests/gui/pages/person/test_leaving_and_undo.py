"""Out of the register and back, and acts taken back from the history, with real keys."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.pages.person.timeline import UndoPanel
from models.values import ActKind, LeftReason, WorkerStatus
from services.context import AppContext
from services.workers.commands import register_workers, update_worker
from services.workers.leaving import departure_of, leave_register
from services.workers.queries import get_worker
from tests.gui.doubles import Shell
from tests.gui.pages.person.conftest import Open
from tests.gui.pages.person.looking import said, save, settle
from tests.offices import worker

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_change_is_taken_back_after_a_look_and_that_too(
    open_page: Open, village: AppContext, shell: Shell, qtbot: QtBot
) -> None:
    worker_id = save(village)
    update_worker(village, worker_id, worker(9001, rt="007"))
    page = open_page(village, worker_id)
    undo = page.history.views[0].undo
    assert undo is not None
    undo.setFocus()
    qtbot.keyClick(undo, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.findChild(UndoPanel) is not None)
    panel = page.findChild(UndoPanel)
    assert "1 pekerja kembali ke isian sebelumnya." in said(panel)
    assert get_worker(village, worker_id).form.rt == "007", "looking changes nothing"
    qtbot.waitUntil(panel.go.hasFocus)
    qtbot.keyClick(panel.go, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.notes == ["Diurungkan."])
    settle(qtbot, page)
    assert get_worker(village, worker_id).form.rt == "003"
    assert "Diurungkan" in said(page.history.views[0])
    qtbot.keyClick(page, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: get_worker(village, worker_id).form.rt == "007")
    settle(qtbot, page)


def test_esc_closes_the_question_before_anything_is_undone(open_page: Open, village: AppContext, qtbot: QtBot) -> None:
    page = open_page(village, save(village))
    view = page.history.views[0]
    assert view.undo is not None
    view.undo.click()
    qtbot.waitUntil(lambda: view.findChild(UndoPanel) is not None)
    assert "1 pekerja keluar dari daftar. Datanya tetap tersimpan." in said(view)
    assert page.step_back()
    qtbot.waitUntil(lambda: view.findChild(UndoPanel) is None)
    assert view.undo.hasFocus()
    assert not page.step_back()


def test_whoever_was_changed_since_is_named_and_left_unless_asked_for(
    open_page: Open, village: AppContext, qtbot: QtBot
) -> None:
    forms = [worker(9001), worker(9002, full_name="PARMIN"), worker(9003, full_name="KASMI")]
    imported = register_workers(village, forms, kind=ActKind.IMPORT, note="daftar.xlsx")
    ids = {get_worker(village, each).form.full_name: each for each in imported.ids["worker"]}
    update_worker(village, ids["PARMIN"], worker(9002, full_name="PARMIN", rt="009"))
    page = open_page(village, ids["SUTINI"])
    view = page.history.views[0]
    assert "Masuk lewat impor" in said(view) and view.undo is not None
    view.undo.click()
    qtbot.waitUntil(lambda: page.findChild(UndoPanel) is not None)
    panel = page.findChild(UndoPanel)
    assert "Sudah diubah sesudahnya, jadi dibiarkan: Parmin." in said(panel)
    assert panel.go.label() == "Urungkan 2 pekerja"
    qtbot.mouseClick(panel.also, Qt.MouseButton.LeftButton)
    assert panel.go.label() == "Urungkan 3 pekerja"
    panel.go.click()
    qtbot.waitUntil(lambda: get_worker(village, ids["PARMIN"]).status is WorkerStatus.LEFT)
    settle(qtbot, page)
    assert "Keluar dari daftar: Pencatatannya diurungkan" in said(page.parts.gone)


def test_leaving_by_keyboard_with_reason_and_today_and_back_by_the_toast(
    open_page: Open, village: AppContext, shell: Shell, qtbot: QtBot
) -> None:
    worker_id = save(village)
    page = open_page(village, worker_id)
    page.leave.setFocus()
    qtbot.keyClick(page.leave, Qt.Key.Key_Return)
    card = page.leaving
    assert card.isVisible() and card.radios[LeftReason.DIED].hasFocus()
    assert card.chosen() is None, "no reason is chosen beforehand"
    qtbot.keyClick(card.radios[LeftReason.DIED], Qt.Key.Key_Space)
    assert "keluarga dapat mengajukan santunan" in said(card)
    card.day.setFocus()
    qtbot.keyClick(card.day, Qt.Key.Key_Return, CTRL)
    assert "Tanggal belum diisi. Tekan H untuk hari ini." in said(card)
    qtbot.keyClick(card.day, Qt.Key.Key_H)
    assert card.day.text() == "23-11-2026"
    qtbot.keyClick(card.day, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not card.isVisible())
    settle(qtbot, page)
    assert shell.notes == ["Sutini keluar dari daftar: meninggal dunia."]
    assert "Keluar dari daftar: Meninggal dunia, 23 November 2026" in said(page.parts.gone)
    assert page.leave.label() == "Kembali ke daftar"
    shell.acts[-1]()
    qtbot.waitUntil(lambda: get_worker(village, worker_id).status is WorkerStatus.COMPLETE)
    settle(qtbot, page)
    assert not page.parts.gone.isVisibleTo(page)


def test_a_day_to_come_or_none_at_all_is_refused_at_its_field(
    open_page: Open, village: AppContext, qtbot: QtBot
) -> None:
    worker_id = save(village)
    page = open_page(village, worker_id)
    page.leave.click()
    card = page.leaving
    card.submit()
    assert "Alasan belum dipilih. Pilih salah satu." in said(card)
    card.radios[LeftReason.MOVED].setChecked(True)
    card.day.setFocus()
    for typed, answer in (("24112026", "Tanggal keluar belum tiba."), ("apa saja", "Tanggal tidak terbaca.")):
        card.day.clear()
        qtbot.keyClicks(card.day, typed)
        qtbot.keyClick(card.day, Qt.Key.Key_Enter, CTRL)
        assert answer in said(card)
    assert page.step_back() and not card.isVisible()
    assert get_worker(village, worker_id).status is WorkerStatus.COMPLETE


def test_a_double_names_the_record_that_stays(open_page: Open, village: AppContext, shell: Shell, qtbot: QtBot) -> None:
    double, stays = save(village), save(village, 9002)
    save(village, 9003, full_name="PARMIN", birth_date=date(1980, 1, 1), nik="3316060101809003", sex="L")
    page = open_page(village, double)
    page.leave.click()
    card = page.leaving
    card.radios[LeftReason.DOUBLE].setChecked(True)
    qtbot.waitUntil(lambda: list(card.other.radios) == [stays])
    qtbot.keyClick(card.day, Qt.Key.Key_H)
    card.submit()
    assert "Data yang tetap dipakai belum dipilih. Pilih salah satu." in said(card)
    card.other.search.setFocus()
    qtbot.keyClicks(card.other.search, "parmin")
    qtbot.waitUntil(lambda: stays not in card.other.radios and len(card.other.radios) == 1)
    card.other.search.clear_search()
    qtbot.waitUntil(lambda: list(card.other.radios) == [stays])
    qtbot.keyClick(card.other.search, Qt.Key.Key_Down)
    assert card.other.radios[stays].hasFocus()
    qtbot.keyClick(card.other.radios[stays], Qt.Key.Key_Space)
    qtbot.keyClick(card.other.radios[stays], Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: departure_of(village, double) is not None)
    settle(qtbot, page)
    assert "Data yang dipakai: Sutini." in said(page.parts.gone)
    page.parts.gone.button().click()
    assert shell.opened == [("person", {"worker": stays})]


def test_coming_back_is_refused_while_another_record_holds_the_nik(
    open_page: Open, village: AppContext, shell: Shell, qtbot: QtBot
) -> None:
    double = save(village)
    leave_register(village, [double], LeftReason.DOUBLE, date(2026, 11, 20))
    holder = save(village, full_name="PARMIN")
    page = open_page(village, double)
    page.leave.click()
    qtbot.waitUntil(page.trouble.isVisible)
    assert get_worker(village, double).status is WorkerStatus.LEFT
    page.trouble.button().click()
    assert shell.opened == [("person", {"worker": holder})]
