"""Comma-separated text: the delimiter and the encoding are guessed, everything stays text."""

from __future__ import annotations

import csv
import io

from services.errors import WorkbookRejected
from services.spreadsheets.sheets import MAX_COLUMNS, MAX_ROWS, SheetData

_DELIMITERS = ";,\t"
_SAMPLE_LINES = 30
_FIELD_LIMIT = 32_767
"""What Excel holds in one cell, in characters."""


def read_csv(data: bytes) -> SheetData:
    """One sheet of text cells. Raises WorkbookRejected: workbook.too_many_rows, workbook.damaged."""
    text = _decode(data)
    rows: list[list[str]] = []
    csv.field_size_limit(_FIELD_LIMIT)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            if len(rows) >= MAX_ROWS:
                raise WorkbookRejected("workbook.too_many_rows", limit=MAX_ROWS)
            rows.append(row[:MAX_COLUMNS])
    except csv.Error:
        raise WorkbookRejected("workbook.damaged") from None
    return SheetData("CSV", rows)


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """The mark that stands on most of the first lines; in a tie the semicolon, which Indonesian Excel writes."""
    lines = text.splitlines()[:_SAMPLE_LINES]
    return max(_DELIMITERS, key=lambda mark: sum(mark in line for line in lines))
