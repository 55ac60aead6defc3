from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from gui.page import BOTH, PageSpec, PageTools
from gui.pages import PAGES
from gui.pages.courier.page import CourierView
from gui.pages.setup.page import SetupPage
from gui.pages.sign_in.page import SignInPage
from gui.practice.bar import PracticeBar
from gui.theme import zoom
from gui.window import MainWindow
from services import startup
from services.context import AppContext
from services.practice.rehearsal import make_rehearsal
from services.progress import Reporter
from services.safekeeping.backups import last_backup, list_backups
from services.settings import SettingsFile
from tests.gui.doubles import CHEAP
from tests.offices import PASSPHRASE


class NotePage(QWidget):
    """One field, dirty as soon as something is typed."""

    def __init__(self, tools: PageTools) -> None:
        super().__init__()
        self.tools, self.edit = tools, QLineEdit()
        QVBoxLayout(self).addWidget(self.edit)

    def is_dirty(self) -> bool:
        return bool(self.edit.text())

    def discard(self) -> None:
        self.edit.clear()


SPECS = (
    PageSpec("home", "Beranda", "home", "main", BOTH, NotePage, badge=lambda _: 3),
    PageSpec("register", "Daftarkan", "user-plus", "main", BOTH, NotePage, shortcut="Ctrl+N", parent="home"),
    *(page for page in PAGES if page.key not in ("home", "register")),
)


