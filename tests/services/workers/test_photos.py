from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from sqlalchemy import select

from models.desk import Photo
from services import startup
from services.context import AppContext
from services.errors import Conflict, NotFound, StorageTrouble
from services.safekeeping.backups import make_backup
from services.safekeeping.damaged_pages import DamagedFile
from services.safekeeping.repairing import repair_office
from services.safekeeping.restoring import restore_backup
from services.safekeeping.salvage import Salvage
from services.workers import photos
from services.workers.commands import register_worker
from services.workers.photos import (
    MOST_BYTES,
    count_photos,
    drop_photo,
    has_photo,
    read_photo,
    save_photo,
    sweep_photos,
    undo_photo,
)
from tests.offices import PASSPHRASE, doors, worker
from tests.services.safekeeping.damage import zero

NIK = b"3316065203799004"
FIRST = b"\xff\xd8\xff\xe0" + b"Sutini " + NIK + bytes(range(256)) * 40
SECOND = b"\xff\xd8\xff\xe0" + b"second" * 50


@pytest.fixture
def sutini(village: AppContext) -> str:
    return register_worker(village, worker()).first("worker")


def files(ctx: AppContext) -> list[Path]:
    return sorted(ctx.paths.photos.iterdir()) if ctx.paths.photos.exists() else []


def test_a_photo_comes_back_with_who_and_when(village: AppContext, sutini: str) -> None:
    assert read_photo(village, sutini) is None and not has_photo(village, sutini)
    change = save_photo(village, sutini, FIRST)
    assert change.changes.ids["photo"] == {sutini}
    kept = read_photo(village, sutini)
    assert kept is not None
    assert (kept.jpeg, kept.user, kept.taken_at) == (FIRST, "Siti Aminah", "2026-11-23T09:14:00+07:00")
    assert has_photo(village, sutini) and count_photos(village) == 1


def test_the_file_shows_nothing_and_names_nobody(village: AppContext, sutini: str) -> None:
    save_photo(village, sutini, FIRST)
    (path,) = files(village)
    assert (
        NIK not in path.read_bytes() and b"Sutini" not in path.read_bytes() and b"\xff\xd8\xff" not in path.read_bytes()
    )
    assert sutini not in path.name and "9004" not in path.name
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_every_file_has_its_own_key(village: AppContext, sutini: str) -> None:
    other = register_worker(village, worker(9002)).first("worker")
    save_photo(village, sutini, FIRST)
    save_photo(village, other, FIRST)
    with village.read() as connection:
        keys = connection.execute(select(Photo.key)).scalars().all()
    assert len(set(keys)) == 2 and all(len(key) == 32 for key in keys)
    first, second = (path.read_bytes() for path in files(village))
    assert first != second


def test_a_file_moved_to_another_person_does_not_open(village: AppContext, sutini: str) -> None:
    other = register_worker(village, worker(9002)).first("worker")
    save_photo(village, sutini, FIRST)
    with village.write() as unit:
        row = unit.connection.execute(select(Photo)).mappings().one()
        unit.connection.execute(Photo.__table__.insert().values({**row, "worker_id": other}))
    assert read_photo(village, sutini) is not None
    with pytest.raises(StorageTrouble, match="damaged"):
        read_photo(village, other)


@pytest.mark.parametrize("place", [0, 8, 25, -1])
def test_one_changed_byte_is_told(village: AppContext, sutini: str, place: int) -> None:
    save_photo(village, sutini, FIRST)
    (path,) = files(village)
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    with pytest.raises(StorageTrouble, match=r"photo\.damaged"):
        read_photo(village, sutini)


@pytest.mark.parametrize("content", [b"", b"PAYUNGF1", b"x" * 30])
def test_a_cut_file_and_a_lost_one_are_told(village: AppContext, sutini: str, content: bytes) -> None:
    save_photo(village, sutini, FIRST)
    (path,) = files(village)
    path.write_bytes(content)
    with pytest.raises(StorageTrouble, match=r"photo\.damaged"):
        read_photo(village, sutini)
    path.unlink()
    with pytest.raises(StorageTrouble, match=r"photo\.missing"):
        read_photo(village, sutini)
    save_photo(village, sutini, SECOND)
    assert read_photo(village, sutini) is not None


def test_what_is_no_small_jpeg_is_not_kept(village: AppContext, sutini: str) -> None:
    with pytest.raises(StorageTrouble, match="too_big"):
        save_photo(village, sutini, b"\xff\xd8\xff" + bytes(MOST_BYTES))
    with pytest.raises(StorageTrouble, match="not_jpeg"):
        save_photo(village, sutini, b"<svg/>")
    with pytest.raises(NotFound):
        save_photo(village, "nobody", FIRST)
    with pytest.raises(NotFound):
        drop_photo(village, "nobody")
    assert files(village) == [] and count_photos(village) == 0


