"""Taking in bundles and kits: each wholly or not at all, and a bad one never blocks the others (handover.md C4)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from msgspec import UNSET
from sqlalchemy import Connection

from models.values import EventKind, Role
from services.bulk import bulk_act
from services.changes import Changes
from services.context import AppContext
from services.erasing.files import clear_files
from services.errors import AppError, BundleRejected, StorageTrouble
from services.handover.arriving import Arrived, existing_ids, verify_changes
from services.handover.bundle import Me, OpenedBundle, open_sealed
from services.handover.door import Door, keep_waiting, let_in
from services.handover.due import forget_unlisted, learn_epochs, mark_known
from services.handover.enrolling import enrol
from services.handover.finding import find_files
from services.handover.introducing import introduce
from services.handover.kit import SUFFIX as KIT_SUFFIX
from services.handover.kits import take_kit
from services.handover.letting_go import let_go
from services.handover.lines import ReceiptLine
from services.handover.manifest import Direction, Manifest, SignedRoot
from services.handover.newest_reply import is_newest, keep_newest
from services.handover.obeying import heed_root, learn_orders, learn_root
from services.handover.office_facts import identities, writing_stream
from services.handover.regular_file import open_regular, sha256_hex
from services.handover.rotating import keep_recovery_slot
from services.handover.storing import Stored, log_bundle, store_changes
from services.handover.witnesses import hear_witness, keep_witness
from services.journal.forks import forked_streams
from services.journal.unit import WriteUnit
from services.progress import SILENT, Reporter
from services.replacing import write_whole
from services.safekeeping.waking import WENT_BACK

FORKED = "stream.forked"
ROOT_DIFFERS = "root.differs"
BUNDLES_PER_COMMIT = 20

_IGNORED = """
SELECT count(*) FROM device d JOIN journal j ON j.device = d.id AND j.bundle = ?2 AND j.entity != 'audit'
WHERE d.id = ?1 AND d.revoked AND j.id NOT IN (SELECT change FROM accepted WHERE device = d.id)
"""
_READ_OR_OURS = "SELECT 1 FROM bundle WHERE sha256 = ? AND (NOT written OR direction = 'up')"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A bundle that was taken in. ``changes``: all inside; ``new``: those that were not here before, without the
    events of the office; ``workers``, ``decisions``: what these touched; ``ignored``: those of the new ones that do not
    count, because their laptop was revoked; ``notice``: code of what it tells about our stream; ``root_differs``: the
    sender trusts another root document of the same version."""

    file: str
    office: str
    no: int = 0
    changes: int = 0
    new: int = 0
    workers: int = 0
    decisions: int = 0
    receipts: int = 0
    sha256: str = ""
    ignored: int = 0
    notice: str = ""
    root_differs: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken in, and why, as a code with data."""

    file: str
    code: str
    data: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asking:
    """A file of a laptop that proved the code of a kit and waits for a person to let it in; nothing was taken in."""

    file: str
    office: str
    device: str


@dataclass(frozen=True, slots=True)
class Received:
    """The outcome of reading a stick. ``notices``: codes of what was found about this office itself."""

    accepted: tuple[Accepted, ...] = ()
    known: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    changes: Changes = field(default_factory=Changes)
    asking: tuple[Asking, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Admission:
    """Which unknown laptops are let in on the proof of a kit's code alone: all of them, or those a person named."""

    everybody: bool = False
    devices: frozenset[str] = frozenset()

    def lets_in(self, device: str) -> bool:
        """Whether this one comes in."""
        return self.everybody or device in self.devices


def receive(
    ctx: AppContext,
    paths: Sequence[Path],
    reporter: Reporter = SILENT,
    *,
    admit_new: bool = False,
    admit_devices: Collection[str] = (),
) -> Received:
    """Read every bundle and kit found at these paths (files, folders or sticks).

    ``admit_new``: at the district, let every laptop in that proves the code of its kit; otherwise such a laptop waits
    until a person has admitted it (C6), and its file is kept. ``admit_devices``: those that a person admits now.

    A village reads the district's replies and what another of its own laptops wrote for it. A bundle of such a laptop
    that lies in a folder and was sealed before it knew this one is passed over; named as a file, it is refused.
    Each file goes in wholly or not at all (a savepoint each); several share one commit, because flushing the disk is
    what takes the time. Raises Cancelled between commits, keeping what was taken in; StorageTrouble when our own disk
    fails: reading the stick again then goes on where it stopped.
    """
    ctx.require_writable()
    for path in paths:
        ctx.stay_inside(path)
    files, optional = find_files(ctx, paths)
    outcome = _Outcome(optional)
    admission = Admission(admit_new, frozenset(admit_devices))
    if not files:
        outcome.refused += [Refused(path.name, "bundle.none_found") for path in paths]
    kits = [path for path in files if path.name.endswith(KIT_SUFFIX)]
    bundles = [path for path in files if not path.name.endswith(KIT_SUFFIX)]
    for path in kits:
        outcome.add(path, lambda path=path: _take_kit_file(ctx, path))  # type: ignore[misc]
    for start in range(0, len(bundles), BUNDLES_PER_COMMIT):
        reporter.step(start, len(bundles), "bundles.reading")
        _take_bundles(ctx, bundles[start : start + BUNDLES_PER_COMMIT], outcome, admission)
    reporter.step(len(bundles), len(bundles), "bundles.reading")
    with suppress(StorageTrouble, OSError):  # everything is in; what is tidied here is tried again after every stick
        clear_files(ctx)
        keep_recovery_slot(ctx)
    return outcome.frozen()


