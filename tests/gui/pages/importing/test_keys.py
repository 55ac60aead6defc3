"""An exported list on the screen: where its key stands, and that who left is never counted as brought up to date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gui.pages.importing.checklist import Checklist
from models.values import LeftReason
from services.context import AppContext
from services.spreadsheets.export import export_list
from services.spreadsheets.records import CellAt, Choice, RowState
from services.spreadsheets.roles import Meaning, Role
from services.spreadsheets.session import Recheck, open_source, recheck
from services.workers.commands import register_workers
from services.workers.leaving import leave_register
from services.workers.queries import find_by_nik
from services.workers.records_read import read_records
from tests.offices import worker
from tests.services.spreadsheets.lists import check_here

KEY = Meaning(Role.KEY)


@pytest.fixture
def rows(village: AppContext, tmp_path: Path) -> Checklist:
    """Three people, the second of whom moved away; exported and read again."""
    register_workers(village, [worker(serial) for serial in (9001, 9002, 9003)])
    gone = find_by_nik(village, worker(9002).nik)
    assert gone is not None
    leave_register(village, [gone.id], LeftReason.MOVED, date(2026, 11, 1))
    path = tmp_path / "daftar.xlsx"
    with village.read() as connection:
        seqs = [seq for (seq,) in connection.exec_driver_sql("SELECT seq FROM worker ORDER BY nik")]
    export_list(path, read_records(village, seqs), ["phone", "place"], village.reference, 3)
    return Checklist(check_here(village, open_source(path)))


def typed(rows: Checklist, place: int, text: str) -> Recheck:
    return recheck(rows.check, {CellAt("Pekerja", place + 2, rows.check.rows[place].column_of(KEY)): text})


def test_a_sound_key_stands_last_and_a_wrong_one_beside_name_and_nik(rows: Checklist) -> None:
    assert rows.meanings[-1] == KEY
    again = Checklist(typed(rows, 0, "abc").check)
    assert [meaning.role for meaning in again.meanings][:3] == [Role.NAME, Role.NIK, Role.KEY]
    assert (again.cell(0, 2).mark, again.cell(1, 2).mark, again.cell(2, 2).mark) == ("err", "", "")


def test_two_with_one_key_are_one_kind_of_trouble(rows: Checklist) -> None:
    again = Checklist(typed(rows, 0, rows.check.rows[2].text(KEY)).check)
    assert [(text, count) for text, _, count in again.found.kinds()] == [("Kunci Payung berulang di berkas ini", 2)]


def test_who_left_is_told_and_never_counted_as_brought_up_to_date(rows: Checklist) -> None:
    rows.default = Choice.UPDATE
    assert rows.found.counts().already_here == 3 and rows.going_in() == (0, 2)
    gone = rows.row(1)
    told = rows.told(1, 0)
    assert told is not None and told.code == "key.left"
    assert rows.is_skipped(gone) and rows.head(1).spoken.endswith("dilewati")
    rows.choices[gone.key] = Choice.UPDATE
    assert rows.is_skipped(gone) and rows.going_in() == (0, 2)


def test_without_its_key_the_row_is_found_by_nik_and_counts_again(rows: Checklist) -> None:
    rows.default = Choice.UPDATE
    found = typed(rows, 1, "")
    rows.take(found.check, found.changed)
    assert rows.row(1).state is RowState.ALREADY_HERE and rows.going_in() == (0, 3)
