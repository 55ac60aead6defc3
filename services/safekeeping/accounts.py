"""Who may open this office: passphrases changed, officers added and removed, a lost passphrase replaced.

The data key stays the same; each way in only wraps it anew (handover.md D2). For an officer who is no longer trusted
that is not enough: see ``services.safekeeping.rekeying``.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete, insert

from models.office import Account
from models.values import EventKind, Problem
from services import startup
from services.audit.events import BY_DISTRICT_KEY, ONCE, note_event
from services.context import AppContext, Paths, User
from services.errors import AppError, Conflict, Invalid, NotAllowed, NotFound
from services.journal.change import clean
from services.safekeeping import keyfile, old_copies
from services.safekeeping.key_slots import new_once_code
from services.safekeeping.keyfile import KdfPolicy, Unlocked

MAX_NAME = 120
MOST_OFFICERS = 32
"""While the office gets a new key its key file holds every way in twice, and it has 64 KiB (``key_store``)."""


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who may sign in. ``here``: the one who is signed in. ``once``: has yet to choose a passphrase."""

    id: str
    name: str
    here: bool
    once: bool


def list_officers(ctx: AppContext) -> tuple[Officer, ...]:
    """Everybody who may sign in here, in the order in which they came."""
    slots = [slot for slot in keyfile.read(ctx.paths.keyfile).slots if slot.kind == "user"]
    return tuple(Officer(slot.id, slot.name, slot.id == ctx.user.id, slot.once) for slot in slots)


def change_passphrase(ctx: AppContext, old: str, new: str, *, kdf: KdfPolicy = keyfile.STANDARD) -> None:
    """Give the signed-in officer another passphrase.

    Raises AccessDenied("passphrase.wrong"), Invalid (passphrase problems, "passphrase.same"); nothing changes then.
    """
    require_own(ctx, old)
    _require_strong(new, ctx.office.name, ctx.user.name)
    if new == old:
        raise Invalid([Problem("passphrase", "passphrase.same")])
    keyfile.put_user(ctx.paths.keyfile, ctx.database.key, ctx.user.id, ctx.user.name, new, random=ctx.random, kdf=kdf)
    note_event(ctx, EventKind.PASSPHRASE)


def add_officer(ctx: AppContext, own: str, name: str, passphrase: str, *, kdf: KdfPolicy = keyfile.STANDARD) -> User:
    """Let another person in, with a passphrase that this person typed. ``own``: of the officer who allows it.

    Raises AccessDenied("passphrase.wrong"), Invalid ("officer.empty", passphrase problems),
    Conflict("officer.name_taken" | "officer.too_many").
    """
    require_own(ctx, own)
    if len(keyfile.users(ctx.paths.keyfile)) >= MOST_OFFICERS:
        raise Conflict("officer.too_many", most=MOST_OFFICERS)
    shown = clean(" ".join(name.split()))[:MAX_NAME]
    if not shown:
        raise Invalid([Problem("officer", "officer.empty")])
    if shown.casefold() in {each.casefold() for _, each in keyfile.users(ctx.paths.keyfile)}:
        raise Conflict("officer.name_taken")
    _require_strong(passphrase, ctx.office.name, shown)
    user = User(ctx.new_id(), shown)
    with ctx.write() as unit:
        unit.connection.execute(insert(Account).values(id=user.id, name=user.name))
        keyfile.put_user(
            ctx.paths.keyfile, ctx.database.key, user.id, user.name, passphrase, random=ctx.random, kdf=kdf
        )
    note_event(ctx, EventKind.OFFICER_ADDED)
    return user


