"""Every n-th I/O call fails: the state before or after, never between, and a sentence for people (handover.md G7)."""

from __future__ import annotations

from pathlib import Path

import pytest

from gui.messages import TEXTS
from tests.faults import shim
from tests.faults.failing import CODES, READS, WRITES, Failing, Tried, wrong
from tests.faults.host import Host

CASES = [
    ("save", WRITES, 1),
    ("save", READS, 1),
    ("export", WRITES, 1),
    ("export", READS, 1),
    ("receive", WRITES, 1),
    ("receive", READS, 1),
    ("backup", WRITES, 1),
    ("backup", READS, 11),  # it reads each page of the file several times over; ``run.py prove io_faults`` takes all
]
pytestmark = [
    pytest.mark.skipif(not shim.available(), reason="needs Linux and a C compiler"),
    pytest.mark.timeout(600),  # 13 s for the longest, where nobody else wants the processor
]


@pytest.mark.parametrize(("act", "kinds", "step"), CASES)
def test_every_call_of_an_act_fails_once(host: Host, tmp_path: Path, act: str, kinds: int, step: int) -> None:
    failing = Failing(host, act, tmp_path / act)
    tried = dict(failing.every(kinds, CODES[kinds], step=step))
    assert len(tried) > 25
    assert {number: (found, bad) for number, found in tried.items() if (bad := wrong(found, TEXTS))} == {}


@pytest.mark.parametrize(("act", "below"), [("save", "village"), ("export", "stick"), ("receive", "stick")])
def test_a_volume_that_stays_gone(host: Host, tmp_path: Path, act: str, below: str) -> None:
    failing = Failing(host, act, tmp_path / act)
    for kinds in (WRITES, READS):
        tried = dict(failing.every(kinds, CODES[kinds], shim.LASTING, below, step=3))
        assert {number: (found, bad) for number, found in tried.items() if (bad := wrong(found, TEXTS))} == {}


def test_an_act_in_two_halves_is_seen(host: Host, tmp_path: Path) -> None:
    failing = Failing(host, "careless", tmp_path / "careless")
    tried = dict(failing.every(WRITES, CODES[WRITES], step=3))
    assert any(found.state.startswith("between: ") for found in tried.values())
    assert any(wrong(found, TEXTS) for found in tried.values())


def test_what_counts_as_wrong() -> None:
    good = Tried("write x", 1, ("database.full",), "before")
    assert wrong(good, TEXTS) == ""
    assert wrong(Tried("write x", 1, (), "before"), TEXTS) == "nothing was done and nothing was said"
    assert wrong(Tried("write x", 1, ("no.such",), "before"), TEXTS) == "no sentence for no.such"
    assert wrong(Tried("write x", 1, (), "between: worker"), TEXTS) == "between: worker"
    assert wrong(Tried("write x", 1, (), "after", "OSError"), TEXTS) == "OSError"
