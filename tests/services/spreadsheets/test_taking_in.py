"""From a checked list into the real register: one act, counts that add up, undone as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.values import ActKind
from services.context import AppContext
from services.errors import Cancelled, NotAllowed, StorageTrouble
from services.safekeeping.checking import check_office
from services.spreadsheets.records import Choice, ImportCheck, ImportOutcome, RowState
from services.spreadsheets.taking_in import write_import
from services.workers.acts import recent_acts
from services.workers.commands import register_worker
from services.workers.queries import find_by_nik, get_worker
from services.workers.search import count_workers
from services.workers.undo import preview_undo, undo
from tests.offices import worker
from tests.services.spreadsheets.lists import check_here, listed, saved
from tests.workbooks import nik, row


def adds_up(outcome: ImportOutcome) -> bool:
    parts = outcome.written + outcome.updated + outcome.unchanged + outcome.already_here
    return outcome.rows == parts + outcome.set_aside + outcome.held


def income_of(ctx: AppContext, serial: int) -> int | None:
    ref = find_by_nik(ctx, nik(serial))
    return get_worker(ctx, ref.id).form.monthly_income if ref else None


@pytest.fixture
def mixed(village: AppContext, tmp_path: Path) -> ImportCheck:
    """Two here already (one of them unchanged), three new, one held."""
    for serial in (9001, 9002):
        register_worker(village, worker(nik=nik(serial), full_name="SUTARNO", sex="L", monthly_income=900_000))
    rows = [
        row(9001, penghasilan=1_500_000, alamat="DK. NGASEM", tgl_pemberitahuan=None),
        row(9002, alamat="DK. NGASEM", tgl_pemberitahuan=None),
        *(row(serial) for serial in (9003, 9004, 9005)),
        row(9006, nama=None),
    ]
    return check_here(village, saved(tmp_path, *rows))


def test_new_people_only_unless_asked(village: AppContext, mixed: ImportCheck) -> None:
    outcome = write_import(village, mixed, note="daftar.xlsx")
    assert (outcome.written, outcome.updated, outcome.already_here, outcome.held) == (3, 0, 2, 1)
    assert adds_up(outcome)
    assert (count_workers(village), income_of(village, 9001)) == (5, 900_000)
    (act,) = recent_acts(village, kinds=[ActKind.IMPORT])
    assert (act.id, act.count, act.note) == (outcome.act, 3, "daftar.xlsx")


def test_updates_are_part_of_the_same_act(village: AppContext, mixed: ImportCheck) -> None:
    outcome = write_import(village, mixed, default=Choice.UPDATE)
    assert (outcome.written, outcome.updated, outcome.unchanged, outcome.already_here) == (3, 1, 1, 0)
    assert adds_up(outcome)
    assert income_of(village, 9001) == 1_500_000
    assert len(recent_acts(village, kinds=[ActKind.IMPORT])) == 1
    assert check_office(village).problems == ()


def test_a_choice_for_each_row(village: AppContext, mixed: ImportCheck) -> None:
    choices = {mixed.rows[0].key: Choice.UPDATE, mixed.rows[2].key: Choice.SKIP, mixed.rows[5].key: Choice.SKIP}
    outcome = write_import(village, mixed, choices)
    assert (outcome.written, outcome.updated, outcome.already_here, outcome.set_aside, outcome.held) == (2, 1, 1, 1, 1)
    assert adds_up(outcome)
    assert find_by_nik(village, nik(9003)) is None


def test_undo_withdraws_the_new_and_puts_the_old_back(village: AppContext, mixed: ImportCheck) -> None:
    outcome = write_import(village, mixed, default=Choice.UPDATE)
    preview = preview_undo(village, outcome.act)
    assert (preview.workers, preview.changed_since) == (4, ())
    undo(village, outcome.act)
    assert income_of(village, 9001) == 900_000
    assert [find_by_nik(village, nik(serial)) for serial in (9003, 9004, 9005)] == [None] * 3
    assert check_office(village).problems == ()


def test_the_same_list_can_be_taken_in_again_after_undo(village: AppContext, tmp_path: Path) -> None:
    source = saved(tmp_path, row(9003), row(9004))
    first = write_import(village, check_here(village, source))
    undo(village, first.act)
    again = check_here(village, source)
    assert again.count(RowState.READY) == 2
    assert write_import(village, again).written == 2


def test_nothing_to_write_leaves_no_act(village: AppContext, tmp_path: Path) -> None:
    register_worker(village, worker(nik=nik()))
    outcome = write_import(village, check_here(village, saved(tmp_path, row(), row(9002, nama=None))))
    assert (outcome.act, outcome.already_here, outcome.held) == ("", 1, 1)
    assert adds_up(outcome)
    assert recent_acts(village, kinds=[ActKind.IMPORT]) == ()


def test_somebody_entered_since_the_check_is_left_alone(village: AppContext, mixed: ImportCheck) -> None:
    register_worker(village, worker(nik=nik(9004), full_name="SUTARNO", sex="L", monthly_income=1))
    outcome = write_import(village, mixed)
    assert (outcome.written, outcome.already_here) == (2, 3)
    assert adds_up(outcome)
    assert income_of(village, 9004) == 1


def test_a_partial_update_touches_one_field_of_many_people(village: AppContext) -> None:
    for serial in (9001, 9002, 9003):
        register_worker(village, worker(serial, monthly_income=900_000))
    source = listed(
        ("NIK", "Penghasilan", "Nama"),
        [worker(9001).nik, "1,2 jt", "NAMA LAIN SEKALI"],
        [worker(9002).nik, 900_000.0, ""],
        [worker(9003).nik, "", ""],
        [worker(9009).nik, "1 jt", ""],
    )
    check = check_here(village, source, ("monthly_income",))
    outcome = write_import(village, check)
    assert (outcome.written, outcome.updated, outcome.unchanged, outcome.held) == (0, 1, 2, 1)
    assert adds_up(outcome)
    form = get_worker(village, next(iter(outcome.changes.ids["worker"]))).form
    assert (form.monthly_income, form.full_name) == (1_200_000, "SUTINI")


def test_cancelled_in_the_middle_leaves_everything_as_it_was(village: AppContext, mixed: ImportCheck) -> None:
    class Impatient:
        def step(self, done: int, total: int, label: str = "") -> None:
            if label == "workers.saving":
                raise Cancelled

    with pytest.raises(Cancelled):
        write_import(village, mixed, default=Choice.UPDATE, reporter=Impatient())
    assert (count_workers(village), income_of(village, 9001)) == (2, 900_000)
    assert recent_acts(village, kinds=[ActKind.IMPORT]) == ()


def test_a_district_has_no_list_of_its_own(district: AppContext) -> None:
    with pytest.raises(NotAllowed, match=r"^village\.only$"):
        write_import(district, ImportCheck(()))


@pytest.mark.parametrize("pragma", ["query_only=ON", "max_page_count=1"])
def test_a_disk_that_is_full_or_only_read(village: AppContext, mixed: ImportCheck, pragma: str) -> None:
    def driver(text: str) -> None:
        with village.database.engine.connect() as connection:
            inner = connection.connection.driver_connection
            assert inner is not None
            inner.execute(f"PRAGMA {text}")

    many = check_here(
        village, listed(("Nama", "NIK", "Alamat"), *(["SUTARNO", nik(9100 + at), "x" * 190] for at in range(400)))
    )
    driver(pragma)
    with pytest.raises(StorageTrouble, match=r"^database\.(full|read_only)$"):
        write_import(village, many, default=Choice.UPDATE)
    driver("query_only=OFF")
    driver("max_page_count=1000000")
    assert (count_workers(village), income_of(village, 9001)) == (2, 900_000)
    assert recent_acts(village, kinds=[ActKind.IMPORT]) == ()
    assert check_office(village).problems == ()
    assert write_import(village, mixed, default=Choice.UPDATE).updated == 1
