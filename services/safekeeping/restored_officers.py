"""Who may sign in to a restored office: nobody whom the office let out after the backup was made.

A backup carries the key file of its day. Taken whole it would let in again, without a word, whoever was taken out since
(handover.md D2). So the key file that lies in the folder today has the last word on who comes in, as the orders that
lie there have it on who was erased (``services.safekeeping.restoring``).
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, delete

from models.office import Account
from services.context import AppContext, Paths, User
from services.errors import NotAllowed, StorageTrouble
from services.safekeeping import key_store
from services.safekeeping.key_store import KeyFile, salt_of


def require_listed(data: Path, user: User) -> None:
    """With an old passphrase nobody brings themselves back in; the printed code is the office's own word.

    Raises NotAllowed("restore.taken_out") for somebody whom the key file of today no longer lists.
    """
    now = _today(data)
    if now is not None and user.id not in _listed(now):
        raise NotAllowed("restore.taken_out")


def leave_out(data: Path, connection: Connection, restored: AppContext) -> tuple[User, ...]:
    """Take away every way into the restored state whose officer today's office does not list; gives who that was.

    Whoever restores stays: the passphrase or the printed code was proved. Without a readable key file in ``data``
    nobody is left out. Raises StorageTrouble("keyfile.not_written").
    """
    now = _today(data)
    if now is None:
        return ()
    keys = restored.paths.keyfile
    file = key_store.read(keys)
    stay = _listed(now) | {restored.user.id}
    gone = tuple(User(slot.id, slot.name) for slot in file.slots if slot.kind == "user" and slot.id not in stay)
    if gone:
        connection.execute(delete(Account).where(Account.id.in_([user.id for user in gone])))
        rest = [slot for slot in file.slots if slot.kind != "user" or slot.id in stay]
        key_store.write(keys, file.database, rest)
    return gone


def has_older_key(data: Path, restored: AppContext) -> bool:
    """Whether the office got a new key after the backup: then copies of the key that comes back may be anywhere.

    A new key changes the salt with which the file begins, and leaves no way in as it was.
    """
    now, salt = _today(data), salt_of(Paths(data).database)
    if now is None or not salt or salt == salt_of(restored.paths.database):
        return False
    return set(now.slots).isdisjoint(key_store.read(restored.paths.keyfile).slots)


def _listed(file: KeyFile) -> set[str]:
    return {slot.id for slot in file.slots if slot.kind == "user"}


def _today(data: Path) -> KeyFile | None:
    """The key file of the state that goes; one that no longer reads is what a restore is for."""
    with suppress(StorageTrouble):
        return key_store.read(Paths(data).keyfile)
    return None