class _Outcome:
    """Collects what became of each file."""

    def __init__(self, optional: frozenset[Path]) -> None:
        self._optional = optional
        self.accepted: list[Accepted] = []
        self.known: list[str] = []
        self.refused: list[Refused] = []
        self.touched: dict[str, frozenset[str]] = {}
        self.asking: list[Asking] = []
        self.notices: dict[str, None] = {}

    def add(self, path: Path, take: Callable[[], Accepted | Asking | None]) -> bool:
        """Take one file and note the result; whether it was new and is to be kept."""
        try:
            taken = take()
        except AppError as error:
            if path in self._optional and error.code in ("bundle.not_for_us", "bundle.other_office"):
                return False
            self.refused.append(Refused(path.name, error.code, dict(error.data)))
            return False
        if taken is None:
            self.known.append(path.name)
            return False
        if isinstance(taken, Asking):
            self.asking.append(taken)
        else:
            self.accepted.append(taken)
        return True

    def frozen(self) -> Received:
        """For the caller."""
        return Received(
            tuple(self.accepted),
            tuple(self.known),
            tuple(self.refused),
            Changes("", dict(self.touched)),
            tuple(self.asking),
            tuple(self.notices),
        )


def _take_kit_file(ctx: AppContext, path: Path) -> Accepted | None:
    kit = take_kit(ctx, path)
    return None if kit.again else Accepted(path.name, kit.office)


def _take_bundles(ctx: AppContext, paths: Sequence[Path], outcome: _Outcome, admission: Admission) -> None:
    """One commit for a handful of bundles, a savepoint for each."""
    taken: list[Path] = []
    before = len(outcome.accepted)
    with bulk_act(), ctx.write() as unit:
        secrets = identities(unit.connection)
        for path in paths:
            if outcome.add(path, lambda path=path: _take_known(ctx, unit, path, secrets, admission)):  # type: ignore[misc]
                taken.append(path)
        for code in _look_after_stream(unit, (each.notice for each in outcome.accepted[before:])):
            outcome.notices[code] = None
        if any(each.root_differs for each in outcome.accepted[before:]):
            outcome.notices[ROOT_DIFFERS] = None
    for entity, ids in unit.changes.ids.items():
        outcome.touched[entity] = outcome.touched.get(entity, frozenset()) | ids
    for path in taken:
        _archive(ctx, path)


def _take_known(
    ctx: AppContext, unit: WriteUnit, path: Path, secrets: Sequence[str], admission: Admission
) -> Accepted | Asking | None:
    """As ``_take_bundle``; a laptop that only this computer forgot is known again by its order inside (B8)."""
    try:
        return _take_bundle(ctx, unit, path, secrets, admission)
    except BundleRejected as refused:
        stranger = refused.code == "bundle.unknown_sender" and ctx.office.role is Role.DISTRICT
        if not stranger or not introduce(ctx, unit.connection, path, secrets):
            raise
    return _take_bundle(ctx, unit, path, secrets, admission)


def _take_bundle(
    ctx: AppContext, unit: WriteUnit, path: Path, secrets: Sequence[str], admission: Admission
) -> Accepted | Asking | None:
    """Take one bundle in; None when it was here before. Raises BundleRejected, having changed nothing."""
    connection = unit.connection
    digest = _digest(path)
    if connection.exec_driver_sql(_READ_OR_OURS, (digest,)).first():
        return None
    door = Door(ctx, connection)
    me = Me(ctx.office.code, ctx.device_id, ctx.office.role)
    with (
        open_sealed(path, secrets, scratch_dir=ctx.paths.scratch, me=me, trust=door.trust) as opened,
        connection.begin_nested(),
    ):
        sender = opened.manifest.from_
        if door.code is not None and not admission.lets_in(sender.device):
            keep_waiting(ctx, connection, path.name, opened, door.code)
            unit.touch("waiting", sender.device)
            return Asking(path.name, sender.office, sender.device)
        if door.newer_root is not None:
            learn_root(connection, door.newer_root)
        root = opened.manifest.root
        differs = isinstance(root, SignedRoot) and heed_root(connection, root) and ctx.office.role is Role.DISTRICT
        stored, accepted = _apply(ctx, connection, path, opened, door.is_new)
        if door.is_new:
            unit.touch("waiting", *let_in(connection, sender.device))
    for entity, records in stored.records.items():
        unit.touch(entity, *records)
    unit.touch("bundle", opened.sha256)
    return replace(accepted, root_differs=differs)


def _digest(path: Path) -> str:
    """Hash of a plain file of a sensible size. Raises BundleRejected for anything else, StorageTrouble."""
    with open_regular(path) as stream:
        return sha256_hex(stream)


