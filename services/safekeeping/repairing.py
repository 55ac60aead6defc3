"""The repair ladder of a damaged office (handover.md D4): rows made again, else everything that can still be read.

The first rung is for a file that is whole while its screens are not: the rows are made again from the journal. On the
second the journal is read out of the damaged file row by row and joined with the newest backup and the sealed bundles
that lie here, the district's last reply among them. Where nothing is left the third is a kit and the district's copy.
The damaged file is moved aside, never deleted, and what comes after is written in a new stream.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from models.values import EventKind
from services import startup
from services.context import AppContext, Paths
from services.errors import AppError, StorageTrouble
from services.journal.projection import rebuild
from services.journal.roster import load_roster
from services.progress import SILENT, Reporter
from services.safekeeping import keyfile
from services.safekeeping.backup_file import SUFFIX, read_keys
from services.safekeeping.gathering import Source
from services.safekeeping.joining import ASIDE, Joined, damaged_files, join_sources
from services.safekeeping.kept_bundles import kept_files
from services.safekeeping.key_store import copy_of, decode
from services.safekeeping.keyfile import Unlocked
from services.safekeeping.setting_aside import set_aside
from services.safekeeping.start_up_checks import is_whole
from services.safekeeping.swapping import finish, swap
from services.safekeeping.tries import counting

WORK = "perbaikan"


@dataclass(frozen=True, slots=True)
class Repaired:
    """The office, open, and what became of it.

    ``kind``: rebuilt where only the screens were wrong. ``workers`` of ``expected`` people are there; ``lost``: changes
    of this laptop that were numbered and found nowhere. ``aside``: folder with the damaged file. ``new_keys``: this
    laptop needs a new kit. ``strange``: sealed bundles that stayed out, because nobody knows their laptop any more.
    """

    context: AppContext
    kind: Literal["rebuilt", "salvaged"]
    workers: int
    expected: int
    drafts: int
    changes: int
    lost: int = 0
    sources: tuple[Source, ...] = ()
    aside: Path | None = None
    new_keys: bool = False
    strange: int = 0


@dataclass(frozen=True, slots=True)
class Remains:
    """What lies in a folder that could still give an office back. Counts; ``keys``: something unlocks it."""

    database: bool
    keys: bool
    backups: int
    bundles: int

    @property
    def anything(self) -> bool:
        """Whether there is something to repair from, and something to open it with."""
        return self.keys and bool(self.database or self.backups)


def look_around(data: Path, more: Sequence[Path] = ()) -> Remains:
    """What there is, without a passphrase."""
    backups = _all_backups(data, more)
    keys = any(file.exists() for file in _key_files(data)) or bool(backups)
    return Remains(bool(damaged_files(data)), keys, len(backups), len(kept_files(data, more)))


@counting
def repair_office(
    data: Path,
    passphrase: str,
    user: str | None = None,
    *,
    more: Sequence[Path] = (),
    doors: startup.Doors = startup.REAL,
    reporter: Reporter = SILENT,
) -> Repaired:
    """Repair what can be repaired and open it. Nobody may have the office open.

    ``more``: other places with backups and bundles: files, sticks, folders. Until the last step everything is as it
    was. Raises AccessDenied, NotFound("account.unknown"), StorageTrouble("repair.nothing" | "repair.district_keys" |
    "repair.no_room" | "keyfile.…"), Cancelled.
    """
    finish(data)
    work = data / WORK
    try:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True, mode=0o700)
        unlocked = _unlock(data, work, passphrase, user, more)
        reporter.step(0, 1, "repair.looking")
        if is_whole(Paths(data).database, unlocked.database_key):
            joined = aside = None
        else:
            joined = join_sources(data, work, unlocked, passphrase, more, doors, reporter)
            reporter.step(0, 1, "repair.keeping")
            aside = _put_in_place(data, work)
    except OSError:
        raise StorageTrouble("repair.no_room") from None
    finally:
        shutil.rmtree(work, ignore_errors=True)
    ctx = startup.sign_in(data, passphrase, user, doors=doors)
    try:
        return _make_rows_again(ctx, reporter) if joined is None else _told(ctx, joined, aside)
    except BaseException:
        startup.close(ctx)
        raise


def _unlock(data: Path, work: Path, passphrase: str, user: str | None, more: Sequence[Path]) -> Unlocked:
    """With the office's key file, or with the one that a backup carries; the one that opens ends up in ``work``."""
    target = Paths(work).keyfile
    try:
        unlocked = keyfile.unlock(Paths(data).keyfile, user, passphrase)
    except StorageTrouble as error:
        trouble: AppError = error
    else:
        target.write_bytes(next(text for file in _key_files(data) if (text := _whole_keys(file))))
        target.chmod(0o600)
        return unlocked
    for backup in _all_backups(data, more):
        try:
            target.write_bytes(read_keys(backup))
            return keyfile.unlock(target, user, passphrase)
        except AppError as error:
            trouble = error
    raise trouble


