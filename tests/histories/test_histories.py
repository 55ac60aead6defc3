"""Random lives of two to ten real offices, with every accident of handover.md B12: nobody differs, nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.histories.clocks import same_with_other_clocks
from tests.histories.differential import compare
from tests.histories.history import ACTIONS, run_history

SUITE = 50
"""How many of them run with every change; ``run.py prove histories`` runs the rest."""
BATCH = 10


@pytest.mark.parametrize("first", range(1, SUITE, BATCH))
def test_random_histories(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + BATCH):
        run_history(seed, tmp_path / str(seed))


@pytest.mark.parametrize("first", (1, 3))
def test_clocks_that_are_years_off_change_nothing(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + 2):
        same_with_other_clocks(seed, tmp_path / str(seed))


@pytest.mark.parametrize("first", (2001, 2011, 2021))
def test_fold_and_rows_agree_with_the_plain_model_and_with_a_rebuild(first: int, tmp_path: Path) -> None:
    done: set[str] = set()
    for seed in range(first, first + 10):
        done |= compare(seed, tmp_path / str(seed)).steps.keys()
    assert len(done) > len(ACTIONS) - 5, "a faulty condition in an action would make it silently do nothing"
