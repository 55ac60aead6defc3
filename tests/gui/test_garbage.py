"""Cycles go, on the window's thread, and not while somebody types."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from gui.garbage import QUIET_S, GarbageKeeper


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


class Node:
    me: object


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keeper(qapp: QApplication, clock: Clock) -> Iterator[GarbageKeeper]:
    parent = QObject()
    keeper = GarbageKeeper(parent, clock)
    yield keeper
    keeper.stop()
    gc.disable()  # as the session's fixture wants it


def cycle() -> weakref.ref[Node]:
    node = Node()
    node.me = node
    return weakref.ref(node)


def fill_young() -> list[list[int]]:
    return [[number] for number in range(2000)]


def test_automatic_collection_is_off_and_comes_back(keeper: GarbageKeeper) -> None:
    assert not gc.isenabled()
    keeper.stop()
    assert gc.isenabled()


def test_young_cycles_go_at_the_next_look(keeper: GarbageKeeper) -> None:
    gc.collect()
    gone = cycle()
    kept = fill_young()
    assert gone() is not None
    assert keeper.look() >= 0
    assert gone() is None
    assert len(kept) == 2000


def test_a_crowd_is_set_aside_unwalked_and_taken_back_in_a_quiet_moment(keeper: GarbageKeeper, clock: Clock) -> None:
    gc.collect()
    gone = cycle()
    crowd = [[number] for number in range(20_000)]
    assert keeper.look() == -1
    assert gc.get_freeze_count() >= len(crowd)
    assert gone() is not None
    clock.now += QUIET_S + 1
    assert keeper.look() == 2
    assert gone() is None
    assert len(crowd) == 20_000


def test_a_full_collection_waits_for_a_quiet_moment(keeper: GarbageKeeper, clock: Clock) -> None:
    gc.collect()
    for _ in range(200):
        gc.collect(1)
    keeper.eventFilter(keeper, QEvent(QEvent.Type.KeyPress))
    assert keeper.look() < 2
    clock.now += QUIET_S + 1
    assert keeper.look() == 2
