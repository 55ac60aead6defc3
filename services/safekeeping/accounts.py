"""Who may open this office: passphrases changed, officers added and removed, a lost passphrase replaced.

The data key stays the same; each way in only wraps it anew (handover.md D2).
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import delete, insert

from models.office import Account
from models.values import Problem
from services import startup
from services.context import AppContext, Paths, User
from services.errors import Conflict, Invalid, NotAllowed, NotFound
from services.journal.change import clean
from services.safekeeping import keyfile
from services.safekeeping.keyfile import Unlocked

MAX_NAME = 120


def change_passphrase(ctx: AppContext, old: str, new: str, *, kdf: keyfile.KdfPolicy = keyfile.STANDARD) -> None:
    """Give the signed-in officer another passphrase. Raises AccessDenied("passphrase.wrong"), Invalid."""
    keyfile.unlock(ctx.paths.keyfile, ctx.user.id, old)
    _require_strong(new, ctx.office.name, ctx.user.name)
    keyfile.put_user(ctx.paths.keyfile, ctx.database.key, ctx.user.id, ctx.user.name, new, kdf=kdf)


def add_officer(ctx: AppContext, name: str, passphrase: str, *, kdf: keyfile.KdfPolicy = keyfile.STANDARD) -> User:
    """Let another person in, with a passphrase of their own.

    Raises Invalid ("officer.empty", passphrase problems), Conflict("officer.name_taken").
    """
    shown = clean(" ".join(name.split()))[:MAX_NAME]
    if not shown:
        raise Invalid([Problem("officer", "officer.empty")])
    if shown.casefold() in {each.casefold() for _, each in keyfile.users(ctx.paths.keyfile)}:
        raise Conflict("officer.name_taken")
    _require_strong(passphrase, ctx.office.name, shown)
    user = User(ctx.new_id(), shown)
    with ctx.write() as unit:
        unit.connection.execute(insert(Account).values(id=user.id, name=user.name))
        keyfile.put_user(ctx.paths.keyfile, ctx.database.key, user.id, user.name, passphrase, kdf=kdf)
    return user


def remove_officer(ctx: AppContext, user_id: str) -> None:
    """Take a person's way in away; what they did keeps their name. Nobody removes themselves.

    Somebody who copied the key file earlier may still open the data as it was then. Raises NotAllowed
    ("officer.self"), NotFound("account.unknown").
    """
    if user_id == ctx.user.id:
        raise NotAllowed("officer.self")
    with ctx.write() as unit:
        unit.connection.execute(delete(Account).where(Account.id == user_id))
        keyfile.remove_user(ctx.paths.keyfile, user_id)


def replace_with_recovery_code(
    data: Path, code: str, user_id: str, new: str, *, doors: startup.Doors = startup.REAL
) -> None:
    """A forgotten passphrase: the printed code lets its owner choose another one.

    ``code``: as on the sheet, spaces and small letters do not matter. Raises AccessDenied("recovery_code.wrong"),
    NotFound("account.unknown"), Invalid for a weak passphrase; nothing is changed then.
    """
    keys = Paths(data).keyfile
    _replace(keys, keyfile.unlock_with_recovery(keys, code), user_id, new, doors)


def replace_with_district_key(
    data: Path, identity: str, user_id: str, new: str, *, doors: startup.Doors = startup.REAL
) -> None:
    """As ``replace_with_recovery_code``, with the district's secret recovery identity, when the sheet is lost too.

    Raises AccessDenied("recovery_key.wrong").
    """
    keys = Paths(data).keyfile
    _replace(keys, keyfile.unlock_with_district(keys, identity.strip()), user_id, new, doors)


def _replace(keys: Path, unlocked: Unlocked, user_id: str, new: str, doors: startup.Doors) -> None:
    names = dict(keyfile.users(keys))
    if user_id not in names:
        raise NotFound("account.unknown")
    _require_strong(new, names[user_id])
    keyfile.put_user(keys, unlocked.database_key, user_id, names[user_id], new, random=doors.random, kdf=doors.kdf)


def _require_strong(passphrase: str, *known: str) -> None:
    weak = keyfile.passphrase_problem(passphrase, known)
    if weak is not None:
        raise Invalid([Problem("passphrase", weak)])
