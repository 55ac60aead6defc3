"""Handing in a list: a file, read in a process of its own, or a block copied from Excel or LibreOffice."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from services.bulk import bulk_act
from services.errors import WorkbookRejected
from services.progress import SILENT, Reporter
from services.spreadsheets.reader import LIMITS, Limits, read_apart
from services.spreadsheets.sheets import MAX_COLUMNS, MAX_ROWS, SheetData, SheetsData
from services.spreadsheets.source import Source

PASTED = "Tempelan"
MAX_PASTE = 8 * 1024 * 1024
"""Characters."""
_QUOTED = re.compile(r'"((?:[^"]|""){0,4000})"(?=\t|\r?\n|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*")


def open_source(path: Path, reporter: Reporter = SILENT, limits: Limits = LIMITS) -> Source:
    """Read a file. Raises what ``read_apart`` raises: WorkbookRejected and Cancelled."""
    with bulk_act():
        book = read_apart(path, reporter, limits)
    return Source(path.name, book.kind, book.digest, book.data())


def paste_source(text: str, name: str = PASTED) -> Source:
    """A block from the clipboard: columns parted by tabs, cells with line breaks in quotes.

    All cells are the text that was shown, so a NIK shown as ``3,31602E+15`` stays that and is held later.
    Raises WorkbookRejected: workbook.empty, workbook.too_many_rows, workbook.too_big.
    """
    if not text.strip():
        raise WorkbookRejected("workbook.empty")
    if len(text) > MAX_PASTE:
        raise WorkbookRejected("workbook.too_big", limit=MAX_PASTE // 1024 // 1024)
    rows: list[list[str]] = []
    for row in _rows(text.lstrip("\ufeff")):
        if len(rows) >= MAX_ROWS:
            raise WorkbookRejected("workbook.too_many_rows", limit=MAX_ROWS)
        rows.append(row[:MAX_COLUMNS])
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Source(name, "paste", digest, SheetsData((SheetData(name, rows),)))


def _rows(text: str) -> Iterator[list[str]]:
    position, row = 0, []
    while position < len(text):
        cell, position = _cell(text, position)
        row.append(cell)
        if text[position : position + 1] == "\t":
            position += 1
            if position == len(text):
                row.append("")
            continue
        yield row
        row = []
        position += 2 if text[position : position + 2] == "\r\n" else 1
    if row:
        yield row


def _cell(text: str, position: int) -> tuple[str, int]:
    """The cell that begins here, and where it ends. Quotes count only around what would break the block apart."""
    if text[position] == '"':
        quoted = _QUOTED.match(text, position)
        if quoted is not None and re.search(r'[\t\r\n]|""', quoted[1]):
            return quoted[1].replace('""', '"'), quoted.end()
    plain = _PLAIN.match(text, position)
    return (plain[0], plain.end()) if plain is not None else ("", position)
