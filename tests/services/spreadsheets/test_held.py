"""The workbook of held rows: the village's own columns, the reasons, and the way back in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from services.errors import StorageTrouble
from services.reference import load_reference
from services.spreadsheets.held import write_held_rows
from services.spreadsheets.importing import ImportCheck, check_workbook
from services.spreadsheets.records import RowState
from services.spreadsheets.workbook import open_workbook
from tests.workbooks import HEADINGS, TODAY, VILLAGE, nik, raw_xlsx, row, sheet_row, text, write_list, write_sheets


def check(path: Path) -> ImportCheck:
    return check_workbook(path, VILLAGE, load_reference(), TODAY, lambda niks: {})


def say(code: str, data: Mapping[str, str | int]) -> str:
    return f"Alasannya {code}."


def held_of(path: Path) -> Path:
    target = path.with_name("ditahan.xlsx")
    write_held_rows(target, check(path).of(RowState.HELD), say)
    return target


def cells_of(path: Path) -> list[list[Any]]:
    return [list(cells) for cells in load_workbook(path).worksheets[0].iter_rows(values_only=True)]


def test_own_columns_in_their_order_then_reason_and_origin(tmp_path: Path) -> None:
    headings = ("NO", "Nama KTP", "catatan desa", "N I K", "Tgl Lahir")
    rows = [[1, "SUTARNO", "x", nik(), date(1979, 3, 12)], [2, None, "titip RT 3", nik(9002)[:15], date(1979, 3, 12)]]
    written = cells_of(held_of(write_list(tmp_path / "daftar.xlsx", rows, headings, titles=["DAFTAR"])))
    assert written[0] == [*headings, "Alasan", "Asal lembar", "Asal baris"]
    (held,) = written[1:]
    assert held[:4] == [2, None, "titip RT 3", nik(9002)[:15]]
    assert held[4].date() == date(1979, 3, 12)
    assert held[5] == "N I K: Alasannya nik.length.\nNama KTP: Alasannya name.empty."
    assert held[6:] == ["Sheet1", "4"]


def test_it_imports_back_without_mapping_and_stays_held(tmp_path: Path) -> None:
    bad: list[dict[str, Any]] = [
        {"nik": nik()[:15]},
        {"nik": int(nik(9002))},
        {"nik": "3,31606E+15"},
        {"nik": f'="{nik(9003)}"'},
        {"nama": None},
        {"pekerjaan": "pegawai bank"},
        {"tanggal_lahir": "31/02/1980"},
        {"jk": "X"},
        {"penghasilan": -5},
        {"alamat": "=Z9"},
    ]
    rows = [row(9010 + number, **over) for number, over in enumerate(bad)]
    path = write_list(tmp_path / "daftar.xlsx", rows)
    before, after = check(path), check(held_of(path))
    assert before.count(RowState.HELD) == len(bad)
    # A formula that was never computed has nothing to write: its cell is blank, and a blank address is no fault.
    assert after.count(RowState.HELD) == len(bad) - 1
    assert [found.form.full_name for found in after.rows] == [found.form.full_name for found in before.rows]


def test_the_last_digit_that_excel_lost_is_not_made_up(tmp_path: Path) -> None:
    written = cells_of(held_of(write_list(tmp_path / "daftar.xlsx", [row(nik=int(nik()))])))
    assert written[1][2] == nik()[:15] + "?"


def test_the_result_of_a_formula_does_not_come_back_as_a_nik(tmp_path: Path) -> None:
    formula = f'<c r="B2" t="str"><f>A9&amp;"1"</f><v>{nik()}</v></c>'
    path = tmp_path / "daftar.xlsx"
    rows = sheet_row(1, text("A1", "NAMA"), text("B1", "NIK")) + sheet_row(2, text("A2", "SUTARNO"), formula)
    path.write_bytes(raw_xlsx(rows))
    held = held_of(path)
    assert cells_of(held)[1][1] == '=A9&"1"'
    assert check(held).count(RowState.HELD) == 1


def test_nothing_in_it_is_ever_computed(tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://example.invalid")'
    rows = [row(nama=None, alamat=" =1+1", nik=f"=A1&{9}"), row(9002, nama=None, pekerjaan="+1", alamat="@x")]
    path = write_list(tmp_path / "daftar.xlsx", rows, HEADINGS)
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    sheet["F3"].value, sheet["F3"].data_type = evil, "s"
    book.save(path)
    held = held_of(path)
    assert open_workbook(held).sheets[0].formulas == {}
    assert cells_of(held)[2][5] == evil


def test_bad_cells_are_marked_and_say_why(tmp_path: Path) -> None:
    path = held_of(write_list(tmp_path / "daftar.xlsx", [row(nik=nik()[:15], penghasilan=50_000)]))
    sheet = load_workbook(path).worksheets[0]
    assert sheet["C2"].style == "Payung salah"
    assert sheet["C2"].number_format == "@"
    assert sheet["C2"].comment.text == "Alasannya nik.length."
    assert sheet["H2"].style == "Payung periksa"
    assert (sheet["B2"].style, sheet["B2"].comment) == ("Payung teks", None)


def test_headings_of_two_rows_become_one_that_means_the_same(tmp_path: Path) -> None:
    upper = ["NIK", "Nama", "Kelahiran", None, "Ahli Waris", None, "Jenis Kelamin", None]
    lower = [None, None, "Tempat", "Tanggal", "Nama", "Hubungan", "L", "P"]
    person = [nik()[:15], "SUTARNO", "Blora", "12-3-1979", "SRI", "Istri", "v", None]
    path = write_sheets(tmp_path / "dua.xlsx", {"A": [upper, lower, person]})
    book = load_workbook(path)
    for place in ("C1:D1", "E1:F1", "G1:H1"):
        book.worksheets[0].merge_cells(place)
    book.save(path)
    first, again = check(path), check(held_of(path))
    assert first.rows[0].form == again.rows[0].form
    assert again.rows[0].form.sex is not None
    assert again.rows[0].form.heirs


def test_held_twice_still_tells_where_it_came_from(tmp_path: Path) -> None:
    path = held_of(write_list(tmp_path / "daftar.xlsx", [row(9002), row(nama=None)]))
    again = path.with_name("lagi.xlsx")
    write_held_rows(again, check(path).of(RowState.HELD), say)
    written = cells_of(again)
    assert written[0].count("Alasan") == 1
    assert written[1][-2:] == ["Sheet1", "3"]


def test_each_sheet_keeps_its_own_columns(tmp_path: Path) -> None:
    sheets = {"RT 1": [["NIK", "Nama"], ["1", "SUTARNO"]], "RT 2": [["Nama", "JK", "NIK"], ["NGATMIN", "L", "2"]]}
    book = load_workbook(held_of(write_sheets(tmp_path / "dua.xlsx", sheets)))
    assert book.sheetnames == ["RT 1", "RT 2"]
    assert [cell.value for cell in book["RT 2"][1]][:3] == ["Nama", "JK", "NIK"]


def test_a_place_where_nothing_can_be_written(tmp_path: Path) -> None:
    rows = check(write_list(tmp_path / "daftar.xlsx", [row(nama=None)])).of(RowState.HELD)
    blocked = tmp_path / "berkas"
    blocked.write_text("x")
    with pytest.raises(StorageTrouble, match=r"^file\.not_writable$"):
        write_held_rows(blocked / "ditahan.xlsx", rows, say)
    assert blocked.read_text() == "x"
