"""The states that a restore or a repair set aside, when somebody is erased: obeyed inside, not thrown away.

Such a copy may hold the only trace of work that never left this laptop. So the order is obeyed in it as it is in the
office, and what is left is written into a new file, so that no byte of the person stays in a page nobody uses. Only a
copy that does not open, or that still holds the person, goes as a whole, and the officer is told (handover.md B9).
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec
from sqlalchemy import Connection, insert, select

from models.database import Database, DatabaseTrouble
from models.journal import Order
from services.context import AppContext, Paths
from services.erasing.forgetting import forget
from services.errors import AppError
from services.replacing import put_in_place
from services.safekeeping.key_store import flush_folder, salt_of
from services.safekeeping.old_copies import finish, has_content, old_copies, prepared, salt_in
from services.safekeeping.setting_aside import database_files
from services.safekeeping.start_up_checks import is_whole
from services.safekeeping.upgrading import upgrade_if_old

Outcome = Literal["clear", "gone", "later"]
_LEFT = """
SELECT EXISTS (SELECT 1 FROM journal WHERE payload IS NOT NULL AND (record IN ({0}) OR about IN ({0})))
    OR EXISTS (SELECT 1 FROM worker WHERE id IN ({0}))
    OR EXISTS (SELECT 1 FROM draft WHERE worker_id IN ({0}))
    OR EXISTS (SELECT 1 FROM photo WHERE worker_id IN ({0}))
    OR EXISTS (SELECT 1 FROM told WHERE worker_id IN ({0}))
"""
_BAD_LUCK = {"full", "locked", "read_only", "io"}
"""Of the disk and not of the copy: what holds today may work tomorrow."""


def clear_old_states(ctx: AppContext, records: Sequence[str]) -> dict[Path, Outcome]:
    """Make every state that was set aside free of these erased people.

    ``clear``: it holds none of them. ``gone``: it could not be opened or still held one, and was removed. ``later``:
    the disk did not allow it, it is there as before.
    """
    data = ctx.paths.data
    finish(data, salt_in(ctx.database.key))
    waiting: dict[Path, Outcome] = dict.fromkeys(prepared(data), "later")
    return waiting | {copy: _clear(ctx, copy, records) for copy in old_copies(data) if has_content(copy)}


def _clear(ctx: AppContext, copy: Path, records: Sequence[str]) -> Outcome:
    key, database = ctx.database.key, Paths(copy).database
    try:
        if salt_of(database) == salt_in(key) and is_whole(database, key):
            upgrade_if_old(database, key)
            _obey(ctx, database, records)
            if not _holds(database, key, records):
                return "clear"
    except (AppError, DatabaseTrouble) as trouble:
        if _kind(trouble) in _BAD_LUCK:
            return "later"
    except OSError:
        return "later"
    try:
        shutil.rmtree(copy)
    except OSError:
        return "later"
    return "gone"


def _kind(trouble: AppError | DatabaseTrouble) -> str:
    if isinstance(trouble, DatabaseTrouble):
        return trouble.kind
    return "full" if trouble.code.endswith(".no_room") else trouble.code.partition(".")[2]


def _obey(ctx: AppContext, database: Path, records: Sequence[str]) -> None:
    """The orders go in first: what was kept for the accounts is written in them. Then all of it is written anew."""
    with ctx.read() as connection:
        mine = select(Order.__table__).where(Order.kind == "erase")
        orders = [dict(row) for row in connection.execute(mine).mappings()]
    new = database.with_name(database.name + ".tulis")
    for file in database_files(new):
        file.unlink(missing_ok=True)
    opened = Database(database, ctx.database.key)
    try:
        with opened.write() as connection:
            _learn(connection, orders)
            forget(ctx, connection, records)
        opened.copy_to(new)
    finally:
        opened.close()
    for log in database_files(database)[1:]:
        if log.exists() and log.stat().st_size:
            raise OSError("part of it is still in its log")
        log.unlink(missing_ok=True)
    new.chmod(0o600)
    put_in_place(new, database)
    flush_folder(database.parent)
    for older in database.parent.glob(f"{database.name}.sebelum-*"):
        older.unlink()


def _learn(connection: Connection, orders: list[dict[str, object]]) -> None:
    if orders:
        connection.execute(insert(Order).prefix_with("OR IGNORE"), orders)


def _holds(path: Path, key: bytes, records: Sequence[str]) -> bool:
    array = msgspec.json.encode(list(records)).decode()
    sql = _LEFT.format("SELECT value FROM json_each(?1)")
    database = Database(path, key)
    try:
        with database.read() as connection:
            return bool(connection.exec_driver_sql(sql, (array,)).scalar())
    finally:
        database.close()
