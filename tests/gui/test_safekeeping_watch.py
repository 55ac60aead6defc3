"""Safety that nobody has to think of: the weekly check, and the way out of a full disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from gui.safekeeping_watch import SafekeepingWatch
from gui.tasks import TaskRunner
from services.changes import Changes
from services.context import AppContext
from services.errors import StorageTrouble
from services.safekeeping.ballast import FILE, SIZE, ensure_ballast, full_disk, has_ballast
from services.safekeeping.full_check import last_check
from services.workers.commands import register_worker
from tests.offices import worker

Note = tuple[str, bool, str, Callable[[], None] | None]


class Desk:
    """Where the watch sits."""

    def __init__(self, village: AppContext) -> None:
        self.runner = TaskRunner()
        self.told: list[Changes] = []
        self.notes: list[Note] = []
        self.shown: list[str] = []
        self.watch = SafekeepingWatch(
            self.runner,
            village,
            self.runner,
            self.told.append,
            lambda *note: self.notes.append(note),
            lambda: self.shown.append("backup"),
        )


@pytest.fixture
def desk(village: AppContext, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    (village.paths.data / FILE).write_bytes(bytes(SIZE))  # what it is made of is another test's matter
    desk = Desk(village)
    yield desk
    assert desk.runner.close()


def test_it_looks_once_a_week_and_says_nothing_while_all_is_well(qtbot: QtBot, desk: Desk, village: AppContext) -> None:
    for _ in range(2):
        desk.watch.look()
        qtbot.waitUntil(lambda: not desk.runner.busy, timeout=10_000)
    assert [changes.touches("backup") for changes in desk.told] == [True]
    assert desk.notes == []
    found = last_check(village)
    assert found is not None
    assert found.passed


def test_what_is_wrong_is_told_with_the_way_there(qtbot: QtBot, desk: Desk, village: AppContext) -> None:
    register_worker(village, worker(9001))
    with village.write() as unit:
        unit.connection.exec_driver_sql("UPDATE worker SET rt = '999'")
    desk.watch.look()
    qtbot.waitUntil(lambda: bool(desk.notes), timeout=10_000)
    text, good, action, act = desk.notes[0]
    assert ("jurnal" in text, good, action) == (True, False, "Lihat")
    assert act is not None
    act()
    assert desk.shown == ["backup"]


def test_a_full_disk_offers_its_ballast_wherever_it_is_met(qtbot: QtBot, desk: Desk, village: AppContext) -> None:
    data = village.paths.data
    refused: list[str] = []

    def fail(_: object) -> None:
        raise full_disk(data)

    desk.runner.run(desk.watch, fail, lambda _: None, lambda error: refused.append(error.code))
    qtbot.waitUntil(lambda: bool(desk.notes), timeout=10_000)
    text, good, action, act = desk.notes.pop()
    assert refused == ["database.full"], "the page hears of it as well"
    assert "penuh, tinggal" in text
    assert (good, action) == (False, "Bebaskan 64 MB")
    assert act is not None
    act()
    qtbot.waitUntil(lambda: bool(desk.notes), timeout=10_000)
    assert not has_ballast(data)
    assert desk.notes.pop()[1] is True
    desk.runner.run(desk.watch, fail, lambda _: None, lambda error: refused.append(error.code))
    qtbot.waitUntil(lambda: not desk.runner.busy, timeout=10_000)
    assert desk.notes == [], "nothing is left to give up"


def test_other_trouble_is_the_pages_own(qtbot: QtBot, desk: Desk) -> None:
    def fail(_: object) -> None:
        raise StorageTrouble("database.locked")

    desk.runner.run(desk.watch, fail, lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: not desk.runner.busy, timeout=10_000)
    assert desk.notes == []


def test_it_stops_when_the_office_must_be_closed(qtbot: QtBot, desk: Desk, village: AppContext) -> None:
    desk.watch.look()
    desk.watch.stop()
    qtbot.waitUntil(lambda: not desk.runner.busy, timeout=10_000)
    assert not desk.watch._timer.isActive()
    assert not desk.watch._first.isActive()
    assert ensure_ballast(village.paths.data)
