"""An officer with both hands on the keyboard, before the real window on a real database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.page import BOTH, PageSpec, PageTools
from gui.pages import register
from gui.pages.register.page import RegisterPage
from gui.widgets.text_input import TextInput
from gui.window import MainWindow
from services.context import AppContext
from services.settings import SettingsFile
from services.workers.queries import find_by_nik, get_worker
from services.workers.records import WorkerForm
from tests.gui.doubles import CHEAP

NIK = "3316065203799004"
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
RETURN, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space


class OtherPage(QWidget):
    """Stands where another page stands; remembers what was asked of it."""

    def __init__(self, _: PageTools) -> None:
        super().__init__()
        self.asked: list[dict[str, Any]] = []
        QVBoxLayout(self).addWidget(TextInput())

    def arrive(self, **arguments: Any) -> None:
        self.asked.append(arguments)


SPECS = (
    PageSpec("workers", "Pekerja", "users", "main", BOTH, OtherPage),
    PageSpec("person", "Pekerja", "users", "", BOTH, OtherPage, parent="workers"),
    register.PAGE,
)


class Officer:
    """Keys go to the window, as a keyboard's do: an open list gets them first. ``keys``: how many were pressed."""

    def __init__(self, bot: QtBot, window: MainWindow, ctx: AppContext) -> None:
        self.bot, self.window, self.ctx = bot, window, ctx
        self.keys = 0
        assert window.office is not None
        self.navigation = window.office.navigation
        self.list: OtherPage = self.navigation.page("workers")  # type: ignore[assignment]
        self.person: OtherPage = self.navigation.page("person")  # type: ignore[assignment]

    @property
    def page(self) -> RegisterPage:
        page = self.navigation.page("register")
        assert isinstance(page, RegisterPage)
        return page

    def here(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1
        self.bot.keyClick(self.window.windowHandle(), key, modifier)

    def type(self, text: str) -> None:
        """One key after the other, each to where the focus is by then."""
        for sign in text:
            self.keys += 1
            self.bot.keyClick(self.window.windowHandle(), sign)

    def write(self, *texts: str) -> None:
        """Each text, then Enter."""
        for text in texts:
            self.type(text)
            self.key(RETURN)

    def rest(self) -> None:
        """Until nothing is under way any more."""
        self.bot.waitUntil(lambda: not self.window.tasks.busy and not self.page._look_up.isActive())

    def save(self, key: Qt.Key = RETURN) -> None:
        self.key(key, CTRL)
        self.rest()

    def kept(self, nik: str = NIK) -> WorkerForm | None:
        found = find_by_nik(self.ctx, nik)
        return None if found is None else get_worker(self.ctx, found.id).form

    def identity(self, nik: str = NIK, name: str = "SUTINI") -> None:
        """NIK to phone; the NIK goes on by itself, sex and birth date come from it."""
        self.type(nik)
        self.write(name, "BLORA", "NGATMI", "089900000147")

    def toast(self) -> str:
        assert self.window.office is not None
        return self.window.office._toasts.text()


def open_window(qtbot: QtBot, ctx: AppContext, folder: Path, *, press: bool = True) -> Officer:
    """The window on an open office, and Ctrl+N."""
    window = MainWindow(folder / "data", SettingsFile(folder), SPECS, CHEAP)
    window.keep_context = True
    window.resize(1366, 690)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_office(ctx)
    hands = Officer(qtbot, window, ctx)
    if press:
        qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
        hands.rest()
    return hands


def close_window(hands: Officer) -> None:
    """As when the office closes for the day."""
    assert hands.window.close()
    hands.window.deleteLater()


@pytest.fixture
def officer(qtbot: QtBot, dressed: QApplication, village: AppContext, tmp_path: Path) -> Iterator[Officer]:
    hands = open_window(qtbot, village, tmp_path)
    yield hands
    close_window(hands)