def _key_files(data: Path) -> list[Path]:
    return [Paths(data).keyfile, copy_of(Paths(data).keyfile)]


def _whole_keys(file: Path) -> bytes:
    """A key file that reads, or nothing."""
    try:
        text = file.read_bytes()
    except OSError:
        return b""
    return text if decode(text) is not None else b""


def _all_backups(data: Path, more: Sequence[Path]) -> list[Path]:
    """Every backup that lies here, whosever: for its key file, when the office has none any more."""
    found: list[Path] = []
    for place in (data / "cadangan", *more):
        with suppress(OSError):
            found += [place] if place.is_file() else place.rglob(f"*{SUFFIX}")
    return sorted((path for path in found if path.suffix == SUFFIX), key=lambda path: path.name, reverse=True)


def _put_in_place(data: Path, work: Path) -> Path | None:
    """The damaged state is copied aside first; then database and key file change in one step (``swapping``)."""
    aside = set_aside(data, ASIDE)
    present, new = Paths(data), Paths(work)
    for folder in (present.outgoing, present.archive, present.scratch):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.rmtree(new.scratch, ignore_errors=True)
    for file in work.iterdir():
        if file not in (new.database, new.keyfile):
            file.unlink()
    new.database.chmod(0o600)
    swap(data, work)
    return aside


def _make_rows_again(ctx: AppContext, reporter: Reporter) -> Repaired:
    """The file is whole: whatever is wrong on the screens follows from its journal."""
    reporter.step(0, 1, "repair.rows")
    before = _count(ctx, "worker")
    with ctx.write() as unit:
        rebuild(unit.connection, load_roster(unit.connection))
        unit.note(EventKind.REBUILD)
    workers = _count(ctx, "worker")
    return Repaired(ctx, "rebuilt", workers, max(before, workers), _count(ctx, "draft"), _count(ctx, "journal"))


def _told(ctx: AppContext, joined: Joined, aside: Path | None) -> Repaired:
    with ctx.write() as unit:
        unit.note(EventKind.REPAIR, joined.changes)
    workers = _count(ctx, "worker")
    return Repaired(
        context=ctx,
        kind="salvaged",
        workers=workers,
        expected=workers + joined.missing,
        drafts=_count(ctx, "draft"),
        changes=joined.changes,
        lost=joined.lost,
        sources=joined.sources,
        aside=aside,
        new_keys=joined.new_keys,
        strange=joined.strange,
    )


_COUNTS = {
    "worker": "SELECT count(*) FROM worker WHERE left_reason <> 'withdrawn'",
    "draft": "SELECT count(*) FROM draft",
    "journal": "SELECT count(*) FROM journal",
}


def _count(ctx: AppContext, what: str) -> int:
    with ctx.read() as connection:
        return int(connection.exec_driver_sql(_COUNTS[what]).scalar_one())
