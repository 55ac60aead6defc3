"""Damage is told at the door, before anybody writes into it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from services import startup
from services.context import Paths
from services.errors import StorageTrouble
from services.safekeeping.damaged_pages import PAGE, DamagedFile
from services.safekeeping.salvage import Salvage
from services.safekeeping.start_up_checks import MARK, is_whole, was_left_open
from services.workers.commands import register_workers
from tests.offices import PASSPHRASE, village_office, worker
from tests.services.safekeeping.damage import flip_bits, leave_open, pages_of, reopen, truncate, zero


@pytest.fixture
def data(tmp_path: Path) -> Path:
    ctx = village_office(tmp_path / "desa")
    register_workers(ctx, [worker(9001 + number) for number in range(20)])
    startup.close(ctx)
    return ctx.paths.data


def code_of(data: Path) -> str:
    with pytest.raises(StorageTrouble) as refused:
        reopen(data)
    return refused.value.code


def test_the_mark_stands_while_the_office_is_open(data: Path) -> None:
    assert not (data / MARK).exists()
    ctx = reopen(data)
    again = reopen(data)
    assert (data / MARK).exists()
    startup.close(again)
    assert (data / MARK).exists(), "one of the two is still open"
    assert not was_left_open(data), "by this program itself"
    startup.close(ctx)
    assert not (data / MARK).exists()


def test_a_copy_that_is_only_looked_at_leaves_no_mark(data: Path) -> None:
    startup.close(startup.open_office(data, PASSPHRASE))
    assert not (data / MARK).exists()


@pytest.mark.parametrize("seed", range(5))
def test_a_flipped_bit_is_told_after_a_crash(data: Path, seed: int) -> None:
    """Whatever page it is on: then every page is looked at."""
    file = Paths(data).database
    rng = Random(seed)
    flip_bits(file, [rng.randrange(1, pages_of(file) + 1)], rng)
    (data / MARK).touch()
    assert was_left_open(data)
    assert code_of(data) == "database.damaged"


def test_damage_where_rows_are_is_told_at_every_start(data: Path) -> None:
    with DamagedFile(Paths(data).database, key_of(data)) as file:
        number = Salvage(file).leaves_of("journal")[0]
    zero(Paths(data).database, [number])
    assert code_of(data) == "database.damaged"


def test_a_truncated_file_is_told(data: Path) -> None:
    truncate(Paths(data).database, 0.7)
    assert code_of(data) == "database.damaged"


def test_a_log_that_hides_acknowledged_work_is_told_and_left_alone(data: Path) -> None:
    """SQLite would open it, pass over everything after the bad page, and throw the log away."""
    ctx = reopen(data)
    for number in range(4):
        register_workers(ctx, [worker(9201 + number)])
    leave_open(ctx)
    log = data / "payung.db-wal"
    raw = bytearray(log.read_bytes())
    raw[32 + 24 + 7] ^= 1
    log.write_bytes(bytes(raw))
    assert code_of(data) == "database.damaged"
    assert log.read_bytes() == bytes(raw)


def test_a_torn_last_transaction_is_a_power_cut_and_no_damage(data: Path) -> None:
    ctx = reopen(data)
    register_workers(ctx, [worker(9201)])
    register_workers(ctx, [worker(9202)])
    leave_open(ctx)
    log = data / "payung.db-wal"
    raw = bytearray(log.read_bytes())
    raw[-100] ^= 1  # the page that would have ended the last commit
    log.write_bytes(bytes(raw))
    again = reopen(data)
    with again.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM worker").scalar() == 21
    startup.close(again)


def test_whole_means_every_page(data: Path) -> None:
    key = key_of(data)
    file = Paths(data).database
    assert is_whole(file, key)
    raw = file.read_bytes()
    for number in range(1, pages_of(file) + 1, 7):
        zero(file, [number])
        assert not is_whole(file, key)
        file.write_bytes(raw)
    assert is_whole(file, key)
    file.write_bytes(raw[:-PAGE])
    assert not is_whole(file, key)
    file.unlink()
    assert not is_whole(file, key)


def key_of(data: Path) -> bytes:
    ctx = reopen(data)
    startup.close(ctx)
    return ctx.database.key
