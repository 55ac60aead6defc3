"""Heads that were told earlier: in replies whose signature was kept, and in the sealed bundles kept beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, select

from models.journal import Witness
from models.values import Role
from services.context import AppContext
from services.errors import BundleRejected
from services.handover.bundle import Me, open_sealed
from services.handover.file_names import parse_name
from services.handover.manifest import Direction, Manifest, ManifestFrom
from services.handover.office_facts import identity, trusted_device
from services.handover.signing import public_key_from_pem
from services.progress import Reporter

_DISTRICT = 5
"""Length of a district's code: 33.16."""

_NO_KEY = frozenset({"bundle.not_for_us", "bundle.unknown_sender", "bundle.other_office", "bundle.wrong_direction"})
"""Sealed for somebody else, or by a laptop that was not let in: no damage, only not ours to read."""


@dataclass(frozen=True, slots=True)
class ToldHead:
    """«My stream stands at number ``n`` with change ``id``», as ``device`` signed it."""

    device: str
    stream: str
    n: int
    id: str


@dataclass(frozen=True, slots=True)
class BundleHeads:
    """What one kept bundle reported. ``damaged``: it is ours to read and not whole."""

    heads: tuple[ToldHead, ...]
    readable: bool
    damaged: bool = False


def heads_of_witnesses(connection: Connection) -> Iterator[ToldHead]:
    """The district's heads that this office kept."""
    for row in connection.execute(select(Witness.district_device, Witness.stream, Witness.n, Witness.head)):
        yield ToldHead(row.district_device, row.stream, row.n, row.head)


def heads_of_bundles(ctx: AppContext, reporter: Reporter) -> Iterator[BundleHeads]:
    """Open every sealed bundle kept in the office's own folders, one after the other. Raises Cancelled."""
    paths = [path for folder in (ctx.paths.archive, ctx.paths.outgoing) for path in _bundles(folder)]
    for number, path in enumerate(paths):
        reporter.step(number, len(paths), "check.bundles")
        yield _heads_of(ctx, path)
    reporter.step(len(paths), len(paths), "check.bundles")


def _bundles(folder: Path) -> list[Path]:
    found = []
    for path in sorted(folder.glob("*.payung")):
        try:
            parse_name(path.name)
        except BundleRejected:
            continue
        found.append(path)
    return found


def _heads_of(ctx: AppContext, path: Path) -> BundleHeads:
    with ctx.read() as connection:
        secret = identity(connection)

        def trust(sender: ManifestFrom, _: Manifest) -> Ed25519PublicKey | None:
            known = trusted_device(connection, sender.device)
            return public_key_from_pem(known[1]) if known is not None and known[0] == sender.office else None

        try:
            addressee = _addressee(path.name)
            with open_sealed(path, [secret], scratch_dir=ctx.paths.scratch, me=addressee, trust=trust) as opened:
                return BundleHeads(_told(opened.manifest), True)
        except BundleRejected as refusal:
            return BundleHeads((), False, refusal.code not in _NO_KEY)
        except msgspec.MsgspecError:
            return BundleHeads((), False, True)


def _addressee(name: str) -> Me:
    """Whom a kept bundle is for: us, or the office we wrote it to."""
    parsed = parse_name(name)
    up = parsed.direction is Direction.UP
    return Me(parsed.office[:_DISTRICT] if up else parsed.office, "", Role.DISTRICT if up else Role.VILLAGE)


def _told(manifest: Manifest) -> tuple[ToldHead, ...]:
    device = manifest.from_.device
    return tuple(ToldHead(device, stream, n, head) for stream, (n, head) in manifest.heads.items())
