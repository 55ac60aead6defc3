"""Killed while drafting, importing, changing many, undoing or backing up: the state before or after, never between."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from services import startup
from services.context import AppContext
from services.journal.fingerprint import projection_fingerprint
from services.journal.projection import rebuild
from services.journal.roster import load_roster
from services.safekeeping.backups import drill, list_backups, make_backup
from services.safekeeping.checking import check_office
from services.workers.drafts import get_draft
from tests.journeys.killed_desk import DRAFT, EACH
from tests.offices import PASSPHRASE, village_office

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_any_moment_of_the_day(tmp_path: Path, seed: int) -> None:
    data = tmp_path / "village"
    startup.close(village_office(data))
    rng = random.Random(seed)
    first = 0
    for _ in range(3):
        told = run_and_kill(data, first, lines=rng.randint(1, 14))
        ctx = startup.sign_in(data, PASSPHRASE)
        first = whole(ctx, told) + 1
        startup.close(ctx)


def whole(ctx: AppContext, told: dict[str, int]) -> int:
    """Everything acknowledged is there and nothing is there by half; gives the last round that began."""
    rounds = by_round(ctx)
    for number, people in rounds.items():
        assert len(people) == EACH, "an import was kept by half"
        assert len(set(people)) == 1, "a bulk change or an undo was kept by half"
        if told.get("bulk", -1) >= number and number % 2 == 0:
            assert people[0] == "777"
        if told.get("undo", -1) >= number and number % 2:
            assert people[0] == "003"
    last = max(rounds, default=-1)
    assert last >= told.get("import", -1)
    draft = get_draft(ctx, DRAFT)
    assert (draft.values["round"] if draft else -1) >= told.get("draft", -1)
    assert check_office(ctx).problems == ()
    backups = list_backups(ctx)
    assert len(backups) >= min(told.get("backup", -1), 1)
    make_backup(ctx)
    assert drill(ctx).passed
    with ctx.write() as unit:
        was = projection_fingerprint(unit.connection)
        rebuild(unit.connection, load_roster(unit.connection))
        assert projection_fingerprint(unit.connection) == was
    return max(last, told.get("draft", -1))


def by_round(ctx: AppContext) -> dict[int, list[str]]:
    rounds: dict[int, list[str]] = defaultdict(list)
    with ctx.read() as connection:
        for nik, rt in connection.exec_driver_sql("SELECT nik, rt FROM worker"):
            rounds[(int(nik[-4:]) - 1000) // EACH].append(rt)
    return rounds


def run_and_kill(data: Path, first: int, lines: int) -> dict[str, int]:
    """Start, wait for that many acknowledgements, kill -9; the last round that each kind of act was told for."""
    command = [sys.executable, "-m", "tests.journeys.killed_desk", str(data), str(first)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    said: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as process:
        assert process.stdout is not None
        said += [process.stdout.readline() for _ in range(lines)]
        process.kill()
        said += process.stdout.read().splitlines()
    told: dict[str, int] = {}
    for line in said:
        what, _, number = line.strip().partition(" ")
        if number:
            told[what] = int(number)
    return told
