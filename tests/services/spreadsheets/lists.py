"""Short ways for tests: a list checked for a real village office."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from services.context import AppContext
from services.spreadsheets.check import check_source
from services.spreadsheets.comparing import namesakes_in
from services.spreadsheets.guessing import guess_mapping
from services.spreadsheets.keys import keyed_in
from services.spreadsheets.mapping import ListMapping
from services.spreadsheets.records import ImportCheck
from services.spreadsheets.sheets import SheetData, SheetsData
from services.spreadsheets.source import Source
from services.spreadsheets.workbook import open_workbook
from services.workers.queries import existing_niks
from tests.workbooks import HEADINGS, write_list


def listed(headings: tuple[str, ...], *rows: list[Any]) -> Source:
    """A list in memory, as it comes out of a file."""
    return Source("daftar.xlsx", "xlsx", "0" * 64, SheetsData((SheetData("Sheet1", [list(headings), *rows]),)))


def saved(folder: Path, *rows: list[Any], headings: tuple[str, ...] = HEADINGS, name: str = "daftar.xlsx") -> Source:
    """A list that was written as a workbook and read again."""
    path = write_list(folder / name, rows, headings)
    return Source(path.name, "xlsx", name, open_workbook(path))


def check_here(
    ctx: AppContext,
    source: Source,
    fields: tuple[str, ...] = (),
    mapping: ListMapping | None = None,
    **more: Any,
) -> ImportCheck:
    """Check a list against this office's register."""
    return check_source(
        source,
        mapping or guess_mapping(source),
        ctx.office.code,
        ctx.reference,
        ctx.today(),
        lambda niks: existing_niks(ctx, niks),
        fields=fields,
        born=namesakes_in(ctx),
        keyed=keyed_in(ctx),
        **more,
    )
