"""Putting an office back from a backup: on a copy, checked, and never over the only other copy (handover.md B8, D4).

Whatever lay in the folder stays beside it as a safety copy. The restored office writes in a new stream, so that
numbers which were used after the backup are never used again; changes that the district holds come back with its next
full reply.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from models.values import Role
from services import startup
from services.context import AppContext, Paths
from services.errors import AppError, NotAllowed, StorageTrouble
from services.handover.due import learn_epochs
from services.handover.office_facts import open_stream, writing_stream
from services.journal.projection import rebuild
from services.journal.roster import load_roster
from services.progress import SILENT, Reporter
from services.replacing import put_in_place
from services.safekeeping import keyfile
from services.safekeeping.backup_file import BackupFacts, read_facts, read_keys, unpack
from services.safekeeping.checking import check_office

_LOGS = ("-wal", "-shm")
_WORK = "pulih"


@dataclass(frozen=True, slots=True)
class Restored:
    """The office, open. ``safety_copy``: where the state before the restore lies, None in an empty folder."""

    context: AppContext
    workers: int
    changes: int
    safety_copy: Path | None


def look_at(data: Path, backup: Path) -> BackupFacts:
    """What a restore would bring back, before anything happens.

    Raises StorageTrouble("backup.unreadable"), NotAllowed("backup.other_office") when the folder holds another office.
    """
    facts = read_facts(backup)
    _require_same_office(data, facts)
    return facts


def require_passphrase(scratch: Path, backup: Path, passphrase: str, user: str | None = None) -> None:
    """Whether a passphrase opens a backup, before anything is closed for it.

    ``scratch``: a private folder for the moment. Raises AccessDenied, NotFound("account.unknown"), StorageTrouble.
    """
    keys = scratch / "coba-kunci.json"
    try:
        scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
        keys.write_bytes(read_keys(backup))
        keyfile.unlock(keys, user, passphrase)
    except OSError:
        raise StorageTrouble("backup.no_room") from None
    finally:
        keys.unlink(missing_ok=True)


def restore_backup(
    data: Path,
    backup: Path,
    passphrase: str,
    user: str | None = None,
    *,
    doors: startup.Doors = startup.REAL,
    reporter: Reporter = SILENT,
) -> Restored:
    """Restore a backup into a data folder that holds the same office, or none. Nobody may have the office open.

    ``passphrase``: the one of the day of the backup. Raises AccessDenied, NotAllowed("backup.other_office"),
    StorageTrouble("backup.unreadable", "backup.not_whole", "backup.no_room"); until the last step everything in the
    folder is as it was, after it the safety copy is complete.
    """
    look_at(data, backup)
    work = data / _WORK
    try:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True, mode=0o700)
        reporter.step(0, 4, "restore.unpacking")
        unpack(backup, Paths(work).database, Paths(work).keyfile)
        reporter.step(1, 4, "restore.checking")
        workers, changes = _prepare(work, passphrase, user, doors)
        reporter.step(2, 4, "restore.keeping")
        aside = _put_in_place(data, work)
        reporter.step(3, 4, "restore.opening")
    except OSError:
        raise StorageTrouble("backup.no_room") from None
    finally:
        shutil.rmtree(work, ignore_errors=True)
    ctx = startup.sign_in(data, passphrase, user, doors=doors)
    reporter.step(4, 4, "restore.opening")
    return Restored(ctx, workers, changes, aside)


def _require_same_office(data: Path, facts: BackupFacts) -> None:
    keys = Paths(data).keyfile
    if not keys.exists():
        return
    try:
        present = keyfile.read(keys).database
    except AppError:
        return  # a key file that no longer reads is what a restore is for
    if present != facts.database:
        raise NotAllowed("backup.other_office")


def _prepare(work: Path, passphrase: str, user: str | None, doors: startup.Doors) -> tuple[int, int]:
    """Open the copy as the office it is, check all of it, make its rows anew, begin a new stream."""
    ctx = startup.sign_in(work, passphrase, user, doors=doors)
    try:
        checked = check_office(ctx)
        if not (checked.database and checked.journal):
            raise StorageTrouble("backup.not_whole")
        with ctx.write() as unit:
            before = writing_stream(unit.connection)
            open_stream(ctx, unit.connection)
            if ctx.office.role is Role.DISTRICT:
                # Villages see an epoch they do not know and send again what this state may lack.
                learn_epochs(unit.connection, [writing_stream(unit.connection)], [before])
            rebuild(unit.connection, load_roster(unit.connection))
        return checked.workers, checked.changes
    finally:
        startup.close(ctx)


def _put_in_place(data: Path, work: Path) -> Path | None:
    """The present state is copied aside first, then replaced; both copies are whole at every moment."""
    present, new = Paths(data), Paths(work)
    aside = _keep_safe(data) if present.database.exists() else None
    for folder in (present.data, present.outgoing, present.archive, present.scratch):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for end in _LOGS:
        present.database.with_name(present.database.name + end).unlink(missing_ok=True)
    put_in_place(new.keyfile, present.keyfile)
    put_in_place(new.database, present.database)
    return aside


def _keep_safe(data: Path) -> Path:
    number = 1
    while (aside := data / f"sebelum-pulih-{number}").exists():
        number += 1
    building = data / f"sebelum-pulih-{number}.tulis"
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(mode=0o700)
    present = Paths(data)
    for file in (
        present.keyfile,
        present.database,
        *(present.database.with_name(present.database.name + end) for end in _LOGS),
    ):
        if file.exists():
            shutil.copy2(file, building / file.name)
    put_in_place(building, aside)
    return aside