def _apply(
    ctx: AppContext, connection: Connection, path: Path, opened: OpenedBundle, enrolling: bool
) -> tuple[Stored, Accepted]:
    """Everything a bundle says, in one savepoint."""
    manifest = opened.manifest
    if enrolling:
        enrol(ctx, connection, manifest)
    learn_orders(ctx, connection, list(opened.orders()))
    arrived = verify_changes(connection, opened.changes())
    stored = store_changes(connection, arrived, opened.sha256)
    ids = [receipt.id for receipt in opened.receipts()]
    held = ids + [change.id for change in arrived.changes if change.payload is not None]
    notice = ""
    _learn_what_is_known(connection, manifest, held)
    if ctx.office.role is Role.VILLAGE:
        if manifest.direction is Direction.DOWN:
            let_go(ctx, connection, _people(arrived) - _newly_told(arrived))
        else:
            let_go(ctx, connection, _people(arrived), stored.content)
    if manifest.direction is Direction.DOWN:
        keep_witness(connection, opened)
        if ctx.office.role is Role.VILLAGE:
            keep_newest(connection, manifest, opened.sha256)
    older = ctx.office.role is Role.DISTRICT and hear_witness(ctx, connection, manifest)
    if older or _went_back(ctx, connection, opened.receipts(), arrived):
        notice = WENT_BACK
    elif manifest.forks is not UNSET and writing_stream(connection) in manifest.forks:
        notice = FORKED
    log_bundle(ctx, connection, opened, stored)
    accepted = Accepted(
        file=path.name,
        office=manifest.from_.office,
        no=manifest.no,
        changes=len(arrived.changes),
        new=stored.new,
        workers=stored.count("worker"),
        decisions=stored.count("decision"),
        receipts=len(ids),
        sha256=opened.sha256,
        ignored=int(connection.exec_driver_sql(_IGNORED, (manifest.from_.device, opened.sha256)).scalar_one()),
        notice=notice,
    )
    return stored, accepted


def _look_after_stream(unit: WriteUnit, told: Iterable[str]) -> list[str]:
    """Go on in a new stream when this one turned out to be written elsewhere too (handover.md B8, net 3).

    ``told``: what the bundles of this act said about it.
    """
    codes = set(told) - {""}
    if writing_stream(unit.connection) in forked_streams(unit.connection):
        codes.add(FORKED)
    if not codes:
        return []
    code = WENT_BACK if WENT_BACK in codes else FORKED
    unit.open_stream()
    unit.note(EventKind.FORKED if code == FORKED else EventKind.WENT_BACK)
    return [code]


def _learn_what_is_known(connection: Connection, manifest: Manifest, held: list[str]) -> None:
    """A reply is the receipt: what it lists or holds need not be sent to that district database again (B7).

    It lists everything, so the newest one takes back what an earlier one said, and a late one says nothing new: it may
    come from a state that was lost with the district's disk, and nothing on its computer may have told (decision 0027).
    """
    if manifest.epoch is not UNSET and manifest.epochs_dead is not UNSET:
        learn_epochs(connection, [manifest.epoch], manifest.epochs_dead)
        if is_newest(connection, manifest):
            forget_unlisted(connection, manifest.epoch, held)
            mark_known(connection, manifest.epoch, held)


def _people(arrived: Arrived) -> set[str]:
    """Workers of whom something arrived, if only a decision about them."""
    about = {change.head.about for change in arrived.changes if change.head.about}
    return about | arrived.records.get("worker", frozenset())


def _newly_told(arrived: Arrived) -> set[str]:
    """Workers of whom a reply brings content that was never here: whoever wrote it knew nothing of their being given
    away. Such a stick is late, and what it holds may be nowhere else (handover.md B8)."""
    fresh = (change for change in arrived.changes if change.id not in arrived.known)
    told = [change.head for change in fresh if change.payload is not None]
    return {head.record for head in told} | {head.about for head in told if head.about}


def _went_back(ctx: AppContext, connection: Connection, receipts: Iterable[ReceiptLine], arrived: Arrived) -> bool:
    """Whether others hold changes of the stream we write that were not here: this database is an older copy.

    Going on in that stream would give its numbers out twice (handover.md B8). What another laptop signed in the name of
    this stream proves nothing: anybody who once read a change of ours knows what it is called.
    """
    own = writing_stream(connection)
    new = {change.id for change in arrived.changes if change.id not in arrived.known}
    claimed = {receipt.id for receipt in receipts if receipt.stream == own}
    claimed |= {c.id for c in arrived.changes if c.head.stream == own and c.head.device == ctx.device_id}
    return bool(claimed & new) or bool(claimed - existing_ids(connection, claimed))


def _archive(ctx: AppContext, path: Path) -> None:
    """Keep the sealed file: from these a lost database can be made again. A full disk must not undo the receipt."""
    target = ctx.paths.archive / path.name
    with suppress(OSError):
        if not target.exists() or target.read_bytes() != path.read_bytes():  # ours may be the damaged one
            write_whole(target, path.read_bytes())
