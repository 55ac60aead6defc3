"""What each column means, from headings and cells."""

from __future__ import annotations

from typing import Any

import pytest

from services.errors import WorkbookRejected
from services.spreadsheets.comparing import mapping_problems, updatable_fields
from services.spreadsheets.guessing import guess_mapping
from services.spreadsheets.mapping import CHOICES, SURE, Basis, ListMapping, MappedColumn, certain, change_role
from services.spreadsheets.own_columns import OWN_COLUMNS
from services.spreadsheets.presets import Preset
from services.spreadsheets.roles import Role
from services.spreadsheets.sheets import SheetData, SheetsData
from services.spreadsheets.source import Source
from tests.workbooks import nik


def source(*sheets: SheetData) -> Source:
    return Source("daftar.xlsx", "xlsx", "0", SheetsData(sheets))


def sheet(*rows: list[Any], name: str = "Sheet1", **more: Any) -> SheetData:
    return SheetData(name, rows, **more)


def guess(*rows: list[Any]) -> ListMapping:
    return guess_mapping(source(sheet(*rows)))


def roles(mapping: ListMapping) -> list[Role]:
    return [column.role for column in mapping.columns]


def column(mapping: ListMapping, letter: str) -> MappedColumn:
    return next(each for each in mapping.columns if each.letter == letter)


PICTURE = [
    ["DATA PEKERJA RENTAN", "", "", "", "", "", "", ""],
    ["NO", "NAMA LENGKAP", "No. KTP / NIK", "TTL", "ALAMAT", "KERJA", "Ket.", "HASIL/BLN"],
    [1.0, "SUTINI", nik(9004), "Blora, 12-3-1979", "Dk. Ngasem RT 3 RW 2", "buruh tani", "suami", "900 rb"],
    [2.0, "SUPARDI", 3.31607e15, "Blora, 12-3-1979", "Dk. Ngasem RT 3 RW 2", "ojek", "anak", "1.200.000"],
    [3.0, "WAGIMIN", nik(9006), "Blora, 12-3-1979", "Dk. Ngasem RT 4 RW 1", "mbecak", "istri", "800 rb"],
    [],
    [4.0, "SLAMET", nik(9007), "Blora, 12-3-1979", "Dk. Ngasem RT 4 RW 1", "kuli", "istri", "800 rb"],
]


def test_the_picture() -> None:
    found = guess(*PICTURE)
    assert roles(found) == [
        Role.IGNORED, Role.NAME, Role.NIK, Role.BIRTH, Role.ADDRESS_RT_RW, Role.OCCUPATION, Role.HEIR_RELATIONSHIP,
        Role.INCOME,
    ]  # fmt: skip
    assert [each.letter for each in found.doubtful] == ["G"]
    assert column(found, "G").basis is Basis.CONTENTS
    assert column(found, "B").confidence >= 95
    assert column(found, "C").samples == (nik(9004), "3,31607E+15", nik(9006))
    assert (found.rows, found.blank_rows, found.sheets[0].heading_rows) == (4, 1, (2,))


def test_cells_that_deny_their_heading_make_it_doubtful() -> None:
    found = guess(["Nama", "NIK", "Tgl Lahir"], *[["SUTARNO", "Ngasem", "entah"]] * 6)
    assert [each.letter for each in found.doubtful] == ["B", "C"]
    assert roles(found) == [Role.NAME, Role.NIK, Role.BIRTH_DATE]


@pytest.mark.parametrize(
    ("cells", "role"),
    [
        (["L", "P", "L", "P"], Role.SEX),
        (["081234567890", "6281234567891", "+62 812 3456 7892", 81234567893.0], Role.PHONE),
        (["12/3/1979", "1 Mei 1980", "12-AGS-90", "1970-01-02"], Role.BIRTH_DATE),
        (["003/002", "1/2", "004/001", "RT 3 RW 2"], Role.RT_RW),
        (["istri", "anak kandung", "suami", "adik"], Role.HEIR_RELATIONSHIP),
        (["buruh tani", "mbecak", "ngarit", "derep"], Role.OCCUPATION),
        (["08.00 - 16.00", "7-15", "07:00 s/d 12:00", "8 sampai 4"], Role.HOURS),
    ],
    ids=["sex", "phone", "date", "rt-rw", "kin", "work", "hours"],
)
def test_cells_speak_where_the_heading_says_nothing(cells: list[Any], role: Role) -> None:
    found = guess(["Nama", "NIK", "Ket."], *[["SUTARNO", nik(9001 + at), cell] for at, cell in enumerate(cells)])
    assert column(found, "C").role is role
    assert 40 < column(found, "C").confidence < SURE


