"""One stick is taken at once, among several a person chooses, and one that went away is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from gui.sticks.choosing import StickChooser
from services.context import AppContext
from services.errors import AppError, StorageTrouble
from services.handover.stick_places import Stick
from tests.gui.doubles import Recorder, run_now


@dataclass
class Port:
    """What is plugged in, and what the chooser told."""

    folder: Path
    ctx: AppContext
    sticks: list[Stick] = field(default_factory=list)
    view: Recorder = field(default_factory=Recorder)
    told: list[AppError] = field(default_factory=list)
    over: bool = False

    def plug(self, name: str, **over: Any) -> str:
        path = self.folder / name
        path.mkdir()
        self.sticks.append(replace(Stick.for_folder(path), removable=True, **over))
        return str(path)

    def chooser(self, run: Callable[..., Any] = run_now) -> StickChooser:
        def find() -> tuple[Stick, ...]:
            return tuple(self.sticks)

        return StickChooser(self.view, self.ctx, run, self.told.append, lambda: self.over, find=find)


@pytest.fixture
def port(tmp_path: Path, district: AppContext) -> Port:
    folder = tmp_path / "media"
    folder.mkdir()
    return Port(folder, district)


def test_the_only_stick_is_taken_at_once(port: Port) -> None:
    key = port.plug("usb")
    chooser = port.chooser()
    assert chooser.problem().startswith("Colok USB")
    chooser.look()
    assert port.view.last("show_places")[1] == key
    assert chooser.problem() == ""
    chooser.look()
    assert len(port.view.told["show_places"]) == 1, "nothing changed, nothing is told"


def test_among_several_a_person_chooses(port: Port) -> None:
    port.plug("one")
    two = port.plug("two")
    chooser = port.chooser()
    chooser.look()
    assert chooser.place() is None and chooser.problem().startswith("Pilih dulu")
    chooser.choose(two)
    assert str(chooser.place().stick.path) == two  # type: ignore[union-attr]


def test_a_stick_that_cannot_be_written_is_not_taken(port: Port) -> None:
    key = port.plug("locked", read_only=True)
    chooser = port.chooser()
    chooser.look()
    assert chooser.place() is None
    chooser.choose(key)
    assert chooser.problem() not in ("", "Pilih dulu USB yang dipakai.")


def test_what_went_away_is_no_longer_chosen(port: Port) -> None:
    port.plug("usb")
    chooser = port.chooser()
    chooser.look()
    port.sticks.clear()
    chooser.look()
    assert (chooser.place(), chooser.places) == (None, ())


def test_a_folder_stands_for_a_stick(port: Port, tmp_path: Path) -> None:
    port.plug("usb")
    chooser = port.chooser()
    chooser.pick_folder(tmp_path)
    assert chooser.place().stick.path == tmp_path  # type: ignore[union-attr]
    assert len(chooser.places) == 2


def test_one_look_at_a_time_and_none_when_the_choice_is_over(port: Port) -> None:
    started: list[object] = []
    chooser = port.chooser(lambda job, *_, **__: started.append(job))
    chooser.look()
    chooser.look()
    assert len(started) == 1
    chooser.look_again()
    assert len(started) == 2
    port.over = True
    chooser.look_again()
    assert len(started) == 2


def test_trouble_is_told_and_the_next_look_comes(port: Port) -> None:
    chooser = port.chooser()

    def broken() -> tuple[Stick, ...]:
        raise StorageTrouble("stick.gone")

    chooser.use(broken)
    assert [error.code for error in port.told] == ["stick.gone"]
    port.plug("usb")
    chooser.use(lambda: tuple(port.sticks))
    assert chooser.problem() == ""
