from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

import pytest

from models.values import Month, Severity
from services.practice.people import InventedPerson, invent_people
from services.reference import load_reference
from services.rules.completeness import check_worker, homework_fields, missing_fields
from services.rules.dates import age_on
from services.rules.eligibility import eligibility

TODAY = date(2026, 11, 23)
REFERENCE = load_reference()


@pytest.fixture(scope="module")
def people() -> list[InventedPerson]:
    return list(invent_people(7, 10_124, REFERENCE, TODAY))


def test_exactly_so_many_in_every_village_and_occupation(people: list[InventedPerson]) -> None:
    assert len(people) == 10_124
    assert {person.village_code for person in people} == set(REFERENCE.villages)
    assert {person.form.occupation_code for person in people} == set(REFERENCE.occupations)
    assert all(person.form.village_code == person.village_code for person in people)
    assert [person.village_code for person in people] == sorted(person.village_code for person in people)


def test_every_one_is_complete_and_nothing_is_held(people: list[InventedPerson]) -> None:
    assert all(missing_fields(person.form) == () for person in people)
    problems = Counter(
        (problem.code, problem.severity) for person in people for problem in check_worker(person.form, REFERENCE, TODAY)
    )
    assert {code for code, _ in problems} == {"nik.area_outside", "age.over_65", "age.near_65"}
    assert {severity for _, severity in problems} == {Severity.WARNING}


def test_numbers_are_invented_and_unique(people: list[InventedPerson]) -> None:
    assert len({person.form.nik for person in people}) == len(people)
    numbers = [person.form.nik for person in people]
    numbers += [person.form.kk_number for person in people if person.form.kk_number]
    numbers += [heir.nik for person in people for heir in person.form.heirs if heir.nik]
    assert len(set(numbers)) == len(numbers)
    assert all(len(number) == 16 and int(number[12:]) >= 9001 for number in numbers)
    assert all(person.form.phone.startswith("08990000") for person in people if person.form.phone)


def test_they_are_like_people(people: list[InventedPerson]) -> None:
    ages = [age_on(person.form.birth_date, TODAY) for person in people if person.form.birth_date]
    incomes = [person.form.monthly_income or 0 for person in people]
    assert (min(ages), max(ages)) == (17, 70)
    assert 0.02 < sum(age >= 65 for age in ages) / len(ages) < 0.04
    assert min(incomes) >= 300_000
    assert max(incomes) <= 3_000_000
    common = Counter(person.form.occupation_code for person in people).most_common(2)
    assert [code for code, _ in common] == ["BTN", "PTG"]
    lacking = Counter(name for person in people for name in homework_fields(person.form))
    assert set(lacking) == {"mother_name", "kk_number", "heirs", "work_hours", "phone"}
    assert all(count < len(people) / 4 for count in lacking.values())
    assert len({person.form.full_name for person in people}) > 1_500


def test_a_budget_of_1500_finds_its_people(people: list[InventedPerson]) -> None:
    eligible = sum(eligibility(person.form.birth_date, Month(2025, 1)).eligible for person in people)
    assert 9_000 < eligible < len(people)


def test_the_seed_decides_everything() -> None:
    first = list(invent_people(3, 40, REFERENCE, TODAY))
    assert first == list(invent_people(3, 40, REFERENCE, TODAY))
    assert first != list(invent_people(4, 40, REFERENCE, TODAY))


def test_only_the_villages_asked_for() -> None:
    codes = ["33.16.06.2002", "33.16.01.2001", "33.16.05.1014"]
    found = list(invent_people(1, 103, REFERENCE, TODAY, codes))
    assert len(found) == 103
    assert {person.village_code for person in found} == set(codes)
    assert {person.form.occupation_code for person in found} == set(REFERENCE.occupations)


@pytest.mark.parametrize("count", [0, 1, 294, 295, 296])
def test_small_numbers(count: int) -> None:
    found = list(invent_people(1, count, REFERENCE, TODAY))
    assert len(found) == count
    if count >= 295:
        assert len({person.village_code for person in found}) == 295


def test_any_day_can_be_today() -> None:
    random = Random(5)
    days = [
        date(2028, 2, 29),
        date(2025, 1, 1),
        *(date(2025, random.randint(1, 12), random.randint(1, 28)) for _ in "abc"),
    ]
    for today in days:
        for person in invent_people(1, 300, REFERENCE, today):
            assert person.form.birth_date is not None
            assert 17 <= age_on(person.form.birth_date, today) <= 70


def test_nonsense_is_refused() -> None:
    with pytest.raises(ValueError, match="count"):
        list(invent_people(1, -1, REFERENCE, TODAY))
    with pytest.raises(ValueError, match="village"):
        list(invent_people(1, 1, REFERENCE, TODAY, []))
