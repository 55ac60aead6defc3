"""A village's first kit is taken only after its six words were compared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.kit_words import KitWordsDialog, words_to_compare
from gui.pages.handover.page import HandoverPage
from services import startup
from services.context import AppContext
from services.handover.kits import make_kits
from services.handover.office_facts import has_kit
from services.handover.rotating import root_facts
from tests.gui.tools import page_tools
from tests.offices import OTHER_VILLAGE, VILLAGE, district_office, village_office


@pytest.fixture
def district(tmp_path: Path) -> Iterator[AppContext]:
    ctx = district_office(tmp_path / "kabupaten")
    yield ctx
    startup.close(ctx)


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[AppContext]:
    ctx = village_office(tmp_path / "desa")
    yield ctx
    startup.close(ctx)


def test_words_are_asked_for_once(bare: AppContext, district: AppContext, tmp_path: Path) -> None:
    (kit, other) = make_kits(district, [VILLAGE, OTHER_VILLAGE], tmp_path / "usb")
    words = root_facts(district).print.words
    assert words_to_compare(bare, [tmp_path / "usb"]) == words == words_to_compare(bare, [kit.path])
    assert words_to_compare(bare, [other.path]) == (), "it will be refused anyway"
    from services.handover.kits import take_kit

    take_kit(bare, kit.path)
    assert words_to_compare(bare, [kit.path]) == (), "the root key is pinned from now on"


@pytest.mark.parametrize("same", [True, False])
def test_the_page_takes_it_only_with_the_tick(
    bare: AppContext,
    district: AppContext,
    dressed: QApplication,
    tmp_path: Path,
    qtbot: QtBot,
    same: bool,
) -> None:
    (kit,) = make_kits(district, [VILLAGE], tmp_path / "usb")
    with page_tools(bare, tmp_path / "settings") as tools:
        page = HandoverPage(tools, lambda: ())
        qtbot.addWidget(page)
        page.show()
        page.plug.files_wanted.emit([str(kit.path)])
        qtbot.waitUntil(lambda: bool(page.findChildren(KitWordsDialog)))
        (dialog,) = page.findChildren(KitWordsDialog)
        assert dialog.compare.grid.words() == root_facts(district).print.words
        assert not dialog.take.isEnabled() and not has_kit(bare)
        if same:
            qtbot.keyClick(dialog.compare.same, Qt.Key.Key_Space)
            dialog.take.click()
            qtbot.waitUntil(lambda: has_kit(bare))
        else:
            dialog.reject()
            qtbot.waitUntil(lambda: not tools.tasks.busy)
            assert not has_kit(bare)
        page.hide()
        qtbot.waitUntil(lambda: not tools.tasks.busy)
