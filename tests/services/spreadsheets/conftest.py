from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from services.context import AppContext
from services.spreadsheets.source import Source
from services.spreadsheets.workbook import open_workbook
from services.workers.commands import register_worker
from tests.offices import worker
from tests.services.spreadsheets.exported import MOTHERS, NAMES, Edit, exported


@pytest.fixture
def office(village: AppContext) -> AppContext:
    """Five people, serials 9001 to 9005, in the order of their names in the list."""
    for at, name in enumerate(NAMES, start=9001):
        register_worker(village, worker(at, full_name=name, phone=f"08120000{at}", mother_name=MOTHERS[at % 5]))
    return village


@pytest.fixture
def listed(office: AppContext, tmp_path: Path) -> Callable[..., Source]:
    """The exported list of the office, edited with openpyxl as an officer would in Excel, and read again."""

    def make(edit: Edit | None = None, keys: Sequence[str] | None = None) -> Source:
        path = exported(office, tmp_path / "daftar.xlsx", keys)
        if edit is not None:
            book = load_workbook(path)
            sheet = book.worksheets[0]
            edit(sheet, {cell.value: cell.column for cell in sheet[1]})
            book.save(path)
        return Source(path.name, "xlsx", path.name, open_workbook(path))

    return make
