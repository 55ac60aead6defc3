"""Writing workbooks of our own: text is text, nothing is ever a formula, the file appears whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import WorkbookAlreadySaved

from services.errors import StorageTrouble
from services.replacing import put_in_place
from services.spreadsheets.sheets import MAX_TEXT

TEXT = "Payung teks"
DATE = "Payung tanggal"
NUMBER = "Payung angka"
HEADING = "Payung judul"
WRONG = "Payung salah"
WARNING = "Payung periksa"
REASON = "Payung alasan"

_AUTHOR = "Payung"
_LONGEST_SHEET_NAME = 31


@contextmanager
def writing(path: Path) -> Iterator[Workbook]:
    """An empty write-only workbook with our few named styles (a style per cell is twenty times slower).

    It is saved when the block ends, and leaves nothing behind when the block fails.
    Raises StorageTrouble("file.not_writable").
    """
    book = Workbook(write_only=True)
    for style in _styles():
        book.add_named_style(style)
    try:
        yield book
        save(book, path)
    finally:
        _discard(book)


def _styles() -> Iterable[NamedStyle]:
    line = Border(bottom=Side(style="thin", color="0B6B6B"))
    red, amber, teal = (PatternFill("solid", fgColor=color) for color in ("FDE3E3", "FDF0DC", "DFF0EF"))
    wrapped = Alignment(wrap_text=True, vertical="top")
    yield NamedStyle(TEXT, number_format="@")
    yield NamedStyle(DATE, number_format="dd-mm-yyyy")
    yield NamedStyle(NUMBER, number_format="#,##0")
    yield NamedStyle(HEADING, font=Font(bold=True), fill=teal, border=line, alignment=wrapped, number_format="@")
    yield NamedStyle(WRONG, fill=red, number_format="@")
    yield NamedStyle(WARNING, fill=amber, number_format="@")
    yield NamedStyle(REASON, alignment=wrapped, number_format="@")


def text_cell(sheet: Any, text: str, style: str = TEXT, comment: str = "") -> Any:
    """A cell that is text whatever it looks like: ``=1+1`` stays four characters."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text)[: MAX_TEXT * 2])
    cell.data_type = "s"
    cell.style = style
    if comment:
        cell.comment = Comment(ILLEGAL_CHARACTERS_RE.sub("", comment), _AUTHOR, height=90, width=280)
    return cell


def date_cell(sheet: Any, value: date, style: str = DATE) -> Any:
    """A real date."""
    cell = WriteOnlyCell(sheet, value)
    cell.style = style
    cell.number_format = "dd-mm-yyyy"
    return cell


def number_cell(sheet: Any, value: float, style: str = NUMBER) -> Any:
    """A number to count with; never used for NIK, KK or phone."""
    cell = WriteOnlyCell(sheet, int(value) if value.is_integer() else value)
    cell.style = style
    if style != NUMBER:
        cell.number_format = "#,##0"
    return cell


def add_sheet(book: Workbook, name: str, widths: Iterable[float]) -> Any:
    """A sheet whose first row stays in view; the name is made acceptable to Excel and unique."""
    plain = (
        "".join("-" if letter in "[]:*?/\\" else letter for letter in name).strip("' ")[:_LONGEST_SHEET_NAME]
        or "Lembar"
    )
    taken = {sheet.lower() for sheet in book.sheetnames}
    wanted, number = plain, 2
    while wanted.lower() in taken:
        mark = f" {number}"
        wanted, number = plain[: _LONGEST_SHEET_NAME - len(mark)] + mark, number + 1
    sheet = book.create_sheet(wanted)
    sheet.freeze_panes = "A2"
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    return sheet


def save(book: Workbook, path: Path) -> None:
    """Write beside the wanted name and move into place. Raises StorageTrouble("file.not_writable")."""
    unfinished = path.with_name(f".{path.stem[:40]}-{os.getpid()}.tmp")
    book.properties.creator = _AUTHOR
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        packed = BytesIO()  # a zip that meets a full disk would go on complaining when it is forgotten
        book.save(packed)
        unfinished.write_bytes(packed.getbuffer())
        put_in_place(unfinished, path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        raise StorageTrouble("file.not_writable") from None


def _discard(book: Workbook) -> None:
    """Take away what openpyxl keeps in the temporary folder for sheets that were never saved: it is personal data."""
    for sheet in book.worksheets:
        writer = getattr(sheet, "_writer", None)
        if writer is not None and Path(writer.out).exists():
            with suppress(WorkbookAlreadySaved, OSError):
                sheet.close()
            with suppress(OSError):
                writer.cleanup()
