"""Merging 295 bundles (10,124 people) into an empty district, signatures verified."""

from __future__ import annotations

import time
from collections import defaultdict
from pathlib import Path

from services import startup
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.kits import make_kits
from services.practice.people import invent_people
from services.reference import load_reference
from services.workers.commands import register_workers
from services.workers.records import WorkerForm
from tests.bench.measure import Line
from tests.bench.saving import insert_raw, raw_rows
from tests.offices import NOW, district_office, village_office

PEOPLE = 10_124


def bench_merging(folder: Path) -> Line:
    """All villages hand over to one stick; the district reads it once."""
    district = district_office(folder / "district")
    reference = load_reference()
    kits = {kit.office: kit.path for kit in make_kits(district, sorted(reference.villages), folder / "kits")}
    by_village: dict[str, list[WorkerForm]] = defaultdict(list)
    for person in invent_people(3, PEOPLE, reference, NOW.date()):
        by_village[person.village_code].append(person.form)
    stick = folder / "stick"
    stick.mkdir()
    for number, (code, forms) in enumerate(sorted(by_village.items())):
        ctx = village_office(folder / "villages" / code, code, kit=kits[code], seed=100 + number)
        register_workers(ctx, forms)
        hand_over(ctx, stick)
        startup.close(ctx)
    start = time.perf_counter()
    outcome = receive(district, [stick], admit_new=True)
    taken = time.perf_counter() - start
    assert len(outcome.accepted) == len(by_village), outcome.refused[:1]
    sql, rows = raw_rows(district)
    assert len(rows) == PEOPLE
    ratio = taken / insert_raw(district, sql, rows)
    startup.close(district)
    figure = f"{ratio:.1f}× ({PEOPLE / taken:,.0f} people/s, {taken:.1f} s)"
    return Line(f"merge {len(by_village)} bundles (10,124 people) into an empty district", figure, "≤ 30×", ratio <= 30)
