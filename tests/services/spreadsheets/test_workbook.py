"""Every kind of file an officer may pick: read whole, or refused with one code."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import WorkbookRejected
from services.spreadsheets.sheets import MAX_COLUMNS, MAX_ROWS
from services.spreadsheets.workbook import open_workbook
from tests.workbooks import (
    nik,
    ods_row,
    raw_ods,
    raw_xls,
    raw_xlsx,
    refusal,
    refused,
    row,
    sheet_row,
    text,
    write_list,
    write_sheets,
    zipped,
)

_CODES = {
    "workbook.missing",
    "workbook.empty",
    "workbook.not_a_workbook",
    "workbook.password",
    "workbook.too_big",
    "workbook.damaged",
    "workbook.too_many_rows",
}


@pytest.mark.parametrize("place", ["XFD1048576", "A99999999", "xfd1", "AAAAAAAA1", "A0"])
def test_a_cell_far_out_never_takes_the_program_down(tmp_path: Path, place: str) -> None:
    content = raw_xlsx(sheet_row(1, text("A1", "NIK"), text(place, "x")))
    path = tmp_path / "jauh.xlsx"
    path.write_bytes(content)
    try:
        sheet = open_workbook(path).sheets[0]
    except WorkbookRejected as refused_:
        assert refused_.code in ("workbook.too_many_rows", "workbook.damaged")
    else:
        assert sheet.rows == [["NIK"]]
        assert sheet.columns_left_out


def test_a_far_cell_behind_a_prefix_is_seen(tmp_path: Path) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    far = '<x:row r="2"><x:c r="XFD2" t="str"><x:v>x</x:v></x:c></x:row>' + sheet_row(20_000, text("A20000", "y"))
    path = tmp_path / "awalan.xlsx"
    path.write_bytes(raw_xlsx(far, open=f'<worksheet xmlns="{main}" xmlns:x="{main}"><sheetData>'))
    sheet = open_workbook(path).sheets[0]
    assert (len(sheet.rows), len(sheet.rows[-1]), sheet.columns_left_out) == (20_000, 1, True)


def test_looks_without_content_far_out_are_no_content(tmp_path: Path) -> None:
    content = raw_xlsx(sheet_row(1, text("A1", "NIK")) + sheet_row(1_048_576, '<c r="XFD1048576" s="0"/>'))
    path = tmp_path / "gaya.xlsx"
    path.write_bytes(content)
    assert open_workbook(path).sheets[0].rows == [["NIK"]]


def test_sixteen_thousand_columns_give_the_first_two_hundred(tmp_path: Path) -> None:
    path = write_sheets(tmp_path / "lebar.xlsx", {"A": [[f"k{number}" for number in range(16_384)]] * 2})
    sheet = open_workbook(path).sheets[0]
    assert [len(cells) for cells in sheet.rows] == [MAX_COLUMNS] * 2
    assert sheet.rows[1][-1] == f"k{MAX_COLUMNS - 1}"
    assert sheet.columns_left_out


def test_more_rows_than_a_district_has_people(tmp_path: Path) -> None:
    rows = "".join(sheet_row(number, text(f"A{number}", "x")) for number in (1, MAX_ROWS + 1))
    assert refused(tmp_path, raw_xlsx(rows)) == "workbook.too_many_rows"
    assert refused(tmp_path, ("NIK\n" * (MAX_ROWS + 1)).encode(), "a.csv") == "workbook.too_many_rows"
    repeated = '<table:table-row table:number-rows-repeated="9999999"><table:table-cell office:value-type="string">'
    ods = raw_ods(repeated + "<text:p>x</text:p></table:table-cell></table:table-row>")
    assert refused(tmp_path, ods, "a.ods") == "workbook.too_many_rows"


def test_cells_repeated_without_end(tmp_path: Path) -> None:
    cells = '<table:table-row><table:table-cell table:number-columns-repeated="9999999" office:value-type="string">'
    ods = raw_ods(cells + "<text:p>x</text:p></table:table-cell></table:table-row>")
    assert refused(tmp_path, ods, "a.ods") == "workbook.too_big"


def test_a_wrong_dimension_hides_no_row(tmp_path: Path) -> None:
    rows = "".join(sheet_row(number, text(f"A{number}", "x")) for number in range(1, 51))
    content = raw_xlsx(
        rows,
        open='<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<dimension ref="A1:A2"/><sheetData>',
    )
    path = tmp_path / "ukuran.xlsx"
    path.write_bytes(content)
    assert len(open_workbook(path).sheets[0].rows) == 50


def test_rows_keep_excels_numbers(tmp_path: Path) -> None:
    content = raw_xlsx(sheet_row(5, text("C5", "NIK")) + sheet_row(9, text("C9", "x")))
    path = tmp_path / "mulai.xlsx"
    path.write_bytes(content)
    sheet = open_workbook(path).sheets[0]
    assert sheet.rows[4][2] == "NIK"
    assert sheet.rows[8][2] == "x"


def test_formulas_are_found_computed_or_not(tmp_path: Path) -> None:
    cells = (
        '<c r="A1"><f>SUM(B1:B9)</f><v>7</v></c>',
        '<c r="B1"><f>A1&amp;"x"</f></c>',
        '<c r="C1" t="str"><f>IF(A1="","",A1)</f><v></v></c>',
        '<c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c r="E1"><f t="shared" si="0"/><v>3</v></c>',
    )
    plain = raw_xlsx(sheet_row(1, *cells))
    prefixed = raw_xlsx(
        sheet_row(1, *cells).replace("<", "<x:").replace("<x:/", "</x:"),
        open='<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>',
        close="</x:sheetData></x:worksheet>",
    )
    for content in (plain, prefixed):
        path = tmp_path / "rumus.xlsx"
        path.write_bytes(content)
        formulas = open_workbook(path).sheets[0].formulas
        told = [(formulas[0, column].text, formulas[0, column].computed) for column in range(5)]
        assert told[0] == ("SUM(B1:B9)", True)
        assert told[1] == ('A1&"x"', False)
        assert [computed for _, computed in told] == [True, False, content is plain, False, True]


def test_a_row_that_holds_only_an_uncomputed_formula_stays(tmp_path: Path) -> None:
    content = raw_xlsx(sheet_row(1, text("A1", "NIK")) + sheet_row(4, '<c r="A4"><f>B9</f></c>'))
    path = tmp_path / "rumus.xlsx"
    path.write_bytes(content)
    sheet = open_workbook(path).sheets[0]
    assert len(sheet.rows) == 4
    assert not sheet.formulas[3, 0].computed


def test_excel_97(tmp_path: Path) -> None:
    path = tmp_path / "lama.xls"
    path.write_bytes(raw_xls([["NAMA", "NIK"], ["SUTARNO", nik()], ["NGATMIN", 3.3e15]], formulas=[(1, 1)]))
    sheet = open_workbook(path).sheets[0]
    assert sheet.rows == [["NAMA", "NIK"], ["SUTARNO", nik()], ["NGATMIN", 3.3e15]]
    assert set(sheet.formulas) == {(1, 1)}


def test_a_workbook_named_wrongly_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "lama.xlsx"
    path.write_bytes(raw_xls([["NAMA", "NIK"]]))
    assert open_workbook(path).sheets[0].rows == [["NAMA", "NIK"]]


def test_open_document(tmp_path: Path) -> None:
    path = tmp_path / "daftar.ods"
    path.write_bytes(raw_ods(ods_row("NAMA", "NIK") + ods_row("SUTARNO", 3.3e15, formulas={1: "[.A1]"})))
    sheet = open_workbook(path).sheets[0]
    assert sheet.rows == [["NAMA", "NIK"], ["SUTARNO", 3.3e15]]
    assert set(sheet.formulas) == {(1, 1)}


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ending", ["csv", "txt"])
def test_text_tables(tmp_path: Path, mark: str, encoding: str, ending: str) -> None:
    path = tmp_path / f"daftar.{ending}"
    path.write_bytes(f'NAMA{mark}NIK\r\n"SUTARNO{mark} café"{mark}{nik()}\r\n'.encode(encoding))
    assert open_workbook(path).sheets[0].rows == [["NAMA", "NIK"], [f"SUTARNO{mark} café", nik()]]


def test_the_line_that_tells_excel_the_delimiter_keeps_its_number(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(f"sep=,\nNAMA,NIK\nSUTARNO;x,{nik()}\n", "utf-8")
    assert open_workbook(path).sheets[0].rows == [[], ["NAMA", "NIK"], ["SUTARNO;x", nik()]]


def test_dates_from_1904_are_known(tmp_path: Path) -> None:
    path = tmp_path / "mac.xls"
    path.write_bytes(raw_xls([["NAMA"]], from_1904=True))
    assert open_workbook(path).dates_from_1904


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = write_list(tmp_path_factory.mktemp("asli") / "asli.xlsx", [row(9001 + number) for number in range(5)])
    return path.read_bytes()


def test_cut_short_anywhere_is_one_clear_code(tmp_path: Path, real: bytes) -> None:
    path = tmp_path / "potong.xlsx"
    for length in range(1, len(real), 61):
        path.write_bytes(real[:length])
        assert refusal(path) in _CODES


@given(seed=st.integers(0, 2**32))
def test_damage_anywhere_is_a_code_or_a_workbook(
    tmp_path_factory: pytest.TempPathFactory, real: bytes, seed: int
) -> None:
    rng = random.Random(seed)
    broken = bytearray(real)
    for _ in range(rng.randint(1, 6)):
        broken[rng.randrange(len(broken))] = rng.randrange(256)
    path = tmp_path_factory.getbasetemp() / "rusak.xlsx"
    path.write_bytes(bytes(broken))
    try:
        open_workbook(path)
    except WorkbookRejected as refused_:
        assert refused_.code in _CODES


@given(junk=st.binary(min_size=1, max_size=600), kind=st.sampled_from(["xls", "xlsx", "ods", "csv"]))
def test_junk_behind_any_beginning(tmp_path_factory: pytest.TempPathFactory, junk: bytes, kind: str) -> None:
    start = {"xls": bytes.fromhex("d0cf11e0a1b11ae1"), "xlsx": b"PK\3\4", "ods": b"PK\3\4", "csv": b""}[kind]
    path = tmp_path_factory.getbasetemp() / f"aneh.{kind}"
    path.write_bytes(start + junk)
    try:
        open_workbook(path)
    except WorkbookRejected as refused_:
        assert refused_.code in _CODES


@given(sheet=st.binary(max_size=300))
def test_a_sheet_that_is_no_xml(tmp_path_factory: pytest.TempPathFactory, sheet: bytes) -> None:
    whole = zipfile.ZipFile(io.BytesIO(raw_xlsx("")))
    files: dict[str, str | bytes] = {name: whole.read(name) for name in whole.namelist()}
    files["xl/worksheets/sheet1.xml"] = b"<worksheet><sheetData>" + sheet + b"</sheetData></worksheet>"
    path = tmp_path_factory.getbasetemp() / "bukan.xlsx"
    path.write_bytes(zipped(files))
    try:
        open_workbook(path)
    except WorkbookRejected as refused_:
        assert refused_.code in _CODES


@pytest.mark.parametrize("marked", ["<!-- x -->", "<![CDATA[x]]>"])
def test_comments_and_cdata_are_walked_through(tmp_path: Path, marked: str) -> None:
    cells = f'<c r="A2" t="inlineStr"><is><t>{marked}TARNO</t></is></c><c r="B2"><f>1+1{marked}</f></c>'
    path = tmp_path / "tanda.xlsx"
    path.write_bytes(raw_xlsx(sheet_row(1, text("A1", "NAMA"), text("B1", "NIK")) + sheet_row(2, cells)))
    (sheet,) = open_workbook(path).sheets
    assert (1, 1) in sheet.formulas
    assert "TARNO" in str(sheet.rows[1][0])
