"""Short ways for tests of exported lists that come back edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from services.context import AppContext
from services.spreadsheets.comparing import compare
from services.spreadsheets.export import export_list
from services.spreadsheets.list_columns import KEY_HEADING
from services.spreadsheets.records import CheckedRow, ImportCheck, RowState
from services.workers.queries import find_by_nik
from services.workers.records_read import read_records
from tests.offices import worker

NAMES = ("SUTINI", "BUDI HARTONO", "KASMIRAH", "WAGIMAN", "PARIYEM")
MOTHERS = ("NGATMI", "SARINAH", "TUKIYEM", "PONIRAH", "WARSINI")
ADDED: dict[str, Any] = {"NIK": worker(9050).nik, "Nama Lengkap": "JOKO SUSILO", KEY_HEADING: None}
Edit = Callable[[Any, Mapping[str, int]], None]
"""Edits a sheet; columns by heading, from 1. Person number n stands in row n + 1."""


def exported(ctx: AppContext, path: Path, keys: Sequence[str] | None = None) -> Path:
    seqs = everybody(ctx)
    assert export_list(path, read_records(ctx, seqs), keys, ctx.reference, len(seqs)) == len(seqs)
    return path


def everybody(ctx: AppContext) -> list[int]:
    with ctx.read() as connection:
        return [seq for (seq,) in connection.exec_driver_sql("SELECT seq FROM worker ORDER BY seq")]


def put(person: int) -> Callable[[Mapping[str, Any]], Edit]:
    """Type into cells of one person."""

    def cells(values: Mapping[str, Any]) -> Edit:
        def edit(sheet: Any, at: Mapping[str, int]) -> None:
            for heading, value in values.items():
                sheet.cell(person + 1, at[heading]).value = value

        return edit

    return cells


def copied(source: int, values: Mapping[str, Any]) -> Edit:
    """A row copied below the list, then typed over."""

    def edit(sheet: Any, at: Mapping[str, int]) -> None:
        sheet.append([cell.value for cell in sheet[source + 1]])
        for heading, value in values.items():
            sheet.cell(sheet.max_row, at[heading]).value = value

    return edit


def both(*edits: Edit) -> Edit:
    def edit(sheet: Any, at: Mapping[str, int]) -> None:
        for each in edits:
            each(sheet, at)

    return edit


def codes(row: CheckedRow) -> list[str]:
    return [problem.code for problem in row.problems]


def states(check: ImportCheck) -> list[str]:
    return [row.state.value for row in check.rows]


def changed(ctx: AppContext, check: ImportCheck, at: int = 0) -> dict[str, tuple[Any, Any]]:
    return {each.field: (each.old, each.new) for each in compare(ctx, check, check.rows[at].key).differences}


def id_of(ctx: AppContext, serial: int) -> str:
    found = find_by_nik(ctx, worker(serial).nik)
    assert found is not None
    return found.id


def held_as(check: ImportCheck, at: int, code: str) -> None:
    row = check.rows[at]
    assert (row.state, codes(row)[-1]) == (RowState.HELD, code)


def columns_in(check: ImportCheck, at: int) -> str:
    return check.rows[at].problems[-1].heading
