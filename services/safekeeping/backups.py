"""Verified backups of the whole office, kept by number and not by date: clocks are wrong (handover.md D4)."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from models.database import Database, DatabaseTrouble
from models.values import LeftReason
from services import APP_VERSION
from services.context import AppContext, storage_errors
from services.errors import StorageTrouble
from services.journal.fingerprint import projection_fingerprint
from services.preferences import read_preference, write_preference
from services.progress import SILENT, Reporter
from services.safekeeping import key_store, keyfile
from services.safekeeping.backup_file import HALF, BackupFacts, file_name, pack, read_facts, read_keys
from services.safekeeping.rotation import backup_files, rotate
from services.safekeeping.setting_aside import database_files

SECOND_PLACE = "safekeeping.second_place"
_PEOPLE = f"SELECT count(*) FROM worker WHERE left_reason <> '{LeftReason.WITHDRAWN}'"
"""As screens count them: without entries that were undone."""

_LATEST = """
SELECT max(at) FROM bundle UNION ALL SELECT max(at) FROM act UNION ALL SELECT max(saved_at) FROM draft
UNION ALL SELECT max(at) FROM told
"""
"""When something was last written that is not in the journal, by the clock of this laptop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup that reads. ``made_at``: when the laptop's clock said it was made. ``size``: bytes."""

    path: Path
    sequence: int
    made_at: datetime
    workers: int
    changes: int
    size: int


def folder_of(ctx: AppContext) -> Path:
    """Where backups lie in the data folder."""
    return ctx.paths.data / "cadangan"


def list_backups(ctx: AppContext) -> tuple[Backup, ...]:
    """Backups of this office in both places, the newest number first; what does not read is left out."""
    found: dict[int, Backup] = {}
    mine = keyfile.read(ctx.paths.keyfile).database
    for folder in _places(ctx):
        for path in backup_files(folder):
            with suppress(StorageTrouble, OSError, ValueError):
                facts = read_facts(path)
                if facts.database == mine:
                    found.setdefault(facts.sequence, _backup(path, facts))
    return tuple(found[number] for number in sorted(found, reverse=True))


def last_backup(ctx: AppContext) -> Backup | None:
    """The newest backup, or None."""
    return next(iter(list_backups(ctx)), None)


def is_due(ctx: AppContext) -> bool:
    """Whether anything was written since the newest backup, or it would not open with the passphrase of today."""
    newest = last_backup(ctx)
    if newest is None:
        return True
    with ctx.read() as connection:
        if _count(connection, "journal") != newest.changes:
            return True
        latest = [at for (at,) in connection.exec_driver_sql(_LATEST) if at]
    if any(datetime.fromisoformat(at) > newest.made_at for at in latest):
        return True
    try:
        return read_keys(newest.path) != key_store.text_of(ctx.paths.keyfile)
    except (StorageTrouble, OSError):
        return True


def make_backup(ctx: AppContext, reporter: Reporter = SILENT) -> Backup:
    """Copy the office while it is in use, open the copy, check it, and only then count it as a backup.

    Old ones beyond ``rotation.KEPT`` go afterwards; a second place that is set gets the same file. Raises
    StorageTrouble("backup.no_room", "backup.not_whole", "keyfile.…", "database.…"); earlier backups stay.
    """
    ctx.require_writable()
    folder = folder_of(ctx)
    copy = ctx.paths.scratch / "cadangan.db"
    reporter.step(0, 4, "backup.copying")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        ctx.paths.scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
        _discard(copy)
        with storage_errors(ctx.paths.data):
            ctx.database.copy_to(copy)
        copy.chmod(0o600)
        reporter.step(1, 4, "backup.checking")
        facts, keys = _checked(ctx, copy, _next_number(ctx)), key_store.text_of(ctx.paths.keyfile)
        if not key_store.is_way_in(keys, ctx.paths.keyfile):
            raise StorageTrouble("keyfile.damaged")  # a backup that nobody can open is none
        reporter.step(2, 4, "backup.writing")
        target = folder / file_name(facts.sequence)
        pack(target, facts, copy, keys)
        made = _backup(target, facts)
        rotate(folder)
        reporter.step(3, 4, "backup.writing")
    except OSError:
        raise StorageTrouble("backup.no_room") from None
    finally:
        with suppress(OSError):
            _discard(copy)
    _to_second_place(ctx, target)
    reporter.step(4, 4, "backup.writing")
    return made


