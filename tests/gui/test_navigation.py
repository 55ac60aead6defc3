from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from gui.changes import ChangeHub
from gui.error_page import ErrorPage
from gui.navigation import Navigation
from gui.page import BOTH, PageSpec, PageTools
from gui.tasks import TaskRunner
from models.values import Role
from services.changes import Changes
from services.context import AppContext
from services.errors import NotFound
from services.settings import SettingsFile
from tests.gui.doubles import Recorder


class DirtyPage(QWidget):
    """A page with unsaved work, a panel to close first, and sections of its own."""

    def __init__(self) -> None:
        super().__init__()
        QVBoxLayout(self).addWidget(QLineEdit())
        self.dirty, self.panel_open = False, False
        self.arrived: list[dict[str, Any]] = []
        self.heard: list[Changes] = []
        self.numbers: list[int] = []

    def arrive(self, **arguments: Any) -> None:
        self.arrived.append(arguments)

    def refresh(self, changes: Changes) -> None:
        self.heard.append(changes)

    def is_dirty(self) -> bool:
        return self.dirty

    def discard(self) -> None:
        self.dirty = False

    def step_back(self) -> bool:
        was, self.panel_open = self.panel_open, False
        return was

    def take_number(self, number: int) -> bool:
        self.numbers.append(number)
        return number < 3


def _fails(_: PageTools) -> QWidget:
    raise NotFound("worker.missing")


def _bug(_: PageTools) -> QWidget:
    raise ZeroDivisionError


@dataclass
class World:
    """A navigation over three good pages and two broken ones."""

    navigation: Navigation
    tools: PageTools
    built: list[str] = field(default_factory=list)
    answers: list[bool] = field(default_factory=list)


def _spec(key: str, build: Callable[[PageTools], QWidget], **more: Any) -> PageSpec:
    plain = PageSpec(key=key, title="Pekerja", icon="users", group="main", roles=BOTH, build=build)
    return replace(plain, **more)


@pytest.fixture
def world(dressed: object, village: AppContext, tmp_path: Path) -> Iterator[World]:
    tasks = TaskRunner()
    tools = PageTools(village, tasks, ChangeHub(), SettingsFile(tmp_path), Recorder())
    built: list[str] = []

    def build(key: str, make: Callable[[], QWidget]) -> Callable[[PageTools], QWidget]:
        def made(_: PageTools) -> QWidget:
            built.append(key)
            return make()

        return made

    specs = (
        _spec("home", build("home", QLabel)),
        _spec("workers", build("workers", DirtyPage), badge=lambda _: 27),
        _spec("register", build("register", DirtyPage), parent="workers", group=""),
        _spec("district", build("district", QLabel), roles=frozenset({Role.DISTRICT})),
        _spec("refused", _fails),
        _spec("broken", _bug),
    )
    answers: list[bool] = []
    stack = QStackedWidget()
    yield World(Navigation(stack, specs, tools, ErrorPage, lambda: answers.pop()), tools, built, answers)
    assert tasks.close()
    assert answers == []
    stack.deleteLater()


def test_a_page_is_built_on_the_first_visit_and_once(world: World) -> None:
    assert world.built == []
    assert world.navigation.visit("home") and world.navigation.visit("workers") and world.navigation.visit("home")
    assert world.built == ["home", "workers"]


def test_pages_of_the_other_office_are_not_there(world: World) -> None:
    assert "district" not in [spec.key for spec in world.navigation.specs]
    assert not world.navigation.visit("district")


def test_a_page_hears_what_it_was_opened_for(world: World) -> None:
    world.navigation.visit("register", worker="w1")
    assert world.navigation.page("register").arrived == [{"worker": "w1"}]


def test_a_page_that_fails_leaves_the_others_alone(qtbot, world: World) -> None:
    assert world.navigation.visit("refused")
    assert isinstance(world.navigation.page("refused"), ErrorPage)
    with qtbot.waitSignal(world.tools.tasks.faulted) as told:
        world.navigation.visit("broken")
    assert isinstance(told.args[0], ZeroDivisionError)
    assert isinstance(world.navigation.page("broken"), ErrorPage)
    assert world.navigation.visit("home")


def test_unsaved_work_is_asked_about_before_leaving(world: World) -> None:
    world.navigation.visit("workers")
    page = world.navigation.page("workers")
    page.dirty = True
    world.answers.append(False)
    assert not world.navigation.visit("home") and world.navigation.current == "workers" and page.dirty
    world.answers.append(True)
    assert world.navigation.visit("home") and not page.dirty


def test_the_page_itself_may_be_visited_again_without_a_question(world: World) -> None:
    world.navigation.visit("workers")
    world.navigation.page("workers").dirty = True
    assert world.navigation.visit("workers")


def test_esc_closes_the_panel_first_then_goes_up(world: World) -> None:
    world.navigation.visit("register")
    world.navigation.page("register").panel_open = True
    assert world.navigation.go_up() and world.navigation.current == "register"
    assert world.navigation.go_up() and world.navigation.current == "workers"
    assert not world.navigation.go_up() and world.navigation.current == "workers"


def test_alt_number_is_the_pages_own_first(world: World) -> None:
    world.navigation.visit("workers")
    assert world.navigation.take_number(2) and world.navigation.current == "workers"
    assert world.navigation.take_number(3) and world.navigation.current == "refused"
    assert world.navigation.take_number(1) and world.navigation.current == "home"
    assert not world.navigation.take_number(9)


def test_badges_are_counted_off_this_thread_and_again_after_a_change(qtbot, world: World) -> None:
    with qtbot.waitSignal(world.navigation.counted) as told:
        world.navigation.count()
    assert told.args == ["workers", 27]
    with qtbot.waitSignal(world.navigation.counted):
        world.tools.publish(Changes("register", {"worker": frozenset({"w1"})}))


def test_built_pages_hear_of_changes_also_while_hidden(world: World) -> None:
    world.navigation.visit("workers")
    world.navigation.visit("home")
    changes = Changes("register", {"worker": frozenset({"w1"})})
    world.tools.publish(changes)
    assert world.navigation.page("workers").heard == [changes]
