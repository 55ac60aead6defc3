"""Faults put into the program one at a time: each must be noticed by what stands beside it (``tests/histories``)."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.prove.mutant_list import MUTANTS
from tests.prove.proved import Asked, Proved

_ROOT = Path(__file__).parents[2]
_HISTORIES = 150
"""Most histories that are played to notice one fault."""


def prove(asked: Asked) -> Iterator[Proved]:
    """A line for each fault, or for those named as parts; the last line counts them."""
    if not asked.parts:
        yield _control(asked)
    chosen = [mutant for mutant in MUTANTS if asked.part(mutant.name)]
    noticed = tried = 0
    for mutant in chosen:
        if asked.time_is_over:
            break
        begun = time.monotonic()
        status, told = run(mutant.name, asked.seed, asked.wanted(_HISTORIES))
        tried += 1
        noticed += status == 3
        how = told if status == 3 else "NOT NOTICED" if status == 0 else f"does not fit: {told}"
        yield Proved(
            name=f"mutant {mutant.name}",
            wanted=1,
            done=1,
            failures=int(status != 3),
            seconds=time.monotonic() - begun,
            notes=f"{mutant.what} [{mutant.killer}: {how}]",
        )
    yield Proved(
        name="mutants",
        wanted=len(chosen),
        done=noticed,
        failures=tried - noticed,
        seconds=time.monotonic() - asked.started,
        seeds=str(asked.seed),
    )


def _control(asked: Asked) -> Proved:
    """Without any fault nothing is noticed: else it would say little that something is."""
    killers = sorted({mutant.killer for mutant in MUTANTS})
    wrong = [killer for killer in killers if run(killer, asked.seed, min(20, asked.wanted(_HISTORIES)))[0] != 0]
    return Proved(
        name="mutants:none", wanted=len(killers), done=len(killers), failures=len(wrong), notes="; ".join(wrong)
    )


def run(name: str, seed: int, count: int) -> tuple[int, str]:
    """Exit code of the process that ran with the fault of this name, and what it said last."""
    command = [sys.executable, "-m", "tests.histories.mutation", name]
    done = subprocess.run(
        [*command, f"--seed={seed}", f"--count={count}"], cwd=_ROOT, capture_output=True, text=True, check=False
    )
    lines = [line for line in (done.stdout if done.returncode in (0, 3) else done.stderr).splitlines() if line]
    return done.returncode, lines[-1] if lines else ""


__all__ = ["prove"]
