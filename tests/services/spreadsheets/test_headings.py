"""Finding the table, and the people under it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from services.spreadsheets.headings import find_table
from services.spreadsheets.people_rows import people_rows
from services.spreadsheets.roles import Meaning, Role
from services.spreadsheets.sheets import Cell, Formula, Place, SheetData
from tests.workbooks import nik

HEAD: list[Cell] = ["NO", "NAMA", "NIK", "PEKERJAAN", "PENGHASILAN"]


def sheet(*rows: Sequence[Cell], merged: tuple[tuple[Place, Place], ...] = (), **formulas: Formula) -> SheetData:
    return SheetData("A", [list(cells) for cells in rows], merged=merged)


def person(serial: int = 9001, name: str = "SUTARNO") -> list[Cell]:
    return [1.0, name, nik(serial), "Buruh tani", 900_000.0]


def people(given: SheetData) -> list[int]:
    return [found.number for found in people_rows(given, find_table(given))]


def test_titles_and_blank_rows_above() -> None:
    given = sheet(["DAFTAR NAMA PEKERJA RENTAN"], ["DESA BANGKLEYAN TAHUN 2026"], [], HEAD, person())
    table = find_table(given)
    assert table is not None
    assert (table.heading_row, table.first_row) == (3, 4)
    assert table.roles[Meaning(Role.NIK)] == 2
    assert people(given) == [5]


def test_a_merged_title_does_not_become_part_of_the_headings() -> None:
    title = ["DAFTAR NAMA PEKERJA", *[""] * 4]
    given = sheet(title, HEAD, person(), merged=(((0, 0), (0, 4)),))
    table = find_table(given)
    assert table is not None
    assert [column.heading for column in table.columns] == HEAD


def test_a_title_of_two_cells_does_not_either() -> None:
    table = find_table(sheet(["DAFTAR PEKERJA", "", "TAHUN 2026"], HEAD, person()))
    assert table is not None
    assert table.first_row == 2
    assert [column.heading for column in table.columns] == HEAD


@pytest.mark.parametrize("with_merges", [True, False])
def test_headings_in_two_rows(with_merges: bool) -> None:
    upper: list[Cell] = ["No", "Nama", "NIK", "Kelahiran", "", "Jenis Kelamin", "", "Ahli Waris", "", ""]
    lower: list[Cell] = ["", "", "", "Tempat", "Tanggal", "L", "P", "Nama", "Hubungan", "NIK"]
    merged = (((0, 3), (0, 4)), ((0, 5), (0, 6)), ((0, 7), (0, 9)), ((0, 0), (1, 0))) if with_merges else ()
    given = sheet(upper, lower, ["", "SUTARNO", nik()], merged=merged)
    table = find_table(given)
    assert table is not None
    assert table.first_row == 2
    roles = [column.meaning.role for column in table.columns if column.meaning]
    assert roles == [
        Role.IGNORED, Role.NAME, Role.NIK, Role.BIRTH_PLACE, Role.BIRTH_DATE, Role.MALE_MARK, Role.FEMALE_MARK,
        Role.HEIR_NAME, Role.HEIR_RELATIONSHIP, Role.HEIR_NIK,
    ]  # fmt: skip
    assert people(given) == [3]


def test_no_table_without_nik_or_name() -> None:
    assert find_table(sheet(["PEKERJAAN", "ALAMAT"], ["Buruh tani", "Ngasem"])) is None
    assert find_table(sheet(["NIK"])) is None


def test_a_second_column_of_the_same_meaning_is_not_read() -> None:
    table = find_table(sheet(["NIK", "Nama", "NIK lama"]))
    assert table is not None
    assert table.roles[Meaning(Role.NIK)] == 0
    assert table.columns[2].meaning is None


@pytest.mark.parametrize(
    "below",
    [
        [["JUMLAH", "", "", "", 900_000.0]],
        [["", "Total", "", "", 900_000.0]],
        [["", "", "", "", 900_000.0]],
        [["", "Mengetahui,", "", "Bangkleyan, 2 November 2026"], ["", "Kepala Desa Bangkleyan"], [], ["", "SUNARTO"]],
        [["", "Mengetahui,"], ["", "", "", "ENDAH LESTARI, S.E."], ["", "NIP. 19700101 199501 1 901"]],
        [["", "Kepala Desa"], ["", "SUNARTO"], ["", "19700101 199501 1 901"[:0], "NIP 197001011995011901"]],
        [["2", ""], ["3", ""]],
        [["", "Catatan: data bulan Oktober"]],
        [["1", "2", "3", "4", "5"]],
    ],
    ids=["jumlah", "total", "bare-total", "signature", "signature-right", "nip", "numbered", "note", "numbering"],
)
def test_what_stands_below_is_no_person(below: list[list[Cell]]) -> None:
    assert people(sheet(HEAD, person(), [], *below)) == [2]


@pytest.mark.parametrize(
    "row",
    [
        ["", "SUTARNO"],
        ["", "", "3316"],
        ["", "", "331606.120379.9004"],
        ["", "", 3.316061203799e15],
        ["", "", "", "Buruh tani", 900_000.0],
        ["", nik(9004)],
        [nik(9004)],
        ["", "SUTARNO", "", "Petugas kebersihan"],
        ["", "TOTALIA", "", "Buruh tani"],
    ],
)
def test_whatever_could_be_a_person_is_one(row: list[Cell]) -> None:
    assert people(sheet(HEAD, person(), [], row)) == [2, 4]


def test_a_total_that_counts_names_and_adds_money() -> None:
    formulas = {(2, 1): Formula("COUNTA(B2:B2)", True), (2, 4): Formula("SUM(E2:E2)", True)}
    assert people(SheetData("A", [HEAD, person(), ["", 1.0, "", "", 900_000.0]], formulas)) == [2]


@pytest.mark.parametrize("row", [["", "NGATMIN", "", "Buruh tani", 500_000.0], ["", "NGATMIN", "3316"]])
def test_a_full_row_after_a_signature_block_is_a_person(row: list[Cell]) -> None:
    assert people(sheet(HEAD, person(), ["", "Mengetahui,"], ["", "SUNARTO"], row)) == [2, 5]


def test_people_after_a_signature_block_are_found_again() -> None:
    given = sheet(HEAD, person(), ["", "Mengetahui,"], ["", "SUNARTO"], [], person(9002), ["", "NGATMIN"])
    assert people(given) == [2, 6, 7]


def test_headings_on_every_page_and_other_columns_there() -> None:
    given = sheet(HEAD, person(), HEAD, person(9002), ["NIK", "NAMA"], [nik(9003), "NGATMIN"])
    found = list(people_rows(given, find_table(given)))
    assert [row.number for row in found] == [2, 4, 6]
    assert found[2].table is not None
    assert found[2].table.roles == {Meaning(Role.NIK): 0, Meaning(Role.NAME): 1}


def test_section_rows_are_passed_over() -> None:
    assert people(sheet(HEAD, ["RT 001 RW 002"], person(), ["", "DUSUN NGASEM"], person(9002))) == [3, 5]


def test_a_sheet_without_headings_keeps_rows_with_a_nik() -> None:
    given = sheet(["SUTARNO", nik()], ["apa saja"], ["NGATMIN", nik(9002)])
    assert [(row.number, row.table) for row in people_rows(given, None)] == [(1, None), (3, None)]


def test_a_name_that_was_never_computed_is_still_a_person() -> None:
    given = SheetData("A", [HEAD, person(), []], {(2, 1): Formula("UPPER(B9)", False)})
    assert people(given) == [2, 3]


def test_a_total_that_was_never_computed_is_no_person() -> None:
    given = SheetData("A", [HEAD, person(), []], {(2, 4): Formula("SUM(E2:E2)", False)})
    assert people(given) == [2]
