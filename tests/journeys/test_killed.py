"""Killed while saving: what was acknowledged is there, nothing is there by half."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from services import startup
from services.safekeeping.checking import check_office
from services.workers.search import count_workers, find_workers
from tests.offices import PASSPHRASE, village_office

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("each", "acts"), [(1, 5), (7, 4)])
def test_killed_at_any_moment(tmp_path: Path, each: int, acts: int) -> None:
    data = tmp_path / "village"
    startup.close(village_office(data))
    rng = random.Random(each)
    serial = 1000
    for _ in range(acts):
        serial = run_and_kill(data, serial, each, lines=rng.randint(1, 12))
        ctx = startup.sign_in(data, PASSPHRASE)
        kept = count_workers(ctx)
        assert kept >= serial - 1000, "an acknowledged worker is missing"
        assert kept % each == 0, "an act was kept by half"
        assert len(find_workers(ctx, "sutini").seqs) == min(kept, 1000)
        assert check_office(ctx).problems == ()
        startup.close(ctx)
        serial = 1000 + kept


def run_and_kill(data: Path, serial: int, each: int, lines: int) -> int:
    """Start, wait for that many acknowledgements, kill -9; the last serial that was acknowledged."""
    command = [sys.executable, "-m", "tests.journeys.killed", str(data), str(serial), str(each)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as process:
        assert process.stdout is not None
        for _ in range(lines):
            process.stdout.readline()
        process.kill()
        rest = process.stdout.read().split()
    return int(rest[-1]) if rest else serial + lines * each
