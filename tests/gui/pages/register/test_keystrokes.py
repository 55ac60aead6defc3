"""How many keys a registration takes: the counter's papers at five keys a second (issue 3)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from services.context import AppContext
from services.workers.commands import register_workers
from tests.bench.saving import people
from tests.bench.typing import KEYS_PER_SECOND, MOST_FAMILY_KEYS, MOST_SECONDS, MOST_SHARE, Round, type_all
from tests.bench.typist import Typist
from tests.gui.pages.register.conftest import close_window, open_window

OWN_SHARE = 5.0  # seconds, of 45: what the program may take; `run.py bench typing` measures it
NEIGHBOURS = 300


@pytest.fixture
def at_any_pace(dressed: QApplication) -> Iterator[None]:
    """Letters for two people in the same list are never one word.

    Qt joins those that come within 400 ms; on a fast machine this typist is with the next person by then.
    """
    hints = dressed.styleHints()
    usual = hints.keyboardInputInterval()
    hints.setKeyboardInputInterval(0)
    yield
    hints.setKeyboardInputInterval(usual)


@pytest.fixture
def rounds(qtbot: QtBot, at_any_pace: None, village: AppContext, tmp_path: Path) -> Iterator[list[Round]]:
    """Four people typed one after the other, among neighbours; each stands in the register as on paper."""
    neighbours = people(NEIGHBOURS, seed=2)
    register_workers(village, neighbours)
    hands = open_window(qtbot, village, tmp_path)
    yield type_all(village, Typist(hands.window, pace=0), neighbours)
    close_window(hands)


def test_the_counters_papers_take_the_keys_they_should(rounds: list[Round]) -> None:
    first, following, family, numbers = rounds
    for each in rounds:
        assert each.keys / KEYS_PER_SECOND + OWN_SHARE <= MOST_SECONDS, each.name
    for each in (first, following, family):
        assert each.keys <= MOST_SHARE * each.sheet.plain, each.name
    assert following.keys < first.keys < numbers.keys
    assert family.keys <= MOST_FAMILY_KEYS and family.keys <= MOST_SHARE * family.sheet.helped
