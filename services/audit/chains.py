"""Is the history the one that was told before: links, numbers, heads that bundles reported, forks (handover.md E).

``services.safekeeping.checking`` looks at every row by itself; this looks at what the rows say about each other and at
what others were told. Changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from models.database import Database, DatabaseTrouble
from models.values import Role
from services.audit.told_heads import ToldHead, heads_of_bundles, heads_of_witnesses
from services.context import AppContext, storage_errors
from services.errors import StorageTrouble
from services.journal.fingerprint import projection_fingerprint
from services.journal.projection import rebuild
from services.journal.roster import load_roster
from services.progress import SILENT, Reporter

_TWICE = "SELECT stream FROM journal GROUP BY stream, n HAVING count(*) > 1"
_OTHER_PARENT = """
SELECT j.stream FROM journal j WHERE j.n > 1 AND json_valid(j.header)
    AND EXISTS (SELECT 1 FROM journal p WHERE p.stream = j.stream AND p.n = j.n - 1)
    AND NOT EXISTS (SELECT 1 FROM journal p WHERE p.stream = j.stream AND p.n = j.n - 1
        AND p.id = json_extract(j.header, '$.p'))
"""
"""Two changes of one number, or one that follows another change than the one held: both prove a second branch."""

_LINKS = "SELECT count(*) FROM journal j JOIN journal p ON p.stream = j.stream AND p.n = j.n - 1"
_NUMBERS = "SELECT stream, max(n) - count(DISTINCT n) FROM journal WHERE office LIKE ? GROUP BY stream"
_LOGS = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class ChainsChecked:
    """What the rows say about each other.

    ``links``: pairs of neighbours compared. ``missing``: numbers of our offices' streams that never came (harmless,
    bundles repeat). ``forked``: streams with a second branch. ``heads``: reports of earlier bundles compared.
    ``bundles``: sealed files opened for that; ``unreadable``: those this laptop has no key for. ``problems``: codes.
    """

    streams: int
    links: int
    missing: int
    forked: int
    heads: int
    bundles: int
    unreadable: int
    problems: tuple[str, ...]


def check_chains(ctx: AppContext, reporter: Reporter = SILENT, *, quick: bool = False) -> ChainsChecked:
    """Links, forks, heads told earlier; unless ``quick`` also every kept bundle and a rebuild from the journal alone.

    Raises StorageTrouble when there is no room for the rebuilt copy, Cancelled.
    """
    with ctx.read() as connection:
        streams = connection.exec_driver_sql("SELECT count(DISTINCT stream) FROM journal").scalar_one()
        links = connection.exec_driver_sql(_LINKS).scalar_one()
        forked = _forked(connection)
        missing = sum(gap for _, gap in connection.exec_driver_sql(_NUMBERS, (f"{ctx.office.code}%",)))
        told = list(heads_of_witnesses(connection))
    opened = unreadable = 0
    problems: list[str] = []
    if not quick:
        for found in heads_of_bundles(ctx, reporter):
            opened += found.readable
            unreadable += not found.readable
            problems += ["check.bundle_damaged"] if found.damaged else []
            told += found.heads
    with ctx.read() as connection:
        problems += _compare(connection, ctx, told)
        if _writing(connection) & forked:
            problems.append("check.forked_here")
    if not quick and not _rebuilds(ctx, reporter):
        problems.append("check.projection_differs")
    return ChainsChecked(
        streams=streams,
        links=links,
        missing=missing,
        forked=len(forked),
        heads=len(told),
        bundles=opened,
        unreadable=unreadable,
        problems=tuple(dict.fromkeys(problems)),
    )


def _forked(connection: Connection) -> set[str]:
    found = set(connection.exec_driver_sql(_TWICE).scalars())
    return found | set(connection.exec_driver_sql(_OTHER_PARENT).scalars())


def _writing(connection: Connection) -> set[str]:
    return set(connection.exec_driver_sql("SELECT id FROM stream WHERE writing").scalars())


def _compare(connection: Connection, ctx: AppContext, told: Iterable[ToldHead]) -> Iterator[str]:
    """A head that was told must be the change of that number; one of a stream we hold whole must be here at all."""
    ours = _held_whole(connection, ctx)
    by_place: dict[tuple[str, int], str] = {}
    for head in told:
        if by_place.setdefault((head.stream, head.n), head.id) != head.id:
            yield "check.two_heads"
        held = connection.exec_driver_sql("SELECT id FROM journal WHERE stream = ? AND n = ?", (head.stream, head.n))
        ids = set(held.scalars())
        if ids and head.id not in ids:
            yield "check.head_differs"
        elif not ids and head.stream in ours:
            yield "check.head_lost"


def _held_whole(connection: Connection, ctx: AppContext) -> set[str]:
    """Streams of which nothing may be lacking: those of this laptop; at the district all it takes in, too."""
    own = set(connection.exec_driver_sql("SELECT id FROM stream WHERE device = ?", (ctx.device_id,)).scalars())
    if ctx.office.role is not Role.DISTRICT:
        return own
    sql = (
        "SELECT DISTINCT j.stream FROM journal j JOIN device d ON d.id = j.device WHERE d.role = 'village' "
        "AND NOT d.revoked"
    )
    return own | set(connection.exec_driver_sql(sql).scalars())


def _rebuilds(ctx: AppContext, reporter: Reporter) -> bool:
    """Whether the journal alone gives what the screens show: tried on a copy, so nobody has to wait."""
    copy = ctx.paths.scratch / "periksa.db"
    reporter.step(0, 2, "check.projection")
    try:
        ctx.paths.scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
        _discard(copy)
        with storage_errors():
            ctx.database.copy_to(copy)
        reporter.step(1, 2, "check.projection")
        return _same_rebuilt(Database(copy, ctx.database.key))
    except OSError:
        raise StorageTrouble("scratch.not_writable") from None
    finally:
        _discard(copy)


def _same_rebuilt(database: Database) -> bool:
    try:
        with database.write() as connection:
            before = projection_fingerprint(connection)
            rebuild(connection, load_roster(connection))
            return projection_fingerprint(connection) == before
    except DatabaseTrouble:
        return False
    finally:
        database.close()


def _discard(path: Path) -> None:
    for ending in _LOGS:
        path.with_name(path.name + ending).unlink(missing_ok=True)
