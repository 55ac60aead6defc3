"""A backup counts only once its copy was opened and checked; a restore never destroys what was there."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values import LeftReason
from services import startup
from services.context import AppContext, Paths
from services.errors import AccessDenied, NotAllowed, StorageTrouble
from services.journal.fingerprint import projection_fingerprint
from services.safekeeping.backup_file import DATABASE, read_facts
from services.safekeeping.backups import (
    choose_second_place,
    folder_of,
    is_due,
    last_backup,
    list_backups,
    make_backup,
)
from services.safekeeping.checking import check_office
from services.safekeeping.drilling import drill, last_drill
from services.safekeeping.restoring import look_at, restore_backup
from services.safekeeping.rotation import kept_numbers
from services.safekeeping.tries import FILE
from services.workers.commands import register_worker, register_workers
from services.workers.drafts import list_drafts, save_draft
from services.workers.leaving import leave_register
from services.workers.search import count_workers
from services.workers.undo import undo
from tests.offices import OTHER_VILLAGE, PASSPHRASE, at, district_office, doors, village_office, worker


@pytest.fixture
def village(tmp_path: Path) -> AppContext:
    ctx = village_office(tmp_path / "desa")
    register_workers(ctx, [worker(9001 + index) for index in range(20)])
    return ctx


def fingerprint(ctx: AppContext) -> str:
    with ctx.read() as connection:
        return projection_fingerprint(connection)


def test_a_backup_of_an_open_office(village: AppContext) -> None:
    assert last_backup(village) is None
    made = make_backup(village)
    assert (made.sequence, made.workers, made.changes) == (1, 20, 20)
    assert last_backup(village) == made
    assert read_facts(made.path).fingerprint == fingerprint(village)
    assert [path.name for path in folder_of(village).iterdir()] == ["000001.payung-cadangan"]
    assert not list(village.paths.scratch.iterdir())


def test_a_backup_shows_nobody_without_the_passphrase(village: AppContext) -> None:
    raw = make_backup(village).path.read_bytes()
    for planted in (b"SUTINI", worker(9001).nik.encode(), b"NGASEM"):
        assert planted not in raw


def test_one_is_due_only_after_something_was_written(village: AppContext) -> None:
    assert is_due(village)
    make_backup(village)
    assert not is_due(village)
    register_worker(village, worker(9100))
    assert is_due(village)


def test_restoring_gives_the_same_office_and_keeps_what_was_there(village: AppContext) -> None:
    save_draft(village, "d", {"nik": "33"}, focus="nik", title="")
    was = fingerprint(village)
    made = make_backup(village)
    register_worker(village, worker(9100))
    startup.close(village)
    done = restore_backup(village.paths.data, made.path, PASSPHRASE, doors=doors(9))
    assert (fingerprint(done.context), done.workers, len(list_drafts(done.context))) == (was, 20, 1)
    assert done.safety_copy is not None
    before = startup.sign_in(done.safety_copy, PASSPHRASE, doors=doors(10))
    assert count_workers(before) == 21, "the state before the restore is whole"
    startup.close(before)
    startup.close(done.context)


def test_a_restored_office_writes_in_a_new_stream(village: AppContext) -> None:
    with village.read() as connection:
        old = connection.exec_driver_sql("SELECT id FROM stream WHERE writing").scalar()
    made = make_backup(village)
    startup.close(village)
    ctx = restore_backup(village.paths.data, made.path, PASSPHRASE, doors=doors(9)).context
    register_worker(ctx, worker(9100))
    with ctx.read() as connection:
        assert connection.exec_driver_sql("SELECT id FROM stream WHERE writing").scalar() != old
    assert check_office(ctx).problems == ()
    startup.close(ctx)


def test_a_restored_district_is_a_new_epoch(tmp_path: Path) -> None:
    ctx = district_office(tmp_path / "kabupaten")
    made = make_backup(ctx)
    startup.close(ctx)
    again = restore_backup(ctx.paths.data, made.path, PASSPHRASE, doors=doors(9)).context
    with again.read() as connection:
        rows = connection.exec_driver_sql("SELECT dead FROM epoch ORDER BY dead").scalars().all()
        stream = connection.exec_driver_sql("SELECT id FROM stream WHERE writing").scalar()
        living = connection.exec_driver_sql("SELECT id FROM epoch WHERE NOT dead").scalar()
    assert ([bool(dead) for dead in rows], living) == ([False, True], stream)
    startup.close(again)


def test_into_an_empty_folder(village: AppContext, tmp_path: Path) -> None:
    made = make_backup(village)
    was = fingerprint(village)
    done = restore_backup(tmp_path / "baru", made.path, PASSPHRASE, doors=doors(9))
    assert (done.safety_copy, fingerprint(done.context)) == (None, was)
    startup.close(done.context)


def test_another_offices_backup_is_refused(village: AppContext, tmp_path: Path) -> None:
    other = village_office(tmp_path / "lain", OTHER_VILLAGE, seed=3)
    made = make_backup(other)
    with pytest.raises(NotAllowed, match=r"backup\.other_office"):
        restore_backup(village.paths.data, made.path, PASSPHRASE)
    assert count_workers(village) == 20


def test_a_wrong_passphrase_changes_nothing(village: AppContext) -> None:
    made = make_backup(village)
    files = sorted(path.name for path in village.paths.data.iterdir())
    with pytest.raises(AccessDenied):
        restore_backup(village.paths.data, made.path, "bukan kata sandinya", doors=doors(9))
    assert sorted(path.name for path in village.paths.data.iterdir()) == sorted([*files, FILE]), "it was counted"
    assert count_workers(village) == 20


@pytest.mark.parametrize("where", [10, 400, -3000, -40])
def test_a_damaged_backup_is_told_and_changes_nothing(village: AppContext, where: int) -> None:
    made = make_backup(village)
    data = bytearray(made.path.read_bytes())
    for offset in range(24):
        data[where + offset] ^= 0x5A
    made.path.write_bytes(bytes(data))
    with pytest.raises((StorageTrouble, AccessDenied)):
        restore_backup(village.paths.data, made.path, PASSPHRASE, doors=doors(9))
    assert count_workers(village) == 20


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + bytes(18), b"not a zip at all"])
def test_a_file_that_is_no_backup(village: AppContext, tmp_path: Path, content: bytes) -> None:
    stranger = tmp_path / "000099.payung-cadangan"
    stranger.write_bytes(content)
    with pytest.raises(StorageTrouble, match=r"backup\.unreadable"):
        look_at(village.paths.data, stranger)


def test_a_trial_restore_passes_and_notices_a_changed_row(village: AppContext) -> None:
    leave_register(village, [next(iter(register_worker(village, worker(9100)).ids["worker"]))], LeftReason.MOVED,
                   date(2026, 11, 1))  # fmt: skip
    make_backup(village)
    assert drill(village).passed
    found = last_drill(village)
    assert found is not None
    assert (found.sequence, found.passed) == (1, True)
    with village.write() as unit:
        unit.connection.exec_driver_sql("UPDATE worker SET rt = '999' WHERE seq = 1")
    make_backup(village)
    assert not drill(village).passed, "the rows were not what the journal says"


def test_no_backup_no_trial(village: AppContext) -> None:
    with pytest.raises(StorageTrouble, match=r"backup\.none"):
        drill(village)


def test_a_second_place_gets_a_copy_in_a_folder_of_its_own(village: AppContext, tmp_path: Path) -> None:
    place = tmp_path / "disk dua"
    choose_second_place(village, place)
    made = make_backup(village)
    copies = list(place.rglob("*.payung-cadangan"))
    assert [copy.read_bytes() for copy in copies] == [made.path.read_bytes()]
    made.path.unlink()
    assert [backup.path for backup in list_backups(village)] == copies
    assert make_backup(village).sequence == 2
    for copy in place.rglob("*.payung-cadangan"):
        copy.unlink()
    for folder in place.iterdir():
        folder.rmdir()
    place.rmdir()
    assert make_backup(village).sequence == 3, "a disk left at home does not stop the backup"
    with pytest.raises(StorageTrouble, match=r"backup\.second_place"):
        choose_second_place(village, Paths(village.paths.data).database / "bukan-folder")


def test_a_full_disk_leaves_earlier_backups(village: AppContext, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make_backup(village)
    register_worker(village, worker(9100))
    resource = pytest.importorskip("resource", reason="Windows has no limit on the size of a file")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (first.size // 2, before[1]))
    try:
        with pytest.raises(StorageTrouble):
            make_backup(village)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list_backups(village) == (first,)
    assert [path.name for path in folder_of(village).iterdir()] == [first.path.name]


@given(st.integers(min_value=1, max_value=3000))
def test_rotation_keeps_the_newest_and_some_far_back(count: int) -> None:
    stay: set[int] = set()
    for number in range(1, count + 1):
        stay = kept_numbers(stay | {number})
    assert set(range(max(1, count - 7), count + 1)) <= stay
    assert len(stay) <= 33
    if count >= 512:
        assert count // 512 * 512 in stay


def test_the_database_lies_in_the_backup_as_it_is(village: AppContext) -> None:
    assert village.paths.database.name == DATABASE


def test_one_is_due_after_a_draft_or_with_another_passphrase(village: AppContext) -> None:
    made = make_backup(village)
    assert not is_due(village)
    later = at(village, made.made_at + timedelta(minutes=5))
    save_draft(later, "a", {"nik": "33"}, focus="nik", title="Draf")
    assert is_due(later)
    make_backup(later)
    assert not is_due(later)
    change_passphrase(later)
    assert is_due(later)  # the newest one opens with the passphrase that was forgotten


def change_passphrase(ctx: AppContext) -> None:
    changed = ctx.paths.keyfile.read_bytes().replace(b"{", b"{ ", 1)
    ctx.paths.keyfile.write_bytes(changed)


def test_undone_entries_are_not_counted_as_people(village: AppContext) -> None:
    undo(village, register_workers(village, [worker(9100), worker(9101)]).act)
    assert make_backup(village).workers == 20