def test_undo_of_the_first_photo_of_a_new_one_and_of_taking_away(village: AppContext, sutini: str) -> None:
    first = save_photo(village, sutini, FIRST)
    undo_photo(village, first)
    assert read_photo(village, sutini) is None

    save_photo(village, sutini, FIRST)
    second = save_photo(village, sutini, SECOND)
    undo_photo(village, second)
    kept = read_photo(village, sutini)
    assert kept is not None and kept.jpeg == FIRST

    gone = drop_photo(village, sutini)
    assert not has_photo(village, sutini)
    again = undo_photo(village, gone)
    kept = read_photo(village, sutini)
    assert kept is not None and kept.jpeg == FIRST
    undo_photo(village, again)
    assert not has_photo(village, sutini)


def test_undo_stops_when_the_photo_changed_since(village: AppContext, sutini: str) -> None:
    first = save_photo(village, sutini, FIRST)
    save_photo(village, sutini, SECOND)
    with pytest.raises(Conflict, match="changed_since"):
        undo_photo(village, first)
    kept = read_photo(village, sutini)
    assert kept is not None and kept.jpeg == SECOND


def test_undo_of_a_photo_whose_file_is_gone_keeps_the_new_one(village: AppContext, sutini: str) -> None:
    save_photo(village, sutini, FIRST)
    (old,) = files(village)
    change = save_photo(village, sutini, SECOND)
    old.unlink()
    with pytest.raises(StorageTrouble, match="missing"):
        undo_photo(village, change)
    kept = read_photo(village, sutini)
    assert kept is not None and kept.jpeg == SECOND


def test_replaced_files_go_with_the_next_change_and_leftovers_of_a_crash_too(village: AppContext, sutini: str) -> None:
    save_photo(village, sutini, FIRST)
    save_photo(village, sutini, SECOND)
    assert len(files(village)) == 2  # the replaced one waits for undo
    (village.paths.photos / "0123.baru").write_bytes(b"half")
    save_photo(village, sutini, FIRST)
    assert len(files(village)) == 2
    assert sweep_photos(village) == 1
    kept = read_photo(village, sutini)
    assert kept is not None and kept.jpeg == FIRST


def test_a_file_is_overwritten_before_it_goes(tmp_path: Path) -> None:
    path, twin = tmp_path / "a.foto", tmp_path / "b.foto"
    path.write_bytes(FIRST)
    twin.hardlink_to(path)
    assert photos._shred(path)
    assert not path.exists()
    assert len(twin.read_bytes()) == len(FIRST) and NIK not in twin.read_bytes()


def test_a_folder_that_cannot_be_written_leaves_everything_as_it_was(village: AppContext, sutini: str) -> None:
    village.paths.photos.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(StorageTrouble, match=r"photo\.not_written"):
        save_photo(village, sutini, FIRST)
    assert not has_photo(village, sutini)


def test_a_photo_never_enters_the_journal(village: AppContext, sutini: str) -> None:
    with village.read() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM journal").scalar()
    save_photo(village, sutini, FIRST)
    drop_photo(village, sutini)
    with village.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM journal").scalar() == before


def test_a_restore_to_older_rows_lets_newer_photos_rest(village: AppContext, sutini: str) -> None:
    """Found by an attack: the next photo shredded them, while the newer backup still had their keys."""
    data = village.paths.data
    older = make_backup(village)
    save_photo(village, sutini, FIRST)
    newer, (photo,) = make_backup(village), files(village)
    startup.close(village)
    ctx = restore_backup(data, older.path, PASSPHRASE, doors=doors(5)).context
    assert not has_photo(ctx, sutini)
    other = register_worker(ctx, worker(9005)).first("worker")
    save_photo(ctx, other, SECOND)
    save_photo(ctx, other, FIRST)
    save_photo(ctx, other, SECOND)
    assert photo in files(ctx) and len(files(ctx)) == 3, "beside it the present one and the one before"
    startup.close(ctx)
    ctx = restore_backup(data, newer.path, PASSPHRASE, doors=doors(6)).context
    kept = read_photo(ctx, sutini)
    assert kept is not None and kept.jpeg == FIRST
    startup.close(ctx)


def test_a_repair_lets_photos_rest_whose_rows_were_lost(village: AppContext, sutini: str) -> None:
    save_photo(village, sutini, FIRST)
    (photo,) = files(village)
    key = village.database.key
    startup.close(village)
    with DamagedFile(village.paths.database, key) as file:
        pages = Salvage(file).leaves_of("photo")
    zero(village.paths.database, pages)
    ctx = repair_office(village.paths.data, PASSPHRASE, doors=doors(5)).context
    assert not has_photo(ctx, sutini)
    assert (sweep_photos(ctx), files(ctx)) == (0, [photo])
    startup.close(ctx)
