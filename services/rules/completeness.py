"""What a registration still lacks and what is wrong in it (handover.md, «Complete»)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from models.values import Problem
from services.rules.nik import nik_problem, nik_warnings
from services.rules.worker_fields import (
    address_problems,
    birth_date_problems,
    consent_problems,
    family_problems,
    income_problems,
    is_full_kk,
    kk_problems,
    name_problems,
    occupation_problems,
    phone_problems,
    text_problems,
    work_hours_problems,
)
from services.workers.records import WorkerForm

if TYPE_CHECKING:
    from services.reference import Reference

REQUIRED = ("nik", "full_name", "birth_date", "sex", "village_code", "address", "occupation_code", "notice_given_on")
"""A record with all of these is complete."""
HOMEWORK = ("mother_name", "kk_number", "heirs", "work_hours", "phone")
"""Wanted as well; the home page lists who lacks them. ``work_hours`` stands for start and end."""


def missing_fields(form: WorkerForm) -> tuple[str, ...]:
    """Required fields that are blank, in the order of the form; a NIK that cannot be right counts as blank."""
    missing = [name for name in REQUIRED if not getattr(form, name)]
    if form.nik and nik_problem(form.nik) is not None:
        missing.insert(0, "nik")
    return tuple(missing)


def homework_fields(form: WorkerForm) -> tuple[str, ...]:
    """Wanted fields that are blank; none of them keeps the record from being complete."""
    has = {
        "mother_name": bool(form.mother_name),
        "kk_number": is_full_kk(form.kk_number),
        "heirs": any(heir.name for heir in form.heirs),
        "work_hours": bool(form.work_start and form.work_end),
        "phone": bool(form.phone),
    }
    return tuple(name for name in HOMEWORK if not has[name])


def completeness(form: WorkerForm, missing: tuple[str, ...] | None = None) -> int:
    """Percent of required and wanted fields that are filled; 100 only when nothing is left to ask.

    ``missing``: what ``missing_fields`` said, where that is known already.
    """
    lacking = len(missing_fields(form) if missing is None else missing) + len(homework_fields(form))
    return 100 * (len(REQUIRED) + len(HOMEWORK) - lacking) // (len(REQUIRED) + len(HOMEWORK))


def check_worker(form: WorkerForm, reference: Reference, today: date) -> tuple[Problem, ...]:
    """Everything wrong in a form. HELD ones refuse saving, WARNING ones are told.

    A blank field is no problem (``missing_fields`` tells it), except NIK and name: without them nobody is found again.
    """
    return tuple(_problems(form, reference, today))


def _problems(form: WorkerForm, reference: Reference, today: date) -> Iterator[Problem]:
    hard = nik_problem(form.nik)
    if hard is not None:
        yield hard
    else:
        yield from nik_warnings(
            form.nik, form.birth_date, form.sex, today, reference.district_code, reference.subdistricts.keys()
        )
    yield from name_problems("full_name", form.full_name)
    yield from birth_date_problems(form.birth_date, today)
    yield from address_problems(form, reference.villages)
    yield from phone_problems("phone", form.phone)
    yield from occupation_problems(form, reference.occupations)
    yield from income_problems(form.monthly_income)
    yield from work_hours_problems(form)
    yield from kk_problems(form)
    yield from family_problems(form)
    yield from consent_problems(form, today)
    yield from text_problems(form)
