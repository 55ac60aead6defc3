"""Killed while the whole database gets a new key, and while a damaged office is repaired."""

from __future__ import annotations

import shutil
from pathlib import Path

from services import startup
from services.safekeeping import keyfile
from services.safekeeping.backups import make_backup
from services.safekeeping.rekeying import rekey
from services.safekeeping.repairing import Repaired, repair_office
from services.workers.commands import register_workers
from tests.faults.activity import Activity, Tell, Told, highest
from tests.faults.wholeness import anchored, opened, people, require_whole
from tests.offices import PASSPHRASE, doors, village_office, worker

EARLIER, LATER = 6, 3
_PAGE = 4096


def prepare_village(folder: Path) -> None:
    """Some people in a backup, some more since."""
    with anchored(folder / "village"):
        ctx = village_office(folder / "village")
        register_workers(ctx, [worker(1000 + number) for number in range(EARLIER)])
        make_backup(ctx)
        register_workers(ctx, [worker(2000 + number) for number in range(LATER)])
        startup.close(ctx)


def new_key(folder: Path, tell: Tell) -> None:
    with anchored(folder / "village"):
        done = rekey(folder / "village", PASSPHRASE, doors=doors(66))
        tell(f"key {done.context.database.key.hex()}")
        startup.close(done.context)


def check_key(folder: Path, told: Told) -> None:
    """The passphrase opens it, with the new key once that was told; nobody is missing; it can be done again."""
    data = folder / "village"
    with opened(data) as ctx:
        assert people(ctx) == EARLIER + LATER
        require_whole(ctx)
        assert [f"key {ctx.database.key.hex()}"] == [line for line in told if line.startswith("key")] or not told
        kinds = sorted(slot.kind for slot in keyfile.read(ctx.paths.keyfile).slots)
        assert kinds == ["recovery", "user"], "ways in of the other key are left"
        before = ctx.database.key
    with anchored(data):
        again = rekey(data, PASSPHRASE, doors=doors(67))
        assert again.context.database.key != before
        startup.close(again.context)
    assert list(data.glob("payung.db.*")) == [], "what a killed change of the key left behind stays"


def prepare_damaged(folder: Path) -> None:
    """Every seventh page of the file is gone. What an undisturbed repair saves is noted beside it."""
    prepare_village(folder)
    database = folder / "village" / "payung.db"
    content = bytearray(database.read_bytes())
    for at in range(6 * _PAGE, len(content), 7 * _PAGE):
        content[at : at + _PAGE] = bytes(_PAGE)
    database.write_bytes(content)
    shutil.copytree(folder / "village", folder / "trial" / "village")
    shutil.copytree(folder / "jangkar", folder / "trial" / "jangkar")
    saved = _repair(folder / "trial")
    assert saved.workers >= EARLIER and saved.kind == "salvaged"
    startup.close(saved.context)
    (folder / "saved.txt").write_text(str(saved.workers), "utf-8")
    shutil.rmtree(folder / "trial")


def _repair(folder: Path) -> Repaired:
    with anchored(folder / "village"):
        return repair_office(folder / "village", PASSPHRASE, doors=doors(68))


def repair(folder: Path, tell: Tell) -> None:
    done = _repair(folder)
    tell(f"saved {done.workers}")
    startup.close(done.context)


def check_repaired(folder: Path, told: Told) -> None:
    """Repairing again ends it, with as much saved as without the kill; the damaged file still lies there."""
    done = _repair(folder)
    wanted = int((folder / "saved.txt").read_text("utf-8"))
    assert wanted == done.workers == people(done.context)
    assert highest(told, "saved") in (-1, wanted)
    require_whole(done.context)
    startup.close(done.context)
    data = folder / "village"
    assert list(data.glob("*rusak*")) or list(data.glob("sebelum-*")), "the damaged file is gone"
    with opened(data) as ctx:
        assert people(ctx) == wanted
    assert not (data / "perbaikan").exists(), "what a killed repair left behind stays"


REKEY = Activity("rekey", prepare_village, new_key, check_key, fresh=True)
REPAIR = Activity("repair", prepare_damaged, repair, check_repaired, fresh=True)
