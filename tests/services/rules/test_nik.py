from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values import Severity, Sex
from services.rules.nik import clean_nik, decode_nik, format_nik, mask_nik, nik_problem, nik_warnings

TODAY = date(2026, 11, 23)
NIK = "3316065203799004"  # invented


def unnamed(value: object) -> str:
    """Test ids show no numbers of people, not even invented ones."""
    return value if isinstance(value, str) and value.startswith("nik.") else "case"


SUBDISTRICTS = {f"33.16.{number:02d}" for number in range(1, 17)}


@pytest.mark.parametrize(
    ("text", "removed"),
    [
        (NIK, ()),
        ("3316.0652.0379.9004", ("dot",)),
        ("331606 520379 9004", ("space",)),
        ("331606\u00a0520379\u00a09004", ("space",)),
        ("\ufeff331606 520379 9004", ("space",)),
        ("331606-520379-9004", ("dash",)),
        ("331606–520379–9004", ("dash",)),
        ("'" + NIK, ("apostrophe",)),
        ("`" + NIK, ("apostrophe",)),
        (NIK + ".0", ("decimal_zero",)),
        ("33160652O37990o4", ("letter_o",)),
        ("３３１６０６５２０３７９９００４", ("wide_digits",)),
        ("' 3316.0652 0379-9OO4", ("apostrophe", "space", "dot", "dash", "letter_o")),
    ],
    ids=unnamed,
)
def test_separators_go_and_are_told(text: str, removed: tuple[str, ...]) -> None:
    cleaned = clean_nik(text)
    assert cleaned.nik == NIK
    assert cleaned.removed == removed


@pytest.mark.parametrize("text", ["3,31602E+15", "3.31602E+15", " '3,31607e+15", "3E15"], ids=unnamed)
def test_what_excel_destroyed_is_refused_and_never_repaired(text: str) -> None:
    problem = nik_problem(clean_nik(text).nik)
    assert problem is not None
    assert problem.code == "nik.scientific"


@pytest.mark.parametrize(
    ("nik", "code"),
    [
        ("", "nik.empty"),
        ("331606520379900", "nik.length"),
        ("33160652037990044", "nik.length"),
        ("0", "nik.length"),
        ("33160652037990A4", "nik.letters"),
        ("belum ada", "nik.letters"),
        ("٣٣١٦٠٦٥٢٠٣٧٩٩٠٠٤", "nik.letters"),
        ("0316065203799004", "nik.leading_zero"),
        ("3316065203790000", "nik.serial_zero"),
        ("3333333333333333", "nik.all_equal"),
        ("0000000000000000", "nik.all_equal"),
        ("1234567890123456", "nik.sequence"),
        ("9876543210987654", "nik.sequence"),
        ("3316063202799004", "nik.date_impossible"),  # day 32
        ("3316067203799004", "nik.date_impossible"),  # day 72
        ("3316060003799004", "nik.date_impossible"),  # day 0
        ("3316064003799004", "nik.date_impossible"),  # day 40
        ("3316061213799004", "nik.date_impossible"),  # month 13
        ("3316061200799004", "nik.date_impossible"),  # month 0
        ("3316063102799004", "nik.date_impossible"),  # 31 February
        ("3316067104799004", "nik.date_impossible"),  # 31 April, a woman
        ("3316062902799004", "nik.date_impossible"),  # 29 February 1979
    ],
    ids=unnamed,
)
def test_hard_problems(nik: str, code: str) -> None:
    problem = nik_problem(nik)
    assert problem is not None
    assert (problem.field, problem.code, problem.severity) == ("nik", code, Severity.HELD)
    assert problem.data == ({"count": len(nik)} if code == "nik.length" else {})


@pytest.mark.parametrize(
    "nik",
    [
        NIK,
        "3316065203799010",  # a last 0 is normal
        "3316062902809004",  # 29 February 1980
        "3316062902009004",  # 29 February 2000, not 1900
        "3316067112789004",
        "9101010101909001",  # Papua
    ],
    ids=unnamed,
)
def test_possible_numbers_pass(nik: str) -> None:
    assert nik_problem(nik) is None


