"""A file made by an older program is brought up to date on a copy, checked, and only then put in its place.

handover.md B10. The file as it was stays beside it (``payung.db.sebelum-0002``) until the next upgrade.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from models.database import SCHEMA_VERSION, Database, DatabaseTrouble, check_schema
from services.context import storage_errors
from services.errors import StorageTrouble
from services.journal.projection import rebuild
from services.journal.roster import load_roster
from services.replacing import put_in_place

_LOGS = ("-wal", "-shm")


def upgrade_if_old(path: Path, key: bytes) -> bool:
    """Whether the file was of an older schema and now is of today's. ``key``: 48 bytes, as for ``Database``.

    Raises StorageTrouble("database.…", "upgrade.no_room"); the file is then as it was, and so after a crash at any
    moment: what was being built is thrown away at the next start.
    """
    building = path.with_name(path.name + ".naik")
    _discard(building)
    version = _version(path, key)
    if version == SCHEMA_VERSION:
        return False
    try:
        _copy(path, building)
        _migrate(building, key)
        _require_folded(building)
        _flush(building)
        _copy(path, path.with_name(f"{path.name}.sebelum-{SCHEMA_VERSION}"))
        put_in_place(building, path)
    except OSError:
        raise StorageTrouble("upgrade.no_room") from None
    finally:
        _discard(building)
    return True


def _version(path: Path, key: bytes) -> str:
    """The schema of a file. Closing it folds its log into it, so that one file is all there is to copy."""
    database = Database(path, key)
    try:
        with storage_errors(path.parent), database.read() as connection:
            check_schema(connection)
            return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())
    finally:
        database.close()


def _require_folded(path: Path) -> None:
    """The log does not come along: a file of which part is still in it must neither be copied nor put in place."""
    if (log := path.with_name(path.name + _LOGS[0])).exists() and log.stat().st_size:
        raise OSError("the log could not be folded in")


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _copy(source: Path, target: Path) -> None:
    _require_folded(source)
    with source.open("rb") as old, target.open("wb") as new:
        shutil.copyfileobj(old, new, 1 << 20)
        new.flush()
        os.fsync(new.fileno())
    target.chmod(0o600)


def _migrate(path: Path, key: bytes) -> None:
    from models.migrate import migrate  # Alembic is needed once in the life of a file

    database = Database(path, key)
    try:
        with storage_errors(path.parent):
            migrate(database)
            with database.write() as connection:
                rebuild(connection, load_roster(connection))
                if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
                    raise DatabaseTrouble("damaged")
    finally:
        database.close()


def _discard(path: Path) -> None:
    for each in (path, *(path.with_name(path.name + end) for end in _LOGS)):
        each.unlink(missing_ok=True)
