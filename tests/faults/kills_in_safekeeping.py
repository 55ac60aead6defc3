"""Killed while backing up, bringing an older file up to date, and restoring."""

from __future__ import annotations

from pathlib import Path

from services import startup
from services.safekeeping.backups import list_backups, make_backup
from services.safekeeping.drilling import drill
from services.safekeeping.restoring import restore_backup
from services.workers.commands import register_worker, register_workers
from tests.faults.activity import Activity, Tell, Told, highest
from tests.faults.older import turn_back
from tests.faults.wholeness import anchored, opened, people, require_whole
from tests.offices import PASSPHRASE, doors, village_office, worker

EARLIER, LATER = 6, 3


def prepare_village(folder: Path) -> None:
    """A village with a few people."""
    with anchored(folder / "village"):
        ctx = village_office(folder / "village")
        register_workers(ctx, [worker(1000 + number) for number in range(EARLIER)])
        startup.close(ctx)


def back_up(folder: Path, tell: Tell) -> None:
    """One more person, a backup; and again."""
    with opened(folder / "village") as ctx:
        for _ in range(2):
            register_worker(ctx, worker(1000 + people(ctx)))
            tell(f"backup {make_backup(ctx).sequence}")


def check_backed_up(folder: Path, told: Told) -> None:
    """What was called a backup is one; nothing half has the name of one; the next one works."""
    with opened(folder / "village") as ctx:
        require_whole(ctx)
        found = list_backups(ctx)
        assert max((backup.sequence for backup in found), default=-1) >= highest(told, "backup")
        last = make_backup(ctx)
        assert last.workers == people(ctx)
        assert drill(ctx).passed
        left = [path.name for path in last.path.parent.iterdir() if path.name.startswith(".tulis-")]
        assert len(left) <= 1, "what a killed backup left behind adds up"


def prepare_old(version: str, folder: Path) -> None:
    """A file with people, as the program of that schema left it."""
    with anchored(folder / "village"):
        ctx = village_office(folder / "village")
        register_workers(ctx, [worker(1000 + number) for number in range(EARLIER)])
        turn_back(ctx.database, version, folder / "leer.db")
        ctx.database.close()


def prepare_first(folder: Path) -> None:
    prepare_old("0001", folder)


def prepare_second(folder: Path) -> None:
    prepare_old("0002", folder)


def prepare_third(folder: Path) -> None:
    prepare_old("0003", folder)


def bring_up_to_date(folder: Path, tell: Tell) -> None:
    """Signing in does it."""
    with opened(folder / "village") as ctx:
        tell(f"open {people(ctx)}")


def check_up_to_date(folder: Path, told: Told) -> None:
    """Signing in again works, and everybody is there."""
    with opened(folder / "village") as ctx:
        assert people(ctx) == EARLIER
        require_whole(ctx)
        register_worker(ctx, worker(1000 + EARLIER))
        assert people(ctx) == EARLIER + 1
    left = [path.name for path in (folder / "village").iterdir() if ".naik" in path.name]
    assert left == [], "what a killed upgrade left behind stays"


def prepare_restore(folder: Path) -> None:
    """A backup; then more people, the last of them still in the log of a program that was killed."""
    with anchored(folder / "village"):
        ctx = village_office(folder / "village")
        register_workers(ctx, [worker(1000 + number) for number in range(EARLIER)])
        make_backup(ctx)
        register_workers(ctx, [worker(2000 + number) for number in range(LATER)])
        data = ctx.paths.database
        kept = {end: data.with_name(data.name + end).read_bytes() for end in ("", "-wal")}
        startup.close(ctx)
        for end, content in kept.items():
            data.with_name(data.name + end).write_bytes(content)
        data.with_name(data.name + "-shm").unlink(missing_ok=True)


def restore(folder: Path, tell: Tell) -> None:
    """Put the backup back."""
    data = folder / "village"
    (backup,) = (data / "cadangan").glob("*.payung-cadangan")
    with anchored(data):
        done = restore_backup(data, backup, PASSPHRASE, doors=doors(77))
        tell(f"restored {done.workers}")
        startup.close(done.context)


def check_restored(folder: Path, told: Told) -> None:
    """The state before or the one of the backup, and in the latter case the state before lies beside it, whole."""
    data = folder / "village"
    with opened(data) as ctx:
        count = people(ctx)
        require_whole(ctx)
    assert count in (EARLIER, EARLIER + LATER), "neither the state before nor the restored one"
    assert count == EARLIER or not told
    if count == EARLIER:
        (safe,) = (path for path in data.glob("sebelum-pulih-*") if not path.name.endswith(".tulis"))
        with opened(safe) as ctx:
            assert people(ctx) == EARLIER + LATER, "the safety copy is not whole"
    with anchored(data):
        (backup,) = (data / "cadangan").glob("*.payung-cadangan")
        startup.close(restore_backup(data, backup, PASSPHRASE, doors=doors(78)).context)
    assert not (data / "pulih").exists(), "what a killed restore left behind stays"


BACKUP = Activity("backup", prepare_village, back_up, check_backed_up)
MIGRATE_FIRST = Activity("migrate-0001", prepare_first, bring_up_to_date, check_up_to_date, fresh=True)
MIGRATE_SECOND = Activity("migrate-0002", prepare_second, bring_up_to_date, check_up_to_date, fresh=True)
MIGRATE_THIRD = Activity("migrate-0003", prepare_third, bring_up_to_date, check_up_to_date, fresh=True)
RESTORE = Activity("restore", prepare_restore, restore, check_restored, fresh=True)