class OtherWindows(QObject):
    """Notices a widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


Open = Callable[..., MainWindow]


@pytest.fixture
def open_window(qtbot, dressed: QApplication, tmp_path: Path) -> Iterator[Open]:
    made: list[MainWindow] = []

    def make(specs: tuple[PageSpec, ...] = SPECS) -> MainWindow:
        window = MainWindow(tmp_path / "data", SettingsFile(tmp_path), specs, CHEAP)
        window.keep_context = True
        made.append(window)
        window.resize(1366, 690)
        window.show()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield make
    for window in made:
        if window.office is not None:
            for spec in window.office.navigation.specs:
                page = window.office.navigation.page(spec.key)
                if isinstance(page, NotePage):
                    page.discard()
        assert window.close()
        window.deleteLater()


def test_a_sub_district_copies_without_an_office_and_comes_back(qtbot, open_window: Open) -> None:
    window = open_window()
    window.begin()
    setup = window.findChild(SetupPage)
    qtbot.mouseClick(setup.role.carry, Qt.MouseButton.LeftButton)
    courier = window.findChild(CourierView)
    assert courier is not None and courier.isVisible() and courier.page.copy.hasFocus()
    assert not (window._data / "payung.db").exists()
    qtbot.keyClick(courier.page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(CourierView) is None)
    assert window.findChild(SetupPage).isVisible()


def test_the_way_to_copying_stands_at_the_door_too(qtbot, open_window: Open, village: AppContext) -> None:
    window = open_window()
    window.begin()
    door = window.findChild(SignInPage)
    door.carry.setFocus()
    qtbot.keyClick(door.carry, Qt.Key.Key_Return)
    courier = window.findChild(CourierView)
    assert courier is not None and courier.isVisible()
    qtbot.mouseClick(courier.page.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChild(SignInPage) is not None and window.findChild(SignInPage).isVisible())
    startup.close(village)


def _page(window: MainWindow, key: str) -> QWidget:
    assert window.office is not None
    return window.office.navigation.page(key)


def _current(window: MainWindow) -> str:
    assert window.office is not None
    return window.office.navigation.current


def test_an_empty_folder_begins_with_the_first_question(open_window: Open) -> None:
    window = open_window()
    window.begin()
    assert window.findChild(SetupPage) is not None


def test_a_folder_that_is_set_up_begins_at_the_door(qtbot, open_window: Open, village: AppContext) -> None:
    window = open_window()
    window.begin()
    page = window.findChild(SignInPage)
    qtbot.waitUntil(page.passphrase.edit.hasFocus)
    qtbot.keyClicks(page.passphrase.edit, "salah sama sekali")
    qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "tidak cocok" in page.passphrase.problem())
    assert window.office is None
    page.passphrase.edit.clear()
    window.keep_context = False
    qtbot.keyClicks(page.passphrase.edit, PASSPHRASE)
    qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.office is not None)
    assert _current(window) == "home"


def test_no_page_flashes_a_window_while_it_is_built(qtbot, open_window: Open, village: AppContext) -> None:
    window = open_window(PAGES)
    others = OtherWindows()
    QApplication.instance().installEventFilter(others)
    window.show_setup()
    window.show_office(village)
    assert window.office is not None
    for spec in window.office.navigation.specs:
        window.open_page(spec.key)
    window.lock()
    QApplication.instance().removeEventFilter(others)
    assert others.seen == []


def test_keys_work_from_any_page(qtbot, open_window: Open, village: AppContext) -> None:
    window = open_window()
    window.show_office(village)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert _current(window) == "register"
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert _current(window) == "home"
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(_page(window, "register").edit, Qt.Key.Key_Escape)
    assert _current(window) == "home"
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert zoom() == 1.12
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert zoom() == 1.0
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()


def test_the_sidebar_shows_where_one_is_and_what_waits(qtbot, open_window: Open, village: AppContext) -> None:
    window = open_window()
    window.show_office(village)
    assert window.office is not None
    sidebar = window.office.sidebar
    qtbot.waitUntil(lambda: sidebar.button("home").badge == 3)
    assert sidebar.button("home").accessibleName() == "Beranda, 3 menunggu"
    qtbot.mouseClick(sidebar.button("register"), Qt.MouseButton.LeftButton)
    assert sidebar.button("register").isChecked() and not sidebar.button("home").isChecked()
    wide = sidebar.width()
    window.resize(900, 690)
    qtbot.waitUntil(lambda: sidebar.width() < wide)


def test_locking_keeps_unsaved_work_behind_the_door(qtbot, open_window: Open, village: AppContext) -> None:
    window = open_window()
    window.show_office(village)
    _page(window, "home").edit.setText("setengah")
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    page = window.findChild(SignInPage)
    assert not _page(window, "home").isVisible()
    page.passphrase.edit.setText(PASSPHRASE)
    page.try_it()
    qtbot.waitUntil(_page(window, "home").isVisible)
    assert _page(window, "home").edit.text() == "setengah"


def test_closing_asks_about_unsaved_work_and_then_closes(
    qtbot, open_window: Open, village: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    window.show_office(village)
    _page(window, "home").edit.setText("setengah")
    answers = [False, True]
    monkeypatch.setattr("gui.office.ask", lambda *_: answers.pop(0))
    assert not window.close() and window.isVisible()
    assert window.close() and answers == []


def test_closing_stops_work_and_remembers_the_window(
    qtbot, open_window: Open, village: AppContext, tmp_path: Path
) -> None:
    window = open_window()
    window.show_office(village)

    def endless(reporter: Reporter) -> None:
        number = 0
        while True:
            number += 1
            reporter.step(number, 10**9)

    task = window.tasks.run(window, endless, lambda _: None, lambda _: None)
    assert window.close()
    assert task.cancelled
    settings = SettingsFile(tmp_path).current
    assert settings.last_user == village.user.id and not settings.maximised


def test_another_language_builds_the_pages_anew_and_stays_on_the_page(
    qtbot, open_window: Open, village: AppContext
) -> None:
    window = open_window()
    window.show_office(village)
    window.open_page("settings", section="look")
    _page(window, "settings").look.language.changed.emit("en")
    qtbot.waitUntil(lambda: _current(window) == "settings" and _page(window, "settings").title() == "Settings")
    assert _page(window, "settings").resume_at() == {"section": "look"}
    assert window.office is not None
    assert window.office.sidebar.button("settings").accessibleName() == "Settings"


def test_long_work_is_shown_and_can_be_cancelled(qtbot, open_window: Open, village: AppContext) -> None:
    window = open_window()
    window.show_office(village)
    ended: list[object] = []

    def endless(reporter: Reporter) -> None:
        number = 0
        while True:
            number = (number + 1) % 100
            reporter.step(number, 100, "workers.saving")

    window.tasks.run(window, endless, ended.append, ended.append, title="Menyimpan")
    overlay = window._progress.overlay
    qtbot.waitUntil(overlay.isVisible)
    overlay.cancelled.emit()
    qtbot.waitUntil(lambda: bool(ended))
    assert not overlay.isVisible()


def test_practice_from_the_start_page_and_back_again(open_window: Open, qtbot) -> None:
    window = open_window()
    window.keep_context = False
    window.begin()
    qtbot.waitUntil(lambda: window.findChild(SetupPage) is not None)
    window.findChild(SetupPage).role.try_village.click()
    qtbot.waitUntil(lambda: window.office is not None, timeout=20_000)
    practice = window.office.context.practice
    assert practice is not None and practice.is_dir()
    assert not practice.is_relative_to(window._data)
    window.lock()
    assert window.findChild(SignInPage) is None
    bar = window.findChild(PracticeBar)
    assert "rekaan" in bar.accessibleName()
    bar.leave.click()
    qtbot.waitUntil(lambda: window.office is None, timeout=20_000)
    assert not practice.exists()
    assert window.findChild(SetupPage) is not None
    assert startup.state(window._data) == "new"


def test_practice_from_the_sign_in_leaves_the_real_office(open_window: Open, qtbot, village: AppContext) -> None:
    startup.close(village)
    before = village.paths.database.read_bytes()
    window = open_window()
    window.keep_context = False
    window.begin()
    qtbot.waitUntil(lambda: window.findChild(SignInPage) is not None)
    window.findChild(SignInPage).practise.click()
    qtbot.waitUntil(lambda: window.office is not None, timeout=20_000)
    assert window.office.context.practice is not None
    assert window._settings.current.last_user == ""
    window.leave_practice()
    qtbot.waitUntil(lambda: window.office is None, timeout=20_000)
    assert window.findChild(SignInPage) is not None
    assert village.paths.database.read_bytes() == before


def test_a_locked_office_cannot_be_closed_by_practising(open_window: Open, village: AppContext) -> None:
    window = open_window()
    window.show_office(village)
    window.lock()
    assert not window.findChild(SignInPage).practise.isVisibleTo(window)


def test_practice_from_the_settings_closes_the_real_office_first(open_window: Open, qtbot, village: AppContext) -> None:
    window = open_window()
    window.keep_context = False
    window.show_office(village)
    window.office.open_page("settings", section="about")
    window.office.navigation.page("settings").about.practise.click()
    qtbot.waitUntil(lambda: window.office.context.practice is not None, timeout=20_000)
    window.leave_practice()
    qtbot.waitUntil(lambda: window.office is None, timeout=20_000)
    assert window.findChild(SignInPage) is not None


def test_leaving_the_demo_closes_it_for_nothing_real_may_begin_there(open_window: Open, tmp_path: Path) -> None:
    window = open_window()
    window.keep_context = False
    window.show_office(make_rehearsal(tmp_path / "latihan"))
    window.leave_practice()
    assert not window.isVisible()
    assert window.findChild(SetupPage) is None


def test_ctrl_b_backs_up_from_any_page(qtbot, open_window: Open, village: AppContext) -> None:
    window = open_window()
    window.show_office(village)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: last_backup(village) is not None and not window.tasks.busy)
    assert _current(window) == "register"
    window.open_page("settings", section="backup")
    qtbot.waitUntil(lambda: not window.tasks.busy)
    qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [each.sequence for each in list_backups(village)] == [2, 1])


def test_a_laptop_that_slept_is_locked_and_misses_at_the_door_are_told(
    qtbot, open_window: Open, village: AppContext
) -> None:
    window = open_window()
    window.show_office(village)
    window._session.gone.emit()
    door = window.findChild(SignInPage)
    assert door is not None and not _page(window, "home").isVisible()
    for typed in ("bukan ini", PASSPHRASE):
        door.passphrase.edit.setText(typed)
        door.try_it()
        qtbot.waitUntil(lambda: not window.tasks.busy)
    qtbot.waitUntil(_page(window, "home").isVisible)
    qtbot.waitUntil(lambda: any("1 percobaan masuk gagal" in each.text() for each in window.findChildren(QLabel)))
