"""The matrix of villages: one control, led by arrows, read aloud."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from gui.widgets.village_matrix import Matrix295, MatrixRow, VillageCell, VillageMark, paint_village_cell

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform

STATES = ("ok", "old", "gap", "late", "none", "usb")


def _row(name: str, count: int) -> MatrixRow:
    cells = (VillageCell(f"{name}{place}", f"Desa {place}", STATES[place % 6], "bulan ini") for place in range(count))
    return MatrixRow(name, tuple(cells))


@pytest.fixture
def matrix(qtbot: QtBot) -> Matrix295:
    made = Matrix295()
    qtbot.addWidget(made)
    made.set_rows([_row("Jati", 12), _row("Kradenan", 3), _row("Ngawen", 29)])
    made.resize(820, made.sizeHint().height())
    return made


def test_arrows_move_and_stay_inside(matrix: Matrix295, qtbot: QtBot) -> None:
    told: list[str] = []
    matrix.current_changed.connect(told.append)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_Left):
        qtbot.keyClick(matrix, key)
    assert told == ["Jati11", "Kradenan2", "Ngawen2", "Ngawen2", "Ngawen0", "Ngawen0"]


def test_enter_and_double_click_open(matrix: Matrix295, qtbot: QtBot) -> None:
    told: list[str] = []
    matrix.opened.connect(told.append)
    qtbot.keyClick(matrix, Qt.Key.Key_Enter)
    where = matrix._cell_rect(2, 5).center().toPoint()
    qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseDClick(matrix, Qt.MouseButton.LeftButton, pos=where)
    assert told == ["Jati0", "Ngawen5"]
    current = matrix.current()
    assert current is not None
    assert current.code == "Ngawen5"


def test_village_is_read_aloud(matrix: Matrix295) -> None:
    matrix.select("Kradenan1")
    assert matrix.accessibleDescription() == "Desa 1, Kecamatan Kradenan: bulan ini"


def test_current_village_survives_other_data(matrix: Matrix295) -> None:
    matrix.select("Ngawen5")
    matrix.set_rows([_row("Ngawen", 29), _row("Jati", 12)])
    current = matrix.current()
    assert current is not None
    assert current.code == "Ngawen5"
    matrix.set_rows([])
    assert matrix.current() is None


def test_states_differ_without_colour(qtbot: QtBot) -> None:
    def grey(state: str) -> bytes:
        image = QImage(16, 16, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        paint_village_cell(painter, QRectF(0, 0, 16, 16), state)  # type: ignore[arg-type]
        painter.end()
        return bytes(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits())

    assert len({grey(state) for state in STATES}) == len(STATES)
    mark = VillageMark("usb")
    qtbot.addWidget(mark)
    assert mark.sizeHint().width() == 16


def test_it_fits_when_there_is_little_room(matrix: Matrix295) -> None:
    matrix.resize(matrix.minimumSizeHint().width(), 100)
    assert matrix._cell_rect(2, 28).right() <= matrix.width() - 50