@pytest.mark.parametrize("heading", ["Umur", "Agama", "No", "Kecamatan", "Tgl Kepesertaan"])
def test_a_heading_that_is_known_to_be_something_else_stays_unused(heading: str) -> None:
    found = guess(["Nama", "NIK", heading], *[["SUTARNO", nik(9001 + at), "12-3-1979"] for at in range(6)])
    assert column(found, "C").role is Role.IGNORED


def test_codes_of_another_program_are_no_occupations() -> None:
    found = guess(["nama", "nik", "pekerjaan"], *[["SUTARNO", nik(9001 + at), str(at + 7)] for at in range(6)])
    assert column(found, "C").role is Role.IGNORED


def test_a_block_without_headings() -> None:
    card = "3316060101059001"
    rows = [
        [
            str(at),
            f"{name} JAYA",
            card,
            nik(9001 + at, born=born),
            "Blora, 12-3-1979",
            "P",
            "buruh tani",
            "0812345678901",
        ]
        for at, (name, born) in enumerate(
            [("SRI", "520379"), ("SUTI", "520380"), ("NGATMI", "520381"), ("WAGI", "120382")]
        )
    ]
    found = guess(*rows)
    assert roles(found) == [
        Role.IGNORED, Role.NAME, Role.KK, Role.NIK, Role.BIRTH, Role.SEX, Role.OCCUPATION, Role.PHONE,
    ]  # fmt: skip
    assert (found.rows, found.sheets[0].heading_rows) == (4, ())
    assert certain(found).sheets == ()


def test_two_rows_of_headings() -> None:
    upper = ["No", "Nama", "NIK", "TTL", "", "JK", ""]
    lower = ["", "", "", "Tempat", "Tanggal", "L", "P"]
    merged = (((0, 3), (0, 4)), ((0, 5), (0, 6)))
    rows = [upper, lower, [1.0, "SUTARNO", nik(), "Blora", "12-3-1979", "v", ""]]
    found = guess_mapping(source(sheet(*rows, merged=merged)))
    assert roles(found)[3:] == [Role.BIRTH_PLACE, Role.BIRTH_DATE, Role.MALE_MARK, Role.FEMALE_MARK]
    assert found.sheets[0].heading_rows == (1, 2)


def test_rt_and_rw_in_one_column_and_in_the_address() -> None:
    person = ["SUTARNO", nik()]
    split = guess(["Nama", "NIK", "Alamat", "RT/RW"], [*person, "Dk. Ngasem", "003/002"])
    assert roles(split)[2:] == [Role.ADDRESS, Role.RT_RW]
    whole = guess(["Nama", "NIK", "Alamat RT/RW"], [*person, "Dk. Ngasem RT 3 RW 2"])
    assert roles(whole)[2:] == [Role.ADDRESS_RT_RW]


PRESETS: dict[Preset, tuple[list[str], list[Any]]] = {
    Preset.TEMPLATE: ([each.heading for each in OWN_COLUMNS], [nik(), "SUTARNO"]),
    Preset.REGISTRY: (
        ["NO_KK", "NIK", "NAMA_LGKP", "JENIS_KLMIN", "TMPT_LHR", "TGL_LHR", "STAT_HBKEL", "NAMA_LGKP_IBU", "ALAMAT",
         "NO_RT", "NO_RW", "NAMA_KEL", "JENIS_PKRJN"],
        [nik(9900), nik(), "SUTARNO", 1.0, "BLORA", "12-03-1979", "KEPALA KELUARGA", "NGATMI", "NGASEM", "3", "2",
         "", "PETANI"],
    ),
    Preset.VILLAGE_SYSTEM: (
        ["alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "sex", "tempatlahir", "tanggallahir", "agama_id",
         "pendidikan_kk_id", "pekerjaan_id", "status_kawin", "kk_level", "warganegara_id", "ayah_nik", "nama_ayah",
         "ibu_nik", "nama_ibu"],
        ["Jl. A", "NGASEM", "002", "003", "SUTARNO", nik(9900), nik(), "1", "BLORA", "1979-03-12", "1", "5", "9", "2",
         "1", "1", nik(9901), "PAIMO", nik(9902), "NGATMI"],
    ),
    Preset.BPJS: (
        ["NIK", "KPJ", "NAMA", "TGL LAHIR", "NO HANDPHONE", "PROGRAM JHT", "PROGRAM JKK", "PROGRAM JKM",
         "JENIS PEKERJAAN", "TGL KEPESERTAAN", "TGL BERAKHIR", "MASA GRACE"],
        [nik(), "12345678901", "SUTARNO", "12-MAR-79", "81234567890", "0", "1", "1", "Buruh tani", "01-JAN-26",
         "31-DES-26", "31-MAR-27"],
    ),
}  # fmt: skip
READ: dict[Preset, set[Role]] = {
    Preset.REGISTRY: {Role.KK, Role.NIK, Role.NAME, Role.SEX, Role.BIRTH_PLACE, Role.BIRTH_DATE, Role.MOTHER,
                      Role.ADDRESS, Role.RT, Role.RW, Role.VILLAGE, Role.OCCUPATION},
    Preset.VILLAGE_SYSTEM: {Role.ADDRESS, Role.HAMLET, Role.RT, Role.RW, Role.NAME, Role.KK, Role.NIK, Role.SEX,
                            Role.BIRTH_PLACE, Role.BIRTH_DATE, Role.MOTHER},
    Preset.BPJS: {Role.NIK, Role.NAME, Role.BIRTH_DATE, Role.PHONE, Role.OCCUPATION},
}  # fmt: skip


