"""A lost passphrase replaced, by the printed code or the district's recovery key.

The data key stays the same; each way in only wraps it anew (handover.md D2).
"""

from __future__ import annotations

from pathlib import Path

from models.values import Problem
from services import startup
from services.context import Paths
from services.errors import Invalid, NotFound
from services.safekeeping import keyfile
from services.safekeeping.keyfile import Unlocked


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
