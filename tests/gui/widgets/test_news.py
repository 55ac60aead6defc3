"""Banner, error summary, toast and progress overlay: what they say, to whom, and how one answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.theme import set_reduced_motion
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.error_summary import ErrorSummary, _Link
from gui.widgets.progress_overlay import ProgressOverlay, _time_left
from gui.widgets.scroll_page import FootBar, ScrollPage
from gui.widgets.text_input import TextInput
from gui.widgets.toast import STAY, STAY_WITH_ACTION, Toast

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform


@pytest.fixture(autouse=True)
def calm() -> Iterator[None]:
    set_reduced_motion(True)
    yield
    set_reduced_motion(False)


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def test_banner_offers_its_one_action(qtbot: QtBot) -> None:
    told: list[bool] = []
    banner = Banner("err", "USB tidak terbaca", "Coba port lain.", "Ulangi", lambda: told.append(True))
    qtbot.addWidget(banner)
    qtbot.mouseClick(banner.button(), Qt.MouseButton.LeftButton)
    assert told == [True]
    banner.set_news("ok", "Data aman")
    assert banner.button().isHidden()
    assert banner.accessibleName() == "Data aman"


def test_a_banner_that_only_closes_leads_nowhere(qtbot: QtBot) -> None:
    banner = Banner("warn", "Data lama", "Baca balasan.", "Tutup", closes=True)
    plain = Banner("warn", "Data lama", "Baca balasan.", "Tutup")
    for each in (banner, plain):
        qtbot.addWidget(each)
    assert banner.button().sizeHint().width() < plain.button().sizeHint().width(), "no arrow"


def test_summary_counts_links_and_tells_which(qtbot: QtBot) -> None:
    summary = ErrorSummary()
    qtbot.addWidget(summary)
    assert summary.isHidden()
    summary.show_errors([("nik", "NIK baru 15 angka."), ("job", "Pilih jenis pekerjaan.")])
    told: list[str] = []
    summary.chosen.connect(told.append)
    links = summary.findChildren(_Link)
    qtbot.keyClick(links[1], Qt.Key.Key_Return)
    qtbot.mouseClick(links[0], Qt.MouseButton.LeftButton)
    assert told == ["job", "nik"]
    assert summary.accessibleName() == "Ada 2 hal yang perlu diperbaiki"
    summary.show_errors([])
    assert summary.isHidden()


def test_summary_takes_the_focus(host: QWidget) -> None:
    summary = ErrorSummary()
    summary.setParent(host)
    summary.show_errors([("nik", "NIK kosong.")])
    summary.take_focus()
    assert QApplication.focusWidget() is summary


def test_toast_action_is_called_once_and_closes(host: QWidget, qtbot: QtBot) -> None:
    toast = Toast(host)
    told: list[bool] = []
    toast.show_message("Tersimpan.", action="Urungkan", on_action=lambda: told.append(True))
    assert toast.isVisible()
    assert toast.is_waiting()
    assert toast._timer.interval() == STAY_WITH_ACTION
    qtbot.mouseClick(toast.findChild(Button), Qt.MouseButton.LeftButton)
    assert (told, toast.isVisible()) == ([True], False)


def test_next_toast_replaces_the_one_before(host: QWidget) -> None:
    toast = Toast(host)
    toast.show_message("Satu.", action="Urungkan")
    toast.show_message("Dua.")
    assert toast.text() == "Dua."
    assert toast._timer.interval() == STAY
    assert toast.findChild(Button).isHidden()


def test_toast_stays_inside_its_window(host: QWidget) -> None:
    toast = Toast(host)
    toast.show_message("Impor dibatalkan. 197 pekerja dihapus lagi.")
    host.resize(600, 400)
    assert host.rect().contains(toast.geometry())
    assert abs(toast.geometry().center().x() - 300) <= 1


def test_overlay_shows_progress_and_keeps_the_focus(host: QWidget, qtbot: QtBot) -> None:
    outside = TextInput(parent=host)
    outside.show()
    overlay = ProgressOverlay(host)
    overlay.start("Menggabungkan 12 paket", [("check", "Tanda tangan diperiksa"), ("merge", "Data digabungkan")])
    overlay.show_progress(7, 12, "Botoreco")
    overlay.set_step("check", "done", "12 sah")
    assert overlay.isVisible()
    assert overlay._count.text() == "7 dari 12"
    for _ in range(3):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert overlay.isAncestorOf(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    overlay.finish()
    assert not overlay.isVisible()


def test_escape_asks_before_it_cancels(host: QWidget, qtbot: QtBot) -> None:
    overlay = ProgressOverlay(host)
    told: list[bool] = []
    overlay.cancelled.connect(lambda: told.append(True))
    overlay.start("Menulis ke USB")
    qtbot.keyClick(overlay, Qt.Key.Key_Escape)
    assert told == []
    assert overlay._go_on.isVisible()
    qtbot.keyClick(overlay._go_on, Qt.Key.Key_Return)
    assert not overlay._go_on.isVisible()
    qtbot.mouseClick(overlay._cancel, Qt.MouseButton.LeftButton)
    assert told == [True]


def test_what_cannot_be_cancelled_offers_nothing(host: QWidget, qtbot: QtBot) -> None:
    overlay = ProgressOverlay(host)
    overlay.start("Menyimpan", cancellable=False)
    assert not overlay._cancel.isVisible()
    qtbot.keyClick(overlay, Qt.Key.Key_Escape)
    assert overlay.isVisible()


def test_no_shortcut_acts_while_work_runs(host: QWidget, qtbot: QtBot) -> None:
    acted: list[str] = []
    QShortcut(QKeySequence("F9"), host).activated.connect(lambda: acted.append("F9"))
    outside = TextInput(parent=host)
    outside.show()
    overlay = ProgressOverlay(host)
    overlay.start("Membaca paket", cancellable=False)
    outside.setFocus()  # a page that takes the focus behind it
    qtbot.keyClick(outside, Qt.Key.Key_F9)
    qtbot.keyClicks(outside, "abc")
    assert (acted, outside.text(), overlay.hasFocus()) == ([], "", True)
    overlay.finish()
    qtbot.keyClick(outside, Qt.Key.Key_F9)
    assert acted == ["F9"]


def test_the_note_says_what_stopping_leaves_behind(host: QWidget, qtbot: QtBot) -> None:
    overlay = ProgressOverlay(host)
    overlay.start("Membaca paket", note="Yang sudah masuk tetap tersimpan.")
    assert overlay._note.text() == "Yang sudah masuk tetap tersimpan."
    qtbot.keyClick(overlay, Qt.Key.Key_Escape)
    assert overlay._note.text() == "Hentikan sekarang? Yang sudah masuk tetap tersimpan."


def test_overlay_follows_its_window(host: QWidget) -> None:
    overlay = ProgressOverlay(host)
    overlay.start("Menulis")
    host.resize(700, 500)
    assert overlay.geometry() == host.rect()


@pytest.mark.parametrize(
    ("milliseconds", "text"), [(400, "1 detik"), (20_000, "20 detik"), (89_000, "89 detik"), (150_000, "2 menit")]
)
def test_time_left_in_words(milliseconds: int, text: str) -> None:
    assert _time_left(milliseconds) == f"sisa sekitar {text}"


def test_a_toast_keeps_clear_of_the_panel_at_the_right(host: QWidget) -> None:
    toast = Toast(host)
    toast.keep_clear(lambda: 300)
    toast.show_message("12 pekerja keluar dari daftar.", action="Urungkan")
    assert toast.geometry().right() < host.width() - 300
    toast.keep_clear(None)
    toast.restyle()
    assert abs(toast.geometry().center().x() - host.rect().center().x()) <= 1


def test_news_of_the_page_that_was_left_go_and_fresh_ones_come_along(host: QWidget) -> None:
    now = [0.0]
    toast = Toast(host, clock=lambda: now[0])
    toast.show_message("Tersimpan.")
    now[0] = 0.2
    toast.page_left()
    assert toast.isVisible(), "told while the next page opens"
    now[0] = 3.0
    toast.page_left()
    assert not toast.isVisible()


LONG = "Data di laptop ini kembali ke keadaan lama. Ambil balasan terakhir dari kabupaten supaya lengkap kembali."


def _page(host: QWidget, *footer: QWidget) -> ScrollPage:
    page = ScrollPage("Kotak masuk", footer=footer)
    page.setParent(host)
    page.setGeometry(host.rect())
    page.show()
    QApplication.processEvents()
    return page


@pytest.mark.parametrize("text", ["Tersimpan.", LONG])
def test_a_toast_lies_above_the_foot_bar_of_a_page_inside_the_page(host: QWidget, text: str) -> None:
    outer = QWidget(host)
    outer.setGeometry(host.rect())
    outer.show()
    page = _page(outer, Button("Tulis 2 balasan", "primary"))
    bar = page.findChild(FootBar)
    toast = Toast(host)
    toast.show_message(text)
    assert toast.geometry().bottom() < bar.mapTo(host, bar.rect().topLeft()).y()
    assert host.rect().contains(toast.geometry())


def test_a_toast_covers_no_button_in_the_page_itself(host: QWidget) -> None:
    merge = Button("Gabungkan", "primary", parent=host)
    merge.move(host.width() // 2, host.height() - merge.sizeHint().height() - 10)
    merge.show()
    toast = Toast(host)
    toast.show_message(LONG)
    assert not toast.geometry().intersects(merge.geometry())
    merge.setEnabled(False)
    toast.restyle()
    assert toast.geometry().intersects(merge.geometry()), "what cannot be pressed may be covered"


def test_a_toast_gives_way_to_a_bar_that_comes_later(host: QWidget, qtbot: QtBot) -> None:
    page = _page(host)
    toast = Toast(host)
    toast.show_message("Tersimpan.")
    before = toast.geometry()
    page.set_footer(Button("Salin"))
    qtbot.waitUntil(lambda: toast.geometry().bottom() < before.top() + before.height() - 20)
    bar = page.findChild(FootBar)
    assert toast.geometry().bottom() < bar.mapTo(host, bar.rect().topLeft()).y()


def test_where_buttons_are_everywhere_a_toast_stays_low(host: QWidget) -> None:
    for top in range(0, host.height(), 40):
        each = Button("Pilih", parent=host)
        each.setGeometry(0, top, host.width(), 36)
        each.show()
    toast = Toast(host)
    toast.show_message("Tersimpan.")
    assert toast.geometry().top() > host.height() / 2