def test_a_woman_and_her_date() -> None:
    parts = decode_nik(NIK, TODAY)
    assert (parts.area_code, parts.sex, parts.birth_date, parts.serial) == (
        "33.16.06",
        Sex.FEMALE,
        date(1979, 3, 12),
        "9004",
    )


@pytest.mark.parametrize(
    ("ddmmyy", "born"),
    [
        ("120300", date(2000, 3, 12)),
        ("120310", date(2010, 3, 12)),  # 16 today
        ("231111", date(2011, 11, 23)),  # 15 today
        ("120326", date(2026, 3, 12)),  # a baby, not a hundred
        ("120327", date(1927, 3, 12)),
        ("241126", date(1926, 11, 24)),  # 99, the other would be tomorrow
        ("290200", date(2000, 2, 29)),
        ("290212", date(2012, 2, 29)),
    ],
    ids=unnamed,
)
def test_the_century(ddmmyy: str, born: date) -> None:
    assert decode_nik(f"331606{ddmmyy}9001", TODAY).birth_date == born


def test_decoding_refuses_what_is_no_nik() -> None:
    with pytest.raises(ValueError, match="cannot be decoded") as caught:
        decode_nik("331606520379900", TODAY)
    assert "3316" not in str(caught.value)


def codes(nik: str, born: date | None = None, sex: Sex | None = None) -> list[str]:
    found = nik_warnings(nik, born, sex, TODAY, subdistricts=SUBDISTRICTS)
    assert all(problem.severity is Severity.WARNING for problem in found)
    return [problem.code for problem in found]


def test_warnings_may_be_saved() -> None:
    assert codes(NIK, date(1979, 3, 12), Sex.FEMALE) == []
    assert codes(NIK, date(1979, 3, 13), Sex.FEMALE) == ["nik.birth_date_differs"]
    assert codes(NIK, None, Sex.MALE) == ["nik.sex_differs"]
    assert codes("3315065203799004") == ["nik.area_outside"]
    assert codes("3316175203799004") == ["nik.subdistrict_unknown"]
    assert codes("9901015203799004") == ["nik.province_unknown"]
    assert codes("331606") == []


def test_a_birth_date_in_the_other_century_agrees_with_its_nik() -> None:
    assert codes("3316061203269001", date(1926, 3, 12)) == []


def test_what_a_warning_tells() -> None:
    (area,) = nik_warnings("3315065203799004", None, None, TODAY)
    (born,) = nik_warnings(NIK, date(1980, 1, 1), None, TODAY)
    assert area.data == {"area": "33.15"}
    assert born.data == {"nik_date": "1979-03-12"}
    assert born.field == "birth_date"


def test_reading_and_hiding() -> None:
    assert format_nik(NIK) == "331606 520379 9004"
    assert format_nik("3316065") == "331606 5"
    assert mask_nik(NIK) == "•••• 9004"
    assert mask_nik("9004") == "••••"


adults = st.dates(date(1927, 11, 24), date(2011, 11, 23))


@given(adults, st.sampled_from(Sex), st.integers(1, 16), st.integers(1, 9999))
def test_what_was_put_into_a_nik_comes_out(born: date, sex: Sex, area: int, serial: int) -> None:
    day = born.day + (40 if sex is Sex.FEMALE else 0)
    nik = f"3316{area:02d}{day:02d}{born:%m%y}{serial:04d}"
    parts = decode_nik(nik, TODAY)
    assert (parts.birth_date, parts.sex, parts.area_code) == (born, sex, f"33.16.{area:02d}")
    assert nik_warnings(nik, born, sex, TODAY, subdistricts=SUBDISTRICTS) == ()


@given(st.text(max_size=30))
def test_any_text_is_either_refused_or_decoded(text: str) -> None:
    cleaned = clean_nik(text)
    assert clean_nik(cleaned.nik).nik == cleaned.nik
    if nik_problem(cleaned.nik) is None:
        assert decode_nik(cleaned.nik, TODAY).serial != "0000"
