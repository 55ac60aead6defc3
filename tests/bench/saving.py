"""Saving 10,124 registrations in one act, against raw ``executemany`` of the same rows into the same kind of file."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from pathlib import Path

from services import startup
from services.context import AppContext
from services.practice.people import invent_people
from services.reference import load_reference
from services.workers.commands import register_workers
from services.workers.records import WorkerForm
from tests.bench.measure import Line, seconds
from tests.offices import NOW, VILLAGE, village_office

PEOPLE = 10_124


def people(count: int, seed: int = 1) -> list[WorkerForm]:
    """Invented people, all of one village."""
    invented = invent_people(seed, count, load_reference(), NOW.date())
    return [replace(person.form, village_code=VILLAGE) for person in invented]


def raw_rows(ctx: AppContext) -> tuple[str, list[tuple[object, ...]]]:
    """The projected rows as they lie in the table, and the statement that inserts them into a bare copy of it."""
    with ctx.read() as connection:
        found = connection.exec_driver_sql("SELECT * FROM worker")
        columns = list(found.keys())
        rows = [tuple(row) for row in found]
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO bare ({', '.join(columns)}) VALUES ({marks})", rows


def insert_raw(ctx: AppContext, sql: str, rows: list[tuple[object, ...]]) -> float:
    """Seconds for the bare insert into the same encrypted file, without any index."""
    with ctx.database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE bare AS SELECT * FROM worker WHERE 0")

    taken = []
    for _ in range(3):
        with ctx.database.write() as connection:
            connection.exec_driver_sql("DELETE FROM bare")
        start = time.perf_counter()
        with ctx.database.write() as connection:
            connection.exec_driver_sql(sql, rows)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def bench_saving(folder: Path) -> Line:
    """One act of 10,124 people."""
    forms = people(PEOPLE)
    taken = []
    for number in range(3):
        ctx = village_office(folder / f"save{number}", seed=number)
        taken.append(seconds(lambda ctx=ctx: register_workers(ctx, forms), 1))  # type: ignore[misc]
        if number < 2:
            startup.close(ctx)
    sql, rows = raw_rows(ctx)
    raw = insert_raw(ctx, sql, rows)
    startup.close(ctx)
    saved = sorted(taken)[1]
    ratio = saved / raw
    figure = f"{ratio:.1f}× ({PEOPLE / saved:,.0f} people/s; {saved:.2f} s against {raw:.3f} s)"
    return Line("save 10,124 registrations in one act, against raw executemany", figure, "≤ 20×", ratio <= 20)
