from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from gui.pages.sign_in.page import SignInPage
from gui.tasks import TaskRunner
from services import startup
from services.context import AppContext
from services.safekeeping import keyfile
from tests.gui.doubles import CHEAP
from tests.offices import PASSPHRASE


@pytest.fixture
def page(qtbot, dressed: QApplication, village: AppContext, tmp_path: Path) -> Iterator[SignInPage]:
    tasks = TaskRunner()
    page = SignInPage(tasks, tmp_path / "data", village.user.id, lambda: 0.0, CHEAP)
    qtbot.addWidget(page)
    page.setMinimumSize(640, 360)  # its own: offscreen windows complain when a layout changes the minimum
    page.resize(1366, 690)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    page.setFocus()
    yield page
    assert tasks.close()


def test_enter_opens_with_the_right_passphrase(qtbot, page: SignInPage) -> None:
    qtbot.keyClicks(page.passphrase.edit, PASSPHRASE)
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
    assert opened.args[0].user.name == "Siti Aminah"
    assert page.passphrase.text() == ""
    startup.close(opened.args[0])


def test_a_wrong_one_is_told_and_can_be_typed_over(qtbot, page: SignInPage) -> None:
    qtbot.keyClicks(page.passphrase.edit, "bukan ini")
    qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "tidak cocok" in page.passphrase.problem())
    assert page.passphrase.edit.hasSelectedText() and page.open.isEnabled()


def test_five_misses_lock_the_button_for_a_while(qtbot, page: SignInPage) -> None:
    for _ in range(5):
        page.passphrase.edit.setText("bukan ini")
        page.try_it()
        qtbot.waitUntil(lambda: not page.open.is_busy())
    assert not page.open.isEnabled() and "2 detik" in page.passphrase.problem()


def test_the_passphrase_is_hidden_until_the_eye_is_pressed(page: SignInPage) -> None:
    assert page.passphrase.edit.echoMode() is QLineEdit.EchoMode.Password
    assert page.passphrase.input.eye is not None
    page.passphrase.input.eye.click()
    assert page.passphrase.edit.echoMode() is QLineEdit.EchoMode.Normal


def test_caps_lock_is_noticed_from_what_arrives(qtbot, page: SignInPage) -> None:
    qtbot.keyClick(page.passphrase.edit, "A")
    assert page.caps_warning.isVisible()
    qtbot.keyClick(page.passphrase.edit, "a")
    assert not page.caps_warning.isVisible()


def test_a_code_is_followed_by_a_passphrase_of_ones_own(qtbot, page: SignInPage, village: AppContext) -> None:
    keys, user = page._data / "kunci.json", village.user
    keyfile.put_user(keys, village.database.key, user.id, user.name, "ABCDE-FGHJK-MNPQR", once=True, kdf=CHEAP.kdf)
    qtbot.keyClicks(page.passphrase.edit, "abcdefghjkmnpqr")
    qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(page.own.isVisible)
    assert page.own.new.first.edit.hasFocus() and not page.passphrase.isVisible()
    for first, second, field, words in (
        ("", "", "first", "belum diisi"),
        ("gagak sawah lumbung kendi", "lain", "second", "berbeda"),
        ("desa desa", "desa desa", "first", "pendek"),
    ):
        page.own.new.first.edit.setText(first)
        page.own.new.second.edit.setText(second)
        qtbot.keyClick(page.own.new.second.edit, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda field=field, words=words: words in getattr(page.own.new, field).problem())
    for each in (page.own.new.first, page.own.new.second):
        each.edit.setText("gagak sawah lumbung kendi")
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(page.own.new.second.edit, Qt.Key.Key_Return)
    startup.close(opened.args[0])
    startup.close(startup.open_office(page._data, "gagak sawah lumbung kendi", doors=CHEAP))
    assert not keyfile.is_once(keys, user.id)


def test_what_did_not_fit_before_is_told_after_opening(qtbot, page: SignInPage) -> None:
    page.passphrase.edit.setText("bukan ini")
    page.try_it()
    qtbot.waitUntil(lambda: "tidak cocok" in page.passphrase.problem())
    page.passphrase.edit.setText(PASSPHRASE)
    told: list[object] = []
    page.opened.connect(told.append)
    page.missed.connect(told.append)
    page.try_it()
    qtbot.waitUntil(lambda: len(told) == 2)
    startup.close(told[0])
    assert str(told[1]).startswith("1 percobaan masuk gagal")
