"""A hypothesis state machine over the actions of a history; invariants are judged in peace, at the end of each run."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.histories.history import ACTIONS, Action, check, make_peace, perform
from tests.histories.town import Town, build_town


class Offices(RuleBasedStateMachine):
    """Hypothesis chooses who does what; the same seeds of chance inside an action come from it too."""

    lives = 0
    steps = 0
    """How many lives and steps there were in this process."""
    town: Town | None = None

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="payung-machine-"))

    @initialize(seed=st.integers(min_value=0, max_value=999), clocks=st.integers(min_value=0, max_value=3))
    def begin(self, seed: int, clocks: int) -> None:
        self.town = build_town(self.folder, random.Random(seed), random.Random(clocks) if clocks else None)

    def perform(self, action: Action, who: int, chance: int) -> None:
        """An action by one of them, the district now and then."""
        assert self.town is not None
        Offices.steps += 1
        # Two clones of one laptop must not draw alike: no real ones do.
        rng = random.Random(f"{chance} {len(self.town.everybody)}")
        laptop = self.town.laptops[who % len(self.town.laptops)]
        perform(self.town, action, rng, laptop)

    def teardown(self) -> None:
        if self.town is not None:
            Offices.lives += 1
            try:
                rng = random.Random(0)
                make_peace(self.town, rng)
                check(self.town)
            finally:
                self.town.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _rule(action: Action) -> Any:
    def step(self: Offices, who: int, chance: int) -> None:
        self.perform(action, who, chance)

    step.__name__ = action.__name__
    numbers = st.integers(min_value=0, max_value=2**32)
    return rule(who=st.integers(min_value=0, max_value=9), chance=numbers)(step)


def machine(actions: dict[Action, int]) -> type[Offices]:
    """The machine with one rule for each action; frequent ones stand there several times."""
    rules = {
        f"{action.__name__}_{number}": _rule(action)
        for action, weight in actions.items()
        for number in range(1 + weight // 4)
    }
    return type("OfficesOfEveryday", (Offices,), rules)


def machine_test(chosen: settings) -> type[Any]:
    """A test case for pytest."""
    made = machine(dict(ACTIONS))
    case: type[Any] = made.TestCase
    case.settings = settings(chosen, suppress_health_check=list(HealthCheck), deadline=None)
    return case
