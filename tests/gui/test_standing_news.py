"""News that stay: what a restored or moved office tells over every page, until somebody closes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from gui.messages import TEXTS
from gui.standing_news import News, notice_news
from gui.window import MainWindow
from models.values import Role
from services import startup
from services.context import AppContext
from services.handover.incoming import FORKED
from services.safekeeping.backups import make_backup
from services.safekeeping.waking import MOVED, WENT_BACK, sentence_code
from services.settings import SettingsFile
from services.workers.commands import register_workers
from tests.gui.doubles import CHEAP
from tests.offices import PASSPHRASE, district_office, village_office, worker
from tests.services.handover.volumes import write_protected


@pytest.fixture
def window(qtbot, dressed: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(tmp_path / "data", SettingsFile(tmp_path), doors=CHEAP)
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.tasks.close()
    if window.office is not None:
        startup.close(window.office.context)


@pytest.fixture
def district(tmp_path: Path) -> Iterator[AppContext]:
    ctx = district_office(tmp_path / "kab")
    yield ctx
    startup.close(ctx)


@pytest.mark.parametrize("code", [WENT_BACK, MOVED, FORKED])
def test_each_role_is_told_what_it_can_do_itself(code: str) -> None:
    village, _ = TEXTS[sentence_code(code, Role.VILLAGE)]
    district, _ = TEXTS[sentence_code(code, Role.DISTRICT)]
    assert "kabupaten" in village and "USB dari desa" not in village
    assert "USB dari desa" in district
    for asks_the_district in ("dari kabupaten", "kabari kabupaten", "minta"):
        assert asks_the_district not in district


@pytest.mark.parametrize("role", ["village", "district"])
def test_what_was_found_at_sign_in_stays_over_every_page(
    role: str, qtbot, window: MainWindow, request: pytest.FixtureRequest
) -> None:
    ctx: AppContext = request.getfixturevalue(role)
    window.show_office(replace(ctx, notices=(WENT_BACK,)))
    office = window.office
    assert office is not None and not office._toasts.isVisible()
    (banner,) = office.news.banners()
    todo = "balasan terakhir dari kabupaten" if role == "village" else "USB dari desa"
    assert todo in banner.accessibleName()
    window.open_page("settings", section="about")
    assert banner.isVisible()
    bottom = banner.mapTo(window, QPoint(0, banner.height())).y()
    assert office.stack.mapTo(window, QPoint(0, 0)).y() >= bottom, "it hides nothing of the page"
    window.resize(640, 480)
    qtbot.waitUntil(lambda: window.width() == 640)
    assert banner.mapTo(window, QPoint(banner.width(), 0)).x() <= window.width()


def test_an_office_that_can_only_be_read_says_so_and_shows_everybody(qtbot, window: MainWindow, tmp_path: Path) -> None:
    ctx = village_office(tmp_path / "beku")
    record = register_workers(ctx, [worker(9001)]).first("worker")
    startup.close(ctx)
    with write_protected(tmp_path / "beku", tmp_path / "lihat") as frozen:
        window.show_office(startup.sign_in(frozen, PASSPHRASE, doors=CHEAP))
        office = window.office
        assert office is not None and not hasattr(office, "backups")
        (banner,) = office.news.banners()
        assert "Hanya untuk dilihat" in banner.accessibleName()
        window.open_page("workers")
        qtbot.waitUntil(lambda: not window.tasks.busy)
        window.open_page("person", worker_id=record)
        qtbot.waitUntil(lambda: not window.tasks.busy)
        assert not office._toasts.isVisible(), "looking around is no trouble"
        window.tasks.close()
        window.drop_office()


def test_by_keyboard_to_the_news_and_away(qtbot, window: MainWindow, village: AppContext) -> None:
    window.show_office(replace(village, notices=(MOVED, WENT_BACK)))
    assert window.office is not None
    news, sidebar = window.office.news, window.office.sidebar
    first, second = (banner.button() for banner in news.banners())
    entries = window.office.navigation.entries("foot")
    sidebar.button(entries[-1].key).setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    sidebar.button("home").setFocus()
    qtbot.keyClick(sidebar.button("home"), Qt.Key.Key_F6)
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_F6)
    assert window.office.stack.isAncestorOf(QApplication.focusWidget())
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert second.hasFocus() and len(news.banners()) == 1
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert not news.isVisible() and news.standing() == ()
    assert window.office.stack.isAncestorOf(QApplication.focusWidget())


def test_another_language_says_them_again(qtbot, window: MainWindow, village: AppContext) -> None:
    window.show_office(village)
    assert window.office is not None
    window.office.news.post(notice_news(WENT_BACK, Role.VILLAGE))
    window.office.news.post(News("ok", lambda: ("Data", "")))
    window.office.news.banners()[1].button().click()
    window.open_page("settings", section="look")
    window.office.navigation.page("settings").look.language.changed.emit("en")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: window.office.sidebar.button("settings").accessibleName() == "Settings")
    (banner,) = window.office.news.banners()
    assert "district's last reply" in banner.accessibleName() and banner.isVisible()


def test_a_restore_names_the_folder_who_is_lacking_and_the_next_step(
    qtbot, window: MainWindow, village: AppContext
) -> None:
    register_workers(village, [worker(9001)])
    made = make_backup(village)
    register_workers(village, [worker(9002), worker(9003)])
    data = village.paths.data
    window._closed_work._data = data
    window.show_office(village)
    window.restore(made.path, PASSPHRASE)
    qtbot.waitUntil(
        lambda: window.office is not None and window.office.context is not village and not window.tasks.busy,
        timeout=20_000,
    )
    assert window.office is not None
    told = window.office.news.banners()[-1].accessibleName()
    assert told.startswith("Data dipulihkan: 1 pekerja.")
    assert str(data / "sebelum-pulih-1") in told and "2 orang yang ada di sana" in told
    assert "balasan terakhir dari kabupaten" in told
