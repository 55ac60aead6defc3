"""People who belong together, and one person who may stand here twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from services.context import AppContext
from services.workers.commands import register_worker, register_workers
from services.workers.family import family_members, likely_same
from services.workers.undo import undo
from tests.offices import village_office, worker

KK = "3316060101019001"


@pytest.fixture
def village(tmp_path: Path) -> AppContext:
    return village_office(tmp_path / "desa")


def test_the_members_of_one_card(village: AppContext) -> None:
    register_workers(
        village,
        [worker(9001, kk_number=KK), worker(9002, kk_number=KK, full_name="ADI"), worker(9003, full_name="LAIN")],
    )
    found = family_members(village, KK)
    assert [(member.full_name, member.form.address) for member in found] == [
        ("ADI", "DK. NGASEM"),
        ("SUTINI", "DK. NGASEM"),
    ]
    assert [member.full_name for member in family_members(village, KK, but=found[0].id)] == ["SUTINI"]
    assert family_members(village, KK[:10]) == ()


@pytest.mark.parametrize(
    ("name", "mother", "alike"),
    [
        ("SUTINI", "NGATMI", True),
        ("Soetini", "Ngatmi", True),
        ("SUTINI", "", True),
        ("SUTINI", "PARSINI", False),
        ("WAGIMIN", "NGATMI", False),
    ],
)
def test_perhaps_the_same_person(village: AppContext, name: str, mother: str, alike: bool) -> None:
    register_worker(village, worker(9001))
    assert bool(likely_same(village, name, date(1979, 3, 12), mother, nik=worker(9002).nik)) is alike


def test_nobody_without_a_birth_date_nor_with_the_same_nik_nor_withdrawn(village: AppContext) -> None:
    form = worker(9001)
    saved = register_worker(village, form)
    assert likely_same(village, form.full_name, None, form.mother_name) == ()
    assert likely_same(village, form.full_name, form.birth_date, form.mother_name, nik=form.nik) == ()
    assert likely_same(village, form.full_name, date(1979, 3, 13), form.mother_name) == ()
    assert likely_same(village, form.full_name, form.birth_date, form.mother_name, but=saved.first("worker")) == ()
    undo(village, saved.act)
    other = replace(form, nik=worker(9002).nik)
    assert likely_same(village, other.full_name, other.birth_date, other.mother_name, nik=other.nik) == ()
