"""Comma-separated text: the delimiter and the encoding are guessed, everything stays text."""

from __future__ import annotations

import csv
import io
import re

from services.errors import WorkbookRejected
from services.spreadsheets.container import WIDE_MARKS
from services.spreadsheets.sheets import MAX_COLUMNS, MAX_ROWS, SheetData

_DELIMITERS = ";,\t"
_HINT = re.compile(r"sep=([;,\t])\r?\n", re.IGNORECASE)
"""The first line with which Excel is told the delimiter; it stays a row so that rows keep their numbers."""
_SAMPLE_LINES = 30
_FIELD_LIMIT = 32_767
"""What Excel holds in one cell, in characters."""


def read_csv(data: bytes) -> SheetData:
    """One sheet of text cells. Raises WorkbookRejected: workbook.too_many_rows, workbook.damaged."""
    text = _decode(data)
    if "\0" in text:
        raise WorkbookRejected("workbook.not_a_workbook")
    hint = _HINT.match(text)
    mark = hint[1] if hint else _delimiter(text)
    rows: list[list[str]] = [[]] if hint else []
    text = text[hint.end() :] if hint else text
    csv.field_size_limit(_FIELD_LIMIT)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            if len(rows) >= MAX_ROWS:
                raise WorkbookRejected("workbook.too_many_rows", limit=MAX_ROWS)
            rows.append(row[:MAX_COLUMNS])
    except csv.Error:
        raise WorkbookRejected("workbook.damaged") from None
    return SheetData("CSV", rows)


def _decode(data: bytes) -> str:
    if data.startswith(WIDE_MARKS):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """The mark that stands on most of the first lines; in a tie the semicolon, which Indonesian Excel writes."""
    lines = text.splitlines()[:_SAMPLE_LINES]
    return max(_DELIMITERS, key=lambda mark: sum(mark in line for line in lines))
