"""The rules of single fields of a registration (domain.md §4). Each yields problems; blanks are allowed."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from datetime import date
from operator import attrgetter, gt

from models.values import Problem, Severity
from services.rules.dates import age_on
from services.rules.names import has_title, is_person_name
from services.rules.nik import clean_nik, nik_problem
from services.workers.records import WorkerForm

LONGEST_AGE = 110
NEW_UNTIL = 65
NEAR_LIMIT = 64
ADULT = 17
LOOKS_DAILY = 300_000
"""Below this a monthly income in rupiah is probably a day's (domain.md §4)."""
HIGHEST_INCOME = 1_000_000_000
MOST_HEIRS = 10
KK_LENGTH = 16

_NUMBER_OF_3 = re.compile(r"[0-9]{3}")
_KK = re.compile(r"[1-9][0-9]{15}")
_PHONE = re.compile(r"(?:\+?62|0)[2-9][0-9]{7,11}")
_PHONE_MARKS = re.compile(r"[ .()\-]")
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_LIMITS = {
    "full_name": 160,
    "birth_place": 80,
    "mother_name": 160,
    "address": 200,
    "hamlet": 80,
    "phone": 20,
    "workplace": 120,
    "welfare_source": 40,
    "notice_version": 20,
    "notice_given_by": 120,
    "income_source": 12,
    "consent_method": 12,
}
"""Longest text of each field, in characters: what the database keeps (models/worker.py)."""
_limited = attrgetter(*_LIMITS)


def is_full_kk(kk_number: str) -> bool:
    """Whether a family card number has its 16 digits."""
    return _KK.fullmatch(kk_number) is not None


def name_problems(field: str, name: str) -> Iterator[Problem]:
    """A person must have a name; a KTP name has letters and ``.'-,`` and no title."""
    if not name.strip():
        yield Problem(field, "name.empty")
    elif not is_person_name(name):
        yield Problem(field, "name.letters")
    elif has_title(name):
        yield _warn(field, "name.title")


def birth_date_problems(birth_date: date | None, today: date) -> Iterator[Problem]:
    """Nobody is born tomorrow. Ages outside 17 to 64 are told: the limit is tested on the first covered day."""
    if birth_date is None:
        return
    age = age_on(birth_date, today)
    if birth_date > today:
        yield Problem("birth_date", "birth_date.future")
    elif age > LONGEST_AGE:
        yield Problem("birth_date", "birth_date.too_old")
    elif age < ADULT:
        yield _warn("birth_date", "age.under_17", age=age)
    elif age >= NEW_UNTIL:
        yield _warn("birth_date", "age.over_65", age=age)
    elif age == NEAR_LIMIT:
        yield _warn("birth_date", "age.near_65", age=age)


def address_problems(form: WorkerForm, villages: Container[str]) -> Iterator[Problem]:
    """RT and RW are three digits; the village is one of the list."""
    for field, value in (("rt", form.rt), ("rw", form.rw)):
        if value and not _NUMBER_OF_3.fullmatch(value):
            yield Problem(field, f"{field}.format")
    if form.village_code and form.village_code not in villages:
        yield Problem("village_code", "village.unknown")


def phone_problems(field: str, phone: str) -> Iterator[Problem]:
    """10 to 13 digits from 0 or 62. A bad number never blocks: phones change and are shared."""
    if phone and not _PHONE.fullmatch(_PHONE_MARKS.sub("", phone)):
        yield _warn(field, "phone.format")


def occupation_problems(form: WorkerForm, occupations: Container[str]) -> Iterator[Problem]:
    """At most two occupations of the list, not the same twice."""
    for field, code in (("occupation_code", form.occupation_code), ("occupation2_code", form.occupation2_code)):
        if code and code not in occupations:
            yield Problem(field, "occupation.unknown")
    if form.occupation2_code and form.occupation2_code == form.occupation_code:
        yield _warn("occupation2_code", "occupation.repeated")


def income_problems(income: int | None) -> Iterator[Problem]:
    """Whole rupiah a month, self-declared."""
    if income is None:
        return
    if income < 0:
        yield Problem("monthly_income", "income.negative")
    elif income > HIGHEST_INCOME:
        yield Problem("monthly_income", "income.too_high", data={"limit": HIGHEST_INCOME})
    elif 0 < income < LOOKS_DAILY:
        yield _warn("monthly_income", "income.looks_daily")


def work_hours_problems(form: WorkerForm) -> Iterator[Problem]:
    """HH:MM; night work may end before it starts."""
    for field, value in (("work_start", form.work_start), ("work_end", form.work_end)):
        if value and not _CLOCK.fullmatch(value):
            yield Problem(field, "hours.format")
    if form.work_start and form.work_start == form.work_end:
        yield _warn("work_end", "hours.equal")


def kk_problems(form: WorkerForm) -> Iterator[Problem]:
    """The family card is homework: a wrong number is told, and held only when it is too long to keep."""
    if len(form.kk_number) > KK_LENGTH:
        yield Problem("kk_number", "kk.format", data={"count": len(form.kk_number)})
    elif form.kk_number and not is_full_kk(form.kk_number):
        yield _warn("kk_number", "kk.format", count=len(form.kk_number))
    elif form.kk_number and form.kk_number == form.nik:
        yield _warn("kk_number", "kk.same_as_nik")


def family_problems(form: WorkerForm) -> Iterator[Problem]:
    """Mother and heirs. An heir has a name; all the rest about heirs is told and not held."""
    if form.mother_name and not is_person_name(form.mother_name):
        yield _warn("mother_name", "mother.letters")
    if len(form.heirs) > MOST_HEIRS:
        yield Problem("heirs", "heir.too_many", data={"limit": MOST_HEIRS})
    for number, heir in enumerate(form.heirs, start=1):
        if not heir.name.strip():
            yield Problem("heirs", "heir.name_empty", data={"number": number})
        if max(len(heir.name), len(heir.phone), len(heir.nik)) > _LIMITS["full_name"]:
            yield Problem("heirs", "text.too_long", data={"limit": _LIMITS["full_name"]})
        if heir.nik and nik_problem(clean_nik(heir.nik).nik) is not None:
            yield _warn("heirs", "heir.nik", number=number)
        if heir.nik and heir.nik == form.nik:
            yield _warn("heirs", "heir.is_worker", number=number)


def consent_problems(form: WorkerForm, today: date) -> Iterator[Problem]:
    """The notice was given on a day that has come; the welfare decile is 1 to 10."""
    if form.notice_given_on is not None and form.notice_given_on > today:
        yield Problem("notice_given_on", "notice.future")
    if form.welfare_decile is not None and not 1 <= form.welfare_decile <= 10:
        yield Problem("welfare_decile", "decile.range")


def text_problems(form: WorkerForm) -> Iterator[Problem]:
    """No text is longer than a form can show."""
    texts = _limited(form)
    if not any(map(gt, map(len, texts), _LIMITS.values())):
        return
    for (field, limit), text in zip(_LIMITS.items(), texts, strict=True):
        if len(text) > limit:
            yield Problem(field, "text.too_long", data={"limit": limit})


def _warn(field: str, code: str, **data: str | int) -> Problem:
    return Problem(field, code, Severity.WARNING, data)
