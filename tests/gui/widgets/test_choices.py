"""Check boxes, radio buttons, switches, sliders, segments and chips by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.check import Check
from gui.widgets.chip import FilterChip
from gui.widgets.layouts import V
from gui.widgets.menu import Menu
from gui.widgets.radio import Radio
from gui.widgets.segment import Segment
from gui.widgets.slider import Slider
from gui.widgets.switch import Switch
from tests.gui.widgets.conftest import Present

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform


def test_whole_text_of_a_check_is_its_target(qtbot: QtBot) -> None:
    check = Check("Pekerja sudah dijelaskan & setuju")
    qtbot.addWidget(check)
    check.resize(check.sizeHint())
    qtbot.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(check.width() - 4, check.height() // 2))
    assert check.isChecked()
    qtbot.keyClick(check, Qt.Key.Key_Space)
    assert not check.isChecked()


def test_long_check_wraps_instead_of_clipping(qtbot: QtBot) -> None:
    check = Check("Pekerja sudah dijelaskan dan setuju datanya dikirim ke kabupaten. " * 3, wrap=True)
    qtbot.addWidget(check)
    assert check.heightForWidth(300) > check.heightForWidth(900) > check.heightForWidth(4000) - 1


def test_radios_of_one_parent_exclude_each_other(qtbot: QtBot, present: Present) -> None:
    holder = QWidget()
    one, two = Radio("Perempuan"), Radio("Laki-laki")
    holder.setLayout(V(one, two))
    present(holder)
    qtbot.mouseClick(one, Qt.MouseButton.LeftButton)
    qtbot.keyClick(one, Qt.Key.Key_Down)
    assert (one.isChecked(), two.isChecked()) == (False, True)


def test_switch_by_space(qtbot: QtBot) -> None:
    switch = Switch("Cadangkan saat ditutup")
    qtbot.addWidget(switch)
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert switch.isChecked()
    assert switch.accessibleName() == "Cadangkan saat ditutup"


def test_slider_by_keys_and_click(qtbot: QtBot) -> None:
    slider = Slider("Penghasilan", 0, 50, 35, step=5)
    qtbot.addWidget(slider)
    slider.resize(300, 24)
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert slider.value() == 40
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert slider.value() == 0
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(150, 12))
    assert 23 <= slider.value() <= 27


def test_segment_tells_the_value_by_click_and_arrow(qtbot: QtBot, present: Present) -> None:
    segment = Segment([("sign", "Tanda tangan"), ("thumb", "Cap jempol"), ("oral", "Lisan")], name="Cara")
    present(segment)
    told: list[str] = []
    segment.changed.connect(told.append)
    first, second, _ = segment._group.buttons()
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    qtbot.keyClick(second, Qt.Key.Key_Right)
    assert told == ["thumb", "oral"]
    segment.set_value("sign")
    assert (segment.value(), told) == ("sign", ["thumb", "oral"])
    assert first.isChecked()


def test_chip_toggles_and_says_its_count(qtbot: QtBot) -> None:
    chip = FilterChip("Belum lengkap", 1182)
    qtbot.addWidget(chip)
    told: list[bool] = []
    chip.toggled.connect(told.append)
    qtbot.keyClick(chip, Qt.Key.Key_Return)
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert told == [True, False]
    assert chip.accessibleName() == "Belum lengkap, 1.182"


def test_cross_of_a_chip_removes(qtbot: QtBot) -> None:
    chip = FilterChip("Buruh tani", removable=True)
    qtbot.addWidget(chip)
    chip.setChecked(True)
    chip.resize(chip.sizeHint())
    told: list[bool] = []
    chip.removed.connect(lambda: told.append(True))
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 12, 16))
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert told == [True, True]
    assert chip.isChecked()


def test_chip_with_a_menu_opens_it_and_does_not_toggle(qtbot: QtBot) -> None:
    menu = Menu()
    menu.addAction("Buruh tani")
    chip = FilterChip("Pekerjaan", menu=menu)
    qtbot.addWidget(chip)
    qtbot.addWidget(menu)
    chip.show()
    qtbot.keyClick(chip, Qt.Key.Key_F4)
    assert menu.isVisible()
    menu.hide()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert menu.isVisible()
    assert not chip.isChecked()
    menu.hide()


def test_a_long_check_gets_the_height_of_its_lines(dressed: QApplication, qtbot: QtBot) -> None:
    check, page = Check("", wrap=True), QWidget()
    page.setLayout(V(check, None))
    qtbot.addWidget(page)
    page.resize(160, 300)
    page.show()
    check.set_label("Lembar kode sudah dicetak atau dicatat, dan disimpan di tempat terkunci")
    qtbot.waitUntil(lambda: check.height() == check.heightForWidth(check.width()))
    assert check.height() > 60
