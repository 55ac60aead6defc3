from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from gui import application
from gui.application import choose_platform, dress, no_screen_text, run_window
from gui.language import tr
from gui.theme import theme, zoom
from services.settings import Settings

_SIGNS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_QPA_DISPLAY")


@pytest.fixture
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _SIGNS:
        monkeypatch.setenv(name, "")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_without_a_screen_qt_draws_offscreen(no_screen: None) -> None:
    assert choose_platform()
    assert not choose_platform()  # it is chosen now


def test_a_screen_or_a_choice_of_ones_own_is_left_alone(no_screen: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    assert not choose_platform()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_a_window_without_a_screen_says_what_works_instead(
    no_screen: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_window(tmp_path) == 1
    told = capsys.readouterr().err
    assert told.strip() == no_screen_text() and "tour" in told and "screenshots" in told


def test_settings_dress_the_running_program(dressed: QApplication) -> None:
    dress(dressed, Settings(theme="dark", zoom=125, language="en"))
    assert theme().dark and zoom() == 1.25 and tr("Pengaturan") == "Settings"
    dress(dressed, Settings(theme="light"))
    assert not theme().dark and zoom() == 1.0 and tr("Pengaturan") == "Pengaturan"


def test_qts_own_buttons_speak_the_language(qtbot, dressed: QApplication) -> None:
    def words() -> set[str]:
        box = QMessageBox()
        qtbot.addWidget(box)
        box.setStandardButtons(QMessageBox.StandardButton.Cancel | QMessageBox.StandardButton.Save)
        return {button.text().replace("&", "") for button in box.buttons()}

    assert words() == {"Batal", "Simpan"}
    dress(dressed, Settings(theme="light", language="en"))
    assert words() == {"Cancel", "Save"}
    dress(dressed, Settings(theme="light"))
    assert len(dressed.findChildren(application.QtWords)) == 1
