"""Putting an office back from a backup: on a copy, checked, and never over the only other copy (handover.md B8, D4).

Whatever lay in the folder stays beside it as a safety copy. Before anything else the copy obeys the orders that the
present state knows: who was erased stays erased, who was let in or shut out stays so. The restored office writes in a
new stream, so that numbers which were used after the backup are never used again. Then it takes in again what lies
sealed in its own folders; the rest comes back from the district with its next full reply.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from models.tables import Base
from models.values import EventKind, Problem
from services import startup
from services.context import AppContext, Paths, User
from services.errors import AppError, BundleRejected, Invalid, NotAllowed, NotFound, StorageTrouble
from services.handover.incoming import receive
from services.handover.lines import OrderLine
from services.handover.obeying import learn_orders, learn_root
from services.handover.office_facts import identity, open_stream
from services.handover.root import SignedRoot
from services.journal.projection import rebuild
from services.journal.roster import load_roster
from services.progress import SILENT, Reporter
from services.safekeeping import keyfile
from services.safekeeping.backup_file import BackupFacts, read_facts, read_keys, unpack
from services.safekeeping.checking import check_office
from services.safekeeping.damaged_pages import DamagedFile
from services.safekeeping.filling import Filling
from services.safekeeping.kept_bundles import KeptBundle, kept_files, read_kept
from services.safekeeping.restored_officers import has_older_key, leave_out, require_listed
from services.safekeeping.salvage import Salvage
from services.safekeeping.setting_aside import set_aside
from services.safekeeping.swapping import finish, swap
from services.safekeeping.tries import counting
from services.safekeeping.waking import sentence_code
from services.workers.photos import rest_photos

Told = tuple[str, Mapping[str, str | int]]
"""Code and data of a sentence."""

ASIDE = "sebelum-pulih-"
_WORK = "pulih"


@dataclass(frozen=True, slots=True)
class Restored:
    """The office, open. ``safety_copy``: where the state before the restore lies, None in an empty folder.

    ``replayed``: sealed bundles of this office that were read again. ``lacking``: people of the safety copy that are
    not here, as far as that copy can be read. ``left_out``: officers of the backup whom the office let out since.
    ``older_key``: the office got a new key after the backup, so copies of the key that is back may be anywhere.
    """

    context: AppContext
    workers: int
    changes: int
    safety_copy: Path | None
    replayed: int = 0
    lacking: int = 0
    left_out: tuple[User, ...] = ()
    older_key: bool = False

    def told(self) -> tuple[Told, ...]:
        """Codes and data of what a person has to know: what came, what lies where, what to do next (B8)."""
        lines: list[Told] = [("restore.done", {"workers": self.workers})]
        if self.safety_copy is not None:
            lines.append(("restore.aside", {"folder": str(self.safety_copy)}))
        if self.lacking:
            lines.append(("restore.lacking", {"count": self.lacking}))
        if self.replayed:
            lines.append(("restore.replayed", {"count": self.replayed}))
        if self.left_out:
            lines.append(("restore.left_out", {"officers": ", ".join(user.name for user in self.left_out)}))
        if self.older_key:
            lines.append(("restore.older_key", {}))
        return (*lines, (sentence_code("restore.next", self.context.office.role), {}))


@dataclass(frozen=True, slots=True)
class _Present:
    """What the state that goes knows and the one that comes must obey."""

    orders: tuple[OrderLine, ...] = ()
    root: str = ""
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What stands ready. ``changes``: how many it holds. ``people``: ids of the people in the state that goes."""

    changes: int
    people: frozenset[str]
    left_out: tuple[User, ...]
    older_key: bool


def look_at(data: Path, backup: Path) -> BackupFacts:
    """What a restore would bring back, before anything happens.

    Raises StorageTrouble("backup.unreadable"), NotAllowed("backup.other_office") when the folder holds another office.
    """
    facts = read_facts(backup)
    _require_same_office(data, facts)
    return facts


def officers_of(scratch: Path, backup: Path) -> tuple[tuple[str, str], ...]:
    """Id and name of everyone who could sign in when the backup was made. Raises StorageTrouble."""
    keys = scratch / "coba-kunci.json"
    try:
        scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
        keys.write_bytes(read_keys(backup))
        return keyfile.users(keys)
    except OSError:
        raise StorageTrouble("backup.no_room") from None
    finally:
        keys.unlink(missing_ok=True)


