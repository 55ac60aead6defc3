"""A new key for the whole database, when somebody who could open it is no longer trusted (handover.md D2).

Whoever left may have copied ``kunci.json`` and know a passphrase; taking the slot away does not help against that. So
everything is written anew under another key, and every way in is made anew for it:

1. The database is held alone (``models.rekeying.alone``): no window and no command writes meanwhile.
2. Its content goes into ``payung.db.kunci-baru`` under the new key. Every table is compared row by row, every page is
   checked, the officer who goes is taken out of it, the file is flushed.
3. ``kunci.json`` (and its copy) gets the slots of the new key *beside* those of the old one.
4. The new database is renamed over the old one. This one step switches: which slots are in force is read from the
   first 16 bytes of the database (``key_store``), so nothing else has to happen in the same moment.
5. The slots of the old key are dropped from ``kunci.json``.

Killed before 4: the old file with the old ways in, as if nothing had happened. Killed after 4: the new file with the
new ways in; 5 is done at the next sign-in. Codes that were never shown are made again from the officers' list.

Nobody but the officer at the keyboard is here to type a passphrase, so the others get a code for one sign-in each.
States that a restore or a repair set aside get the new key too (``old_copies``). Backups made before keep the old key
and the old ways in, and so does a copy that does not open: that one is named.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete

from models.database import Database, DatabaseTrouble
from models.office import Account
from models.rekeying import Alone, alone
from models.values import EventKind
from services import startup
from services.audit.events import note_event
from services.context import AppContext, Paths, User, storage_errors
from services.errors import AppError, NotAllowed, NotFound, StorageTrouble
from services.handover.office_facts import signed_root, trusted_root
from services.progress import SILENT, Reporter
from services.replacing import put_in_place
from services.safekeeping import key_store, keyfile, old_copies, swapping
from services.safekeeping.backups import make_backup
from services.safekeeping.key_slots import DATABASE_KEY_BYTES, Slot, district_slot, new_once_code
from services.safekeeping.upgrading import upgrade_if_old

_STEPS = 5


@dataclass(frozen=True, slots=True)
class OnceCode:
    """What another officer signs in with once, to choose a passphrase then."""

    user: User
    code: str

    def __repr__(self) -> str:
        return "OnceCode(...)"


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """The office, open under its new key. The codes are shown once and kept nowhere.

    ``backup``: number of the backup made at once, 0 when there was no room for it. ``old_copies``: names of copies in
    the data folder that still open with the old key (backups not counted).
    """

    context: AppContext
    recovery_code: str
    once: tuple[OnceCode, ...]
    backup: int
    old_copies: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "Rekeyed(...)"


@dataclass(frozen=True, slots=True)
class _Ways:
    """The slots of the new key and the codes that open them."""

    slots: tuple[Slot, ...]
    recovery_code: str
    once: tuple[OnceCode, ...]
    old_copies: tuple[str, ...]


def rekey(
    data: Path,
    passphrase: str,
    user: str | None = None,
    *,
    remove: str = "",
    doors: startup.Doors = startup.REAL,
    reporter: Reporter = SILENT,
) -> Rekeyed:
    """Give the office in ``data`` a new key; nobody may have it open, this process included.

    ``passphrase``: of the officer who does it (``user``: id or name), it stays. ``remove``: id of the officer who goes.
    Raises AccessDenied("passphrase.wrong"), NotFound("account.unknown", "setup.missing"), NotAllowed("officer.self"),
    StorageTrouble("database.…", "officer.no_room", "keyfile.not_written", "keyfile.full"); everything is then as it
    was.
    """
    paths = Paths(data)
    swapping.finish(data)  # a restore that was cut off comes first, or it would bring back the old key later
    if not paths.database.exists():
        raise NotFound("setup.missing")
    me = keyfile.unlock(paths.keyfile, user, passphrase)
    if remove and remove == me.user_id:
        raise NotAllowed("officer.self")
    if remove and remove not in dict(keyfile.users(paths.keyfile)):
        raise NotFound("account.unknown")
    upgrade_if_old(paths.database, me.database_key)
    ways = _switch(paths, me, passphrase, remove, doors, reporter)
    reporter.step(4, _STEPS, "officer.rekey_backup")
    ctx = startup.sign_in(data, passphrase, me.user_id, doors=doors)
    sequence = 0
    with suppress(StorageTrouble):
        note_event(ctx, EventKind.OFFICER_REMOVED if remove else EventKind.OTHER, note="rekey")
        note_event(ctx, EventKind.RECOVERY_CODE)
        sequence = make_backup(ctx).sequence
    reporter.step(_STEPS, _STEPS, "officer.rekey_backup")
    return Rekeyed(ctx, ways.recovery_code, ways.once, sequence, ways.old_copies)


def _switch(
    paths: Paths, me: keyfile.Unlocked, passphrase: str, remove: str, doors: startup.Doors, reporter: Reporter
) -> _Ways:
    """Steps 1 to 5. Whatever fails before the switch is cleared away; whatever fails after it has happened."""
    copy = paths.keyfile.with_name(keyfile.REKEYED)
    new_key = doors.random(DATABASE_KEY_BYTES)
    try:
        with storage_errors(), alone(paths.database, me.database_key) as held:
            try:
                keyfile.discard_copy(copy)
                recipient = _build(held, copy, new_key, remove, reporter)
                ways = _new_ways(paths.keyfile, new_key, recipient, me, passphrase, remove, doors)
                _put_in_force(held, paths, copy, ways.slots, reporter)
            finally:
                _clear(paths.keyfile, copy)
    except OSError:
        raise StorageTrouble("officer.no_room") from None
    finally:
        old_copies.finish(paths.data, key_store.salt_of(paths.database))
    keyfile.finish_rekey(paths.keyfile)
    return ways


def _build(held: Alone, copy: Path, key: bytes, remove: str, reporter: Reporter) -> str:
    """The whole database under the new key, compared, checked and flushed; gives the district's recovery recipient."""
    reporter.step(0, _STEPS, "officer.rekey_copying")
    held.copy_with(copy, key)
    copy.chmod(0o600)
    reporter.step(1, _STEPS, "officer.rekey_checking")
    database = Database(copy, key)
    try:
        with database.write() as connection:
            connection.execute(delete(Account).where(Account.id == remove))
            recipient = trusted_root(connection).recovery if signed_root(connection) is not None else ""
        with database.read() as connection:
            for check in ("cipher_integrity_check", "foreign_key_check"):
                if connection.exec_driver_sql(f"PRAGMA {check}").fetchone() is not None:
                    raise DatabaseTrouble("damaged")
            if connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() != "ok":
                raise DatabaseTrouble("damaged")
    finally:
        database.close()
    if copy.with_name(copy.name + "-wal").exists():
        raise StorageTrouble("officer.no_room")  # part of it is still in the log, which does not come along
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    return recipient


