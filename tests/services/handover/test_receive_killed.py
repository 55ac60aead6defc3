"""Killed while reading a stick: each bundle is in wholly or not at all, and reading again goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from services import startup
from services.handover.handing_over import hand_over, history
from services.handover.incoming import receive
from services.handover.kits import make_kits
from services.safekeeping.checking import check_office
from services.workers.commands import register_workers
from services.workers.search import count_workers
from tests.offices import PASSPHRASE, district_office, village_office, worker

ROOT = Path(__file__).parents[3]
VILLAGES, EACH = 8, 10


def stick_of_villages(folder: Path) -> Path:
    """A district set up in ``folder``, and the first bundles of its first villages."""
    district = district_office(folder / "district")
    kits = make_kits(district, sorted(district.reference.villages)[:VILLAGES], folder / "kits")
    startup.close(district)
    stick = folder / "stick"
    stick.mkdir()
    for number, kit in enumerate(kits):
        ctx = village_office(folder / f"v{number}", kit.office, kit=kit.path, seed=50 + number)
        first = 1000 + number * EACH
        register_workers(ctx, [worker(first + each, village_code=kit.office) for each in range(EACH)])
        hand_over(ctx, stick)
        startup.close(ctx)
    return stick


def read_and_kill(data: Path, stick: Path, steps: int) -> None:
    command = [sys.executable, "-m", "tests.services.handover.receiving", str(data), str(stick)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as process:
        assert process.stdout is not None
        for _ in range(steps):
            process.stdout.readline()
        process.kill()


def test_killed_while_reading_a_stick(tmp_path: Path) -> None:
    stick, data = stick_of_villages(tmp_path), tmp_path / "district"
    before = 0
    for steps in (1, 2, 1):
        read_and_kill(data, stick, steps)
        ctx = startup.sign_in(data, PASSPHRASE)
        bundles = len(history(ctx))
        assert count_workers(ctx) == EACH * bundles >= EACH * before
        assert check_office(ctx).problems == ()
        startup.close(ctx)
        before = bundles
    ctx = startup.sign_in(data, PASSPHRASE)
    outcome = receive(ctx, [stick])
    assert (len(outcome.accepted) + len(outcome.known), outcome.refused) == (VILLAGES, ())
    assert count_workers(ctx) == VILLAGES * EACH
    startup.close(ctx)
