"""What the office remembers of lists: columns by their headings, files by their bytes."""

from __future__ import annotations

from pathlib import Path

from services.context import AppContext
from services.spreadsheets.guessing import guess_mapping
from services.spreadsheets.mapping import Basis, change_role
from services.spreadsheets.remembering import (
    forget_mapping,
    remember_mapping,
    remembered,
    seen_before,
)
from services.spreadsheets.roles import Meaning, Role
from services.spreadsheets.taking_in import write_import
from services.workers.undo import undo
from tests.services.spreadsheets.lists import check_here, listed, saved
from tests.workbooks import nik, row

HEAD = ("No", "Nama", "NIK", "Ket.")
PERSON = ["1", "SUTARNO", nik(), "Ngasem"]


def test_what_was_settled_once_is_right_the_next_time(village: AppContext) -> None:
    mapping = guess_mapping(listed(HEAD, PERSON), remembered=remembered(village))
    assert not mapping.was_remembered
    remember_mapping(village, change_role(change_role(mapping, "D", Role.HAMLET), "A", Role.HEIR_NAME, 1))
    again = guess_mapping(listed(("NO", " nama ", "N.I.K", "KET"), PERSON), remembered=remembered(village))
    assert again.was_remembered
    assert [column.meaning for column in again.columns] == [
        Meaning(Role.HEIR_NAME, 1), Meaning(Role.NAME), Meaning(Role.NIK), Meaning(Role.HAMLET),
    ]  # fmt: skip
    assert {column.basis for column in again.columns} == {Basis.REMEMBERED}


def test_other_headings_are_guessed_anew(village: AppContext) -> None:
    """akvo/akvo-flow#331: a sheet with changed headings must not be read with the old mapping."""
    mapping = guess_mapping(listed(HEAD, PERSON))
    remember_mapping(village, change_role(mapping, "D", Role.HAMLET))
    for headings in (("No", "NIK", "Nama", "Ket."), ("No", "Nama", "NIK", "Ket.", "RT"), ("No", "Nama", "NIK")):
        assert not guess_mapping(listed(headings, PERSON), remembered=remembered(village)).was_remembered


def test_the_held_rows_of_a_list_are_the_same_list(village: AppContext) -> None:
    mapping = guess_mapping(listed(HEAD, PERSON))
    remember_mapping(village, change_role(mapping, "D", Role.HAMLET))
    held = listed((*HEAD, "Alasan", "Asal lembar", "Asal baris"), [*PERSON, "x", "Sheet1", "2"])
    again = guess_mapping(held, remembered=remembered(village))
    assert again.was_remembered
    assert [column.role for column in again.columns][3:] == [Role.HAMLET, *[Role.IGNORED] * 3]


def test_forgetting(village: AppContext) -> None:
    mapping = guess_mapping(listed(HEAD, PERSON))
    remember_mapping(village, mapping)
    forget_mapping(village, mapping)
    assert not guess_mapping(listed(HEAD, PERSON), remembered=remembered(village)).was_remembered


def test_a_file_that_was_taken_in_is_known_again_until_that_is_undone(village: AppContext, tmp_path: Path) -> None:
    source, other = saved(tmp_path, row()), saved(tmp_path, row(9002), name="lain.xlsx")
    assert seen_before(village, source) is None
    outcome = write_import(village, check_here(village, source), source=source)
    seen = seen_before(village, source)
    assert seen is not None and seen.act == outcome.act
    assert seen_before(village, other) is None
    undo(village, outcome.act)
    assert seen_before(village, source) is None
