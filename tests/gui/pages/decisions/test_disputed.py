"""A village's page while two versions of a decision stand: nothing is printed, nothing told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.changes import ChangeHub
from gui.page import PageTools
from gui.pages.decisions.page import DecisionsPage
from gui.printing.slip import cards_of
from gui.tasks import TaskRunner
from services.errors import Conflict
from services.programmes.settling import batch_versions, settle
from services.settings import SettingsFile
from tests.gui.doubles import Shell
from tests.twice import FIRST_DECREE, decided_twice, the_batch
from tests.world import World, two_villages


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with two_villages(tmp_path) as made:
        decided_twice(made)
        yield made


def opened(world: World, qtbot: QtBot, shell: Shell, folder: Path, tasks: TaskRunner) -> DecisionsPage:
    page = DecisionsPage(PageTools(world.one, tasks, ChangeHub(), SettingsFile(folder), shell))  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.resize(1150, 690)
    page.show()
    page.arrive()
    qtbot.waitUntil(lambda: not tasks.busy)
    return page


def test_papers_and_messages_are_held_until_the_district_has_chosen(
    world: World, qtbot: QtBot, dressed: QApplication, shell: Shell, tmp_path: Path
) -> None:
    tasks = TaskRunner()
    page = opened(world, qtbot, shell, tmp_path / "settings", tasks)
    assert page.disputed.isVisible()
    assert page.disputed.accessibleName().startswith("Putusan ini ada 2 versi. Putusan ")
    assert not (page.print.isEnabled() or page.save.isEnabled() or page.cards.isVisible())
    page.papers.save_list(page.presenter.batch)  # by whatever way somebody comes to it
    assert "Kabupaten memilih dulu satu versi" in page.trouble.accessibleName()
    with pytest.raises(Conflict, match="programme.disputed"):
        list(cards_of(world.one, the_batch(world.one).batch_id) or _only_with_a_decree(world))
    QGuiApplication.clipboard().setText("before")
    qtbot.keyClick(page.table, Qt.Key.Key_S)
    assert QGuiApplication.clipboard().text() == "before"
    assert not page.side.message_card.isVisibleTo(page.side)
    settle(world.district, the_batch(world.district).id, _decreed(world))
    world.down()
    page.arrive()
    qtbot.waitUntil(lambda: not tasks.busy and page.cards.isVisible())
    assert page.print.isEnabled() and not page.disputed.isVisible()
    assert page.side.message_card.isVisibleTo(page.side)
    assert cards_of(world.one, the_batch(world.one).batch_id)
    tasks.close()


def _decreed(world: World) -> str:
    versions = batch_versions(world.district, the_batch(world.district).id)
    return next(each.id for each in versions if each.decree_no == FIRST_DECREE)


def _only_with_a_decree(world: World) -> tuple[object, ...]:
    """Where the version that is shown has no decree there are no cards anyway."""
    from services.programmes.disputed import require_settled

    require_settled(world.one, the_batch(world.one).batch_id)
    return ()
