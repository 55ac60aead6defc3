"""Every irregularity of domain.md §5, row by row, as it arrives in a list: held, told, or normal."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.values import Severity
from services.reference import load_reference
from services.spreadsheets.check import check_source
from services.spreadsheets.guessing import guess_mapping
from services.spreadsheets.records import CheckedRow, ImportCheck
from tests.services.spreadsheets.lists import listed
from tests.workbooks import TODAY, VILLAGE, nik

HEAD = ("Nama", "NIK", "Tgl Lahir", "JK", "Nama Ibu", "No KK")


def check(*rows: list[Any]) -> ImportCheck:
    source = listed(HEAD, *rows)
    return check_source(source, guess_mapping(source), VILLAGE, load_reference(), TODAY, lambda niks: {})


def only(value: Any, born: Any = "12-03-1979", sex: str = "L", mother: str = "", card: str = "") -> CheckedRow:
    (row,) = check(["SUTARNO", value, born, sex, mother, card]).rows
    return row


def told(row: CheckedRow) -> list[tuple[str, str]]:
    return [(problem.severity.value, problem.code) for problem in row.problems]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("0", "nik.length"),
        ("0000000000000001", "nik.leading_zero"),
        ("0316061203799001", "nik.leading_zero"),
        ("1111111111111111", "nik.all_equal"),
        ("1234567890123456", "nik.sequence"),
        (nik()[:15], "nik.length"),
        (nik() + "1", "nik.length"),
        ("12345678901", "nik.length"),  # a KPJ typed into the NIK cell
        (nik(0), "nik.serial_zero"),
        (nik(born="321379"), "nik.date_impossible"),
        (nik(born="720379"), "nik.date_impossible"),
        (nik(born="310279"), "nik.date_impossible"),
        ("3,31602E+15", "nik.scientific"),
        ("3.31602E+15", "nik.scientific"),
        (float(nik()), "nik.numeric_cell"),
        (0.0, "nik.numeric_cell"),
        ("33160612037990AB", "nik.letters"),
        ("tidak ada", "nik.letters"),
        ("", "nik.empty"),
    ],
)  # fmt: skip
def test_a_nik_that_can_never_be_right_holds_its_row(value: Any, code: str) -> None:
    row = only(value)
    assert ("held", code) in told(row)
    assert row.state.value == "held"


@pytest.mark.parametrize(
    "written",
    [
        "33.1606.120379.9001", "331606 120379 9001", "331606-120379-9001", f"'{nik()}", f"`{nik()}", f"{nik()}\u00a0",
        f"\u200b{nik()}", f"{nik()}.0", f"{nik()},00", "33160612O3799OO1", f"’{nik()}",
        "３３１６０６１２０３７９９００１", "331606_120379_9001", " 331606 1203 79 9001 ",
    ],
    ids=["dots", "spaces", "dashes", "apostrophe", "backtick", "nbsp", "zero-width", "point-zero", "comma-zero",
         "letter-o", "curly", "wide", "underscores", "odd-spaces"],
)  # fmt: skip
def test_signs_around_the_digits_are_taken_away_and_told(written: str) -> None:
    row = only(written)
    assert (row.form.nik, row.state.value) == (nik(), "ready")
    assert {code for _, code in told(row)} <= {"nik.cleaned"}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (nik(area="331501"), "nik.area_outside"),
        (nik(area="950101"), "nik.area_outside"),
        (nik(area="331699"), "nik.subdistrict_unknown"),
        (nik(area="990101"), "nik.province_unknown"),
    ],
)
def test_another_area_is_told_and_goes_in(value: str, code: str) -> None:
    assert told(only(value)) == [("warning", code)]


def test_a_birth_date_or_sex_that_differs_is_a_warning_only() -> None:
    assert told(only(nik(), born="13-03-1979")) == [("warning", "nik.birth_date_differs")]
    assert told(only(nik(), sex="P")) == [("warning", "nik.sex_differs")]


def test_days_of_women_are_forty_more() -> None:
    row = only(nik(born="420379"), born="02-03-1979", sex="P")
    assert told(row) == []
    assert only(nik(born="420379"), born="", sex="").form.birth_date == date(1979, 3, 2)


@pytest.mark.parametrize(("born", "year"), [("120379", 1979), ("120308", 2008), ("120340", 1940), ("120326", 2026)])
def test_the_century_gives_an_age_that_can_be(born: str, year: int) -> None:
    assert only(nik(born=born), born="").form.birth_date == date(year, 3, 12)


def test_the_birth_date_column_settles_the_century() -> None:
    assert told(only(nik(born="120320"), born="12-03-1920")) == [("warning", "age.over_65")]


def test_a_last_digit_of_0_is_allowed() -> None:
    assert told(only(nik(9010))) == []


def test_the_same_nik_twice_is_told_where() -> None:
    found = check(*(["ORANG " + letter, nik(), "12-03-1979", "L", "", ""] for letter in "AB"))
    (problem,) = found.rows[1].problems
    assert (problem.code, problem.severity, problem.data["row"]) == ("nik.repeated_in_file", Severity.HELD, 2)
    assert [row.form.full_name for row in found.rows] == ["ORANG A", "ORANG B"]  # nobody overwrites anybody


def test_the_same_person_under_two_niks_is_told_on_both_rows() -> None:
    found = check(*(["SUTARNO", nik(serial), "12-03-1979", "L", "NGATMI", ""] for serial in (9001, 9002)))
    assert [told(row) for row in found.rows] == [[("warning", "row.same_person")]] * 2
    assert [row.problems[0].data["row"] for row in found.rows] == [3, 2]


@pytest.mark.parametrize("mothers", [("NGATMI", "SRI"), ("", ""), ("NGATMI", "")])
def test_namesakes_with_other_mothers_are_two_people(mothers: tuple[str, str]) -> None:
    rows = [["SUTARNO", nik(9001 + at), "12-03-1979", "L", mother, ""] for at, mother in enumerate(mothers)]
    assert [told(row) for row in check(*rows).rows] == [[], []]


def test_a_family_card_equal_to_the_nik_is_told() -> None:
    assert told(only(nik(), card=nik())) == [("warning", "kk.same_as_nik")]


@pytest.mark.parametrize(
    ("born", "code"), [("22-11-1961", "age.over_65"), ("24-11-1961", "age.near_65"), ("01-01-2012", "age.under_17")]
)
def test_ages_are_told_and_kept(born: str, code: str) -> None:
    assert ("warning", code) in told(only(nik(born=born[:2] + born[3:5] + born[-2:]), born=born))
