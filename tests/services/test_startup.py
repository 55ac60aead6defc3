"""First set-up, sign-in and what stands in their way: each bad start has its own code, and none a second victim."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from models.database import Database
from services import startup
from services.errors import AccessDenied, AppError, BundleRejected, Invalid, NotAllowed, NotFound, StorageTrouble
from services.handover.kits import make_kits
from services.safekeeping import district_keys
from services.safekeeping.accounts import replace_with_district_key
from services.workers.commands import register_worker
from services.workers.search import count_workers
from tests.offices import DISTRICT, OTHER_VILLAGE, PASSPHRASE, VILLAGE, district_office, doors, village_office, worker


def code_of(data: Path, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(AppError) as caught:
        startup.sign_in(data, passphrase)
    return caught.value.code


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of a village with one worker, closed."""
    ctx = village_office(tmp_path / "village")
    register_worker(ctx, worker())
    startup.close(ctx)
    return tmp_path / "village"


def test_what_was_saved_is_there_after_signing_in_again(data: Path) -> None:
    ctx = startup.sign_in(data, PASSPHRASE, "siti aminah")
    assert (count_workers(ctx), ctx.office.code, ctx.user.name) == (1, VILLAGE, "Siti Aminah")
    startup.close(ctx)


def test_a_wrong_passphrase_is_no_damage(data: Path) -> None:
    assert code_of(data, "bukan kata sandi ini") == "passphrase.wrong"
    with pytest.raises(NotFound, match=r"account\.unknown"):
        startup.sign_in(data, PASSPHRASE, "Orang Lain")


@pytest.mark.parametrize("content", [b"", b"x" * 8192, b"SQLite format 3\0" + bytes(4080)], ids=["empty", "x", "plain"])
def test_a_damaged_file_is_told_and_left_alone(data: Path, content: bytes) -> None:
    (data / "payung.db").write_bytes(content)
    assert code_of(data) == "database.damaged"
    assert startup.state(data) == "ready", "never set up anew over what may still be repaired"


def test_a_file_cut_short_is_damaged(data: Path) -> None:
    file = data / "payung.db"
    file.write_bytes(file.read_bytes()[:4096])
    assert code_of(data) == "database.damaged"


def test_a_database_of_another_office_under_our_key_file_is_damaged(data: Path, tmp_path: Path) -> None:
    startup.close(village_office(tmp_path / "other", OTHER_VILLAGE, seed=5))
    shutil.copy(tmp_path / "other" / "payung.db", data / "payung.db")
    assert code_of(data) == "database.damaged"


def test_without_the_key_file_nothing_opens(data: Path) -> None:
    for file in data.glob("kunci.json*"):
        file.unlink()
    assert code_of(data) == "keyfile.missing"


def test_a_newer_file_is_refused_and_kept(data: Path) -> None:
    ctx = startup.sign_in(data, PASSPHRASE)
    with ctx.database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    startup.close(ctx)
    before = (data / "payung.db").read_bytes()
    assert code_of(data) == "database.newer"
    assert (data / "payung.db").read_bytes() == before


def test_nothing_to_sign_in_to(tmp_path: Path) -> None:
    assert startup.state(tmp_path) == "new"
    assert code_of(tmp_path) == "setup.missing"


def test_an_office_is_set_up_once(data: Path) -> None:
    with pytest.raises(NotAllowed, match=r"setup\.already_done"):
        village_office(data)
    ctx = startup.sign_in(data, PASSPHRASE)
    assert count_workers(ctx) == 1
    startup.close(ctx)


