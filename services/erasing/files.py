"""What lies beside the database of an erased person: photos, sealed bundles, copies of older states (handover.md B9).

Backups stay until they rotate, at most 90 days; a restored one learns the order before it opens.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from services.context import AppContext
from services.erasing.forgetting import FILES_LEFT
from services.errors import AppError, BundleRejected
from services.handover.age_file import decrypt_to
from services.handover.archive import CHANGES, Archive
from services.handover.file_names import is_bundle_name, parse_name
from services.handover.lines import decode_header, read_changes
from services.handover.office_facts import get_setting, identity, put_setting
from services.workers.photos import sweep_photos

_OLD_STATES = ("payung.db.sebelum-*", "payung.db-wal.lama*", "sebelum-pulih-*", "rusak-*")


def clear_files(ctx: AppContext) -> int:
    """Remove what is left of erased people in the files of this office; gives how many files went.

    Does nothing when nothing is left. What was cut off goes on at the next call. Raises StorageTrouble.
    """
    with ctx.read() as connection:
        left = frozenset(msgspec.json.decode(get_setting(connection, FILES_LEFT) or "[]", type=list[str]))
        if not left:
            return 0
        offices, secret = _offices(connection, left), identity(connection)
    found = [
        file
        for folder in (ctx.paths.archive, ctx.paths.outgoing)
        for file in sorted(folder.glob("*.payung"))
        if _may_hold(file, offices) and _holds(ctx, file, secret, left)
    ]
    found += [old for pattern in _OLD_STATES for old in ctx.paths.data.glob(pattern)]
    removed = sum(_remove(file) for file in found)
    sweep_photos(ctx)
    if removed < len(found):
        return removed  # somebody holds one of them: it is tried again after the next stick and at the next sign-in
    with ctx.write() as unit:
        still = msgspec.json.decode(get_setting(unit.connection, FILES_LEFT) or "[]", type=list[str])
        rest = [record for record in still if record not in left]
        put_setting(unit.connection, FILES_LEFT, msgspec.json.encode(rest).decode())
    ctx.database.fold_log()
    return removed


def _offices(connection: Connection, records: frozenset[str]) -> frozenset[str]:
    """Offices that ever owned or wrote one of the records: only their bundles can hold it."""
    array = msgspec.json.encode(sorted(records)).decode()
    chosen = "SELECT value FROM json_each(?)"
    rows = connection.exec_driver_sql(
        f"SELECT DISTINCT office, own FROM journal WHERE record IN ({chosen}) OR about IN ({chosen})", (array, array)
    )
    return frozenset(office for row in rows for office in row if office)


def _may_hold(file: Path, offices: frozenset[str]) -> bool:
    return not is_bundle_name(file.name) or parse_name(file.name).office in offices


def _holds(ctx: AppContext, file: Path, secret: str, records: frozenset[str]) -> bool:
    """Whether a sealed bundle carries content of one of the records; one that we cannot open may well."""
    try:
        with file.open("rb") as sealed, decrypt_to(sealed, [secret], ctx.paths.scratch) as plain:
            content = Archive(plain)
            if CHANGES not in content.entries:
                return False
            for line in read_changes(content.chunks(CHANGES)):
                head = decode_header(line.header)
                if line.payload is not None and (head.record in records or head.about in records):
                    return True
    except OSError:
        return False
    except (AppError, BundleRejected):
        return True
    return False


def _remove(found: Path) -> bool:
    """A sealed bundle, or a copy of the database from before an upgrade, a restore or a repair."""
    try:
        if found.is_dir():
            shutil.rmtree(found)
        else:
            found.unlink()
    except OSError:
        return False
    return True
