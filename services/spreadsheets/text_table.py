"""Comma-separated text: the delimiter and the encoding are guessed, everything stays text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from services.errors import WorkbookRejected
from services.spreadsheets.container import MAX_FILE, WIDE_MARKS
from services.spreadsheets.sheets import MAX_COLUMNS, MAX_ROWS, SheetData

_DELIMITERS = ";,\t"
_HINT = re.compile(r"sep=([;,\t])\r?\n", re.IGNORECASE)
"""The first line with which Excel is told the delimiter; it stays a row so that rows keep their numbers."""
_SAMPLE_LINES = 30
_FIELD_LIMIT = 32_767
"""What Excel holds in one cell, in characters."""
_MOST_MARKS = 20_000
"""Delimiters in one row; Excel has 16,384 columns."""


def read_csv(data: bytes) -> SheetData:
    """One sheet of text cells.

    Raises WorkbookRejected: workbook.too_many_rows, workbook.too_big (a row of too many cells), workbook.damaged,
    workbook.not_a_workbook.
    """
    encoding = _encoding(data)
    sample = "".join(islice(_stream(data, encoding), _SAMPLE_LINES))
    hint = _HINT.match(sample)
    lines = _Lines(_stream(data, encoding), hint[1] if hint else _delimiter(sample))
    rows: list[list[str]] = [[] for _ in islice(lines, 1 if hint else 0)]
    csv.field_size_limit(_FIELD_LIMIT)
    try:
        for row in csv.reader(lines, delimiter=lines.mark):
            if len(rows) >= MAX_ROWS:
                raise WorkbookRejected("workbook.too_many_rows", limit=MAX_ROWS)
            rows.append(row[:MAX_COLUMNS])
            lines.marks = 0
    except csv.Error:
        raise WorkbookRejected("workbook.damaged") from None
    return SheetData("CSV", rows)


class _Lines:
    """Lines for the csv reader, which itself knows no bound to the cells of one row."""

    def __init__(self, stream: Iterator[str], mark: str) -> None:
        self._stream = stream
        self.mark = mark
        self.marks = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._stream)
        if "\0" in line:
            raise WorkbookRejected("workbook.not_a_workbook")
        self.marks += line.count(self.mark)
        if self.marks > _MOST_MARKS:
            raise WorkbookRejected("workbook.too_big", limit=MAX_FILE // 1024 // 1024)
        return line


def _stream(data: bytes, encoding: str) -> Iterator[str]:
    """Line by line: the whole text at once would take five times the file."""
    return io.TextIOWrapper(io.BytesIO(data), encoding, "replace", newline="")


def _encoding(data: bytes) -> str:
    if data.startswith(WIDE_MARKS):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _delimiter(text: str) -> str:
    """The mark that stands on most of the first lines; in a tie the semicolon, which Indonesian Excel writes."""
    lines = text.splitlines()[:_SAMPLE_LINES]
    return max(_DELIMITERS, key=lambda mark: sum(mark in line for line in lines))
