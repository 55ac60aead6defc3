"""What a killed program left lying goes: at the next sign-in, and when somebody is erased."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from services import startup
from services.context import AppContext
from services.erasing.commands import erase_worker
from services.safekeeping import keyfile
from services.safekeeping.anchor import FOLDER_VARIABLE
from services.safekeeping.backup_file import HALF
from services.safekeeping.backups import make_backup
from services.safekeeping.leftovers import left_by_others
from services.workers.queries import find_by_nik
from tests.offices import CHEAP, PASSPHRASE, doors, village_office, worker
from tests.services.test_one_program import another_program
from tests.world import World

ROOT = Path(__file__).parents[3]
KILLED_RESTORE = """
import os, signal, sys
from pathlib import Path
from services.safekeeping.restoring import restore_backup
from tests.offices import PASSPHRASE, doors

class Dies:
    def step(self, done, total, label=""):
        if label == "restore.keeping":
            os.kill(os.getpid(), signal.SIGKILL)

restore_backup(Path(sys.argv[1]), Path(sys.argv[2]), PASSPHRASE, doors=doors(8), reporter=Dies())
"""
COPIES = ("pulih/payung.db", "perbaikan/payung.db", "payung.db.kunci-baru", "payung.db.kunci-baru-wal")
SCRATCH = ("sementara/uji.db", "sementara/cadangan.db-wal", "sementara/pulih-x/isi.payung")
HALVES = ("rusak-2.tulis/payung.db", "rusak-1/payung.db.tulis-wal", "arsip/.a.payung.tmp", "keluar/.b.payung.tmp")


def leave(data: Path, *names: str) -> list[Path]:
    """Whole copies of the database where a killed program would have had them."""
    for name in names:
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(data / "payung.db", data / name)
    return [data / name for name in names]


def there(paths: list[Path]) -> list[str]:
    return [path.name for path in paths if path.exists()]


@pytest.fixture
def office(tmp_path: Path) -> AppContext:
    ctx = village_office(tmp_path / "desa")
    startup.close(ctx)
    return ctx


def sign_in(data: Path, seed: int = 9) -> None:
    startup.close(startup.sign_in(data, PASSPHRASE, doors=doors(seed)))


@pytest.mark.skipif(os.name == "nt", reason="there is no kill that asks nobody")
def test_a_restore_that_was_killed_leaves_no_second_office(tmp_path: Path) -> None:
    ctx = village_office(tmp_path / "desa")
    backup, data = make_backup(ctx).path, ctx.paths.data
    startup.close(ctx)
    surroundings = os.environ | {FOLDER_VARIABLE: str(tmp_path / "anchors")}
    command = [sys.executable, "-c", KILLED_RESTORE, str(data), str(backup)]
    assert subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode == -9
    assert (data / "pulih" / "payung.db").exists(), "otherwise this test says nothing"
    sign_in(data)
    assert not (data / "pulih").exists()
    assert make_backup(startup.sign_in(data, PASSPHRASE, doors=doors(10))).sequence == 2


def test_every_copy_goes_at_the_next_sign_in(office: AppContext) -> None:
    data = office.paths.data
    left = leave(data, *COPIES, *SCRATCH, *HALVES)
    mine = leave(data, "sebelum-pulih-1/payung.db", "arsip/a.payung", "rusak-1/payung.db")
    sign_in(data)
    assert there(left) == []
    assert len(there(mine)) == 3, "what was set aside whole stays"


def test_nothing_is_touched_while_another_program_has_the_folder(office: AppContext) -> None:
    data = office.paths.data
    left = leave(data, *COPIES, *SCRATCH)
    with another_program(data):
        sign_in(data)
    assert len(there(left)) == len(left)


def test_nothing_is_touched_while_this_program_has_the_office_open(office: AppContext) -> None:
    data = office.paths.data
    first = startup.sign_in(data, PASSPHRASE, doors=doors(9))
    left = leave(data, *SCRATCH)
    sign_in(data, 10)
    assert len(there(left)) == len(left)
    assert left_by_others(data) == [], "somebody may be at work with them"
    startup.close(first)


def test_an_order_of_erasure_clears_what_could_not_be_removed_before(world: World) -> None:
    keyfile.put_user(world.district.paths.keyfile, world.district.database.key, "second", "Rini", "x", kdf=CHEAP)
    world.up()
    data = world.district.paths.data
    startup.close(world.district)
    world.district = startup.sign_in(data, PASSPHRASE, "Hendro Prasetyo", doors=doors(21))
    left = leave(data, *COPIES, *SCRATCH)
    for path in (data / "sementara").iterdir():
        os.utime(path, (1, 1))  # of an earlier day
    found = find_by_nik(world.district, worker(9002).nik)
    assert found is not None
    erase_worker(world.district, found.id, "second", "x")
    assert there(left) == []


def test_a_backup_that_was_being_written_does_not_stay_for_ever(office: AppContext) -> None:
    """It has no number, so it never grew old."""
    data = office.paths.data
    (half,) = leave(data, f"cadangan/{HALF}000007.payung-cadangan")
    ctx = startup.sign_in(data, PASSPHRASE, doors=doors(9))
    make_backup(ctx)
    startup.close(ctx)
    assert not half.exists()
