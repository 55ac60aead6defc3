"""Reading and checking a 10,124-row workbook, against the bare calamine read of the same file."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

from python_calamine import CalamineWorkbook

from services.practice.village_lists import STYLES
from services.practice.workbooks import write_village_workbook
from services.reference import load_reference
from services.spreadsheets.importing import check_workbook
from services.spreadsheets.session import CellAt, Role, check_source, guess_mapping, open_source, recheck
from services.spreadsheets.template import write_people_workbook
from tests.bench.measure import Line, percentile, seconds
from tests.bench.saving import people
from tests.offices import NOW, VILLAGE

ROWS = 10_124
LEAST = 5
RECHECK_MS = 20


def bare_read(path: Path) -> int:
    """What the library alone takes."""
    book = CalamineWorkbook.from_path(path)
    return sum(len(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names)


def bench_importing(folder: Path) -> list[Line]:
    """Our own list, and a list as villages write it: titles, apostrophes before NIKs, dates in words, faults."""
    own, village = folder / "list.xlsx", folder / "village.xlsx"
    forms = people(ROWS)
    write_people_workbook(own, forms)
    write_village_workbook(village, load_reference().villages[VILLAGE], forms, _rng_for_apostrophes())
    return [
        _against_bare(own, "read and check a 10,124-row workbook, against bare calamine"),
        _against_bare(village, "the same of a dirty list with apostrophes, words and titles"),
        _corrected(village),
    ]


def _rng_for_apostrophes() -> Random:
    """Chance that begins with the style in which NIKs carry an apostrophe."""
    return next(Random(seed) for seed in range(100) if Random(seed).randrange(len(STYLES)) == len(STYLES) - 1)


def _against_bare(path: Path, work: str) -> Line:
    bare = seconds(lambda: bare_read(path))
    checked = seconds(lambda: check_workbook(path, VILLAGE, load_reference(), NOW.date(), lambda niks: {}))
    ratio = checked / bare
    return Line(work, f"{ratio:.1f}× ({checked:.2f} s against {bare:.2f} s)", f"≤ {LEAST}×", ratio <= LEAST)


def _corrected(path: Path) -> Line:
    """One cell after another typed over in the checked list."""
    source = open_source(path)
    check = check_source(source, guess_mapping(source), VILLAGE, load_reference(), NOW.date(), lambda niks: {})
    nik = next(meaning for meaning in check.columns if meaning.role is Role.NIK)
    taken = []
    for number, row in enumerate(check.rows[::50]):
        edits = {CellAt(row.sheet, row.row, row.column_of(nik)): f"331606520379{9000 + number % 1000:04d}"}
        start = time.perf_counter()
        check = recheck(check, edits).check
        taken.append(1000 * (time.perf_counter() - start))
    slowest = percentile(taken, 0.99)
    figure = f"{percentile(taken, 0.5):.1f} ms, slowest of a hundred {slowest:.1f} ms"
    return Line("check one corrected row again among 10,124", figure, f"≤ {RECHECK_MS} ms", slowest <= RECHECK_MS)
