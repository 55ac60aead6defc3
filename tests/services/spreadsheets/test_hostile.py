"""Workbooks made to do harm, through the whole way: a code or a plain list, soon, and the program goes on."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from services.errors import WorkbookRejected
from services.spreadsheets.guessing import guess_mapping
from services.spreadsheets.headings import find_table
from services.spreadsheets.opening import open_source
from services.spreadsheets.reader import Limits
from services.spreadsheets.sheets import MAX_COLUMNS
from tests.workbooks import nik, ods_row, raw_ods, raw_xlsx, row, sheet_row, text, write_list, zipped

LIMITS = Limits(seconds=60)
LIST = sheet_row(1, text("A1", "NAMA"), text("B1", "NIK")) + sheet_row(2, text("A2", "SUTARNO"), text("B2", nik()))


def outcome(path: Path) -> str:
    """The code of a refusal, or how many people were found."""
    try:
        source = open_source(path, limits=LIMITS)
        return str(guess_mapping(source).rows)
    except WorkbookRejected as refused:
        return refused.code


def bomb() -> bytes:
    return raw_xlsx(" " * 60_000_000)


def nested_bomb() -> bytes:
    return zipped({"xl/workbook.xml": zipped({"a": "0" * 30_000_000})})


def billion_laughs() -> bytes:
    names = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    return raw_xlsx(LIST, head=f'<!DOCTYPE x [<!ENTITY l0 "ha">{names}]>')


def outside_entity() -> bytes:
    return raw_xlsx(LIST, head='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>')


def wide() -> bytes:
    cells = "".join(text(f"{letter}2", "x") for letter in ("GS", "AAA", "XFD"))
    return raw_xlsx(LIST.replace("</row>", cells + "</row>", 2))


def far() -> bytes:
    return raw_xlsx(LIST + sheet_row(1_048_576, text("A1048576", "x")))


def deep_xml() -> bytes:
    return raw_xlsx(LIST + "<a>" * 20_000 + "</a>" * 20_000)


def shared_strings() -> bytes:
    """One long text, pointed at from every row: 600 MB out of nearly nothing."""
    cells = "".join(sheet_row(at, f'<c r="A{at}" t="s"><v>0</v></c>') for at in range(3, 19_000))
    strings = f"<sst><si><t>{'x' * 32_000}</t></si></sst>"
    return raw_xlsx(LIST + cells, parts={"xl/sharedStrings.xml": strings})


def merges() -> bytes:
    many = "".join(f'<mergeCell ref="A{at}:GR{at}"/>' for at in range(10, 60_000))
    return raw_xlsx(LIST, close=f'</sheetData><mergeCells count="60000">{many}</mergeCells></worksheet>')


def wrong_size() -> bytes:
    opening = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
    )
    return raw_xlsx(LIST, open=opening + "<sheetData>")


def ods_repeats() -> bytes:
    many = '-repeated="9999999"'
    cell = (
        f'<table:table-cell office:value-type="string" table:number-columns{many}><text:p>x</text:p></table:table-cell>'
    )
    return raw_ods(ods_row("NAMA", "NIK") + f"<table:table-row table:number-rows{many}>{cell}</table:table-row>")


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (bomb, "workbook.too_big"),
        (nested_bomb, "workbook.damaged"),
        (billion_laughs, "workbook.damaged"),
        (outside_entity, "workbook.damaged"),
        (wide, "1"),
        (far, "workbook.too_many_rows"),
        (deep_xml, "1"),
        (shared_strings, "workbook.too_big"),
        (merges, "1"),
        (wrong_size, "1"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_a_hostile_workbook(tmp_path: Path, made: Callable[[], bytes], code: str) -> None:
    path = tmp_path / "jahat.xlsx"
    path.write_bytes(made())
    start = time.monotonic()
    found = outcome(path)
    assert time.monotonic() - start < LIMITS.seconds
    assert found == code
    assert outcome(write_list(tmp_path / "baik.xlsx", [row(), row(9002)])) == "2"


def test_cells_repeated_without_end_in_an_open_document(tmp_path: Path) -> None:
    path = tmp_path / "jahat.ods"
    path.write_bytes(ods_repeats())
    assert outcome(path) in ("workbook.too_many_rows", "workbook.too_big")


def test_links_to_other_files_and_macros_are_never_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "makro.xlsm"
    link = '<externalLink><externalBook><sheetNames><sheetName val="x"/></sheetNames></externalBook></externalLink>'
    place = r"\\server\rahasia.xlsx"
    target = f'<Relationships><Relationship Id="rId1" Target="{place}" TargetMode="External"/></Relationships>'
    path.write_bytes(
        raw_xlsx(
            LIST,
            parts={
                "xl/externalLinks/externalLink1.xml": link,
                "xl/externalLinks/_rels/externalLink1.xml.rels": target,
                "xl/vbaProject.bin": "Attribute VB_Name = AutoOpen",
                "xl/connections.xml": "<connections><connection/></connections>",
            },
        )
    )
    assert outcome(path) == "1"


def test_sixteen_thousand_columns_that_excel_really_wrote(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Lebar")
    sheet.append(["NAMA", "NIK", *[f"K{at}" for at in range(16_382)]])
    sheet.append(["SUTARNO", nik(), *range(16_382)])
    path = tmp_path / "lebar.xlsx"
    book.save(path)
    source = open_source(path, limits=LIMITS)
    assert source.data.sheets[0].columns_left_out
    assert source.sheets[0].columns == MAX_COLUMNS


def test_merges_far_down_are_not_carried_along(tmp_path: Path) -> None:
    path = tmp_path / "gabung.xlsx"
    path.write_bytes(merges())
    (sheet,) = open_source(path, limits=LIMITS).data.sheets
    assert len(sheet.merged) == 51
    assert find_table(sheet) is not None


def test_a_part_that_claims_another_size(tmp_path: Path) -> None:
    path = write_list(tmp_path / "daftar.xlsx", [row()])
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
    place = content.rfind(b"xl/worksheets/sheet1.xml") - 46
    content[place + 24 : place + 28] = (sheet.file_size // 2).to_bytes(4, "little")
    path.write_bytes(bytes(content))
    assert outcome(path) == "workbook.damaged"
