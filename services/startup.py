"""From a data folder to an open office: first set-up, sign-in, closing."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, select

from models.database import Database, check_schema, create_schema
from models.journal import Epoch, Stream
from models.office import Account, Device, ReferenceTable, Secret, Setting
from models.values import Problem, Role
from services.context import AppContext, Office, Paths, User, storage_errors
from services.errors import Invalid, NotAllowed, NotFound, StorageTrouble
from services.handover.kit import read_kit
from services.handover.kits import take_kit
from services.handover.rotating import keep_recovery_slot
from services.journal.change import b64, clean, unb64
from services.reference import Reference, build_reference, load_reference
from services.replacing import put_in_place
from services.safekeeping import key_store, keyfile, old_copies
from services.safekeeping.anchor import machine_mark
from services.safekeeping.ballast import full_disk
from services.safekeeping.data_folder import require_fit_folder
from services.safekeeping.device_keys import DeviceKeys, new_device_keys
from services.safekeeping.district_keys import DistrictKeys, KeyPlace, discard_district_keys, make_district_keys
from services.safekeeping.leftovers import clear_leftovers
from services.safekeeping.looking import ONLY_READABLE, copy_for_looking, only_readable, throw_away
from services.safekeeping.start_up_checks import check_at_start, mark_closed, mark_open
from services.safekeeping.swapping import finish
from services.safekeeping.upgrading import upgrade_if_old
from services.safekeeping.waking import wake

DEFAULT_DISTRICT = "33.16"
MAX_NAME = 120
_LOGS = ("-wal", "-shm")
"""Endings of the files that SQLite keeps beside a database in use."""


@dataclass(frozen=True, slots=True)
class SetUp:
    """A new office, open. The recovery code is shown once and kept nowhere."""

    context: AppContext
    recovery_code: str


@dataclass(frozen=True, slots=True)
class Doors:
    """The doors to time, chance and key strength; tests hand in their own."""

    now: Callable[[], datetime] = lambda: datetime.now().astimezone()
    new_id: Callable[[], str] = lambda: str(uuid.uuid4())
    random: Callable[[int], bytes] = os.urandom
    kdf: keyfile.KdfPolicy = keyfile.STANDARD
    machine: Callable[[], str] = machine_mark
    anchors: Path | None = None
    """Folder of the anchors; None means where this system keeps such (handover.md B8)."""


REAL = Doors()


def state(data: Path) -> Literal["new", "ready"]:
    """Whether an office has been set up in this folder."""
    finish(data)
    return "ready" if Paths(data).database.exists() else "new"


def users(data: Path) -> tuple[User, ...]:
    """Who may sign in here."""
    finish(data)
    return tuple(User(user_id, name) for user_id, name in keyfile.users(Paths(data).keyfile))


def set_up_village(
    data: Path, village_code: str, officer: str, passphrase: str, kit: Path | None = None, *, doors: Doors = REAL
) -> SetUp:
    """Make a village office: encrypted database, device keys, first stream.

    Without a kit a village can register at once; handing over waits until ``receive`` was given one.
    Raises NotFound("village.unknown"), NotAllowed("setup.already_done"), BundleRejected for a bad kit.
    """
    reference = load_reference()
    village = reference.villages.get(village_code)
    if village is None:
        raise NotFound("village.unknown")
    if kit is not None:
        read_kit(kit, office=village_code)  # a kit that will be refused must not leave an office behind
    done = _set_up(data, Office(village_code, Role.VILLAGE, village.name), officer, passphrase, doors, None)
    if kit is not None:
        take_kit(done.context, kit)
    return done


def set_up_district(
    data: Path, office_code: str, officer: str, passphrase: str, keys: KeyPlace, *, doors: Doors = REAL
) -> SetUp:
    """Make the district office. ``keys``: a folder where root and recovery secrets are written, or secrets on paper.

    Raises NotAllowed("setup.already_done" | "setup.keys_exist").
    """
    office = Office(office_code, Role.DISTRICT, load_reference().district_name)
    done = _set_up(data, office, officer, passphrase, doors, keys)
    with suppress(StorageTrouble):  # the office is made; the slot is tried again after every stick
        keep_recovery_slot(done.context)
    return done


def _set_up(data: Path, office: Office, officer: str, passphrase: str, doors: Doors, place: KeyPlace | None) -> SetUp:
    paths = Paths(data)
    if paths.database.exists():
        raise NotAllowed("setup.already_done")
    require_fit_folder(data)
    if not officer.strip():
        raise Invalid([Problem("officer", "officer.empty")])
    _make_folders(paths)
    if (weak := keyfile.passphrase_problem(passphrase, [office.name, officer])) is not None:
        raise Invalid([Problem("passphrase", weak)])
    user = User(doors.new_id(), clean(officer.strip())[:MAX_NAME])
    keys = keyfile.create_keyfile(
        paths.keyfile, b64(doors.random(16)), user.id, user.name, passphrase, random=doors.random, kdf=doors.kdf
    )
    building = data / "payung.db.baru"
    _clear(building, paths.database)
    device = new_device_keys(doors.random)
    district = make_district_keys(place, office.code, device) if place else None
    try:
        _build(Database(building, keys.database_key), office, user, device, district, b64(doors.random(16)))
        _finish(building, paths.database)
    except StorageTrouble:
        if place is not None:
            discard_district_keys(place)
        raise
    ctx = wake(_open(paths, keys.database_key, user, doors), doors.machine, doors.anchors, event=None)
    mark_open(data)
    return SetUp(ctx, keys.recovery_code)


def _make_folders(paths: Paths) -> None:
    try:
        for folder in (paths.data, paths.outgoing, paths.archive, paths.scratch):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        raise StorageTrouble("folder.not_writable") from None


def _clear(building: Path, database: Path) -> None:
    """Remove what a set-up that was cut off left, its log too: a new file with an old log cannot be read.

    The log of a database that was moved away may hold work; it is set aside, never deleted.
    """
    try:
        for suffix in ("", *_LOGS):
            building.with_name(building.name + suffix).unlink(missing_ok=True)
        for log in (database.with_name(database.name + suffix) for suffix in _LOGS):
            if log.exists():
                log.replace(_free_name(log))
    except OSError:
        raise StorageTrouble("folder.not_writable") from None


def _build(
    database: Database, office: Office, user: User, device: DeviceKeys, district: DistrictKeys | None, stream: str
) -> None:
    try:
        with storage_errors(database.path.parent), database.write() as connection:
            create_schema(connection)
            _fill(connection, office, user, device, district, stream)
    finally:
        database.close()


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.lama{number}")).exists():
        number += 1
    return aside


def _finish(building: Path, database: Path) -> None:
    """The database appears under its name only when it is whole: until then the folder counts as not set up."""
    if building.with_name(building.name + _LOGS[0]).exists():
        raise full_disk(database.parent)  # part of it is still in the log, which does not come along
    try:
        building.chmod(0o600)
        put_in_place(building, database)
    except OSError:
        raise StorageTrouble("folder.not_writable") from None


def _fill(
    connection: Connection,
    office: Office,
    user: User,
    device: DeviceKeys,
    district: DistrictKeys | None,
    stream: str,
) -> None:
    settings = {"office_code": office.code, "role": office.role.value, "office_name": office.name, "device": device.id}
    secrets = {"signing_key": b64(device.signing_key), "age_identity": device.age_identity}
    connection.execute(
        insert(Device).values(
            id=device.id,
            office=office.code,
            role=office.role.value,
            public_key=device.public_key_pem,
            age_recipient=device.age_recipient,
        )
    )
    if district is not None:
        settings["root"] = district.signed_root
        connection.execute(insert(Epoch).values(id=stream, dead=False))
    connection.execute(insert(Setting), [{"key": key, "value": value} for key, value in settings.items()])
    connection.execute(insert(Secret), [{"key": key, "value": value} for key, value in secrets.items()])
    connection.execute(insert(Account).values(id=user.id, name=user.name))
    connection.execute(insert(Stream).values(id=stream, device=device.id, n=0, head="", writing=True))


def sign_in(data: Path, passphrase: str, user: str | None = None, *, doors: Doors = REAL) -> AppContext:
    """Open the office. ``user``: id or name; None means the only one.

    Raises AccessDenied("passphrase.wrong"), StorageTrouble for a damaged or newer file, NotFound("setup.missing").
    """
    finish(data)
    paths = Paths(data)
    if not paths.database.exists():
        raise NotFound("setup.missing")
    if not only_readable(paths):
        require_fit_folder(data)
    opened = open_office(data, passphrase, user, doors=doors)
    if opened.looking:
        return opened
    clear_leftovers(data)
    key_store.heal(paths.keyfile)
    old_copies.finish(data, old_copies.salt_in(opened.database.key))
    old_copies.share_ways_in(data, opened.database.key)
    ctx = wake(opened, doors.machine, doors.anchors)
    mark_open(data)
    return ctx


def open_office(data: Path, passphrase: str, user: str | None = None, *, doors: Doors = REAL) -> AppContext:
    """As ``sign_in`` for a copy that is only looked at: nothing is noted and no anchor is read or moved.

    Where nothing can be written a copy is made first (``AppContext.looking``).
    """
    finish(data)
    paths = Paths(data)
    if not paths.database.exists():
        raise NotFound("setup.missing")
    if not only_readable(paths):
        return _open_checked(paths, passphrase, user, doors)
    copy = copy_for_looking(paths)
    try:
        ctx = _open_checked(copy, passphrase, user, doors)
    except BaseException:
        throw_away(copy.data)
        raise
    return replace(ctx, paths=replace(paths, work=copy.data), notices=(ONLY_READABLE,))


def _open_checked(paths: Paths, passphrase: str, user: str | None, doors: Doors) -> AppContext:
    unlocked = keyfile.unlock(paths.keyfile, user, passphrase)
    check_at_start(paths.database, unlocked.database_key)
    upgrade_if_old(paths.database, unlocked.database_key)
    return _open(paths, unlocked.database_key, User(unlocked.user_id, unlocked.user_name), doors)


def open_unlocked(data: Path, key: bytes, user: User, *, doors: Doors = REAL) -> AppContext:
    """As ``open_office`` with the database key (48 bytes) itself."""
    return _open(Paths(data), key, user, doors)


def _open(paths: Paths, key: bytes, user: User, doors: Doors) -> AppContext:
    database = Database(paths.database, key)
    try:
        with storage_errors(), database.read() as connection:
            check_schema(connection)
            reference = _newest_reference(connection)
            settings = {key: value for key, value in connection.execute(select(Setting.key, Setting.value))}
            secrets = {key: value for key, value in connection.execute(select(Secret.key, Secret.value))}
    except StorageTrouble:
        database.engine.dispose()
        raise
    return _context(paths, database, user, settings, secrets, reference, doors)


def _newest_reference(connection: Connection) -> Reference:
    """What the program was shipped with, or what the district sent, whichever is newer."""
    shipped = load_reference()
    newest = select(ReferenceTable.content).where(ReferenceTable.version > shipped.version)
    content = connection.execute(newest.order_by(ReferenceTable.version.desc()).limit(1)).scalar()
    if content is None:
        return shipped
    try:
        return build_reference(msgspec.json.decode(content))
    except (KeyError, TypeError, ValueError, msgspec.MsgspecError):
        return shipped  # of a later shape than this program reads: it keeps working with its own


def _context(
    paths: Paths,
    database: Database,
    user: User,
    settings: Mapping[str, str],
    secrets: Mapping[str, str],
    reference: Reference,
    doors: Doors,
) -> AppContext:
    office = Office(settings["office_code"], Role(settings["role"]), settings["office_name"])
    return AppContext(
        database=database,
        office=office,
        user=user,
        device_id=settings["device"],
        sign=Ed25519PrivateKey.from_private_bytes(unb64(secrets["signing_key"])).sign,
        reference=reference,
        paths=paths,
        now=doors.now,
        new_id=doors.new_id,
        random=doors.random,
    )


def close(ctx: AppContext) -> None:
    """Leave the office in order."""
    ctx.database.close()
    if ctx.paths.work is not None:
        throw_away(ctx.paths.work)
    elif ctx.anchor is not None:  # not a copy that was only looked at
        mark_closed(ctx.paths.data)


__all__ = [
    "DEFAULT_DISTRICT",
    "REAL",
    "Doors",
    "SetUp",
    "close",
    "open_office",
    "open_unlocked",
    "set_up_district",
    "set_up_village",
    "sign_in",
    "state",
    "users",
]
