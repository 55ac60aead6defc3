"""Search as you type and the first paint of the list at 100,000 people."""

from __future__ import annotations

import time
from pathlib import Path

from services import startup
from services.context import AppContext
from services.workers.commands import register_workers
from services.workers.queries import rows
from services.workers.search import find_workers
from tests.bench.measure import Line, percentile
from tests.bench.saving import people
from tests.offices import village_office

PEOPLE = 100_000
WORDS = ("sutini", "ngatmi", "slamet riyadi", "331606", "karsono", "ngasem", "wahyuni", "0899", "su", "tri")


def keystrokes(ctx: AppContext) -> list[float]:
    """Seconds from each keystroke of each word to the first page of rows."""
    taken = []
    for word in WORDS:
        for end in range(1, len(word) + 1):
            start = time.perf_counter()
            found = find_workers(ctx, word[:end])
            rows(ctx, found.seqs[:50])
            taken.append(time.perf_counter() - start)
    return taken


def first_paint(ctx: AppContext) -> float:
    """Seconds to open the list: order of all rows, the first page, painted in a real (offscreen) window."""
    from tests.bench.painting import paint_list

    paint_list(ctx)
    return paint_list(ctx)


def bench_searching(folder: Path) -> list[Line]:
    """Both figures on one file of 100,000."""
    ctx = village_office(folder / "search")
    register_workers(ctx, people(PEOPLE, seed=2))
    keystrokes(ctx)
    taken = keystrokes(ctx)
    slow = percentile(taken, 0.95) * 1000
    paint = first_paint(ctx) * 1000
    startup.close(ctx)
    return [
        Line(f"search at 100,000 people, p95 of {len(taken)} keystrokes", f"{slow:.1f} ms", "≤ 16 ms", slow <= 16),
        Line("first paint of the list at 100,000 people", f"{paint:.0f} ms", "≤ 100 ms", paint <= 100),
    ]
