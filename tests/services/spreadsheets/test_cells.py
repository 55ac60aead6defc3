"""Single cells, as villages fill them in."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values import Relationship, Sex
from services.reference import load_reference
from services.spreadsheets import cells
from services.spreadsheets.sheets import Cell, cell_text, column_letter, column_number
from tests.workbooks import TODAY, VILLAGE

BORN = date(1979, 3, 12)


@pytest.mark.parametrize(
    "value",
    [BORN, datetime(1979, 3, 12, 7), 28_926.0, 12031979.0, "12/3/79", "12-03-1979", "12 Maret 1979", "1979-03-12",
     " 12-MAR-79 ", "12031979"],
)  # fmt: skip
def test_dates(value: Cell) -> None:
    assert cells.read_date(value, TODAY) == cells.Reading(BORN)


@pytest.mark.parametrize("value", ["", " ", "-", "?", "tidak ada"])
def test_a_blank_date_stays_blank(value: Cell) -> None:
    assert cells.read_date(value, TODAY) == cells.Reading(None)


@pytest.mark.parametrize("value", ["31/02/1980", "entah", 0.0, 1979.0, 1e9, 28_926.5, True, time(7), "1979"])
def test_an_unreadable_date_is_told_and_never_guessed(value: Cell) -> None:
    found = cells.read_date(value, TODAY)
    assert (found.value, found.code) == (None, "unreadable")


def test_day_numbers_of_old_macs() -> None:
    assert cells.read_date(27_464.0, TODAY, from_1904=True).value == BORN


@pytest.mark.parametrize("value", ["Blora, 12-3-1979", "BLORA 12 Maret 1979", "Blora/12-03-1979"])
def test_place_and_date_in_one_cell(value: str) -> None:
    place, found = cells.read_birth(value, TODAY)
    assert (place.upper(), found.value) == ("BLORA", BORN)


@pytest.mark.parametrize("value", ["Blora", "Blora, 31/02/1980"])
def test_a_place_with_an_unreadable_date(value: str) -> None:
    place, found = cells.read_birth(value, TODAY)
    assert (place, found.value, found.code) == ("Blora", None, "unreadable")


@pytest.mark.parametrize(
    ("value", "sex"),
    [(1.0, Sex.MALE), (2.0, Sex.FEMALE), ("", None), ("-", None)]
    + [(text, Sex.MALE) for text in ("L", "l", "Lk", "Laki-laki", "LAKI - LAKI", "Laki2", "pria")]
    + [(text, Sex.FEMALE) for text in ("P", "Pr.", "Perempuan", "wanita")],
)
def test_sex(value: Cell, sex: Sex | None) -> None:
    assert cells.read_sex(value) == cells.Reading(sex)


@pytest.mark.parametrize("value", ["X", "LP", 3.0, "ya"])
def test_an_impossible_sex(value: Cell) -> None:
    assert cells.read_sex(value).code == "unreadable"


@pytest.mark.parametrize(("value", "told"), [("3", "003"), (3.0, "003"), ("RT 03", "003"), ("012", "012"), ("-", "")])
def test_rt(value: Cell, told: str) -> None:
    assert cells.read_number_of_3(value) == cells.Reading(told)


@pytest.mark.parametrize(
    ("value", "code"), [(date(2026, 2, 3), "became_date"), ("3/2", "unreadable"), ("0", "unreadable")]
)
def test_rt_that_cannot_be_read(value: Cell, code: str) -> None:
    assert cells.read_number_of_3(value).code == f"rt_rw.{code}"


@pytest.mark.parametrize("value", ["003/002", "3/2", "RT 3 RW 2", "RT 03/RW 02", "3-2", "RT.3/RW.2", "rt3 rw2"])
def test_rt_and_rw_in_one_cell(value: str) -> None:
    assert cells.read_rt_rw(value) == cells.Reading(("003", "002"))


def test_rt_and_rw_that_excel_took_for_a_day() -> None:
    assert cells.read_rt_rw(date(2026, 2, 3)).code == "rt_rw.became_date"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Dk. Ngasem RT 3 RW 2", ("Dk. Ngasem", "003", "002")),
        ("DK NGASEM RT.003/RW.002", ("DK NGASEM", "003", "002")),
        ("Ngasem, RT/RW 03/02", ("Ngasem", "003", "002")),
        ("Jl. Kartini 5", ("Jl. Kartini 5", "", "")),
        ("RT 3 RW 2", ("RW 2", "003", "002")),
    ],
)
def test_rt_and_rw_inside_an_address(text: str, told: tuple[str, str, str]) -> None:
    assert cells.split_address(text)[1:] == told[1:]
    assert cells.split_address(text)[0]


@pytest.mark.parametrize(
    ("value", "rupiah"),
    [
        ("Rp 900.000", 900_000), ("Rp. 900.000,-", 900_000), ("900,000", 900_000), ("900.000,00", 900_000),
        (900_000.0, 900_000), ("900rb", 900_000), ("900 ribu", 900_000), ("1,2 jt", 1_200_000), ("1.2jt", 1_200_000),
        ("1,25 juta", 1_250_000), ("1.200.000", 1_200_000), ("0", 0), ("-500000", -500_000), ("Rp -500.000", -500_000),
        ("900000/bulan", 900_000), ("", None), ("-", None),
    ],
)  # fmt: skip
def test_income(value: Cell, rupiah: int | None) -> None:
    assert cells.read_income(value) == cells.Reading(rupiah)


@pytest.mark.parametrize("value", ["500-700rb", "50rb/hari", "kurang dari 1 juta", "tidak tentu", "1.2.3", 1e15])
def test_an_income_that_cannot_be_read_is_not_guessed(value: Cell) -> None:
    assert cells.read_income(value) == cells.Reading(None, "unreadable")


@given(st.integers(0, 10**9))
def test_written_rupiah_come_back(amount: int) -> None:
    dotted = f"{amount:,}".replace(",", ".")
    for text in (f"Rp{dotted}", f"Rp {dotted},-", dotted, str(amount), f"{dotted},00"):
        assert cells.read_income(text).value == amount


@pytest.mark.parametrize(
    "value",
    [89_900_001_234.0, "089900001234", "0899-0000-1234", "+62 899 0000 1234", "6289900001234"],
    ids=["number", "text", "dashes", "plus", "country"],
)
def test_phones_regain_their_zero(value: Cell) -> None:
    assert cells.read_phone(value) == cells.Reading("089900001234")


def test_the_first_of_several_phones() -> None:
    assert cells.read_phone("089900001234 / 089900001235") == cells.Reading("089900001234", "phone.several")


@pytest.mark.parametrize(
    ("text", "relationship"),
    [("Suami", Relationship.SPOUSE), ("ISTRI", Relationship.SPOUSE), ("anak kandung", Relationship.CHILD),
     ("Ibu", Relationship.PARENT), ("adik", Relationship.SIBLING), ("tetangga", Relationship.OTHER),
     ("", Relationship.OTHER)],
)  # fmt: skip
def test_relationships(text: str, relationship: Relationship) -> None:
    assert cells.read_relationship(text) is relationship


@pytest.mark.parametrize(
    ("value", "told"), [("7", "07:00"), ("07.30", "07:30"), (time(7, 30), "07:30"), ("7.00 WIB", "07:00")]
)
def test_clock(value: Cell, told: str) -> None:
    assert cells.read_clock(value) == cells.Reading(told)


@pytest.mark.parametrize("value", ["08.00 - 16.00", "8-16", "08:00 s/d 16:00 WIB", "8 sampai 16"])
def test_hours(value: str) -> None:
    assert [found.value for found in cells.read_hours(value)] == ["08:00", "16:00"]


def test_a_long_number_that_was_one_is_lost() -> None:
    assert cells.read_long_number(3.3e15) == cells.Reading("", "numeric_cell")
    assert cells.read_long_number("3316 0612-0379.9001").value == "3316061203799001"


def test_occupations_by_their_exact_words() -> None:
    read = cells.occupation_reader(load_reference())
    assert [read(word) for word in ("BURUH TANI", "mbecak", "BTN", "Tukang ojek")] == ["BTN", "BCK", "BTN", "OJK"]
    assert [read(word) for word in ("PNS", "guru", "karyawan", "campur-campur")] == ["", "", "", ""]


def test_the_village_of_the_office_and_others() -> None:
    reference = load_reference()
    own = reference.villages[VILLAGE].name
    other = next(village.name for village in reference.villages.values() if village.name != own)
    read = cells.village_reader(reference, VILLAGE)
    assert all(read(text) for text in ("", own, own.upper(), f"Desa {own}", VILLAGE, own[:-1] + own[-1] * 2))
    assert not any(read(text) for text in (other, "Semarang", "33.16.01.2001"))


@given(st.integers(0, 16_383))
def test_column_letters_there_and_back(column: int) -> None:
    assert column_number(column_letter(column)) == column


def test_known_column_letters() -> None:
    assert [column_letter(column) for column in (0, 25, 26, 199, 16_383)] == ["A", "Z", "AA", "GR", "XFD"]


@pytest.mark.parametrize(
    ("value", "told"), [("  a\u00a0 b\n", "a b"), (3.0, "3"), (3.5, "3.5"), (True, "1"), (BORN, "1979-03-12")]
)
def test_text_of_a_cell(value: Cell, told: str) -> None:
    assert cell_text(value) == told