def require_passphrase(
    scratch: Path, backup: Path, passphrase: str, user: str | None = None, *, recovery_code: str = ""
) -> None:
    """Whether a passphrase, or the printed code, opens a backup, before anything is closed for it.

    ``scratch``: a private folder for the moment. Raises AccessDenied, NotFound("account.unknown"), StorageTrouble.
    """
    keys = scratch / "coba-kunci.json"
    try:
        scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
        keys.write_bytes(read_keys(backup))
        if recovery_code:
            keyfile.unlock_with_recovery(keys, recovery_code)
        else:
            keyfile.unlock(keys, user, passphrase)
    except OSError:
        raise StorageTrouble("backup.no_room") from None
    finally:
        keys.unlink(missing_ok=True)


@counting
def restore_backup(
    data: Path,
    backup: Path,
    passphrase: str,
    user: str | None = None,
    *,
    recovery_code: str = "",
    doors: startup.Doors = startup.REAL,
    reporter: Reporter = SILENT,
) -> Restored:
    """Restore a backup into a data folder that holds the same office, or none. Nobody may have the office open.

    ``passphrase``: the one of the day of the backup; with the printed ``recovery_code`` the new one of ``user``.
    Officers whom the office let out after the backup stay out (``restored_officers``).
    Raises AccessDenied, NotAllowed("backup.other_office" | "restore.taken_out"), Invalid for a weak new passphrase,
    StorageTrouble("backup.unreadable", "backup.not_whole", "backup.no_room"); until the last step everything in the
    folder is as it was, after it the safety copy is complete.
    """
    finish(data)
    facts = look_at(data, backup)
    work = data / _WORK
    try:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True, mode=0o700)
        reporter.step(0, 5, "restore.unpacking")
        unpack(backup, Paths(work).database, Paths(work).keyfile)
        if recovery_code:
            _replace_passphrase(work, recovery_code, user, passphrase, doors)
        reporter.step(1, 5, "restore.checking")
        ready = _prepare(data, work, passphrase, user, doors, by_code=bool(recovery_code))
        reporter.step(2, 5, "restore.keeping")
        aside = _put_in_place(data, work)
        reporter.step(3, 5, "restore.opening")
    except OSError:
        raise StorageTrouble("backup.no_room") from None
    finally:
        shutil.rmtree(work, ignore_errors=True)
    ctx = startup.sign_in(data, passphrase, user, doors=doors)
    try:
        with ctx.write() as unit:
            unit.note(EventKind.RESTORE, ready.changes, str(facts.sequence))
            if recovery_code:
                unit.note(EventKind.RECOVERY)
        reporter.step(4, 5, "restore.replaying")
        replayed = replay(ctx)
        with ctx.read() as connection:
            here = frozenset(connection.exec_driver_sql(_PEOPLE).scalars())
    except BaseException:
        startup.close(ctx)
        raise
    reporter.step(5, 5, "restore.opening")
    lacking = len(ready.people - here)
    return Restored(ctx, len(here), ready.changes, aside, replayed, lacking, ready.left_out, ready.older_key)


_PEOPLE = "SELECT id FROM worker WHERE left_reason <> 'withdrawn'"


def replay(ctx: AppContext, reporter: Reporter = SILENT) -> int:
    """Take in again what lies sealed in the office's own folders; how many bundles gave something new.

    First what it was sent, as if it came today; then what it wrote itself. A file that does not fit is passed over:
    whatever happens here, the restore has succeeded. Raises Cancelled.
    """
    found = 0
    with suppress(StorageTrouble, BundleRejected, NotAllowed):
        if any(ctx.paths.archive.iterdir() if ctx.paths.archive.is_dir() else ()):
            found = sum(accepted.new > 0 for accepted in receive(ctx, [ctx.paths.archive], reporter).accepted)
    with ctx.read() as connection:
        secret = identity(connection)
    own = [path for path in kept_files(ctx.paths.data) if path.parent == ctx.paths.outgoing]
    taken: list[int] = []
    if own:
        with ctx.write() as unit:
            connection = unit.connection

            def take(bundle: KeptBundle) -> None:
                taken.append(Filling(connection).changes(bundle.changes))

            read_kept(own, [secret], ctx.paths.scratch, take, reporter)
            if any(taken):
                rebuild(connection, load_roster(connection))
    return found + sum(new > 0 for new in taken)