def remove_officer(ctx: AppContext, user_id: str) -> None:
    """Take a person's way in away; what they did keeps their name. Nobody removes themselves.

    Somebody who copied the key file earlier may still open the data with it: then ``rekeying.rekey``. Raises
    NotAllowed("officer.self"), NotFound("account.unknown").
    """
    if user_id == ctx.user.id:
        raise NotAllowed("officer.self")
    with ctx.write() as unit:
        unit.connection.execute(delete(Account).where(Account.id == user_id))
        keyfile.remove_user(ctx.paths.keyfile, user_id)
    old_copies.share_ways_in(ctx.paths.data, ctx.database.key)  # or the way in would stay open there
    note_event(ctx, EventKind.OFFICER_REMOVED)


def new_code_for(ctx: AppContext, own: str, user_id: str, *, kdf: KdfPolicy = keyfile.STANDARD) -> str:
    """A code for one sign-in of another officer, who then chooses a passphrase; the one before no longer opens.

    Raises AccessDenied("passphrase.wrong"), NotAllowed("officer.self"), NotFound("account.unknown").
    """
    require_own(ctx, own)
    if user_id == ctx.user.id:
        raise NotAllowed("officer.self")
    name = dict(keyfile.users(ctx.paths.keyfile)).get(user_id)
    if name is None:
        raise NotFound("account.unknown")
    code = new_once_code(ctx.random)
    keyfile.put_user(ctx.paths.keyfile, ctx.database.key, user_id, name, code, once=True, random=ctx.random, kdf=kdf)
    note_event(ctx, EventKind.PASSPHRASE, note=ONCE)
    return code


def new_recovery_code(ctx: AppContext, own: str, *, kdf: KdfPolicy = keyfile.STANDARD) -> str:
    """Another recovery code, shown once; the printed one before no longer opens. Raises AccessDenied."""
    require_own(ctx, own)
    code = keyfile.put_recovery(ctx.paths.keyfile, ctx.database.key, random=ctx.random, kdf=kdf)
    note_event(ctx, EventKind.RECOVERY_CODE)
    return code


def replace_with_recovery_code(
    data: Path, code: str, user_id: str, new: str, *, doors: startup.Doors = startup.REAL
) -> None:
    """A forgotten passphrase: the printed code lets its owner choose another one.

    ``code``: as on the sheet, spaces and small letters do not matter. Raises AccessDenied("recovery_code.wrong"),
    NotFound("account.unknown"), Invalid for a weak passphrase; nothing is changed then.
    """
    keys = Paths(data).keyfile
    _replace(data, keyfile.unlock_with_recovery(keys, code), user_id, new, doors)


def replace_with_district_key(
    data: Path, identity: str, user_id: str, new: str, *, doors: startup.Doors = startup.REAL
) -> None:
    """As ``replace_with_recovery_code``, with the district's secret recovery identity, when the sheet is lost too.

    Raises AccessDenied("recovery_key.wrong").
    """
    keys = Paths(data).keyfile
    _replace(data, keyfile.unlock_with_district(keys, identity.strip()), user_id, new, doors, BY_DISTRICT_KEY)


def _replace(data: Path, unlocked: Unlocked, user_id: str, new: str, doors: startup.Doors, note: str = "") -> None:
    keys = Paths(data).keyfile
    names = dict(keyfile.users(keys))
    if user_id not in names:
        raise NotFound("account.unknown")
    _require_strong(new, names[user_id])
    keyfile.put_user(keys, unlocked.database_key, user_id, names[user_id], new, random=doors.random, kdf=doors.kdf)
    with suppress(AppError):  # a damaged database has no history to note it in; the new passphrase holds anyway
        ctx = startup.open_office(data, new, user_id, doors=doors)
        try:
            note_event(ctx, EventKind.RECOVERY, note=note)
        finally:
            startup.close(ctx)


def require_own(ctx: AppContext, passphrase: str) -> None:
    """Whoever sits down at an unlocked desk cannot give themselves a way in. Raises AccessDenied."""
    keyfile.unlock(ctx.paths.keyfile, ctx.user.id, passphrase)


def _require_strong(passphrase: str, *known: str) -> None:
    weak = keyfile.passphrase_problem(passphrase, known)
    if weak is not None:
        raise Invalid([Problem("passphrase", weak)])
