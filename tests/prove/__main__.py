"""Run proofs, one line each on stdout as soon as it is known; exit code 1 when one failed."""

from __future__ import annotations

import argparse
import gc
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from tests.prove.proved import Asked, Proved

PROOFS = {
    "tamper": "every byte, every truncation, swapped and doubled lines, wrong people, replays",
    "bombs": "files made to eat time or memory",
    "fuzz": "broken files through every reader; parts: bundle, json, journal, workbook, csv, image",
    "kill": "kill -9 at any moment of everything that writes; parts: save, import, export, receive, backup, …",
    "io_faults": "every n-th I/O call fails; parts: save, export, receive, backup",
    "exfat": "real exFAT and FAT32 sticks on a loop device: full, read-only, pulled, two at once",
    "erasure": "an erased person is found nowhere, after every old stick and backup came back",
    "histories": "random lives of two to ten offices on the real program; parts: lives, clocks",
    "machine": "the same actions as a hypothesis state machine",
    "differential": "real fold = plain model, rows that grew = rows made anew",
    "mutants": "each of the listed faults, put into the program, is noticed",
}
"""Module in this folder, and what it proves. One line for each proof."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse what was asked, run it, print it."""
    args = _parser().parse_args(arguments)
    if args.list:
        sys.stdout.writelines(f"{name:14} {what}\n" for name, what in PROOFS.items())
        return 0
    chosen = _chosen(args.names)
    unknown = [name for name in chosen if name not in PROOFS]
    if unknown:
        sys.stderr.write(f"No proof is called {', '.join(unknown)}; --list names them.\n")
        return 2
    seed = random.SystemRandom().randrange(10**9) if args.seed is None else args.seed
    sys.stdout.write(f"seed {seed}\n")
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)  # a tenth of a life was spent looking for cycles
    failed = sum(_run(name, parts, args, seed) for name, parts in chosen.items())
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="run.py prove")
    parser.add_argument("names", nargs="*", metavar="NAME", help="a proof, or one part of it: fuzz:bundle")
    parser.add_argument("--minutes", type=float, help="stop each proof after so long")
    parser.add_argument("--count", type=int, help="rounds of each proof instead of the issue's figure")
    parser.add_argument("--seed", type=int, help="seed of the first round; else by chance, and printed")
    parser.add_argument("--list", action="store_true", help="name the proofs")
    return parser


def _chosen(names: Sequence[str]) -> dict[str, frozenset[str]]:
    """Proofs in the order asked, each with the parts asked of it; all of them when nothing was named."""
    chosen: dict[str, frozenset[str]] = {}
    for text in names or PROOFS:
        name, _, part = text.partition(":")
        chosen[name] = chosen.get(name, frozenset()) | ({part} if part else set())
    return chosen


def _run(name: str, parts: frozenset[str], args: argparse.Namespace, seed: int) -> int:
    """One proof in a folder of its own; how many of its lines failed."""
    folder = Path(tempfile.mkdtemp(prefix="payung-prove-"))
    failed = 0
    begun = time.monotonic()
    try:
        asked = Asked(seed=seed, folder=folder, count=args.count, minutes=args.minutes, parts=parts)
        for proved in import_module(f"tests.prove.{name}").prove(asked):
            failed += bool(proved.failures)
            _tell(proved, time.monotonic() - begun)
            begun = time.monotonic()
    except Exception:  # noqa: BLE001 - a proof that falls over is a failure, and the next one still runs
        failed += 1
        _tell(Proved(name=name, wanted=1, done=0, failures=1, notes="raised"), time.monotonic() - begun)
        traceback.print_exc()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return failed


def _tell(proved: Proved, waited: float) -> None:
    told = proved if proved.seconds else replace(proved, seconds=waited)
    sys.stdout.write(told.line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    import tests.conftest  # noqa: F401 - folders and screen of the tests, nobody's own

    sys.exit(main())
