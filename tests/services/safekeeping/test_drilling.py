"""The trial restore comes by itself once a month."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from services import startup
from services.context import AppContext
from services.errors import StorageTrouble
from services.safekeeping.backup_file import KEYS
from services.safekeeping.backups import is_due, last_backup, make_backup
from services.safekeeping.drilling import drill, drill_if_due, drill_is_due, last_drill
from services.safekeeping.restoring import restore_backup
from services.workers.commands import register_worker
from tests.offices import NOW, PASSPHRASE, at, doors, worker


def test_once_a_month_and_again_after_one_that_failed(village: AppContext) -> None:
    assert drill_is_due(village)
    assert drill_if_due(village) is None, "there is nothing to try yet"
    make_backup(village)
    first = drill_if_due(village)
    assert first is not None
    assert first.passed
    assert drill_if_due(village) is None
    assert not drill_is_due(at(village, NOW + timedelta(days=29)))
    assert drill_is_due(at(village, NOW + timedelta(days=30)))
    assert drill_is_due(at(village, NOW - timedelta(days=1))), "the clock went back"
    assert last_drill(village) == first


def test_a_failed_one_stays_due(village: AppContext) -> None:
    register_worker(village, worker(9001))
    with village.write() as unit:
        unit.connection.exec_driver_sql("UPDATE worker SET rt = '999'")
    make_backup(village)
    done = drill_if_due(village)
    assert done is not None
    assert not done.passed
    assert drill_is_due(village)


def spoil(file: Path) -> None:
    text = bytearray(file.read_bytes())
    text[200] ^= 0x41
    file.write_bytes(bytes(text))


def test_a_backup_takes_the_copy_of_the_key_file_that_reads(village: AppContext, tmp_path: Path) -> None:
    """A bad byte in the key file made every later backup one that nobody could open, and the trial passed."""
    spoil(village.paths.keyfile)
    made = make_backup(village)
    assert not is_due(village)
    assert drill(village).passed
    done = restore_backup(tmp_path / "baru", made.path, PASSPHRASE, doors=doors(9))
    startup.close(done.context)
    spoil(village.paths.keyfile.with_name("kunci.json.bak"))
    with pytest.raises(StorageTrouble, match=r"keyfile\.damaged"):
        make_backup(village)


def test_a_backup_that_nobody_can_open_does_not_pass(village: AppContext) -> None:
    made = make_backup(village)
    with zipfile.ZipFile(made.path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(made.path, "w", zipfile.ZIP_STORED) as packed:
        for name, data in parts.items():
            packed.writestr(name, b"{" + data[1:].replace(b"wrapped", b"wrabbed") if name == KEYS else data)
    assert last_backup(village) is not None
    assert not drill(village).passed
    assert is_due(village)
