"""Kits made at the district, and a kit taken in by a village (handover.md C6)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec import UNSET, UnsetType
from sqlalchemy import insert, select

from models.office import IssuedKit, ReferenceTable
from models.values import EventKind, Role
from services.context import AppContext
from services.errors import NotAllowed, NotFound
from services.handover.file_names import slug
from services.handover.finding import find_files
from services.handover.kit import SUFFIX, Replacement, kit_name, new_code, read_kit, write_kit
from services.handover.office_facts import (
    RosteredDevice,
    get_setting,
    put_device,
    put_secret,
    put_setting,
    signed_root,
)
from services.handover.root import SignedRoot, verify_root
from services.handover.rotating import keep_recovery_slot
from services.handover.stick import write_file
from services.handover.stick_places import Stick, find_sticks, place_of
from services.progress import SILENT, Held, Reporter
from services.reference import reference_content


@dataclass(frozen=True, slots=True)
class WrittenKit:
    """A kit file. The code inside works once; it is not shown."""

    office: str
    path: Path


def make_kits(ctx: AppContext, villages: list[str], folder: Path, reporter: Reporter = SILENT) -> list[WrittenKit]:
    """District: write a kit for each village into ``folder``, each with a fresh one-time code.

    The codes are kept before the first kit is written: a kit that lies on a stick always has a code that works, also
    when the stick was full halfway. Each is written as a bundle is (C3). Raises NotAllowed("district.only"),
    NotFound("village.unknown"), StorageTrouble("folder.not_writable" | "stick.…" of ``write_file``), Cancelled.
    """
    if ctx.office.role is not Role.DISTRICT:
        raise NotAllowed("district.only")
    ctx.require_writable()
    ctx.stay_inside(folder)
    unknown = [code for code in villages if code not in ctx.reference.villages]
    if unknown:
        raise NotFound("village.unknown")
    written: list[WrittenKit] = []
    made_at = ctx.now().isoformat(timespec="seconds")
    codes = {village: new_code() for village in villages}
    with ctx.write() as unit:
        rows = [{"code": code, "office": village, "made_at": made_at} for village, code in codes.items()]
        if rows:
            unit.connection.execute(insert(IssuedKit), rows)
            unit.note(EventKind.KIT_MADE, len(rows), villages[0] if len(villages) == 1 else "")
        root = signed_root(unit.connection)
    assert root is not None
    place = kit_place(ctx, folder)
    for number, (village, code) in enumerate(codes.items()):
        reporter.step(number, len(codes), "kits.writing")
        data = kit_bytes(ctx, root, village, code, made_at)
        name = kit_name(village, slug(ctx.reference.villages[village].name))
        held = Held(reporter, number, len(codes), "kits.writing")
        written.append(WrittenKit(village, write_at(place, name, data, held)))
    reporter.step(len(codes), len(codes), "kits.writing")
    return written


def kit_bytes(
    ctx: AppContext,
    root: SignedRoot,
    village: str,
    code: str,
    made_at: str,
    replacement: Replacement | UnsetType = UNSET,
) -> bytes:
    """One village's kit, signed by this district device."""
    return write_kit(
        root,
        ctx.sign,
        office=village,
        office_name=ctx.reference.villages[village].name,
        by=ctx.device_id,
        created=made_at,
        code=code,
        reference_version=ctx.reference.version,
        reference=reference_content(),
        replacement=replacement,
    )


@dataclass(frozen=True, slots=True)
class _Content:
    """The bytes of a file, as the stick's writer wants them."""

    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def size(self) -> int:
        return len(self.data)


Place = tuple[Stick, tuple[str, ...]]
"""A stick, or a folder that stands for one, and the way down from its root."""


def kit_place(ctx: AppContext, folder: Path) -> Place:
    """Where a kit for that folder goes; in practice no real stick is looked for. Raises as ``place_of``."""
    return place_of(folder, find_sticks() if ctx.practice is None else ())


def write_at(place: Place, name: str, data: bytes, reporter: Reporter = SILENT) -> Path:
    """One file at that place, read back past the cache as a bundle is (C3). Raises as ``write_file``."""
    stick, parts = place
    return write_file(stick, parts, name, _Content(data), reporter)


def kits_among(ctx: AppContext, paths: Sequence[Path]) -> list[Path]:
    """Kit files at these paths (files, folders, sticks) that this office would trust without having pinned a root key.

    Empty once it has: from then on a kit of another root key is refused, and nobody needs to compare words.
    """
    with ctx.read() as connection:
        if signed_root(connection) is not None:
            return []
    files, _ = find_files(ctx, list(paths))
    return [path for path in files if path.name.endswith(SUFFIX)]


@dataclass(frozen=True, slots=True)
class TakenKit:
    """A kit that was taken in; ``again`` when this very kit was already here."""

    office: str
    again: bool


def take_kit(ctx: AppContext, path: Path) -> TakenKit:
    """Village: learn the district's keys, the reference data and the one-time code from a kit.

    Raises BundleRejected for a damaged kit, another office's, or one that another root key signed.
    """
    with ctx.read() as connection:
        trusted = signed_root(connection)
    kit = read_kit(
        path,
        pinned_key_pem=trusted.root_key_pem if trusted else None,
        office=ctx.office.code,
        root_at_least=verify_root(trusted).version if trusted else 1,
    )
    with ctx.write() as unit:
        connection = unit.connection
        again = connection.execute(select(IssuedKit.code).where(IssuedKit.code == kit.body.code)).first() is not None
        if not again:
            connection.execute(
                insert(IssuedKit).values(code=kit.body.code, office=kit.office, made_at=kit.body.created)
            )
        if get_setting(connection, "enrolled") is None:
            put_secret(connection, "enrolment_code", kit.body.code)
        put_setting(connection, "root", msgspec.json.encode(kit.signed_root).decode())
        for key in kit.root.signing_keys:
            district = RosteredDevice(
                key.device, kit.root.district, Role.DISTRICT, key.public_key_pem, kit.root.recipients[0]
            )
            put_device(connection, district)
        content = msgspec.json.encode(kit.body.reference).decode()
        connection.execute(
            insert(ReferenceTable).prefix_with("OR IGNORE").values(version=kit.body.reference_version, content=content)
        )
        if not again:
            unit.note(EventKind.KIT_TAKEN, 1, "replacement" if kit.replacement else "")
        unit.touch("kit", kit.office)
    keep_recovery_slot(ctx)
    return TakenKit(kit.office, again)
