"""The district's page while a batch was decided twice, and the question before it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.confirm import Question
from gui.pages.programme.versions import VersionsDialog
from tests.gui.pages.programme.test_page import Desk
from tests.twice import FIRST_DECREE, decided_twice, funded, the_batch, went_back
from tests.world import World, two_villages

Open = Callable[[], Desk]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with two_villages(tmp_path) as made:
        yield made


@pytest.fixture
def open_desk(dressed: QApplication, world: World, tmp_path: Path, qtbot: QtBot) -> Iterator[Open]:
    desks: list[Desk] = []

    def make() -> Desk:
        desks.append(Desk(world.district, tmp_path / "settings", qtbot))
        return desks[-1]

    yield make
    for desk in desks:
        desk.tasks.close()


def answer(desk: Desk, kind: type[QWidget], act: Callable[[QWidget], object]) -> list[str]:
    """When a dialog of that kind opens, do that; gives its title once it was there."""
    titles: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            titles.append(dialog.windowTitle())
            act(dialog)
        else:
            QTimer.singleShot(10, desk.page, look)

    QTimer.singleShot(10, desk.page, look)
    return titles


def test_the_page_tells_of_two_versions_and_one_is_chosen_whole(world: World, open_desk: Open, qtbot: QtBot) -> None:
    twice = decided_twice(world)
    desk = open_desk()
    page = desk.page
    assert page.disputed.isVisible()
    assert page.disputed.accessibleName().startswith("Putusan ini ada 2 versi. ")
    assert f"{len(twice.first ^ twice.second)} di antaranya berbeda hasil" in page.disputed.accessibleName()
    assert not page.decided.form.isVisible()

    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, VersionsDialog)
        assert not dialog.use.isEnabled()
        (card,) = (card for card in dialog.cards.values() if FIRST_DECREE in card.accessibleDescription())
        assert "4 orang didanai, Rp806.400" in card.accessibleDescription()
        card.setFocus()
        qtbot.keyClick(card, Qt.Key.Key_Space)
        qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)

    assert answer(desk, VersionsDialog, choose) == []
    qtbot.mouseClick(page.disputed.button(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: funded(world.district) == twice.first)
    desk.rest()
    qtbot.waitUntil(lambda: not page.disputed.isVisible())
    assert the_batch(world.district).decree_no == FIRST_DECREE


def test_the_version_without_a_decree_gets_its_form_back(world: World, open_desk: Open, qtbot: QtBot) -> None:
    twice = decided_twice(world)
    desk = open_desk()
    page = desk.page
    (wanted,) = (each for each in _versions(desk) if not each[1])
    page.presenter.settle(wanted[0])
    qtbot.waitUntil(lambda: funded(world.district) == twice.second)
    desk.rest()
    qtbot.waitUntil(lambda: page.decided.form.isVisible())
    assert not page.disputed.isVisible()


def _versions(desk: Desk) -> list[tuple[str, str]]:
    from services.programmes.settling import batch_versions

    ctx = desk.page._tools.context
    return [(each.id, each.decree_no) for each in batch_versions(ctx, the_batch(ctx).id)]


@pytest.mark.parametrize("anyway", [True, False])
def test_before_the_villages_handed_over_again_the_page_asks(
    world: World, open_desk: Open, qtbot: QtBot, anyway: bool
) -> None:
    went_back(world)
    desk = open_desk()

    def reply(dialog: QWidget) -> None:
        assert isinstance(dialog, Question)
        qtbot.mouseClick(dialog.act if anyway else dialog.stay, Qt.MouseButton.LeftButton)

    titles = answer(desk, Question, reply)
    desk.page.presenter.propose()
    qtbot.waitUntil(lambda: bool(titles))
    desk.rest()
    assert titles == ["Belum semua desa menyerahkan lagi"]
    qtbot.waitUntil(lambda: (the_batch(world.district).decided_on is not None) is anyway)