@pytest.mark.parametrize("preset", Preset)
def test_known_lists(preset: Preset) -> None:
    headings, person = PRESETS[preset]
    found = guess(headings, *[person] * 6)
    assert found.preset is preset
    if preset in READ:
        assert {role for role in roles(found) if role is not Role.IGNORED} == READ[preset]
    else:
        assert [each.meaning for each in found.columns] == [each.meaning for each in OWN_COLUMNS]


def test_programmes_under_one_merged_heading() -> None:
    upper = ["NIK", "KPJ", "NAMA", "PROGRAM", "", "", "MASA GRACE", "TGL BERAKHIR"]
    lower = ["", "", "", "JHT", "JKK", "JKM", "", ""]
    rows = [upper, lower, [nik(), "12345678901", "SUTARNO", "0", "1", "1", "", ""]]
    found = guess_mapping(source(sheet(*rows, merged=(((0, 3), (0, 5)),))))
    assert found.preset is Preset.BPJS
    assert [role for role in roles(found) if role is not Role.IGNORED] == [Role.NIK, Role.NAME]
    assert found.rows == 1


def test_an_ordinary_list_is_no_known_one() -> None:
    assert guess(*PICTURE).preset is None


def test_several_sheets_with_the_same_headings_are_one_table() -> None:
    head = ["Nama", "NIK", "Ket."]
    book = source(
        sheet(head, ["SUTARNO", nik(), "x"], name="RT 1"),
        sheet(head, ["NGATMIN", nik(9002), "y"], name="RT 2"),
        sheet(["NIK", "Nama"], [nik(9003), "PAIJAN"], name="RT 3"),
        sheet(head, ["RAHASIA", nik(9004), ""], name="lama", hidden=True),
    )
    found = guess_mapping(book)
    assert [each.name for each in found.sheets] == ["RT 1", "RT 2", "RT 3"]
    assert [each.name for each in found.tables] == ["RT 1", "RT 3"]
    changed = change_role(found, "C", Role.HAMLET)
    assert [len(each.columns) > 2 and each.columns[2].role for each in changed.sheets] == [
        Role.HAMLET,
        Role.HAMLET,
        False,
    ]
    only = guess_mapping(book, 1)
    assert [each.name for each in only.sheets] == ["RT 2"]
    assert not only.whole


def test_changing_a_column_by_hand() -> None:
    found = guess(*PICTURE)
    changed = change_role(found, "A", Role.NAME)
    assert (column(changed, "A").role, column(changed, "B").role) == (Role.NAME, Role.IGNORED)
    assert column(changed, "A").basis is Basis.HAND
    assert change_role(changed, "B", Role.HEIR_NAME, 1).columns[1].meaning.number == 1
    assert roles(found)[0] is Role.IGNORED


def test_what_keeps_a_mapping_from_being_used() -> None:
    found = guess(["Nama", "NIK", "Penghasilan"], ["SUTARNO", nik(), "900rb"])
    assert mapping_problems(found) == ()
    assert mapping_problems(change_role(found, "B", Role.IGNORED)) == ("mapping.no_nik",)
    nameless = change_role(found, "A", Role.IGNORED)
    assert mapping_problems(nameless) == ("mapping.no_name",)
    assert mapping_problems(nameless, ("monthly_income",)) == ()
    assert mapping_problems(nameless, ("phone",)) == ("mapping.no_field",)
    assert updatable_fields(found) == ("full_name", "monthly_income")


def test_every_role_can_be_chosen() -> None:
    assert set(CHOICES) == set(Role)


def test_nothing_to_guess() -> None:
    with pytest.raises(WorkbookRejected, match=r"^workbook\.no_table$"):
        guess(["apa"], ["saja"])


def test_only_headings_count_where_nobody_looks() -> None:
    assert roles(certain(guess(*PICTURE)))[6] is Role.IGNORED
