"""Taking in bundles and kits: each wholly or not at all, and a bad one never blocks the others (handover.md C4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import UNSET
from sqlalchemy import Connection

from models.database import insert_rows
from models.journal import Bundle, JournalEntry
from models.values import Role
from services.bulk import bulk_act
from services.changes import Changes
from services.context import AppContext
from services.errors import AppError, BundleRejected
from services.handover.arriving import Arrived, existing_ids, verify_changes
from services.handover.bundle import Me, OpenedBundle, open_sealed
from services.handover.due import learn_epochs, mark_known
from services.handover.enrolling import enrol, learn_orders, matching_code
from services.handover.finding import find_files
from services.handover.kit import SUFFIX as KIT_SUFFIX
from services.handover.kits import take_kit
from services.handover.lines import ReceiptLine
from services.handover.manifest import Direction, Manifest, ManifestFrom
from services.handover.office_facts import identity, open_stream, trusted_device, writing_stream
from services.handover.regular_file import open_regular, sha256_hex
from services.handover.signing import public_key_from_pem
from services.journal.projection import project
from services.journal.records import Written
from services.journal.roster import load_roster
from services.journal.unit import JOURNAL_COLUMNS, WriteUnit, journal_row
from services.progress import SILENT, Reporter
from services.replacing import put_in_place

BUNDLES_PER_COMMIT = 20

_READ_OR_OURS = "SELECT 1 FROM bundle WHERE sha256 = ? AND (NOT written OR direction = 'up')"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A bundle that was taken in. ``workers``: people touched; ``new``: changes that were not here before."""

    file: str
    office: str
    no: int = 0
    changes: int = 0
    new: int = 0
    workers: int = 0
    decisions: int = 0
    receipts: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken in, and why, as a code with data."""

    file: str
    code: str
    data: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Received:
    """The outcome of reading a stick."""

    accepted: tuple[Accepted, ...] = ()
    known: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    changes: Changes = field(default_factory=Changes)


def receive(ctx: AppContext, paths: Sequence[Path], reporter: Reporter = SILENT) -> Received:
    """Read every bundle and kit found at these paths (files, folders or sticks).

    A village reads the district's replies and what another of its own laptops wrote for it. A bundle of such a laptop
    that lies in a folder and was sealed before it knew this one is passed over; named as a file, it is refused.
    Each file goes in wholly or not at all (a savepoint each); several share one commit, because flushing the disk is
    what takes the time. Raises Cancelled between commits, keeping what was taken in; StorageTrouble when our own disk
    fails: reading the stick again then goes on where it stopped.
    """
    for path in paths:
        ctx.stay_inside(path)
    files, optional = find_files(ctx, paths)
    outcome = _Outcome(optional)
    if not files:
        outcome.refused += [Refused(path.name, "bundle.none_found") for path in paths]
    kits = [path for path in files if path.name.endswith(KIT_SUFFIX)]
    bundles = [path for path in files if not path.name.endswith(KIT_SUFFIX)]
    for path in kits:
        outcome.add(path, lambda path=path: _take_kit_file(ctx, path))  # type: ignore[misc]
    for start in range(0, len(bundles), BUNDLES_PER_COMMIT):
        reporter.step(start, len(bundles), "bundles.reading")
        _take_bundles(ctx, bundles[start : start + BUNDLES_PER_COMMIT], outcome)
    reporter.step(len(bundles), len(bundles), "bundles.reading")
    return outcome.frozen()


class _Outcome:
    """Collects what became of each file."""

    def __init__(self, optional: frozenset[Path]) -> None:
        self._optional = optional
        self.accepted: list[Accepted] = []
        self.known: list[str] = []
        self.refused: list[Refused] = []
        self.touched: dict[str, frozenset[str]] = {}

    def add(self, path: Path, take: Callable[[], Accepted | None]) -> bool:
        """Take one file and note the result; whether it was new and good."""
        try:
            taken = take()
        except AppError as error:
            if path in self._optional and error.code == "bundle.not_for_us":
                return False
            self.refused.append(Refused(path.name, error.code, dict(error.data)))
            return False
        if taken is None:
            self.known.append(path.name)
            return False
        self.accepted.append(taken)
        return True

    def frozen(self) -> Received:
        """For the caller."""
        return Received(tuple(self.accepted), tuple(self.known), tuple(self.refused), Changes("", dict(self.touched)))


def _take_kit_file(ctx: AppContext, path: Path) -> Accepted | None:
    kit = take_kit(ctx, path)
    return None if kit.again else Accepted(path.name, kit.office)


def _take_bundles(ctx: AppContext, paths: Sequence[Path], outcome: _Outcome) -> None:
    """One commit for a handful of bundles, a savepoint for each."""
    taken: list[Path] = []
    with bulk_act(), ctx.write() as unit:
        secret = identity(unit.connection)
        for path in paths:
            if outcome.add(path, lambda path=path: _take_bundle(ctx, unit, path, secret)):  # type: ignore[misc]
                taken.append(path)
    for entity, ids in unit.changes.ids.items():
        outcome.touched[entity] = outcome.touched.get(entity, frozenset()) | ids
    for path in taken:
        _archive(ctx, path)


def _take_bundle(ctx: AppContext, unit: WriteUnit, path: Path, secret: str) -> Accepted | None:
    """Take one bundle in; None when it was here before. Raises BundleRejected, having changed nothing."""
    connection = unit.connection
    digest = _digest(path)
    if connection.exec_driver_sql(_READ_OR_OURS, (digest,)).first():
        return None
    enrolling = False

    def trust(sender: ManifestFrom, manifest: Manifest) -> Ed25519PublicKey | None:
        nonlocal enrolling
        known = trusted_device(connection, sender.device)
        if known is not None:
            return public_key_from_pem(known[1]) if known[0] == sender.office else None
        if ctx.office.role is Role.VILLAGE and sender.office == ctx.office.code:
            raise BundleRejected("bundle.unknown_laptop")
        enrolling = ctx.office.role is Role.DISTRICT and matching_code(connection, sender, manifest) is not None
        return public_key_from_pem(sender.public_key) if enrolling else None

    me = Me(ctx.office.code, ctx.device_id, ctx.office.role)
    with (
        open_sealed(path, [secret], scratch_dir=ctx.paths.scratch, me=me, trust=trust) as opened,
        connection.begin_nested(),
    ):
        arrived, accepted = _apply(ctx, connection, path, opened, enrolling)
    for entity, records in arrived.records.items():
        unit.touch(entity, *records)
    unit.touch("bundle", opened.sha256)
    return accepted


def _digest(path: Path) -> str:
    """Hash of a plain file of a sensible size. Raises BundleRejected for anything else, StorageTrouble."""
    with open_regular(path) as stream:
        return sha256_hex(stream)


def _apply(
    ctx: AppContext, connection: Connection, path: Path, opened: OpenedBundle, enrolling: bool
) -> tuple[Arrived, Accepted]:
    """Everything a bundle says, in one savepoint."""
    manifest = opened.manifest
    if enrolling:
        enrol(ctx, connection, manifest)
    learn_orders(ctx, connection, list(opened.orders()))
    arrived = verify_changes(connection, opened.changes())
    new = _store(connection, arrived, opened.sha256)
    ids = [receipt.id for receipt in opened.receipts()]
    held = ids + [change.id for change in arrived.changes]
    _learn_what_is_known(connection, manifest, held)
    if _went_back(connection, opened.receipts(), arrived):
        open_stream(ctx, connection)
    _log(ctx, connection, opened, arrived)
    accepted = Accepted(
        file=path.name,
        office=manifest.from_.office,
        no=manifest.no,
        changes=len(arrived.changes),
        new=new,
        workers=len(arrived.records.get("worker", ())),
        decisions=len(arrived.records.get("decision", ())),
        receipts=len(ids),
        sha256=opened.sha256,
    )
    return arrived, accepted


def _learn_what_is_known(connection: Connection, manifest: Manifest, held: list[str]) -> None:
    """A reply is the receipt: what it lists or holds need not be sent to that district database again (handover.md B7).

    A district hears of other district databases from its villages; which one is alive it knows better than they.
    """
    if manifest.direction is Direction.DOWN and manifest.epoch is not UNSET:
        learn_epochs(connection, [manifest.epoch], manifest.epochs_dead)
        mark_known(connection, manifest.epoch, held)
    elif manifest.epochs_seen is not UNSET:
        own = writing_stream(connection)
        learn_epochs(connection, manifest.epochs_seen, [epoch for epoch in manifest.epochs_dead if epoch != own])


def _went_back(connection: Connection, receipts: Iterable[ReceiptLine], arrived: Arrived) -> bool:
    """Whether others hold changes of the stream we write that were not here: this database is an older copy.

    Going on in that stream would give its numbers out twice (handover.md B8).
    """
    own = writing_stream(connection)
    new = {change.id for change in arrived.changes if change.id not in arrived.known}
    claimed = {receipt.id for receipt in receipts if receipt.stream == own}
    claimed |= {change.id for change in arrived.changes if change.head.stream == own}
    return bool(claimed & new) or bool(claimed - existing_ids(connection, claimed))


def _store(connection: Connection, arrived: Arrived, bundle: str) -> int:
    """Put new changes into the journal, fill payloads that were missing, fold what was touched."""
    fresh_ids = [change for change in arrived.changes if change.id not in arrived.known]
    insert_rows(
        connection,
        JournalEntry.__table__,  # type: ignore[arg-type]
        JOURNAL_COLUMNS,
        [journal_row(change, bundle) for change in fresh_ids],
        prefix="OR IGNORE",
    )
    filled = [(c.payload, c.id) for c in arrived.changes if c.id in arrived.known and c.payload is not None]
    if filled:
        connection.exec_driver_sql("UPDATE journal SET payload = ? WHERE id = ? AND payload IS NULL", filled)
    project(connection, arrived.records, load_roster(connection), _wholly_new(arrived))
    return len(fresh_ids)


def _wholly_new(arrived: Arrived) -> dict[str, list[Written]]:
    """Records of which nothing was here before: they can be folded without reading the journal back."""
    return {record: rows for record, rows in arrived.written.items() if record not in arrived.known_records}


def _log(ctx: AppContext, connection: Connection, opened: OpenedBundle, arrived: Arrived) -> None:
    manifest = opened.manifest
    columns: dict[str, Any] = {
        "sha256": opened.sha256,
        "direction": manifest.direction.value,
        "written": False,
        "from_office": manifest.from_.office,
        "from_device": manifest.from_.device,
        "to_office": ctx.office.code,
        "no": manifest.no,
        "at": ctx.now().isoformat(timespec="seconds"),
        "made_at": manifest.created,
        "size": opened.size,
        "changes": len(arrived.changes),
        "workers": len(arrived.records.get("worker", ())),
        "upto": 0,
    }
    insert_rows(
        connection,
        Bundle.__table__,  # type: ignore[arg-type]
        tuple(columns),
        [tuple(columns.values())],
        prefix="OR IGNORE",
    )


def _archive(ctx: AppContext, path: Path) -> None:
    """Keep the sealed file: from these a lost database can be made again. A full disk must not undo the receipt."""
    target = ctx.paths.archive / path.name
    part = target.with_name(f".{target.name}.tmp")
    try:
        if not target.exists():
            part.write_bytes(path.read_bytes())
            put_in_place(part, target)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
