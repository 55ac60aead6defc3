"""Reading and checking a 10,124-row workbook, against the bare calamine read of the same file."""

from __future__ import annotations

from pathlib import Path

from python_calamine import CalamineWorkbook

from services.reference import load_reference
from services.spreadsheets.importing import check_workbook
from services.spreadsheets.template import write_people_workbook
from tests.bench.measure import Line, seconds
from tests.bench.saving import people
from tests.offices import NOW, VILLAGE

ROWS = 10_124


def bare_read(path: Path) -> int:
    """What the library alone takes."""
    book = CalamineWorkbook.from_path(path)
    return sum(len(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names)


def bench_importing(folder: Path) -> Line:
    """One list of one village."""
    path = folder / "list.xlsx"
    write_people_workbook(path, people(ROWS))
    bare = seconds(lambda: bare_read(path))
    checked = seconds(lambda: check_workbook(path, VILLAGE, load_reference(), NOW.date(), lambda niks: {}))
    ratio = checked / bare
    figure = f"{ratio:.1f}× ({checked:.2f} s against {bare:.2f} s)"
    return Line("read and check a 10,124-row workbook, against bare calamine", figure, "≤ 5×", ratio <= 5)
