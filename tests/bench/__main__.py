"""Measure, print the tables, keep them in ``docs/benchmarks.md``: the first of a full run, «Typing» of each run."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench.measure import Line, table

REPORT = Path(__file__).parents[2] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Measured with `python3 run.py bench` on {day}, Python {python}, {cores} cores. Each ratio was taken side by side in one
run against the bare library doing the same work; only ratios travel between machines.

"""

TYPING = """## Typing

Measured with `python3 run.py bench typing` on {day}, Python {python}, {cores} cores: real keys in the real window, five
a second, on the encrypted database (`tests/bench/papers.py`: what is typed). Seconds are keys / 5 plus all reactions.
A reaction lasts from the key until the event loop rests, or is the longest work before the next key. The rule by which
the spreadsheet's keys are counted stands in `tests/bench/spreadsheet.py`.

"""
TYPING_TITLE = "## Typing\n"
REMARKS = "### "
"""What somebody wrote below the figures begins with a heading of this kind and stays."""


def _one(work: Callable[[Path], Line]) -> Callable[[Path], list[Line]]:
    return lambda folder: [work(folder)]


def _benches() -> dict[str, Callable[[Path], list[Line]]]:
    from tests.bench.importing import bench_importing
    from tests.bench.keeping import bench_keeping
    from tests.bench.merging import bench_merging
    from tests.bench.receiving import bench_receiving
    from tests.bench.saving import bench_saving
    from tests.bench.searching import bench_searching
    from tests.bench.typing import bench_typing

    return {
        "save": _one(bench_saving),
        "import": bench_importing,
        "search": bench_searching,
        "merge": _one(bench_merging),
        "receive": bench_receiving,
        "keep": bench_keeping,
        "typing": bench_typing,
    }


def main() -> int:
    """Run all benches, or those named; the first table is kept of a full run only."""
    parser = argparse.ArgumentParser(prog="run.py bench")
    parser.add_argument("only", nargs="*")
    args = parser.parse_args()
    lines: list[Line] = []
    typed: list[Line] = []
    for name, bench in _benches().items():
        if args.only and name not in args.only:
            continue
        sys.stderr.write(f"{name} ...\n")
        with tempfile.TemporaryDirectory(prefix="payung-bench-") as folder:
            (typed if name == "typing" else lines).extend(bench(Path(folder)))
    sys.stdout.write(table([*lines, *typed]) + "\n")
    _keep([] if args.only else lines, typed)
    return 0


def _keep(lines: list[Line], typed: list[Line]) -> None:
    """Put what was measured into the report; a table that was not measured stays, and so does what follows it."""
    first, title, rest = REPORT.read_text(encoding="utf-8").partition(TYPING_TITLE)
    facts = {"day": date.today().isoformat(), "python": platform.python_version(), "cores": os.cpu_count()}
    if lines:
        first = HEAD.format(**facts) + table(lines) + "\n\n"
    if typed:
        _, remarks, rest = rest.partition(REMARKS)
        title, rest = TYPING.format(**facts) + table(typed) + "\n\n", remarks + rest
    REPORT.write_text(first.rstrip() + "\n\n" + (title + rest).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
