"""What lies beside the database of an erased person: photos, sealed bundles, copies of older states (handover.md B9).

Backups stay until they rotate, at most 90 days; a restored one learns the order before it opens.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from services.context import AppContext
from services.erasing.forgetting import FILES_LEFT
from services.erasing.old_states import clear_old_states
from services.errors import AppError, BundleRejected
from services.handover.age_file import decrypt_to
from services.handover.archive import CHANGES, Archive
from services.handover.file_names import is_bundle_name, parse_name
from services.handover.lines import decode_header, read_changes
from services.handover.office_facts import get_setting, identity, put_setting
from services.safekeeping.leftovers import left_by_others, remove
from services.workers.photos import sweep_photos

_OLD_FILES = ("payung.db.sebelum-*", "payung.db-wal.lama*")
COPIES_GONE = "erased_copies_gone"
"""Setting: how many states that were set aside had to be removed whole since somebody was told of it."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """How many files and copies went, and how many stayed: held by another program, or not to be read just now.

    ``copies``: of those that went, whole states that a restore or a repair had set aside.
    """

    removed: int = 0
    left: int = 0
    copies: int = 0


def clear_files(ctx: AppContext) -> Cleared:
    """Remove what is left of erased people in the files of this office.

    Does nothing when nothing is left. What was cut off, or could not be read or removed, is looked at again at the next
    call. Raises StorageTrouble.
    """
    with ctx.read() as connection:
        left = frozenset(msgspec.json.decode(get_setting(connection, FILES_LEFT) or "[]", type=list[str]))
        if not left:
            return Cleared()
        offices, secret = _offices(connection, left), identity(connection)
    looked = {
        file: _holds(ctx, file, secret, left)
        for folder in (ctx.paths.archive, ctx.paths.outgoing)
        for file in sorted(folder.glob("*.payung"))
        if _may_hold(file, offices)
    }
    found = [file for file, holds in looked.items() if holds]
    found += [old for pattern in _OLD_FILES for old in ctx.paths.data.glob(pattern)]
    found += left_by_others(ctx.paths.data)
    removed = sum(remove(file) for file in found)
    states = list(clear_old_states(ctx, sorted(left)).values())
    gone = states.count("gone")
    if gone:
        _to_be_told(ctx, gone)
    sweep_photos(ctx)
    stayed = len(found) - removed + list(looked.values()).count(None) + states.count("later")
    removed += gone
    if stayed:
        return Cleared(removed, stayed, gone)  # it is tried again after the next stick and at the next sign-in
    with ctx.write() as unit:
        still = msgspec.json.decode(get_setting(unit.connection, FILES_LEFT) or "[]", type=list[str])
        rest = [record for record in still if record not in left]
        put_setting(unit.connection, FILES_LEFT, msgspec.json.encode(rest).decode())
    ctx.database.fold_log()
    return Cleared(removed, 0, gone)


def _to_be_told(ctx: AppContext, gone: int) -> None:
    with ctx.write() as unit:
        before = int(get_setting(unit.connection, COPIES_GONE) or 0)
        put_setting(unit.connection, COPIES_GONE, str(before + gone))


def hear_of_copies(ctx: AppContext) -> int:
    """How many whole copies went since this was asked last: whoever asks tells a person. Raises StorageTrouble."""
    with ctx.read() as connection:
        gone = int(get_setting(connection, COPIES_GONE) or 0)
    if gone:
        with ctx.write() as unit:
            put_setting(unit.connection, COPIES_GONE, "0")
    return gone


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


def _holds(ctx: AppContext, file: Path, secret: str, records: frozenset[str]) -> bool | None:
    """Whether a sealed bundle carries content of one of the records; one that we cannot open may well.

    None where the disk does not give it just now: that is no answer.
    """
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
        return None if file.exists() else False  # gone meanwhile
    except (AppError, BundleRejected):
        return True
    return False
