"""An exported list comes back edited: everybody is found by key, whatever was corrected, and nobody is guessed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from models.values import LeftReason
from services.context import AppContext
from services.practice.people import invent_people
from services.spreadsheets.check import recheck
from services.spreadsheets.comparing import compare, compare_all
from services.spreadsheets.importing import import_workbook
from services.spreadsheets.keys import is_damaged_copy
from services.spreadsheets.list_columns import KEY_HEADING
from services.spreadsheets.records import CellAt, Choice, RowState
from services.spreadsheets.roles import Meaning, Role
from services.spreadsheets.source import Source
from services.spreadsheets.taking_in import write_import
from services.spreadsheets.workbook import open_workbook
from services.workers.commands import register_worker, register_workers
from services.workers.leaving import leave_register
from services.workers.queries import find_by_nik, get_worker
from services.workers.search import count_workers
from services.workers.undo import undo
from tests.offices import NOW, VILLAGE, worker
from tests.services.spreadsheets.exported import (
    ADDED,
    both,
    changed,
    codes,
    columns_in,
    copied,
    exported,
    held_as,
    id_of,
    put,
    states,
)
from tests.services.spreadsheets.lists import check_here


class TestRoundTrip:
    def test_an_unedited_list_of_many_people_says_nothing_new(self, village: AppContext, tmp_path: Path) -> None:
        people = [each.form for each in invent_people(11, 120, village.reference, NOW.date(), [VILLAGE])]
        register_workers(village, people)
        path = exported(village, tmp_path / "daftar.xlsx")
        check = check_here(village, Source(path.name, "xlsx", "0", open_workbook(path)))
        assert set(states(check)) == {"already_here"} and len(check.rows) == 120
        assert [each for each in compare_all(village, check).values() if each.differences] == []

    def test_a_corrected_nik_stays_the_same_person(self, office: AppContext, listed: Callable[..., Source]) -> None:
        person = id_of(office, 9001)
        source = listed(put(1)({"NIK": worker(9040).nik, "Penghasilan per Bulan": 1_200_000}))
        check = check_here(office, source)
        assert states(check) == ["already_here"] * 5 and check.rows[0].other is not None
        assert check.rows[0].other.id == person
        assert changed(office, check) == {
            "nik": (worker(9001).nik, worker(9040).nik),
            "monthly_income": (900_000, 1_200_000),
        }
        outcome = write_import(office, check, default=Choice.UPDATE)
        assert (outcome.written, outcome.updated, outcome.unchanged) == (0, 1, 4)
        assert count_workers(office) == 5 and id_of(office, 9040) == person

    def test_undoing_gives_the_old_nik_back(self, office: AppContext, listed: Callable[..., Source]) -> None:
        person = id_of(office, 9002)
        check = check_here(office, listed(put(2)({"NIK": worker(9041).nik, "No. HP": "081299998888"})))
        act = write_import(office, check, default=Choice.UPDATE).act
        assert get_worker(office, person).form.nik == worker(9041).nik
        undo(office, act)
        form = get_worker(office, person).form
        assert (form.nik, form.phone) == (worker(9002).nik, "081200009002")
        assert find_by_nik(office, worker(9041).nik) is None and count_workers(office) == 5

    def test_a_corrected_nik_may_be_written_with_spaces(
        self, office: AppContext, listed: Callable[..., Source]
    ) -> None:
        new = worker(9040).nik
        check = check_here(office, listed(put(1)({"NIK": f"{new[:6]} {new[6:12]} {new[12:]}"})))
        assert changed(office, check) == {"nik": (worker(9001).nik, new)}

    def test_what_cannot_be_kept_is_left_alone_by_an_update(
        self, office: AppContext, listed: Callable[..., Source]
    ) -> None:
        """One bad cell of somebody who is here must not keep the whole list from being written."""
        check = check_here(office, listed(put(1)({"Penghasilan per Bulan": -5, "No. HP": "081277776666"})))
        assert write_import(office, check, default=Choice.UPDATE).updated == 1
        form = get_worker(office, id_of(office, 9001)).form
        assert (form.phone, form.monthly_income) == ("081277776666", 900_000)

    def test_a_corrected_name_is_offered(self, office: AppContext, listed: Callable[..., Source]) -> None:
        check = check_here(office, listed(put(1)({"Nama Lengkap": "SUTINAH"})))
        assert changed(office, check) == {"full_name": ("SUTINI", "SUTINAH")}

    def test_another_name_with_the_same_nik_is_asked(self, office: AppContext, listed: Callable[..., Source]) -> None:
        check = check_here(office, listed(put(1)({"Nama Lengkap": "JOKO SUSILO"})))
        assert (check.rows[0].state, codes(check.rows[0])) == (RowState.ALREADY_HERE, ["nik.other_name"])

    def test_somebody_without_a_nik_gets_it(self, village: AppContext, tmp_path: Path) -> None:
        person = register_worker(village, worker(nik="", full_name="SUTINI")).first("worker")
        path = exported(village, tmp_path / "daftar.xlsx")
        plain = check_here(village, Source("a", "xlsx", "a", open_workbook(path)))
        assert (states(plain), codes(plain.rows[0])) == (["already_here"], [])
        book = load_workbook(path)
        book.worksheets[0].cell(2, 1).value = worker(9001).nik
        book.save(path)
        check = check_here(village, Source("b", "xlsx", "b", open_workbook(path)))
        assert changed(village, check) == {"nik": ("", worker(9001).nik)}
        write_import(village, check, default=Choice.UPDATE)
        assert id_of(village, 9001) == person and count_workers(village) == 1

    def test_a_new_row_without_a_key_is_a_new_person(self, office: AppContext, listed: Callable[..., Source]) -> None:
        check = check_here(office, listed(copied(1, ADDED)))
        assert states(check) == ["already_here"] * 5 + ["ready"]
        outcome = write_import(office, check)
        assert (outcome.written, outcome.already_here, count_workers(office)) == (1, 5, 6)

    def test_the_command_line_finds_them_by_key_too(self, office: AppContext, tmp_path: Path) -> None:
        path = exported(office, tmp_path / "daftar.xlsx")
        book = load_workbook(path)
        book.worksheets[0].cell(2, 1).value = worker(9040).nik
        book.save(path)
        result = import_workbook(office, path)
        assert (result.ready, result.held, result.already_here, count_workers(office)) == (0, 0, 5, 5)

    def test_as_semicolon_text_from_excel(self, office: AppContext, listed: Callable[..., Source]) -> None:
        """Saved as CSV and opened again, NIKs are numbers; the key still tells who it is and the NIK is left."""
        source = listed(put(1)({"NIK": float(worker(9001).nik), "No. HP": "081277776666"}))
        check = check_here(office, source)
        assert states(check) == ["already_here"] * 5 and codes(check.rows[0]) == []
        assert changed(office, check) == {"phone": ("081200009001", "081277776666")}


class TestNeverGuessed:
    def test_a_copied_row_is_held_with_its_original(self, office: AppContext, listed: Callable[..., Source]) -> None:
        values = {name: value for name, value in ADDED.items() if name != KEY_HEADING}
        check = check_here(office, listed(copied(1, values)))
        assert states(check) == ["held", *["already_here"] * 4, "held"]
        for at, other in ((0, 7), (5, 2)):
            held_as(check, at, "key.repeated")
            assert check.rows[at].problems[-1].data == {"sheet": "Pekerja", "row": other}
            assert columns_in(check, at) == KEY_HEADING
        cell = CellAt("Pekerja", 7, check.rows[5].column_of(Meaning(Role.KEY)))
        found = recheck(check, {cell: ""})
        assert states(found.check) == ["already_here"] * 5 + ["ready"] and set(found.changed) == {0, 5}

    @pytest.mark.parametrize("key", ["00000000-0000-4000-8000-000000000001", "abc", 12.0])
    def test_an_unknown_key(self, office: AppContext, listed: Callable[..., Source], key: object) -> None:
        check = check_here(office, listed(put(3)({KEY_HEADING: key})))
        held_as(check, 2, "key.unknown")
        assert columns_in(check, 2) == KEY_HEADING

    def test_the_nik_of_somebody_else(self, office: AppContext, listed: Callable[..., Source]) -> None:
        check = check_here(office, listed(put(1)({"NIK": worker(9002).nik})))
        held_as(check, 0, "nik.already_here")
        assert check.rows[0].problems[-1].data == {"worker_id": id_of(office, 9002)}
        assert states(check)[1:] == ["already_here"] * 4  # the rightful holder is not held for it

    def test_nik_and_name_of_somebody_else(self, office: AppContext, listed: Callable[..., Source]) -> None:
        """Keys that slipped by a row, as when a part of the list was sorted."""

        def slipped(sheet: Any, at: Mapping[str, int]) -> None:
            cells = [sheet.cell(row, at[KEY_HEADING]) for row in range(2, 7)]
            keys = [cell.value for cell in cells]
            for cell, key in zip(cells, keys[1:] + keys[:1], strict=True):
                cell.value = key

        check = check_here(office, listed(slipped))
        assert states(check) == ["held"] * 5
        for at in range(5):
            held_as(check, at, "key.other_person")
        assert write_import(office, check, default=Choice.UPDATE).act == ""

    def test_a_row_typed_over_with_a_new_person(self, office: AppContext, listed: Callable[..., Source]) -> None:
        over = {name: value for name, value in ADDED.items() if name != KEY_HEADING}
        held_as(check_here(office, listed(put(1)(over))), 0, "key.other_person")

    def test_a_new_nik_that_another_row_has_too(self, office: AppContext, listed: Callable[..., Source]) -> None:
        new = {"NIK": worker(9040).nik}
        check = check_here(office, listed(both(put(1)(new), put(2)(new))))
        held_as(check, 1, "nik.repeated_in_file")
        assert states(check) == ["already_here", "held", *["already_here"] * 3]
        check = check_here(office, listed(both(put(1)(new), copied(1, {**ADDED, **new}))))
        held_as(check, 5, "nik.repeated_in_file")

    def test_the_same_person_with_and_without_key(self, office: AppContext, listed: Callable[..., Source]) -> None:
        """The old NIK in a second row must not bring the same person up to date twice."""
        twice = both(put(1)({"NIK": worker(9040).nik}), copied(1, {"NIK": worker(9001).nik, KEY_HEADING: None}))
        check = check_here(office, listed(twice))
        held_as(check, 5, "key.same_worker")
        assert check.rows[5].problems[-1].data == {"sheet": "Pekerja", "row": 2}
        assert write_import(office, check, default=Choice.UPDATE).updated == 1

    @pytest.mark.parametrize("broken", ["33160652037990", "3316069903799001"])
    def test_a_broken_nik_is_held_not_dropped(
        self, office: AppContext, listed: Callable[..., Source], broken: str
    ) -> None:
        check = check_here(office, listed(put(1)({"NIK": broken})))
        assert check.rows[0].state is RowState.HELD and codes(check.rows[0])[0].startswith("nik.")

    def test_what_is_odd_about_a_new_nik_is_told(self, office: AppContext, listed: Callable[..., Source]) -> None:
        check = check_here(office, listed(put(1)({"NIK": "3316064503799001"})))
        assert (check.rows[0].state, codes(check.rows[0])) == (RowState.ALREADY_HERE, ["nik.birth_date_differs"])

    def test_a_new_nik_from_a_column_that_was_a_number(self, office: AppContext, listed: Callable[..., Source]) -> None:
        """All NIKs end in 0: the kept ones are recognised and left alone, the changed one is no use."""

        register_workers(office, [worker(serial, full_name="TUMINI") for serial in range(9101, 9108)])

        def spoilt(sheet: Any, at: Mapping[str, int]) -> None:
            for row in range(2, 14):
                cell = sheet.cell(row, at["NIK"])
                cell.value = cell.value[:-1] + "0"
            sheet.cell(2, at["NIK"]).value = worker(9040).nik

        check = check_here(office, listed(spoilt))
        assert states(check) == ["held", *["already_here"] * 11]
        held_as(check, 0, "nik.last_digit_doubtful")
        assert all(changed(office, check, at) == {} for at in range(1, 12))

    def test_another_number_where_excel_lost_the_end(self, office: AppContext, listed: Callable[..., Source]) -> None:
        held_as(check_here(office, listed(put(1)({"NIK": 3316061203459004.0}))), 0, "nik.numeric_cell")

    def test_correcting_the_key_in_place_frees_the_other_rows(
        self, office: AppContext, listed: Callable[..., Source]
    ) -> None:
        """A second row about a keyed person is held; when the key is taken out of the first, NIK alone decides."""
        twice = both(put(1)({"NIK": worker(9040).nik}), copied(1, {"NIK": worker(9001).nik, KEY_HEADING: None}))
        check = check_here(office, listed(twice))
        cell = CellAt("Pekerja", 2, check.rows[0].column_of(Meaning(Role.KEY)))
        again = recheck(check, {cell: ""})
        assert (again.check.rows[5].state, set(again.changed)) == (RowState.ALREADY_HERE, {0, 5})
        assert codes(again.check.rows[0]) == ["row.same_person", "row.same_person_here"]
        held_as(check, 5, "key.same_worker")  # the first check stays as it was


class TestWhoLeft:
    @pytest.fixture(params=[LeftReason.MOVED, LeftReason.DOUBLE, LeftReason.WITHDRAWN])
    def gone(self, office: AppContext, request: pytest.FixtureRequest) -> str:
        person = id_of(office, 9001)
        leave_register(office, [person], request.param, date(2026, 11, 1))
        return person

    def test_is_told_and_not_changed(self, office: AppContext, gone: str, listed: Callable[..., Source]) -> None:
        check = check_here(office, listed(put(1)({"No. HP": "081277776666"})))
        assert (check.rows[0].state, codes(check.rows[0])) == (RowState.ALREADY_HERE, ["key.left"])
        assert check.rows[0].is_closed and compare(office, check, check.rows[0].key).differences == ()
        outcome = write_import(office, check, default=Choice.UPDATE)
        assert (outcome.updated, outcome.already_here, outcome.unchanged) == (0, 1, 4)
        assert get_worker(office, gone).form.phone == "081200009001"

    def test_a_partial_update_holds_the_row(self, office: AppContext, gone: str, listed: Callable[..., Source]) -> None:
        held_as(check_here(office, listed(), ("phone",)), 0, "key.left")


@pytest.mark.parametrize(
    ("value", "was_number", "copy"),
    [
        (3316065203799001.0, False, True),
        (3316065203798001.0, False, False),
        ("3316065203799000", True, True),
        ("3316065203799000", False, False),
        ("3316065203799002", True, False),  # a last digit that was put right is no lost one
        ("", True, False),
    ],
)
def test_a_nik_that_excel_spoilt(value: str | float, was_number: bool, copy: bool) -> None:
    assert is_damaged_copy(value, "3316065203799001", was_number) is copy
