"""The act of handing over: build, check, write to the stick, read back, and only then note it (handover.md C3)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from models.database import insert_rows
from models.journal import Bundle
from models.values import Role
from services.context import AppContext
from services.errors import StorageTrouble
from services.handover.bundle import verify_sealed
from services.handover.due import ARRIVED, villages_due
from services.handover.manifest import Direction
from services.handover.office_facts import identity
from services.handover.outgoing import Built, build_down, build_up
from services.handover.serials import volume_of
from services.handover.stick import KEEP_NEWEST, write_to_stick
from services.handover.stick_places import UP_FOLDER, Stick, down_folder
from services.progress import SILENT, Reporter
from services.replacing import write_whole
from services.rules.check_words import check_words

_UNSURE = "database.io"
"""The disk did not answer while the note was kept: it may be there. A bundle too many is harmless, one too few not."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A bundle that lies on the stick and was read back. ``words``: four check words to read aloud."""

    path: Path
    to_office: str
    no: int
    sha256: str
    size: int
    changes: int
    workers: int
    decisions: int
    words: tuple[str, ...]
    at: str


def hand_over(
    ctx: AppContext,
    place: Path | Stick,
    reporter: Reporter = SILENT,
    villages: Sequence[str] | None = None,
    *,
    everything: bool = False,
) -> list[HandedOver]:
    """Write what is due: the village's bundle up, or the district's replies down (all of them, or ``villages``).

    ``place``: a stick as it was chosen, which is then the only volume written to; or any folder.
    ``everything``: a village's whole journal, also what the district is known to hold («Kirim lengkap»).
    Nothing counts as delivered: only a receipt from the district ends the resending.
    Raises NotAllowed("handover.no_kit"), StorageTrouble for a stick that is full, gone or read-only.
    """
    stick = place if isinstance(place, Stick) else Stick.for_folder(place)
    ctx.require_writable()
    ctx.stay_inside(stick.path)
    if ctx.office.role is Role.VILLAGE:
        return [_write(ctx, stick, build_up(ctx, everything=everything), ctx.office.name, UP_FOLDER, reporter)]
    due = list(villages) if villages is not None else villages_due(ctx)
    done = []
    for number, village in enumerate(due):
        reporter.step(number, len(due), "replies.writing")
        built = build_down(ctx, village)
        done.append(_write(ctx, stick, built, ctx.reference.villages[village].name, down_folder(village), SILENT))
    reporter.step(len(due), len(due), "replies.writing")
    return done


def _write(
    ctx: AppContext, stick: Stick, built: Built, office_name: str, folders: tuple[str, ...], reporter: Reporter
) -> HandedOver:
    with ctx.read() as connection:
        secret = identity(connection)
        earlier = _written_before(connection, built.to_office)

    def verify_local() -> None:
        verify_sealed(built.sealed, [secret], scratch_dir=ctx.paths.scratch)

    name = built.sealed.file_name(office_name)
    if ctx.office.role is Role.DISTRICT:
        # Before it can be read by anybody: a village brings back what it read, and what nobody here knows to have
        # written means that this database is an older copy (witnesses.py).
        _keep(ctx, name, built.sealed.data)
    volume = volume_of(stick)
    written = write_to_stick(stick, folders, name, built.sealed, verify_local, reporter, own_sha256=earlier)
    at = ctx.now().isoformat(timespec="seconds")
    try:
        _log(ctx, built, at, volume)
    except StorageTrouble as trouble:
        if trouble.code != _UNSURE:  # what is told to have failed does not lie there as if it were delivered
            with suppress(OSError):
                written.path.unlink()
        raise
    if ctx.office.role is Role.VILLAGE:
        _keep(ctx, name, built.sealed.data)
    return HandedOver(
        path=written.path,
        to_office=built.to_office,
        no=built.sealed.no,
        sha256=built.sealed.sha256,
        size=built.sealed.size,
        changes=built.changes,
        workers=built.workers,
        decisions=built.decisions,
        words=tuple(check_words(bytes.fromhex(built.sealed.sha256))),
        at=at,
    )


def _written_before(connection: Connection, to_office: str) -> list[str]:
    """Hashes of our earlier bundles to that office: of these the stick keeps the newest three."""
    query = select(Bundle.sha256).where(Bundle.written, Bundle.to_office == to_office)
    return list(connection.execute(query).scalars())


def _log(ctx: AppContext, built: Built, at: str, volume: str) -> None:
    up = ctx.office.role is Role.VILLAGE
    columns = {
        "sha256": built.sealed.sha256,
        "direction": (Direction.UP if up else Direction.DOWN).value,
        "written": True,
        "from_office": ctx.office.code,
        "from_device": ctx.device_id,
        "to_office": built.to_office,
        "no": built.sealed.no,
        "at": at,
        "made_at": built.sealed.manifest.created,
        "size": built.sealed.size,
        "changes": built.changes,
        "workers": built.workers,
        "upto": built.upto,
        "volume": volume,
        "user": ctx.user.mark,
    }
    with ctx.write() as unit:
        table = Bundle.__table__
        insert_rows(unit.connection, table, tuple(columns), [tuple(columns.values())], prefix="OR IGNORE")  # type: ignore[arg-type]
        unit.touch("bundle", built.sealed.sha256)


def _keep(ctx: AppContext, name: str, data: bytes) -> None:
    """Copies beside the database, the newest of each office: with the archive they can rebuild it. Best effort."""
    with suppress(OSError):
        write_whole(ctx.paths.outgoing / name, data)
        village = name.partition("__")[0]
        kept = sorted(ctx.paths.outgoing.glob(f"{village}__*.payung"), key=lambda path: path.stat().st_mtime_ns)
        for old in kept[:-KEEP_NEWEST]:
            old.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class PastHandover:
    """One line of the handover history. ``arrived``: the district is known to hold all that was in it.

    ``volume``: name and serial of the stick it was written to; ``officer``: display name of who wrote or read it. Both
    empty where a program before this record did.
    """

    no: int
    at: str
    written: bool
    from_office: str
    to_office: str
    size: int
    changes: int
    workers: int
    words: tuple[str, ...]
    sha256: str = ""
    arrived: bool = False
    volume: str = ""
    officer: str = ""


def history(ctx: AppContext, limit: int = 50) -> list[PastHandover]:
    """Bundles written and read here, newest first."""
    with ctx.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT no, at, written, from_office, to_office, size, changes, workers, sha256, "
            f"volume, user, written AND direction = 'up' AND {ARRIVED} AS arrived FROM bundle b "
            "ORDER BY at DESC, no DESC LIMIT ?",
            (limit,),
        ).all()
    return [
        PastHandover(
            row.no,
            row.at,
            bool(row.written),
            row.from_office,
            row.to_office,
            row.size,
            row.changes,
            row.workers,
            tuple(check_words(bytes.fromhex(row.sha256))),
            row.sha256,
            bool(row.arrived),
            row.volume,
            row.user.partition(" ")[2],
        )
        for row in rows
    ]
