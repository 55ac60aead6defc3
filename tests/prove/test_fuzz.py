"""A few seconds of broken files for each reader: the same as ever, and some that nobody has seen yet."""

from __future__ import annotations

import random
import sys

import pytest

from tests.prove.fuzz import READERS, fuzz

SECONDS = 2.5  # with both seeds five for each reader (issue 4)
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the watchdog knows Linux only")


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("known", [True, False], ids=["known seed", "new seed"])
def test_only_codes_come_out_of_a_reader(reader: str, known: bool) -> None:
    seed = 2026 if known else random.SystemRandom().randrange(10**9)
    found = fuzz(reader, seed, 1_000_000, SECONDS)
    assert found.done > 0
    assert found.failures == [], f"seed {seed}"
    assert found.failed == 0
