"""One new file out of all that can still be read: damaged files, the newest backup, sealed bundles (handover.md D4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from models.database import Database, create_schema
from models.values import Role
from services import startup
from services.context import AppContext, Paths, User, storage_errors
from services.errors import AppError, BundleRejected, StorageTrouble
from services.handover.lines import OrderLine
from services.handover.obeying import learn_orders
from services.handover.office_facts import writing_stream
from services.journal.projection import rebuild
from services.journal.roster import load_roster
from services.progress import Reporter
from services.safekeeping import keyfile
from services.safekeeping.backups import SECOND_PLACE
from services.safekeeping.checking import check_office
from services.safekeeping.filling import Filling
from services.safekeeping.gathering import (
    Gathered,
    Source,
    complete_facts,
    gather_backup,
    gather_files,
    list_backups,
)
from services.safekeeping.kept_bundles import KeptBundle, kept_files, read_kept
from services.safekeeping.keyfile import Unlocked
from services.workers.photos import rest_photos

ASIDE = "rusak-"
_LOST = """
SELECT coalesce(sum(s.n - (SELECT count(DISTINCT j.n) FROM journal j WHERE j.stream = s.id)), 0)
FROM stream s WHERE s.device = ? AND s.n > 0
"""
_ALL_PEOPLE = "SELECT DISTINCT record FROM journal WHERE entity = 'worker'"


@dataclass(frozen=True, slots=True)
class Joined:
    """``changes``: in the new journal. ``missing``: people whom some source still showed and nothing tells any more.

    ``lost``: changes of this laptop that had a number and were found nowhere. ``strange``: sealed bundles that opened
    and stayed out, because nothing is left that knows the laptop that wrote them.
    """

    sources: tuple[Source, ...]
    changes: int
    missing: int
    lost: int
    new_keys: bool
    strange: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A sealed bundle and what it gave. ``strange``: some of it was of a laptop that nothing knows any more."""

    source: Source
    strange: bool


def join_sources(
    data: Path,
    work: Path,
    unlocked: Unlocked,
    passphrase: str,
    more: Sequence[Path],
    doors: startup.Doors,
    reporter: Reporter,
) -> Joined:
    """Build the new database in ``work``, where its key file already lies, and check it.

    Raises StorageTrouble("repair.nothing" | "repair.district_keys" | "repair.not_whole" | "database.…"), Cancelled.
    """
    key, gathered = unlocked.database_key, Gathered()
    database = Database(Paths(work).database, key)

    def keys_of(slots: Path) -> Iterator[bytes]:
        """The key of today, and the one that a backup of before a change of keys carries."""
        yield key
        with suppress(AppError):
            yield keyfile.unlock(slots, unlocked.user_id or None, passphrase).database_key

    try:
        with storage_errors(data), database.write() as connection:
            create_schema(connection)
            gather_files(connection, damaged_files(data), key, gathered, reporter)
            places = [data / "cadangan", *_second_place(connection), *more]
            mine = keyfile.read(Paths(work).keyfile).database
            gather_backup(connection, list_backups(places, mine), keys_of, work, gathered, reporter)
            complete_facts(connection, gathered, doors.random)
    finally:
        database.close()
    ctx = startup.open_unlocked(work, key, User(unlocked.user_id, unlocked.user_name), doors=doors)
    try:
        return _finish(ctx, data, more, gathered, reporter)
    finally:
        startup.close(ctx)


def damaged_files(data: Path) -> list[Path]:
    """The present file, and what earlier repairs put aside: one that was cut off may have left only that whole."""
    earlier = sorted(data.glob(f"{ASIDE}*/payung.db"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return [path for path in (Paths(data).database, *earlier) if path.is_file()]


def _second_place(connection: Connection) -> Iterable[Path]:
    text = connection.exec_driver_sql("SELECT value FROM preference WHERE key = ?", (SECOND_PLACE,)).scalar()
    with suppress(msgspec.MsgspecError):
        if text and (folder := msgspec.json.decode(text, type=str)):
            yield Path(folder)


def _finish(ctx: AppContext, data: Path, more: Sequence[Path], gathered: Gathered, reporter: Reporter) -> Joined:
    """Orders, bundles, rows of the screens, a new stream; then the check that nothing is said without it."""
    with ctx.write() as unit:
        connection = unit.connection
        _learn(ctx, connection, gathered.orders.values())
        taken: list[Taken] = []
        upto = _last(connection)
        read_kept(
            kept_files(data, more),
            gathered.identities,
            _scratch(ctx),
            lambda bundle: taken.append(_take(ctx, connection, bundle)),
            reporter,
        )
        if _last(connection) > upto:
            # A change that was numbered anew may have been in any of them: none counts as arrived before all has.
            connection.exec_driver_sql(
                "UPDATE bundle SET upto = (SELECT max(seq) FROM journal) WHERE written AND direction = 'up'"
            )
        lost = int(connection.exec_driver_sql(_LOST, (ctx.device_id,)).scalar_one())
        reporter.step(0, 1, "repair.rows")
        rebuild(connection, load_roster(connection))
        rest_photos(connection, Paths(data).photos)
        missing = len(gathered.people - set(connection.exec_driver_sql(_ALL_PEOPLE).scalars()))
        unit.open_stream()
        if ctx.office.role is Role.DISTRICT:
            connection.exec_driver_sql("UPDATE epoch SET dead = (id <> ?)", (writing_stream(connection),))
        changes = Filling(connection).count("journal")
    if not check_office(ctx, reporter).database:
        raise StorageTrouble("repair.not_whole")
    new = (each.source for each in taken if each.source.new)
    strange = sum(each.strange for each in taken)
    return Joined((*gathered.sources, *new), changes, missing, lost, gathered.new_keys, strange)


def _take(ctx: AppContext, connection: Connection, bundle: KeptBundle) -> Taken:
    _learn(ctx, connection, bundle.orders)
    filling = Filling(connection)
    source = Source("bundle", bundle.name, filling.changes(bundle.changes))
    return Taken(source, filling.refused > 0)


def _learn(ctx: AppContext, connection: Connection, orders: Iterable[OrderLine]) -> None:
    """One by one: an order that nobody can vouch for any more does not keep the others out; the district sends it
    again."""
    for order in orders:
        with suppress(BundleRejected), connection.begin_nested():
            learn_orders(ctx, connection, [order])


def _last(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT coalesce(max(seq), 0) FROM journal").scalar_one())


def _scratch(ctx: AppContext) -> Path:
    ctx.paths.scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    return ctx.paths.scratch
