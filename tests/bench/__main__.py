"""Measure, print the table, keep it in ``docs/benchmarks.md``."""

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


def _one(work: Callable[[Path], Line]) -> Callable[[Path], list[Line]]:
    return lambda folder: [work(folder)]


def _benches() -> dict[str, Callable[[Path], list[Line]]]:
    from tests.bench.importing import bench_importing
    from tests.bench.merging import bench_merging
    from tests.bench.saving import bench_saving
    from tests.bench.searching import bench_searching

    return {
        "save": _one(bench_saving),
        "import": _one(bench_importing),
        "search": bench_searching,
        "merge": _one(bench_merging),
    }


def main() -> int:
    """Run all benches, or those named; only a full run is kept."""
    parser = argparse.ArgumentParser(prog="run.py bench")
    parser.add_argument("only", nargs="*")
    args = parser.parse_args()
    benches = _benches()
    lines: list[Line] = []
    for name, bench in benches.items():
        if args.only and name not in args.only:
            continue
        sys.stderr.write(f"{name} ...\n")
        with tempfile.TemporaryDirectory(prefix="payung-bench-") as folder:
            lines += bench(Path(folder))
    text = table(lines)
    sys.stdout.write(text + "\n")
    if not args.only:
        head = HEAD.format(day=date.today().isoformat(), python=platform.python_version(), cores=os.cpu_count())
        REPORT.write_text(head + text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
