"""Updates of single fields by key, and how the column of keys is recognised."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from services.context import AppContext
from services.spreadsheets.comparing import mapping_problems, updatable_fields
from services.spreadsheets.guessing import guess_mapping
from services.spreadsheets.list_columns import KEY_HEADING
from services.spreadsheets.mapping import Basis, change_role
from services.spreadsheets.opening import paste_source
from services.spreadsheets.records import RowState
from services.spreadsheets.roles import Role
from services.spreadsheets.source import Source
from services.spreadsheets.taking_in import write_import
from services.workers.queries import find_by_nik, get_worker
from tests.offices import worker
from tests.services.spreadsheets.exported import (
    codes,
    exported,
    held_as,
    id_of,
    put,
    states,
)
from tests.services.spreadsheets.lists import check_here


class TestPartialUpdates:
    def test_match_by_key_and_leave_the_nik(self, office: AppContext, listed: Callable[..., Source]) -> None:
        source = listed(put(1)({"NIK": worker(9040).nik, "No. HP": "081277776666"}))
        check = check_here(office, source, ("phone",))
        assert states(check) == ["ready"] * 5
        assert write_import(office, check).updated == 1
        form = get_worker(office, id_of(office, 9001)).form
        assert form.phone == "081277776666" and find_by_nik(office, worker(9040).nik) is None

    def test_a_broken_nik_does_not_matter_then(self, office: AppContext, listed: Callable[..., Source]) -> None:
        source = listed(put(1)({"NIK": "331606", "No. HP": "081277776666"}))
        assert write_import(office, check_here(office, source, ("phone",))).updated == 1
        assert check_here(office, source, ("nik", "phone")).rows[0].state is RowState.HELD

    def test_the_nik_itself_can_be_what_is_corrected(self, office: AppContext, listed: Callable[..., Source]) -> None:
        source = listed(put(1)({"NIK": worker(9040).nik, "No. HP": "081277776666"}))
        assert "nik" in updatable_fields(guess_mapping(source))
        assert write_import(office, check_here(office, source, ("nik",))).updated == 1
        assert get_worker(office, id_of(office, 9040)).form.phone == "081200009001"

    def test_rows_without_a_key_match_by_nik(self, office: AppContext, listed: Callable[..., Source]) -> None:
        source = listed(put(1)({KEY_HEADING: None, "No. HP": "081277776666"}))
        assert write_import(office, check_here(office, source, ("phone",))).updated == 1
        unknown = listed(put(1)({KEY_HEADING: None, "NIK": worker(9040).nik}))
        held_as(check_here(office, unknown, ("phone",)), 0, "nik.not_here")

    def test_anothers_nik_is_held(self, office: AppContext, listed: Callable[..., Source]) -> None:
        check = check_here(office, listed(put(1)({"NIK": worker(9002).nik})), ("phone",))
        held_as(check, 0, "nik.already_here")

    def test_a_list_of_keys_and_phones_alone_is_enough(self, office: AppContext, listed: Callable[..., Source]) -> None:
        def only(sheet: Any, at: Mapping[str, int]) -> None:
            sheet.delete_cols(1, 2)
            sheet.cell(2, 1).value = "081277776666"

        source = listed(only, ["phone"])
        mapping = guess_mapping(source)
        assert [column.role for column in mapping.columns] == [Role.PHONE, Role.KEY]
        assert mapping_problems(mapping, ("phone",)) == () and "mapping.no_nik" in mapping_problems(mapping)
        assert write_import(office, check_here(office, source, ("phone",))).updated == 1
        assert get_worker(office, id_of(office, 9001)).form.phone == "081277776666"


class TestTheColumn:
    def test_is_known_by_heading_and_contents(self, office: AppContext, listed: Callable[..., Source]) -> None:
        column = guess_mapping(listed()).columns[-1]
        assert (column.role, column.basis, column.confidence) == (Role.KEY, Basis.BOTH, 99)

    def test_other_things_under_its_heading_are_doubted(
        self, office: AppContext, listed: Callable[..., Source]
    ) -> None:
        def spoilt(sheet: Any, at: Mapping[str, int]) -> None:
            for row in range(2, 7):
                sheet.cell(row, at[KEY_HEADING]).value = "x"

        mapping = guess_mapping(listed(spoilt))
        assert mapping.columns[-1] in mapping.doubtful

    def pasted(self, office: AppContext, tmp_path: Path, heading: str | None) -> Source:
        path = exported(office, tmp_path / "daftar.xlsx", ["phone"])
        rows = [[cell.value or "" for cell in row] for row in load_workbook(path).worksheets[0].iter_rows()]
        lines = rows[1:] if heading is None else [[*rows[0][:-1], heading], *rows[1:]]
        return paste_source("\n".join("\t".join(map(str, line)) for line in lines), "tempelan")

    def test_a_pasted_block_without_headings_brings_it_along(self, office: AppContext, tmp_path: Path) -> None:
        mapping = guess_mapping(self.pasted(office, tmp_path, None))
        assert [column.role for column in mapping.columns][-1] is Role.KEY

    def test_another_programs_keys_are_none_of_ours(self, office: AppContext, tmp_path: Path) -> None:
        assert guess_mapping(self.pasted(office, tmp_path, "uuid")).columns[-1].is_ignored

    def test_not_used_means_as_without_keys(self, office: AppContext, listed: Callable[..., Source]) -> None:
        source = listed(put(1)({"NIK": worker(9040).nik}))
        mapping = change_role(guess_mapping(source), guess_mapping(source).columns[-1].letter, Role.IGNORED)
        check = check_here(office, source, mapping=mapping)
        assert check.rows[0].state is RowState.WARNED  # somebody new, who may be the same person
        assert codes(check.rows[0]) == ["row.same_person_here"]
