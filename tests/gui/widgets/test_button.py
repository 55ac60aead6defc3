"""Buttons: pressed by mouse, Space, Enter and shortcut; busy; never clipped."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.theme import set_zoom
from gui.widgets.button import _LOOKS, Button
from gui.widgets.layouts import V
from gui.widgets.painting import text_width
from tests.gui.widgets.conftest import Present

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform


@pytest.fixture
def pressed() -> list[bool]:
    return []


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_keys_press_it(qtbot: QtBot, pressed: list[bool], key: Qt.Key) -> None:
    button = Button("Simpan", on_click=lambda: pressed.append(True))
    qtbot.addWidget(button)
    qtbot.keyClick(button, key)
    assert pressed == [True]


def test_shortcut_works_and_survives_another_text(qtbot: QtBot, present: Present, pressed: list[bool]) -> None:
    holder = QWidget()
    button = Button("Simpan", shortcut="Ctrl+S", on_click=lambda: pressed.append(True))
    holder.setLayout(V(button))
    button.set_text("Simpan lagi")
    present(holder)
    qtbot.keyClick(holder, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pressed == [True], timeout=1000)  # Qt shows the press for a moment first


def test_ampersand_is_a_letter(qtbot: QtBot) -> None:
    button = Button("Simpan & berikutnya")
    qtbot.addWidget(button)
    assert button.label() == button.accessibleName() == "Simpan & berikutnya"
    assert button.shortcut().isEmpty()


def test_busy_cannot_be_pressed(qtbot: QtBot, pressed: list[bool]) -> None:
    button = Button("Simpan", on_click=lambda: pressed.append(True))
    qtbot.addWidget(button)
    button.set_busy("Menyimpan…")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == []
    assert button.accessibleName() == "Menyimpan…"
    button.set_busy(None)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [True]


@pytest.mark.parametrize("zoom", [1.0, 1.5])
@pytest.mark.parametrize("size", ["s", "m", "l"])
def test_text_is_never_clipped(qapp: QApplication, qtbot: QtBot, size: str, zoom: float) -> None:
    set_zoom(qapp, zoom)
    button = Button("Gabungkan 12 paket", icon="merge", keycap="F9", size=size)  # type: ignore[arg-type]
    qtbot.addWidget(button)
    room = button.sizeHint().width()
    set_zoom(qapp, 1.0)
    assert room > text_width(button._font(), "Gabungkan 12 paket") * (zoom if zoom == 1.0 else 1.4)


def test_icon_button_has_a_name_and_a_tip(qtbot: QtBot) -> None:
    button = Button("", "ghost", icon="trash", name="Hapus ahli waris", keycap="Del")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Hapus ahli waris"
    assert button.toolTip() == "Hapus ahli waris  Del"
    assert button.sizeHint().width() == button.sizeHint().height()


@pytest.mark.parametrize("kind", sorted(_LOOKS))
def test_every_kind_paints(qtbot: QtBot, kind: str) -> None:
    button = Button("Cetak", kind, icon="printer")  # type: ignore[arg-type]
    qtbot.addWidget(button)
    image = button.grab().toImage()
    assert len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}) > 5


def test_a_busy_button_takes_the_focus_back_unless_one_went_on(qtbot: QtBot) -> None:
    first, second, third = Button("Baca"), Button("Selesai"), Button("Lain")
    page = QWidget()
    page.setLayout(V(first, second, third))
    qtbot.addWidget(page)
    page.show()
    first.setFocus()
    first.set_busy("Membaca…")
    assert page.focusWidget() is second
    first.set_busy("Masih membaca…")
    first.set_busy(None)
    assert page.focusWidget() is first
    first.set_busy("Membaca…")
    third.setFocus()
    first.set_busy(None)
    assert page.focusWidget() is third
