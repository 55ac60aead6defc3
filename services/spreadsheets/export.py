"""Workers as a workbook: NIK as text, nothing that a spreadsheet would compute; it imports back as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from services.errors import StorageTrouble
from services.progress import SILENT, Reporter
from services.reference import Reference
from services.spreadsheets.list_columns import list_columns
from services.spreadsheets.own_columns import OWN_COLUMNS, Value
from services.spreadsheets.writing import HEADING, add_sheet, date_cell, number_cell, text_cell, writing
from services.workers.records import WorkerForm
from services.workers.records_read import WorkerRecord

SHEET = "Pekerja"
_STEP = 250


def export_workers(path: Path, forms: Sequence[WorkerForm], reference: Reference, reporter: Reporter = SILENT) -> None:
    """Write these workers, one per row, in the columns of our own template.

    Raises StorageTrouble("file.not_writable"), Cancelled; the file appears whole or not at all.
    """
    with writing(path) as book:
        sheet = add_sheet(book, SHEET, [column.width for column in OWN_COLUMNS])
        sheet.append([text_cell(sheet, column.heading, HEADING) for column in OWN_COLUMNS])
        for index, form in enumerate(forms):
            if index % _STEP == 0:
                reporter.step(index, len(forms), "workbook.writing")
            sheet.append([_cell(sheet, column.write(form, reference)) for column in OWN_COLUMNS])
    reporter.step(len(forms), len(forms), "workbook.writing")


def export_list(
    path: Path,
    records: Iterable[WorkerRecord],
    keys: Sequence[str] | None,
    reference: Reference,
    total: int,
    reporter: Reporter = SILENT,
) -> int:
    """Write ``total`` workers with the list's own columns (``keys``; None: every field); gives how many were written.

    NIK, KK and phone are text, nothing is computed, and a hidden last column holds each record's key.
    Raises StorageTrouble("file.not_writable") on a full disk too, Cancelled; the file appears whole or not at all.
    """
    columns = list_columns(keys)
    written = 0
    try:
        with writing(path) as book:
            sheet = add_sheet(book, SHEET, [column.width for column in columns])
            for place, column in enumerate(columns, start=1):
                sheet.column_dimensions[get_column_letter(place)].hidden = column.hidden
            sheet.append([text_cell(sheet, column.heading, HEADING) for column in columns])
            for record in records:
                if written % _STEP == 0:
                    reporter.step(written, total, "workbook.writing")
                sheet.append([_cell(sheet, column.write(record, reference)) for column in columns])
                written += 1
            reporter.step(written, max(total, written), "workbook.writing")
    except OSError:  # the sheet is kept in the temporary folder until it is whole
        raise StorageTrouble("file.not_writable") from None
    return written


def _cell(sheet: Any, value: Value) -> Any:
    if value is None:
        return None
    if isinstance(value, date):
        return date_cell(sheet, value)
    return number_cell(sheet, float(value)) if isinstance(value, int) else text_cell(sheet, value)
