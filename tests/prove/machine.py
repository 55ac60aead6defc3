"""The hypothesis state machine over the actions of a history; a failure shrinks to the steps that matter."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import hypothesis
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.histories.history import ACTIONS
from tests.histories.machine import Offices, machine
from tests.prove.proved import Asked, Proved

WANTED = 1_000
STEPS = 100
_BLOCK = 10
"""Examples of one seed; the next ten have the next seed."""


def prove(asked: Asked) -> Iterator[Proved]:
    """Blocks of examples until there are enough or time is over."""
    Offices.lives = Offices.steps = 0
    failures, first, block = 0, "", 0
    wanted = asked.wanted(WANTED)
    while Offices.lives < wanted and not asked.time_is_over:
        chosen = settings(
            max_examples=min(_BLOCK, wanted),
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=False,
            suppress_health_check=list(HealthCheck),
        )
        try:
            run_state_machine_as_test(hypothesis.seed(asked.seed + block)(machine(dict(ACTIONS))), settings=chosen)
        except Exception as trouble:  # noqa: BLE001 - told, and the next block runs
            failures += 1
            first = first or f"block of seed {asked.seed + block}: {type(trouble).__name__}: {trouble}"
            steps = "\n".join(getattr(trouble, "__notes__", ()))
            sys.stderr.write(f"block of seed {asked.seed + block}: {trouble}\n{steps}\n")
        block += 1
    yield Proved(
        name="machine",
        wanted=wanted,
        done=Offices.lives,
        failures=failures,
        seeds=asked.seeds_text(block),
        notes="; ".join(filter(None, (f"{Offices.steps:,} steps of at most {STEPS} a life", first))),
    )
