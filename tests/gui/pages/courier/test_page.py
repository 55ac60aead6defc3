"""From stick to stick at a sub-district office, with the keyboard, without an office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.pages.courier.page import CourierPage
from gui.tasks import TaskRunner
from services.handover.handing_over import hand_over
from services.handover.stick_places import Stick
from tests.services.handover.volumes import volume
from tests.world import World, two_villages


@dataclass
class Shown:
    page: CourierPage
    world: World
    folder: Path
    sticks: list[Stick] = field(default_factory=list)

    def plug(self, *paths: Path) -> None:
        for path in paths:
            path.mkdir(exist_ok=True)
        self.sticks[:] = [replace(Stick.for_folder(path), label=path.name, removable=True) for path in paths]
        self.page.presenter.look()


@pytest.fixture
def shown(tmp_path: Path, dressed: QApplication, qtbot: QtBot) -> Iterator[Shown]:
    sticks: list[Stick] = []
    tasks = TaskRunner()
    page = CourierPage(tasks, lambda: tuple(sticks))
    page.resize(1100, 768)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    with two_villages(tmp_path) as world:
        yield Shown(page, world, tmp_path, sticks)
        qtbot.waitUntil(lambda: not tasks.busy)
    tasks.close()


def press_copy(shown: Shown, qtbot: QtBot) -> None:
    qtbot.keyClick(shown.page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_renamed_file_is_named_with_the_reason(shown: Shown, qtbot: QtBot) -> None:
    page, source = shown.page, shown.folder / "DESA"
    source.mkdir()
    (sent,) = hand_over(shown.world.one, source)
    hand_over(shown.world.two, source)
    renamed = sent.path.rename(sent.path.with_name(f"{sent.path.stem} (1).payung"))
    shown.plug(source)
    qtbot.waitUntil(lambda: len(page.source.cards) == 1)
    page.source.cards[str(source)].setChecked(True)
    qtbot.waitUntil(lambda: page.copy.label() == "Salin 1 paket")
    assert page._bad.isVisible() and page._bad.text().startswith(f"{renamed.name}: Nama berkas ini bukan")


def test_two_villages_go_onto_one_stick_which_is_then_let_go(shown: Shown, qtbot: QtBot) -> None:
    page, source = shown.page, shown.folder / "DESA"
    source.mkdir()
    hand_over(shown.world.one, source)
    hand_over(shown.world.two, source)
    with volume(shown.folder / "KECAMATAN") as target:
        shown.plug(source, target)
        qtbot.waitUntil(lambda: len(page.source.cards) == 2)
        page.source.cards[str(source)].setChecked(True)
        page.target.cards[str(target)].setChecked(True)
        qtbot.waitUntil(lambda: page.copy.label() == "Salin 2 paket")
        press_copy(shown, qtbot)
        qtbot.waitUntil(page.done.button.hasFocus)
        assert page.done.title.text() == "Cocok. Jangan cabut dulu."
        assert {path.name for path in target.rglob("*.payung")} == {path.name for path in source.rglob("*.payung")}
        qtbot.keyClick(page.done.button, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.done.title.text() == "Selesai. Boleh dicabut.")
        assert page.back.hasFocus()


def test_a_torn_bundle_is_named_and_the_other_goes(shown: Shown, qtbot: QtBot) -> None:
    page, source, target = shown.page, shown.folder / "DESA", shown.folder / "KECAMATAN"
    source.mkdir()
    hand_over(shown.world.one, source)
    hand_over(shown.world.two, source)
    torn = next(source.rglob("*.payung"))
    torn.write_bytes(torn.read_bytes()[:-1])
    shown.plug(source, target)
    qtbot.waitUntil(lambda: len(page.source.cards) == 2)
    page.presenter.choose_source(str(source))
    page.presenter.choose_target(str(target))
    qtbot.waitUntil(lambda: page.copy.label() == "Salin 1 paket")
    press_copy(shown, qtbot)
    qtbot.waitUntil(page.refused.isVisible)
    assert torn.name in page.refused.accessibleName() and "belum tersalin utuh" in page.refused.accessibleName()
    assert len(list(target.rglob("*.payung"))) == 1


def test_what_is_missing_is_said_and_esc_leaves(shown: Shown, qtbot: QtBot) -> None:
    page, one, two = shown.page, shown.folder / "SATU", shown.folder / "DUA"
    told = []
    for wanted, choose in (
        ("asal", lambda: None),
        ("tujuan", lambda: page.presenter.choose_source(str(one))),
        ("sama", lambda: page.presenter.choose_target(str(one))),
        ("Tidak ada paket", lambda: page.presenter.choose_target(str(two))),
    ):
        if not shown.sticks:
            shown.plug(one, two)
            qtbot.waitUntil(lambda: len(page.source.cards) == 2)
        choose()
        press_copy(shown, qtbot)
        assert wanted in page.problem.accessibleName()
        told.append(wanted)
    with qtbot.waitSignal(page.closed):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert len(told) == 4


def test_a_folder_may_stand_for_a_stick(shown: Shown, qtbot: QtBot) -> None:
    page, source = shown.page, shown.folder / "kumpulan"
    source.mkdir()
    hand_over(shown.world.one, source)
    target = shown.folder / "usb"
    target.mkdir()
    page.source.folder_picked.emit(str(source))
    page.target.folder_picked.emit(str(target))
    qtbot.waitUntil(lambda: str(target) in page.target.cards and page.copy.label() == "Salin 1 paket")
    press_copy(shown, qtbot)
    qtbot.waitUntil(page.done.isVisible)
    assert page.done.title.text() == "Selesai. Ini folder biasa, tidak ada yang perlu dicabut."
    assert page.copy.hasFocus()


@pytest.mark.parametrize("size", [(1150, 690), (630, 360)])
def test_nothing_needs_scrolling_sideways(shown: Shown, qtbot: QtBot, size: tuple[int, int]) -> None:
    page = shown.page
    shown.plug(shown.folder / "SATU", shown.folder / "DUA")
    qtbot.waitUntil(lambda: len(page.source.cards) == 2)
    page.resize(*size)
    qtbot.waitUntil(lambda: page.width() == size[0] >= page.minimumSizeHint().width())
    qtbot.waitUntil(lambda: page.scroll.widget().width() <= page.scroll.viewport().width())