def second_place(ctx: AppContext) -> Path | None:
    """The folder on another disk that gets a copy of each backup, if one was chosen."""
    chosen = read_preference(ctx, SECOND_PLACE, str, "")
    return Path(chosen) if chosen else None


def choose_second_place(ctx: AppContext, folder: Path | None) -> None:
    """Set or clear it. Raises StorageTrouble("backup.second_place") for a folder that cannot be written to."""
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / ".tulis-coba"
            probe.write_bytes(b"")
            probe.unlink()
        except OSError:
            raise StorageTrouble("backup.second_place") from None
    write_preference(ctx, SECOND_PLACE, str(folder) if folder else "")


def _checked(ctx: AppContext, copy: Path, sequence: int) -> BackupFacts:
    database = Database(copy, ctx.database.key)
    try:
        with database.read() as connection:
            if (
                connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchone() is not None
                or connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok"
            ):
                raise StorageTrouble("backup.not_whole")
            return BackupFacts(
                format="payung-cadangan-v1",
                office=ctx.office.code,
                database=keyfile.read(ctx.paths.keyfile).database,
                sequence=sequence,
                made_at=ctx.now().isoformat(timespec="seconds"),
                app=APP_VERSION,
                schema=str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()),
                changes=_count(connection, "journal"),
                workers=connection.exec_driver_sql(_PEOPLE).scalar_one(),
                fingerprint=projection_fingerprint(connection),
            )
    except DatabaseTrouble:
        raise StorageTrouble("backup.not_whole") from None
    finally:
        database.close()


def _count(connection: Connection, table: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


def _next_number(ctx: AppContext) -> int:
    """One more than any file has, also than one that cannot be read just now: nothing is ever written over."""
    return 1 + max((_number(path) for folder in _places(ctx) for path in backup_files(folder)), default=0)


def _to_second_place(ctx: AppContext, backup: Path) -> None:
    """A second place that is not there today (a disk left at home) is no reason to fail; the page tells its state."""
    chosen = second_place(ctx)
    if chosen is None or not chosen.is_dir():
        return
    folder = _own_folder(ctx, chosen)
    with suppress(OSError):
        folder.mkdir(exist_ok=True, mode=0o700)
    building = folder / f"{HALF}{backup.name}"
    with suppress(OSError):
        shutil.copyfile(backup, building)
        building.replace(folder / backup.name)
        rotate(folder)
    with suppress(OSError):
        building.unlink(missing_ok=True)


def _places(ctx: AppContext) -> Sequence[Path]:
    second = second_place(ctx)
    return [folder_of(ctx)] if second is None else [folder_of(ctx), _own_folder(ctx, second)]


def _own_folder(ctx: AppContext, place: Path) -> Path:
    """Several offices may use one disk: each has its own folder there, named by its database and not by its people."""
    return place / f"payung-{keyfile.read(ctx.paths.keyfile).database[:8]}"


def _number(path: Path) -> int:
    return int(path.stem)


def _backup(path: Path, facts: BackupFacts) -> Backup:
    return Backup(
        path=path,
        sequence=facts.sequence,
        made_at=datetime.fromisoformat(facts.made_at),
        workers=facts.workers,
        changes=facts.changes,
        size=path.stat().st_size,
    )


def _discard(path: Path) -> None:
    for each in database_files(path):
        each.unlink(missing_ok=True)