@pytest.mark.parametrize(
    ("officer", "passphrase", "code"),
    [("  ", PASSPHRASE, "officer.empty"), ("Siti", "1234567890", "passphrase.guessable")],
)
def test_a_refused_set_up_leaves_no_office(tmp_path: Path, officer: str, passphrase: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        startup.set_up_village(tmp_path, VILLAGE, officer, passphrase, doors=doors())
    assert [problem.code for problem in caught.value.problems] == [code]
    assert startup.state(tmp_path) == "new"


def test_a_kit_of_another_village_leaves_no_office(tmp_path: Path) -> None:
    district = district_office(tmp_path / "district")
    (kit,) = make_kits(district, [OTHER_VILLAGE], tmp_path / "kits")
    startup.close(district)
    with pytest.raises(BundleRejected, match=r"kit\.other_office"):
        village_office(tmp_path / "village", VILLAGE, kit=kit.path)
    assert startup.state(tmp_path / "village") == "new"


def test_what_a_set_up_that_was_killed_left_does_not_stand_in_the_way(tmp_path: Path) -> None:
    folder = tmp_path / "village"
    folder.mkdir()
    killed = Database(folder / "payung.db.baru", bytes(48))
    with killed.write() as connection:
        connection.exec_driver_sql("CREATE TABLE half (a)")
    for file in folder.glob("payung.db.baru*"):
        shutil.copy(file, folder / f"kept-{file.name}")
    killed.close()
    for file in folder.glob("kept-*"):
        file.rename(folder / file.name.removeprefix("kept-"))
    assert (folder / "payung.db.baru-wal").exists()
    ctx = village_office(folder)
    register_worker(ctx, worker())
    startup.close(ctx)
    ctx = startup.sign_in(folder, PASSPHRASE)
    assert count_workers(ctx) == 1
    startup.close(ctx)


def test_the_log_of_a_database_that_was_moved_away_is_set_aside(data: Path) -> None:
    log = data / "payung.db-wal"
    (data / "payung.db").rename(data / "lama.db")
    log.write_bytes(b"pekerjaan yang belum dilipat")
    ctx = village_office(data, seed=9)
    assert count_workers(ctx) == 0
    startup.close(ctx)
    assert (data / "payung.db-wal.lama1").read_bytes() == b"pekerjaan yang belum dilipat"


def test_a_set_up_that_finds_no_room_leaves_neither_office_nor_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.database._PRAGMAS", ("journal_mode=WAL", "max_page_count=12"))
    with pytest.raises(StorageTrouble, match=r"database\.full"):
        district_office(tmp_path / "district", keys=tmp_path / "keys")
    assert startup.state(tmp_path / "district") == "new"
    assert list((tmp_path / "keys").iterdir()) == []
    monkeypatch.undo()
    ctx = district_office(tmp_path / "district", keys=tmp_path / "keys")
    assert ctx.office.code == DISTRICT
    startup.close(ctx)


def test_the_recovery_key_of_a_district_helps_from_the_first_minute(tmp_path: Path) -> None:
    ctx = district_office(tmp_path / "one", keys=tmp_path / "keys")
    startup.close(ctx)
    identity = district_keys.read_recovery_secret(tmp_path / "keys" / district_keys.RECOVERY_FILE)
    new = "gagak sawah lumbung kendi"
    replace_with_district_key(ctx.paths.data, identity, ctx.user.id, new, doors=doors())
    startup.close(startup.sign_in(ctx.paths.data, new, doors=doors()))


def test_the_keys_of_a_district_are_never_written_over(tmp_path: Path) -> None:
    startup.close(district_office(tmp_path / "one", keys=tmp_path / "keys"))
    before = {file.name: file.read_bytes() for file in (tmp_path / "keys").iterdir()}
    assert before.keys() == {district_keys.ROOT_FILE, district_keys.RECOVERY_FILE}
    with pytest.raises(NotAllowed, match=r"setup\.keys_exist"):
        district_office(tmp_path / "two", keys=tmp_path / "keys")
    assert {file.name: file.read_bytes() for file in (tmp_path / "keys").iterdir()} == before
    assert startup.state(tmp_path / "two") == "new"


def test_an_unknown_village_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"village\.unknown"):
        village_office(tmp_path, "33.16.99.9999")


def test_access_denied_carries_nothing_of_what_was_typed(data: Path) -> None:
    with pytest.raises(AccessDenied) as caught:
        startup.sign_in(data, "rahasia besar sekali")
    assert "rahasia" not in f"{caught.value!r} {caught.value.data}"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no mode bits")
def test_only_the_officer_can_open_the_files(tmp_path: Path) -> None:
    startup.close(village_office(tmp_path / "village"))
    for name in ("payung.db", "kunci.json"):
        assert stat.S_IMODE((tmp_path / "village" / name).stat().st_mode) == 0o600