def _require_same_office(data: Path, facts: BackupFacts) -> None:
    keys = Paths(data).keyfile
    if not keys.exists():
        return
    try:
        present = keyfile.read(keys).database
    except AppError:
        return  # a key file that no longer reads is what a restore is for
    if present != facts.database:
        raise NotAllowed("backup.other_office")


def _replace_passphrase(work: Path, code: str, user: str | None, new: str, doors: startup.Doors) -> None:
    """The copy gets a passphrase that its officer knows; the backup itself stays as it is."""
    keys = Paths(work).keyfile
    unlocked = keyfile.unlock_with_recovery(keys, code)
    wanted = (user or "").strip().casefold()
    officers = keyfile.users(keys)
    found = [each for each in officers if user is None or wanted in (each[0].casefold(), each[1].casefold())]
    if not found:
        raise NotFound("account.unknown")
    officer, name = found[0]
    if (weak := keyfile.passphrase_problem(new, [name])) is not None:
        raise Invalid([Problem("passphrase", weak)])
    keyfile.put_user(keys, unlocked.database_key, officer, name, new, random=doors.random, kdf=doors.kdf)


def _prepare(
    data: Path, work: Path, passphrase: str, user: str | None, doors: startup.Doors, *, by_code: bool
) -> _Prepared:
    """Open the copy as the office it is, check all of it, let it obey, make its rows anew, begin a new stream."""
    ctx = startup.open_office(work, passphrase, user, doors=doors)
    try:
        if not by_code:
            require_listed(data, ctx.user)
        checked = check_office(ctx)
        if not (checked.database and checked.journal):
            raise StorageTrouble("backup.not_whole")
        present = _present(data, ctx.database.key, passphrase, user)
        with ctx.write() as unit:
            connection = unit.connection
            open_stream(ctx, connection)
            if present.root:
                with suppress(BundleRejected, NotAllowed, msgspec.MsgspecError):
                    learn_root(connection, msgspec.json.decode(present.root, type=SignedRoot))
            for order in present.orders:
                with suppress(BundleRejected), connection.begin_nested():
                    learn_orders(ctx, connection, [order])
            rebuild(connection, load_roster(connection))
            rest_photos(connection, Paths(data).photos)
            older_key = has_older_key(data, ctx)
            left_out = leave_out(data, connection, ctx)
        return _Prepared(checked.changes, present.people, left_out, older_key)
    finally:
        startup.close(ctx)


def _present(data: Path, key: bytes, passphrase: str, user: str | None) -> _Present:
    """Orders and root of the state that goes, as far as it can be read at all."""
    path = Paths(data).database
    if not path.exists():
        return _Present()
    keys = [key]
    with suppress(AppError):  # its key was changed after the backup
        keys.append(keyfile.unlock(Paths(data).keyfile, user, passphrase).database_key)
    for each in keys:
        found = _read_present(path, each)
        if found != _Present():
            return found
    return _Present()


def _read_present(path: Path, key: bytes) -> _Present:
    """Page by page, so that a damaged file tells too what it can."""
    with DamagedFile(path, key) as file:
        salvage = Salvage(file)
        orders = salvage.rows(Base.metadata.tables["orders"])
        lines = tuple(OrderLine(str(row["text"]), str(row["signature"])) for row in orders)
        settings = salvage.rows(Base.metadata.tables["setting"])
        root = next((str(row["value"]) for row in settings if row["key"] == "root"), "")
        return _Present(lines, root, frozenset(salvage.people()))


def _put_in_place(data: Path, work: Path) -> Path | None:
    """The present state is copied aside first, then replaced; both copies are whole at every moment."""
    present = Paths(data)
    aside = set_aside(data, ASIDE) if present.database.exists() else None
    for folder in (present.data, present.outgoing, present.archive, present.scratch):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    swap(data, work)
    return aside
