"""A forgotten passphrase: the printed code, a new passphrase, and the office is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gui.pages.sign_in.page import SignInPage
from gui.tasks import TaskRunner
from services import startup
from tests.gui.doubles import CHEAP
from tests.offices import PASSPHRASE, VILLAGE

NEW = "gagak sawah lumbung kendi"
ENTER = Qt.Key.Key_Return


@pytest.fixture
def office(tmp_path: Path) -> startup.SetUp:
    made = startup.set_up_village(tmp_path / "data", VILLAGE, "Siti Aminah", PASSPHRASE, doors=CHEAP)
    startup.close(made.context)
    return made


@pytest.fixture
def page(qtbot, dressed: QApplication, office: startup.SetUp, tmp_path: Path) -> Iterator[SignInPage]:
    tasks = TaskRunner()
    page = SignInPage(tasks, tmp_path / "data", office.context.user.id, lambda: 0.0, CHEAP)
    qtbot.addWidget(page)
    page.setMinimumSize(640, 360)
    page.resize(1366, 690)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    page.show_forgotten()
    yield page
    assert tasks.close()


def fill(qtbot, page: SignInPage, code: str, first: str, second: str) -> None:
    card = page.forgotten
    assert card.code.edit.hasFocus()
    qtbot.keyClicks(card.code.edit, code)
    qtbot.keyClick(card.code.edit, ENTER)
    qtbot.keyClicks(card.first.edit, first)
    qtbot.keyClick(card.first.edit, ENTER)
    qtbot.keyClicks(card.second.edit, second)
    qtbot.keyClick(card.second.edit, ENTER)


def test_by_keyboard_alone_into_the_office(qtbot, page: SignInPage, office: startup.SetUp, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.opened) as opened:
        fill(qtbot, page, office.recovery_code.lower(), NEW, NEW)
    startup.close(opened.args[0])
    startup.close(startup.sign_in(tmp_path / "data", NEW, doors=CHEAP))


@pytest.mark.parametrize(
    ("code", "first", "second", "field", "words"),
    [
        ("", NEW, NEW, "code", "belum diisi"),
        ("AAAAA BBBBB CCCCC DDDDD EEEEE", NEW, NEW, "code", "tidak cocok"),
        (None, NEW, "lain sama sekali ya", "second", "beda"),
        (None, "desa", "desa", "first", "pendek"),
        (None, "", "", "first", "belum diisi"),
    ],
)
def test_what_will_not_do_is_told_at_its_field(
    qtbot, page: SignInPage, office: startup.SetUp, code: str | None, first: str, second: str, field: str, words: str
) -> None:
    fill(qtbot, page, office.recovery_code if code is None else code, first, second)
    at = getattr(page.forgotten, field)
    qtbot.waitUntil(lambda: bool(at.problem()))
    assert words in at.problem()
    assert at.edit.hasFocus()


def test_escape_goes_back_to_the_door(qtbot, page: SignInPage) -> None:
    qtbot.keyClick(page.forgotten.code.edit, Qt.Key.Key_Escape)
    assert page.passphrase.isVisible()
    assert page.passphrase.edit.hasFocus()


def test_the_printed_code_is_seen_whole(qtbot, page: SignInPage) -> None:
    widest = "-".join(["HM4WN"] * 5)
    edit = page.forgotten.code.edit
    assert edit.fontMetrics().horizontalAdvance(widest) + 6 <= edit.width()
