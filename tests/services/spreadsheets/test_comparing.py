"""People who are here already: what a list says otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.values import Relationship
from services.context import AppContext
from services.errors import NotFound
from services.spreadsheets.check import recheck
from services.spreadsheets.comparing import compare, compare_all
from services.spreadsheets.records import CellAt, Comparison, RowState
from services.workers.commands import register_worker
from services.workers.records import Heir
from tests.offices import worker
from tests.services.spreadsheets.lists import check_here, listed

HEAD = ("Nama", "NIK", "Tempat, Tgl Lahir", "JK", "Alamat", "No HP", "Pekerjaan", "Penghasilan", "Nama Ibu")


def person(**over: Any) -> list[Any]:
    cells = {
        "nama": "SUTINI",
        "nik": worker().nik,
        "lahir": "Blora, 12-3-1979",
        "jk": "P",
        "alamat": "DK. NGASEM RT 3 RW 2",
        "hp": "",
        "kerja": "buruh tani",
        "hasil": 900_000.0,
        "ibu": "NGATMI",
    }
    assert set(over) <= set(cells)
    return list((cells | over).values())


def compared(village: AppContext, **over: Any) -> Comparison:
    check = check_here(village, listed(HEAD, person(**over)))
    (row,) = check.rows
    assert row.state is RowState.ALREADY_HERE
    return compare(village, check, row.key)


def told(found: Comparison) -> dict[str, tuple[Any, Any]]:
    return {each.field: (each.old, each.new) for each in found.differences}


@pytest.fixture
def sutini(village: AppContext) -> str:
    return register_worker(village, worker(phone="081200000000")).first("worker")


def test_nothing_new(village: AppContext, sutini: str) -> None:
    found = compared(village)
    assert (found.worker.id, found.differences) == (sutini, ())


def test_field_by_field_old_and_new(village: AppContext, sutini: str) -> None:
    found = compared(village, hasil="1,2 jt", kerja="mbecak", hp="0812-9999-0000", alamat="JL. BARU RT 5 RW 2")
    assert told(found) == {
        "address": ("DK. NGASEM", "JL. BARU"),
        "rt": ("003", "005"),
        "phone": ("081200000000", "081299990000"),
        "occupation_code": ("BTN", "BCK"),
        "monthly_income": (900_000, 1_200_000),
    }


@pytest.mark.parametrize(
    "over",
    [
        {"nama": "Sutini"},
        {"nama": " SUTINI "},
        {"hp": "+62 812-0000-0000"},
        {"hp": 81_200_000_000.0},
        {"alamat": "Dk. Ngasem RT 003/RW 002"},
        {"hp": "", "ibu": "", "hasil": "", "kerja": "-", "jk": "", "lahir": ""},
    ],
    ids=["capitals", "spaces", "plus62", "number", "address", "blanks"],
)
def test_what_is_no_difference(village: AppContext, sutini: str, over: dict[str, Any]) -> None:
    assert told(compared(village, **over)) == {}


@pytest.mark.parametrize(
    "over", [{"lahir": "Blora, 31/02/1980"}, {"hasil": "tidak tentu"}, {"kerja": "pocokan"}, {"jk": "X"}]
)
def test_a_cell_that_cannot_be_read_changes_nothing(village: AppContext, sutini: str, over: dict[str, Any]) -> None:
    assert told(compared(village, **over)) == {}


def test_a_birth_date_taken_from_the_nik_is_no_news(village: AppContext) -> None:
    register_worker(village, worker(birth_date=date(1979, 3, 13)))
    assert told(compared(village, lahir="")) == {}


def test_heirs_keep_what_the_list_does_not_say(village: AppContext) -> None:
    old = (Heir("PAIMO", Relationship.SPOUSE, "3316061203799555", "081200000001"), Heir("SRI", Relationship.CHILD))
    register_worker(village, worker(heirs=old))
    head = ("Nama", "NIK", "Ahli Waris", "No HP Ahli Waris", "Ahli Waris 2", "Hubungan 2")
    check = check_here(village, listed(head, ["SUTINI", worker().nik, "Paimo", "081299990000", "WAGIMIN", "Adik"]))
    (difference,) = compare(village, check, check.rows[0].key).differences
    assert difference.new == (
        replace(old[0], phone="081299990000"),
        old[1],
        Heir("WAGIMIN", Relationship.SIBLING),
    )


def test_all_at_once_gives_the_same(village: AppContext, sutini: str) -> None:
    register_worker(village, worker(9002, full_name="NGATMIN"))
    rows = [person(hasil=1_000_000.0), person(nik=worker(9003).nik), person(nik=worker(9002).nik, nama="NGATMIN")]
    check = check_here(village, listed(HEAD, *rows))
    found = compare_all(village, check)
    assert set(found) == {check.rows[0].key, check.rows[2].key}
    assert all(found[key] == compare(village, check, key) for key in found)


def test_who_is_here_under_another_nik_is_told(village: AppContext) -> None:
    worker_id = register_worker(village, worker(9009)).first("worker")
    check = check_here(village, listed(HEAD, person(), person(nik=worker(9002).nik, ibu="SRI")))
    first, second = check.rows
    assert [(each.code, each.data) for each in first.problems] == [("row.same_person_here", {"worker_id": worker_id})]
    assert (first.state, second.problems) == (RowState.WARNED, ())
    later = recheck(check, {CellAt("Sheet1", 3, "I"): "NGATMI"}).check
    assert "row.same_person_here" in {each.code for each in later.rows[1].problems}


def test_a_row_about_nobody_who_is_here(village: AppContext) -> None:
    check = check_here(village, listed(HEAD, person()))
    for key in (check.rows[0].key, ("Sheet1", 99)):
        with pytest.raises(NotFound, match=r"^worker\.missing$"):
            compare(village, check, key)


class TestPartialUpdate:
    HEAD = ("NIK", "Hasil/bln", "Pekerjaan")

    def test_only_the_chosen_field_counts_and_no_name_is_needed(self, village: AppContext, sutini: str) -> None:
        source = listed(self.HEAD, [worker().nik, "1,2 jt", "pocokan"])
        check = check_here(village, source, ("monthly_income",))
        (row,) = check.rows
        assert (row.state, row.problems) == (RowState.READY, ())
        assert told(compare(village, check, row.key)) == {"monthly_income": (900_000, 1_200_000)}

    def test_who_is_not_here_is_held(self, village: AppContext) -> None:
        check = check_here(village, listed(self.HEAD, [worker().nik, "1,2 jt", ""]), ("monthly_income",))
        assert check.rows[0].state is RowState.HELD
        assert [problem.code for problem in check.rows[0].problems] == ["nik.not_here"]

    @pytest.mark.parametrize(("income", "code"), [("tidak tentu", "income.unreadable"), (-5.0, "income.negative")])
    def test_what_cannot_be_read_is_held(self, village: AppContext, sutini: str, income: object, code: str) -> None:
        check = check_here(village, listed(self.HEAD, [worker().nik, income, ""]), ("monthly_income",))
        assert check.rows[0].state is RowState.HELD
        assert [problem.code for problem in check.rows[0].problems] == [code]

    def test_a_broken_nik_is_held_as_ever(self, village: AppContext, sutini: str) -> None:
        check = check_here(village, listed(self.HEAD, [3.3e15, 900_000.0, ""]), ("monthly_income",))
        assert [problem.code for problem in check.rows[0].problems][:1] == ["nik.numeric_cell"]

    def test_another_name_under_the_nik_is_told(self, village: AppContext, sutini: str) -> None:
        source = listed(("Nama", *self.HEAD), ["WAGIMIN", worker().nik, "1,2 jt", ""])
        check = check_here(village, source, ("monthly_income",))
        assert check.rows[0].state is RowState.WARNED
        assert [problem.code for problem in check.rows[0].problems] == ["nik.other_name"]
