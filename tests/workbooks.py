"""Builders of real workbooks for tests: ordinary ones through openpyxl, crooked ones byte by byte."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from services.errors import WorkbookRejected
from services.spreadsheets.workbook import open_workbook

TODAY = date(2026, 11, 23)
VILLAGE = "33.16.06.2002"

HEADINGS = ("NO", "NAMA", "NIK", "TANGGAL LAHIR", "JK", "ALAMAT", "PEKERJAAN", "PENGHASILAN", "TGL PEMBERITAHUAN")

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def nik(serial: int = 9001, born: str = "120379", area: str = "331606") -> str:
    """An invented NIK: a man born on 12 March 1979, serial from 9001."""
    return f"{area}{born}{serial:04d}"


def row(serial: int = 9001, **over: Any) -> list[Any]:
    """One row under ``HEADINGS``; ``over`` replaces cells by heading in lower case (``tanggal_lahir=...``)."""
    cells = {
        "no": serial - 9000,
        "nama": "SUTARNO",
        "nik": nik(serial),
        "tanggal_lahir": date(1979, 3, 12),
        "jk": "L",
        "alamat": "DK. NGASEM NO. 3",
        "pekerjaan": "Buruh tani",
        "penghasilan": 900_000,
        "tgl_pemberitahuan": date(2026, 11, 2),
    }
    unknown = set(over) - set(cells)
    assert not unknown, unknown
    return list((cells | over).values())


def write_list(
    path: Path,
    rows: Sequence[Sequence[Any]],
    headings: Sequence[str] = HEADINGS,
    titles: Sequence[str] = (),
    below: Sequence[Sequence[Any]] = (),
) -> Path:
    """A workbook of one sheet: titles, headings, rows, whatever stands below."""
    return write_sheets(path, {"Sheet1": [*([title] for title in titles), list(headings), *rows, *below]})


def write_sheets(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]], hidden: Sequence[str] = ()) -> Path:
    """A workbook with these cells in these sheets. A string that begins with ``=`` is a formula never computed."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(list(cells))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    book.save(path)
    return path


def raw_xlsx(sheet_data: str, *, head: str = "", parts: Mapping[str, str] | None = None, **changed: str) -> bytes:
    """A package around hand-written ``<row>`` elements. ``head`` stands before the root; ``parts`` replace.

    ``changed``: ``open`` and ``close`` of the worksheet, where a test wants them otherwise.
    """
    opening = changed.get("open", f'<worksheet xmlns="{_MAIN}"><sheetData>')
    closing = changed.get("close", "</sheetData></worksheet>")
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets>'
        '<sheet name="Daftar" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"{head}{opening}{sheet_data}{closing}",
        **(parts or {}),
    }
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A deflated ZIP of these files."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return package.getvalue()


def text(place: str, value: str) -> str:
    """A text cell as XML."""
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


def sheet_row(number: int, *cells: str) -> str:
    """A row as XML."""
    return f'<row r="{number}">{"".join(cells)}</row>'


def raw_ods(table: str) -> bytes:
    """An OpenDocument workbook around hand-written rows."""
    office, names = "urn:oasis:names:tc:opendocument:xmlns:", {}
    names = {name: f"{office}{name}:1.0" for name in ("office", "table", "text", "manifest")}
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in names.items())
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f"<manifest:manifest {spaces}>"
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
            "content.xml": f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="Daftar">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def ods_row(*values: str | float, formulas: Mapping[int, str] | None = None) -> str:
    """A row of an OpenDocument table."""
    cells = []
    for column, value in enumerate(values):
        formula = (formulas or {}).get(column)
        attribute = f' table:formula="of:={formula}"' if formula else ""
        kind = (
            'office:value-type="string"'
            if isinstance(value, str)
            else f'office:value-type="float" office:value="{value}"'
        )
        cells.append(f"<table:table-cell {kind}{attribute}><text:p>{value}</text:p></table:table-cell>")
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def raw_xls(
    rows: Sequence[Sequence[str | float]], *, formulas: Sequence[tuple[int, int]] = (), from_1904: bool = False
) -> bytes:
    """An Excel 97-2003 workbook of one sheet. A place in ``formulas`` holds a formula whose result is the value."""
    sheet = _bof(0x0010)
    for row_number, cells in enumerate(rows):
        for column, value in enumerate(cells):
            sheet += _xls_cell(row_number, column, value, (row_number, column) in formulas)
    sheet += _record(0x000A)
    name = "Daftar".encode("latin-1")
    head = _bof(0x0005) + _record(0x0022, struct.pack("<H", from_1904))
    head_length = len(head) + 4 + 8 + len(name) + 4
    bound = struct.pack("<IBBBB", head_length, 0, 0, len(name), 0) + name
    stream = head + _record(0x0085, bound) + _record(0x000A) + sheet
    return _compound_file(stream)


def encrypted_package() -> bytes:
    """What Excel writes when a workbook gets a password: a compound file with an encrypted package inside."""
    return _compound_file(b"\0" * 5000, "EncryptedPackage")


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _xls_cell(row_number: int, column: int, value: str | float, is_formula: bool) -> bytes:
    place = struct.pack("<HHH", row_number, column, 0)
    if is_formula:
        is_text = isinstance(value, str)
        result = b"\0\0\0\0\0\0\xff\xff" if is_text else struct.pack("<d", value)
        tokens = b"\x1e\x01\x00"
        formula = _record(0x0006, place + result + struct.pack("<HIH", 0, 0, len(tokens)) + tokens)
        return formula + (_record(0x0207, _xls_text(str(value))) if is_text else b"")
    if isinstance(value, str):
        return _record(0x0204, place + _xls_text(value)) if value else b""
    return _record(0x0203, place + struct.pack("<d", value))


def _xls_text(value: str) -> bytes:
    encoded = value.encode("utf-16-le")
    return struct.pack("<HB", len(value), 1) + encoded


def _compound_file(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file (MS-CFB, version 3) with one stream, long enough to need no mini sectors."""
    size = max(len(stream), 4096)
    sectors = -(-size // 512)
    fat_sectors = -(-(sectors + 2) // 126)
    end, free, is_fat = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    directory_at, stream_at = fat_sectors, fat_sectors + 1
    chain = [is_fat] * fat_sectors + [end] + [stream_at + at + 1 for at in range(sectors - 1)] + [end]
    fat = struct.pack(f"<{fat_sectors * 128}I", *chain, *[free] * (fat_sectors * 128 - len(chain)))
    difat = [*range(fat_sectors), *[free] * (109 - fat_sectors)]
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_sectors, directory_at, 0, 4096, end, 0, end, 0
    )
    header += struct.pack("<109I", *difat)
    directory = _entry("Root Entry", 5, end, 0, child=1) + _entry(name, 2, stream_at, size) + b"\0" * 256
    return header + fat + directory + stream.ljust(sectors * 512, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
    return head + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + b"\0" * 36 + struct.pack("<IQ", start, size)


def refusal(path: Path) -> str:
    """The code with which a file is refused."""
    with pytest.raises(WorkbookRejected) as refused:
        open_workbook(path)
    return refused.value.code


def refused(tmp_path: Path, content: bytes, name: str = "daftar.xlsx") -> str:
    """As ``refusal``, for a file of these bytes."""
    path = tmp_path / name
    path.write_bytes(content)
    return refusal(path)
