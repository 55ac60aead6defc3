from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.values import Relationship, Severity, Sex
from services.reference import load_reference
from services.rules.completeness import HOMEWORK, REQUIRED, check_worker, completeness, homework_fields, missing_fields
from services.workers.records import Heir, WorkerForm

TODAY = date(2026, 11, 23)
REFERENCE = load_reference()
FULL = WorkerForm(
    nik="3316065203799004",
    full_name="SUTINI",
    birth_place="BLORA",
    birth_date=date(1979, 3, 12),
    sex=Sex.FEMALE,
    mother_name="NGATMI",
    kk_number="3316060101109001",
    heirs=(Heir("KASMIDI", Relationship.SPOUSE),),
    address="DK. NGASEM",
    rt="003",
    rw="001",
    village_code="33.16.06.2002",
    phone="0899000000001",
    occupation_code="BTN",
    work_start="06:00",
    work_end="14:00",
    monthly_income=900_000,
    notice_given_on=date(2026, 11, 23),
)
BLANK: dict[str, Any] = {"birth_date": None, "sex": None, "notice_given_on": None, "heirs": ()}


def test_a_full_form_lacks_nothing() -> None:
    assert missing_fields(FULL) == ()
    assert homework_fields(FULL) == ()
    assert completeness(FULL) == 100
    assert check_worker(FULL, REFERENCE, TODAY) == ()


@pytest.mark.parametrize("name", REQUIRED)
def test_each_required_field_counts(name: str) -> None:
    form = replace(FULL, **{name: BLANK.get(name, "")})
    assert missing_fields(form) == (name,)
    assert completeness(form) == 92


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("mother_name", {"mother_name": ""}),
        ("kk_number", {"kk_number": ""}),
        ("kk_number", {"kk_number": "123"}),
        ("heirs", {"heirs": ()}),
        ("work_hours", {"work_end": ""}),
        ("phone", {"phone": ""}),
    ],
)
def test_homework_never_keeps_from_being_complete(name: str, change: dict[str, Any]) -> None:
    form = replace(FULL, **change)
    assert homework_fields(form) == (name,)
    assert missing_fields(form) == ()
    assert completeness(form) < 100


def test_an_empty_form() -> None:
    assert missing_fields(WorkerForm()) == REQUIRED
    assert homework_fields(WorkerForm()) == HOMEWORK
    assert completeness(WorkerForm()) == 0
    assert [problem.code for problem in check_worker(WorkerForm(), REFERENCE, TODAY)] == ["nik.empty", "name.empty"]


def test_a_number_that_cannot_be_a_nik_leaves_the_record_incomplete() -> None:
    assert missing_fields(replace(FULL, nik="3316065203790000")) == ("nik",)


HELD = [
    ({"nik": "331606520379900"}, "nik", "nik.length"),
    ({"full_name": " "}, "full_name", "name.empty"),
    ({"full_name": "SUTINI 2"}, "full_name", "name.letters"),
    ({"full_name": "A" * 161}, "full_name", "text.too_long"),
    ({"nik": "3316066411269004", "birth_date": date(2026, 11, 24)}, "birth_date", "birth_date.future"),
    ({"nik": "3316065203159004", "birth_date": date(1915, 3, 12)}, "birth_date", "birth_date.too_old"),
    ({"rt": "3"}, "rt", "rt.format"),
    ({"rw": "0001"}, "rw", "rw.format"),
    ({"village_code": "33.16.06.2999"}, "village_code", "village.unknown"),
    ({"occupation_code": "XXX"}, "occupation_code", "occupation.unknown"),
    ({"occupation2_code": "XXX"}, "occupation2_code", "occupation.unknown"),
    ({"monthly_income": -1}, "monthly_income", "income.negative"),
    ({"monthly_income": 1_000_000_001}, "monthly_income", "income.too_high"),
    ({"work_start": "6:00"}, "work_start", "hours.format"),
    ({"work_end": "24:00"}, "work_end", "hours.format"),
    ({"heirs": (Heir(""),)}, "heirs", "heir.name_empty"),
    ({"heirs": (Heir("KASMIDI"),) * 11}, "heirs", "heir.too_many"),
    ({"heirs": (Heir("K" * 161),)}, "heirs", "text.too_long"),
    ({"kk_number": "33160601011090011"}, "kk_number", "kk.format"),
    ({"notice_given_on": date(2026, 11, 24)}, "notice_given_on", "notice.future"),
    ({"welfare_decile": 11}, "welfare_decile", "decile.range"),
]
WARNED = [
    ({"nik": "3315065203799004"}, "nik", "nik.area_outside"),
    ({"birth_date": date(1979, 3, 13)}, "birth_date", "nik.birth_date_differs"),
    ({"sex": Sex.MALE}, "sex", "nik.sex_differs"),
    ({"full_name": "HJ. SUTINI"}, "full_name", "name.title"),
    ({"nik": "3316065203109004", "birth_date": date(2010, 3, 12)}, "birth_date", "age.under_17"),
    ({"nik": "3316065203609004", "birth_date": date(1960, 3, 12)}, "birth_date", "age.over_65"),
    ({"nik": "3316065203629004", "birth_date": date(1962, 3, 12)}, "birth_date", "age.near_65"),
    ({"phone": "12345"}, "phone", "phone.format"),
    ({"occupation2_code": "BTN"}, "occupation2_code", "occupation.repeated"),
    ({"monthly_income": 50_000}, "monthly_income", "income.looks_daily"),
    ({"work_end": "06:00"}, "work_end", "hours.equal"),
    ({"kk_number": "331606010110"}, "kk_number", "kk.format"),
    ({"kk_number": FULL.nik}, "kk_number", "kk.same_as_nik"),
    ({"mother_name": "IBU 1"}, "mother_name", "mother.letters"),
    ({"heirs": (Heir("KASMIDI", nik="123"),)}, "heirs", "heir.nik"),
    ({"heirs": (Heir("SUTINI", nik=FULL.nik),)}, "heirs", "heir.is_worker"),
]


@pytest.mark.parametrize(
    ("change", "field", "code", "severity"),
    [(*case, Severity.HELD) for case in HELD] + [(*case, Severity.WARNING) for case in WARNED],
    ids=[code for _, _, code in HELD + WARNED],
)
def test_what_is_wrong_is_told_under_its_field(
    change: dict[str, Any], field: str, code: str, severity: Severity
) -> None:
    (found,) = check_worker(replace(FULL, **change), REFERENCE, TODAY)
    assert (found.field, found.code, found.severity) == (field, code, severity)


def test_blank_fields_other_than_nik_and_name_are_no_problem() -> None:
    assert check_worker(WorkerForm(nik=FULL.nik, full_name="SUTINI"), REFERENCE, TODAY) == ()


@pytest.mark.parametrize("phone", ["081234567890", "+62 812-3456-7890", "62812345678", "0296 531 234"])
def test_phones_as_people_write_them(phone: str) -> None:
    assert check_worker(replace(FULL, phone=phone), REFERENCE, TODAY) == ()


@pytest.mark.parametrize("income", [0, 300_000, 20_200_000])
def test_incomes_that_are_plain(income: int) -> None:
    assert check_worker(replace(FULL, monthly_income=income), REFERENCE, TODAY) == ()
