"""Receiving 295 bundles of 500 people with five edits each: a year of a whole district on one table.

The villages' bundles are written first, by real offices; only the receiving is measured, with memory and a cancel.
"""

from __future__ import annotations

import gc
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path

from services import startup
from services.context import AppContext
from services.errors import Cancelled
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.kits import make_kits
from services.practice.people import invent_people
from services.reference import Reference, load_reference
from services.workers.bulk import BulkChange, change_workers
from services.workers.commands import register_workers
from tests.bench.measure import Line
from tests.offices import NOW, district_office, village_office

VILLAGES, PEOPLE, EDITS = 295, 500, 5
SECONDS, MEGABYTES = 600.0, 500.0
_PAUSE_AFTER = 20


class _Watch:
    """Notes how often progress came, and cancels once when told to."""

    def __init__(self, cancel_at: int | None = None) -> None:
        self.steps, self._cancel_at = 0, cancel_at

    def step(self, done: int, total: int, what: str) -> None:
        """One report of progress."""
        self.steps += 1
        if self._cancel_at is not None and self.steps > self._cancel_at:
            raise Cancelled


def bench_receiving(folder: Path, villages: int = VILLAGES) -> list[Line]:
    """Seconds, changes a second and the most memory that the reading process ever had."""
    district = district_office(folder / "district")
    stick = folder / "stick"
    stick.mkdir()
    size = _write(district, folder, stick, villages)
    gc.collect()
    before = _megabytes()
    start = time.perf_counter()
    cancelled = _Watch(_PAUSE_AFTER // 10)
    first = 0
    try:
        receive(district, [stick], cancelled, admit_new=True)
    except Cancelled:
        first = _count(district)
    watch = _Watch()
    outcome = receive(district, [stick], watch, admit_new=True)
    taken = time.perf_counter() - start
    assert len(outcome.accepted) + len(outcome.known) == villages, outcome.refused[:1]
    changes, peak = _count(district), _megabytes()
    assert 0 < first < changes or villages < _PAUSE_AFTER, "the cancel came in the middle and kept what was in"
    startup.close(district)
    per_change = size / (villages * PEOPLE * (EDITS + 1))
    return [
        Line(
            f"receive {villages} bundles × {PEOPLE} people × {EDITS} edits, cancelled once and resumed",
            f"{taken:,.0f} s ({changes:,} changes, {changes / taken:,.0f} a second, {watch.steps} reports of progress)",
            "≤ 600 s",
            taken <= SECONDS,
        ),
        Line(
            "the most memory while receiving them",
            f"{peak:,.0f} MB ({before:,.0f} before)",
            "≤ 500 MB",
            peak <= MEGABYTES,
        ),
        Line("bundle bytes per change", f"{per_change:,.0f}", "≤ 300", per_change <= 300),
    ]


def _write(district: AppContext, folder: Path, stick: Path, villages: int) -> int:
    """Every village registers, edits five times in bulk, and hands over. Gives the bytes on the stick."""
    reference = load_reference()
    codes = sorted(reference.villages)[:villages]
    kits = {kit.office: kit.path for kit in make_kits(district, codes, folder / "kits")}
    for number, code in enumerate(codes):
        ctx = village_office(folder / "villages" / code, code, kit=kits[code], seed=100 + number)
        _fill(ctx, reference, number)
        hand_over(ctx, stick)
        startup.close(ctx)
        if number % 50 == 49:
            sys.stderr.write(f"  {number + 1} villages written\n")
    return sum(file.stat().st_size for file in stick.rglob("*.payung"))


def _fill(ctx: AppContext, reference: Reference, seed: int) -> None:
    code = ctx.office.code
    forms = [
        replace(person.form, village_code=code) for person in invent_people(1_000 + seed, PEOPLE, reference, NOW.date())
    ]
    made = register_workers(ctx, forms)
    ids = sorted(made.ids["worker"])
    for edit in range(EDITS):
        change_workers(ctx, ids, BulkChange(address=f"DK. NGASEM NO. {edit + 1}"))


def _count(ctx: AppContext) -> int:
    with ctx.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one())


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
