"""The listed faults can still be put in: each line to be changed stands once in the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.prove.mutant_list import MUTANTS, Mutant

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_the_line_is_there_once(mutant: Mutant) -> None:
    source = (ROOT / (mutant.module.replace(".", "/") + ".py")).read_text("utf-8")
    assert source.count(mutant.old) == 1, f"{mutant.module} changed: put the fault of tests/prove/mutant_list.py anew"


def test_names_are_different_and_there_are_enough() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 25
