"""A block copied from Excel or LibreOffice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import WorkbookRejected
from services.spreadsheets.opening import MAX_PASTE, paste_source
from services.spreadsheets.sheets import MAX_COLUMNS, MAX_ROWS
from tests.workbooks import nik


def rows(text: str) -> list[list[str]]:
    return [list(map(str, row)) for row in paste_source(text).data.sheets[0].rows]


def test_rows_and_columns() -> None:
    text = f"NAMA\tNIK\tALAMAT\r\nSUTARNO\t{nik()}\t\r\n\r\nNGATMIN\t\tNgasem\r\n"
    assert rows(text) == [["NAMA", "NIK", "ALAMAT"], ["SUTARNO", nik(), ""], [""], ["NGATMIN", "", "Ngasem"]]


def test_a_cell_with_line_breaks_stands_in_quotes() -> None:
    assert rows('NAMA\tALAMAT\nSUTARNO\t"Dk. Ngasem\nRT 3 RW 2"\nX\tY\n') == [
        ["NAMA", "ALAMAT"],
        ["SUTARNO", "Dk. Ngasem\nRT 3 RW 2"],
        ["X", "Y"],
    ]


def test_doubled_quotes_and_tabs_inside() -> None:
    assert rows('"kata ""orang"""\t"a\tb"') == [['kata "orang"', "a\tb"]]


@pytest.mark.parametrize("cell", ['"Pak" Tarno', '"', 'rumah "Joglo"', '"belum tutup'])
def test_quotes_that_belong_to_the_text_stay(cell: str) -> None:
    assert rows(f"SUTARNO\t{cell}\nX\tY") == [["SUTARNO", cell], ["X", "Y"]]


def test_the_source_tells_what_it_is() -> None:
    source = paste_source(f"NAMA\tNIK\nSUTARNO\t{nik()}")
    (sheet,) = source.sheets
    assert (source.kind, sheet.rows, sheet.columns, sheet.has_table) == ("paste", 2, 2, True)
    assert source.digest != paste_source("NAMA\tNIK").digest


@pytest.mark.parametrize("text", ["", " \t\n\r\n "])
def test_nothing_was_copied(text: str) -> None:
    with pytest.raises(WorkbookRejected, match=r"^workbook\.empty$"):
        paste_source(text)


def test_a_paste_is_bounded() -> None:
    with pytest.raises(WorkbookRejected, match=r"^workbook\.too_many_rows$"):
        paste_source("x\n" * (MAX_ROWS + 1))
    with pytest.raises(WorkbookRejected, match=r"^workbook\.too_big$"):
        paste_source("x" * (MAX_PASTE + 1))
    assert len(rows("x\t" * 5_000)[0]) == MAX_COLUMNS
    paste_source('"' * 60_000)  # quotes that never close cost no time


_CELLS = st.lists(st.lists(st.text('ab"\t\n ,', max_size=8), min_size=2, max_size=4), min_size=1, max_size=5)


def copied(table: list[list[str]]) -> str:
    """As Excel puts cells on the clipboard."""

    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if set(text) & set("\t\n") else text

    return "".join("\t".join(map(cell, row)) + "\r\n" for row in table)


@given(_CELLS)
def test_what_excel_copies_comes_back(table: list[list[str]]) -> None:
    # A cell that begins with a quote and has no line break is written without quotes, so two of them may look like one.
    table = [[text.lstrip('"') if not set(text) & set("\t\n") else text for text in row] for row in table]
    if any(text.strip() for row in table for text in row):
        assert rows(copied(table)) == table
