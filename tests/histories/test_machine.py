"""The same actions as a hypothesis state machine, so that a failure shrinks to the few steps that matter."""

from __future__ import annotations

from hypothesis import settings

from tests.histories.machine import machine_test

TestOffices = machine_test(settings(max_examples=30, stateful_step_count=30))