def _new_ways(
    path: Path, key: bytes, recipient: str, me: keyfile.Unlocked, passphrase: str, remove: str, doors: startup.Doors
) -> _Ways:
    """Own passphrase as it is, a code for everybody else, a new recovery code, the district."""
    file = keyfile.read(path)
    slots, once = [], []
    for slot in file.slots:
        if slot.kind != "user" or slot.id == remove:
            continue
        mine = slot.id == me.user_id
        secret = passphrase if mine else new_once_code(doors.random)
        if not mine:
            once.append(OnceCode(User(slot.id, slot.name), secret))
        keep = slot.once if mine else True
        slots.append(
            keyfile.user_slot(
                file.database, slot.id, slot.name, secret, key, once=keep, random=doors.random, kdf=doors.kdf
            )
        )
    code, recovery = keyfile.recovery_slot(file.database, key, random=doors.random, kdf=doors.kdf)
    slots.append(recovery)
    if recipient:
        slots.append(district_slot(file.database, key, recipient))
    return _Ways(tuple(slots), code, tuple(once), _old_copies(path, key, slots, me, passphrase, remove))


def _old_copies(
    path: Path, key: bytes, slots: list[Slot], me: keyfile.Unlocked, passphrase: str, remove: str
) -> tuple[str, ...]:
    """Prepare what was set aside for the new key too; the names of what keeps its old one."""

    def key_of(copy: Paths) -> bytes | None:
        if key_store.salt_of(copy.database) == old_copies.salt_in(me.database_key):
            return me.database_key
        with suppress(AppError):  # it was set aside before an earlier new key
            return keyfile.unlock(copy.keyfile, me.user_id, passphrase).database_key
        return None

    def write(held: Alone, target: Path) -> None:
        _build(held, target, key, remove, SILENT)

    return old_copies.write_anew(path.parent, keyfile.read(path).database, slots, key_of, write)


def _put_in_force(held: Alone, paths: Paths, copy: Path, slots: tuple[Slot, ...], reporter: Reporter) -> None:
    reporter.step(2, _STEPS, "officer.rekey_switching")
    file = keyfile.read(paths.keyfile)
    following = key_store.NextKeys(key_store.salt_of(copy), slots)
    key_store.write(paths.keyfile, file.database, list(file.slots), following)
    if os.name == "nt":
        held.close()  # Windows renames nothing over a file that is open
    put_in_place(copy, paths.database)
    key_store.flush_folder(paths.data)
    reporter.step(3, _STEPS, "officer.rekey_switching")


def _clear(path: Path, copy: Path) -> None:
    """Nothing half remains: neither a copy that did not come into place nor its slots."""
    with suppress(OSError):
        keyfile.discard_copy(copy)
    with suppress(StorageTrouble):
        now = keyfile.read(path)
        if now.next is not None:
            key_store.write(path, now.database, list(now.slots))
