"""Killed in the middle of anything: what was acknowledged is there, nothing is there by half (handover.md G5)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults import shim
from tests.faults.host import Host
from tests.faults.killing import ACTIVITIES, REAL, Victim, kills

KILLS = {
    "save": 2,
    "import": 2,
    "desk": 1,
    "export": 2,
    "receive": 2,
    "backup": 1,
    "migrate-0001": 1,
    "migrate-0002": 1,
    "migrate-0003": 1,
    "restore": 1,
    "rekey": 1,
    "repair": 1,
}


@pytest.mark.parametrize("name", REAL)
def test_killed_at_any_moment(host: Host, tmp_path: Path, name: str) -> None:
    assert len(list(kills(host, name, tmp_path, KILLS[name], random.Random(name)))) == KILLS[name]


@pytest.mark.skipif(not shim.available(), reason="needs Linux and a C compiler")
def test_death_at_a_chosen_call(host: Host, tmp_path: Path) -> None:
    victim = Victim(ACTIVITIES["save"], host, tmp_path, caught=True)
    victim.live()
    assert victim.calls > 50
    rng = random.Random(1)
    assert any(victim.kill(rng).startswith("at call ") for _ in range(3))


def test_a_careless_program_is_seen(host: Host, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="an acknowledged worker is missing|an act was kept by half"):
        list(kills(host, "careless", tmp_path, 8, random.Random(3)))
