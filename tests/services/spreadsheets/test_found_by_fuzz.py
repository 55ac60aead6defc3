"""Files that once took too long, too much, or fell through; found by ``run.py prove fuzz`` and ``bombs``."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from services.spreadsheets.sheets import MAX_COLUMNS, MAX_SHEETS
from services.spreadsheets.workbook import open_workbook
from tests.prove.zip_bombs import zip_by_hand
from tests.workbooks import _bof, _compound_file, _record, ods_row, raw_ods, raw_xls, raw_xlsx, refused, sheet_row, text

LIST = sheet_row(1, text("A1", "NAMA"))


@pytest.mark.parametrize("encoding", ["nobody", "hex", "shift_jis"])
def test_xml_in_an_encoding_that_nobody_reads(tmp_path: Path, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    assert refused(tmp_path, raw_xlsx("<!-- -->" + LIST, head=head)) == "workbook.damaged"
    assert refused(tmp_path, raw_xlsx(LIST, parts={"xl/workbook.xml": head + "<workbook/>"})) == "workbook.damaged"


def test_an_old_sheet_with_more_columns_than_there_are(tmp_path: Path) -> None:
    (path := tmp_path / "baik.xls").write_bytes(raw_xls([["x"] * 256]))
    assert len(open_workbook(path).sheets[0].rows[0]) == MAX_COLUMNS
    assert refused(tmp_path, raw_xls([["x"] * 257]), "daftar.xls") == "workbook.damaged"


def test_an_old_workbook_whose_sectors_go_in_circles(tmp_path: Path) -> None:
    data = bytearray(raw_xls([["NAMA", "NIK"]]))
    assert struct.unpack_from("<4I", data, 512) == (0xFFFFFFFD, 0xFFFFFFFE, 3, 4)
    data[512 + 12 : 512 + 16] = struct.pack("<I", 2)
    assert refused(tmp_path, bytes(data), "daftar.xls") == "workbook.damaged"


@pytest.mark.parametrize(
    ("rows", "said"),
    [((0, 65_536), "rows"), ((0, 0), "rows"), ((0, 0xFFFFFF), "workbook.damaged"), ((5, 5), "workbook.damaged")],
)
def test_an_old_sheet_that_says_how_far_it_reaches(tmp_path: Path, rows: tuple[int, int], said: str) -> None:
    """The reader would take the memory for all of it, 1.5 terabytes in one damaged file, and the system ends it."""
    start = _bof(0x0010) + _record(0x0200, struct.pack("<IIHHH", *rows, 0, 256, 0))
    sheet = start + _record(0x0203, struct.pack("<HHHd", 0, 0, 0, 1.5)) + _record(0x000A)
    head = _bof(0x0005)
    name = _record(0x0085, struct.pack("<IBBBB", len(head) + 17, 0, 0, 1, 0) + b"D")
    data = _compound_file(head + name + _record(0x000A) + sheet)
    if said == "rows":
        (path := tmp_path / "baik.xls").write_bytes(data)
        assert open_workbook(path).sheets[0].rows == [[1.5]]
    else:
        assert refused(tmp_path, data, "daftar.xls") == said


def old_book(starts: int, distinct: bool) -> bytes:
    """An old workbook with so many names of sheets."""
    sheet = _bof(0x0010) + _record(0x000A)
    head = _bof(0x0005)
    first = len(head) + starts * 13 + 4
    places = (first + (len(sheet) * number if distinct else 0) for number in range(starts))
    names = b"".join(_record(0x0085, struct.pack("<IBBBB", place, 0, 0, 1, 0) + b"D") for place in places)
    return _compound_file(head + names + _record(0x000A) + sheet * starts)


def test_a_sheet_is_read_once_and_there_are_not_too_many(tmp_path: Path) -> None:
    assert refused(tmp_path, old_book(2, distinct=False), "daftar.xls") == "workbook.damaged"
    assert refused(tmp_path, old_book(MAX_SHEETS + 1, distinct=True), "daftar.xls") == "workbook.too_big"


def test_a_directory_of_very_many_parts(tmp_path: Path) -> None:
    parts = [(f"xl/{number}", b"", 0, 0) for number in range(9_000)]
    assert refused(tmp_path, zip_by_hand(parts)) == "workbook.too_big"


def test_one_row_of_very_many_cells(tmp_path: Path) -> None:
    assert refused(tmp_path, b"NAMA" + b";" * 20_001, "daftar.csv") == "workbook.too_big"
    assert refused(tmp_path, b'"a\n";' * 20_001, "daftar.csv") == "workbook.too_big"
    (path := tmp_path / "baik.csv").write_bytes(b"NAMA;NIK;ALAMAT\n" * 15_000)
    assert len(open_workbook(path).sheets[0].rows) == 15_000


def test_a_long_text_repeated_over_a_whole_open_document(tmp_path: Path) -> None:
    def book(words: str) -> bytes:
        cell = f'<table:table-cell office:value-type="string" table:number-columns-repeated="100"><text:p>{words}'
        row = f'<table:table-row table:number-rows-repeated="1000">{cell}</text:p></table:table-cell></table:table-row>'
        return raw_ods(ods_row("NAMA") + row)

    assert refused(tmp_path, book("x" * 1_000), "daftar.ods") == "workbook.too_big"
    (path := tmp_path / "baik.ods").write_bytes(book("x"))
    assert len(open_workbook(path).sheets[0].rows) == 1_001
