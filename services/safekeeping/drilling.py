"""A trial restore: does the newest backup really give the office back? Monthly, by itself (handover.md D4)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from models.database import Database, DatabaseTrouble
from services.context import AppContext
from services.errors import StorageTrouble
from services.journal.fingerprint import projection_fingerprint
from services.journal.projection import rebuild
from services.journal.roster import load_roster
from services.preferences import read_preference, write_preference
from services.progress import SILENT, Reporter
from services.safekeeping.backup_file import BackupFacts, unpack
from services.safekeeping.backups import last_backup
from services.safekeeping.key_store import is_way_in
from services.safekeeping.setting_aside import database_files

DRILL = "safekeeping.drill"
EVERY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Drilled:
    """A trial restore: of which backup, when (ISO text), and whether what it gave equals what was backed up."""

    sequence: int
    at: str
    passed: bool


def drill(ctx: AppContext, reporter: Reporter = SILENT) -> Drilled:
    """Open the newest backup as a restore would, rebuild its rows from its journal, compare; then forget it again.

    Nobody is here to type a passphrase, so it is opened with the key of the office; that its own key file would give
    the same key is read from the ways in that stand in both.
    Raises StorageTrouble("backup.none", "backup.unreadable", "backup.no_room"), Cancelled.
    """
    newest = last_backup(ctx)
    if newest is None:
        raise StorageTrouble("backup.none")
    copy, keys = ctx.paths.scratch / "uji.db", ctx.paths.scratch / "uji.json"
    try:
        ctx.paths.scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
        _discard(copy)
        reporter.step(0, 2, "backup.checking")
        facts = unpack(newest.path, copy, keys)
        reporter.step(1, 2, "backup.checking")
        passed = is_way_in(keys.read_bytes(), ctx.paths.keyfile) and _rebuilds(copy, ctx.database.key, facts)
    except OSError:
        raise StorageTrouble("backup.no_room") from None
    finally:
        with suppress(OSError):
            _discard(copy)
            keys.unlink(missing_ok=True)
    done = Drilled(newest.sequence, ctx.now().isoformat(timespec="seconds"), passed)
    write_preference(ctx, DRILL, done)
    reporter.step(2, 2, "backup.checking")
    return done


def drill_if_due(ctx: AppContext, reporter: Reporter = SILENT) -> Drilled | None:
    """A trial restore, unless the last one passed less than thirty days ago or there is nothing to try."""
    if not drill_is_due(ctx) or last_backup(ctx) is None:
        return None
    return drill(ctx, reporter)


def drill_is_due(ctx: AppContext) -> bool:
    """By the clock of this laptop; one that went back since the last trial counts as due."""
    last = last_drill(ctx)
    if last is None or not last.passed:
        return True
    with suppress(ValueError):
        return not timedelta(0) <= ctx.now() - datetime.fromisoformat(last.at) < EVERY
    return True


def last_drill(ctx: AppContext) -> Drilled | None:
    """The latest trial restore, if there was one."""
    none = Drilled(0, "", False)
    found = read_preference(ctx, DRILL, Drilled, none)
    return None if found == none else found


def _rebuilds(path: Path, key: bytes, facts: BackupFacts) -> bool:
    database = Database(path, key)
    try:
        with database.write() as connection:
            rebuild(connection, load_roster(connection))
            return projection_fingerprint(connection) == facts.fingerprint
    except DatabaseTrouble:
        return False
    finally:
        database.close()


def _discard(path: Path) -> None:
    for each in database_files(path):
        each.unlink(missing_ok=True)
