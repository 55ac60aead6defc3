"""Witness files: what a village was told of the district's history, and what the district says it is (handover.md E).

Every reply carries the signed head of the district's stream; the villages keep each one. A witness file holds those
manifests with their signatures, or at the district the ids of its own streams. It names offices, laptops and numbers,
and no person: it may go to an inspectorate, which compares the files of several offices without any database.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Meta, Struct
from sqlalchemy import Connection, select

from models.journal import JournalEntry, Witness
from models.office import Device
from models.values import EventKind, Role
from services.audit.events import note_event
from services.context import AppContext
from services.errors import AppError, NotAllowed, StorageTrouble
from services.handover.manifest import Count, Id, Instant, OfficeCode
from services.handover.office_facts import signed_root
from services.handover.root import Pem, SignedRoot
from services.handover.signing import is_signed_by, public_key_from_pem, signature_from_text, signature_to_text
from services.handover.strict_json import strict_loads
from services.replacing import put_in_place

FORMAT = "payung-witness-v1"
SUFFIX = ".payung-saksi"
MAX_BYTES = 256 * 1024 * 1024
_DOMAIN = b"payung-witness-v1\0"

SignatureText = Annotated[str, Meta(pattern=r"\A[0-9A-Za-z_-]{86}\Z")]


class WitnessRefused(AppError):
    """A witness file that proves nothing: unreadable, altered, or without signatures."""


class KeptHead(Struct, frozen=True, kw_only=True):
    """The exact text of a manifest of the district and the signature over it."""

    manifest: Annotated[str, Meta(max_length=1024 * 1024)]
    signature: SignatureText


class OwnStream(Struct, frozen=True, kw_only=True):
    """A chain that the district wrote: number and id of every change of it that it holds."""

    stream: Id
    changes: tuple[tuple[Count, Id], ...]


class WitnessBody(Struct, frozen=True, kw_only=True):
    """What an office swears to. ``heads``: kept from replies; ``streams``: at the district, its own chains."""

    format: str
    office: OfficeCode
    role: Role
    device: Id
    made_at: Instant
    root: SignedRoot
    heads: tuple[KeptHead, ...]
    streams: tuple[OwnStream, ...]


class WitnessFile(Struct, frozen=True, kw_only=True):
    """``text``: the body's exact JSON; ``signature``: over it, by the laptop whose key stands beside it."""

    text: str
    public_key: Pem
    signature: SignatureText


def make_witness(ctx: AppContext) -> WitnessFile:
    """What this office can swear to. Raises NotAllowed("handover.no_kit") before it knows its district."""
    with ctx.read() as connection:
        root = signed_root(connection)
        if root is None:
            raise NotAllowed("handover.no_kit")
        body = WitnessBody(
            format=FORMAT,
            office=ctx.office.code,
            role=ctx.office.role,
            device=ctx.device_id,
            made_at=ctx.now().isoformat(timespec="seconds"),
            root=root,
            heads=_heads(connection),
            streams=_streams(connection) if ctx.office.role is Role.DISTRICT else (),
        )
        public_key = connection.execute(select(Device.public_key).where(Device.id == ctx.device_id)).scalar_one()
    text = msgspec.json.encode(body).decode()
    signature = signature_to_text(ctx.sign(_DOMAIN + text.encode()))
    return WitnessFile(text=text, public_key=public_key, signature=signature)


def _heads(connection: Connection) -> tuple[KeptHead, ...]:
    rows = connection.execute(select(Witness.manifest, Witness.signature).order_by(Witness.made_at, Witness.sha256))
    return tuple(KeptHead(manifest=row.manifest, signature=row.signature) for row in rows)


def _streams(connection: Connection) -> tuple[OwnStream, ...]:
    """All that district devices wrote, as far as it is here: also what came back from villages after a restore."""
    rows = connection.execute(
        select(JournalEntry.stream, JournalEntry.n, JournalEntry.id)
        .join(Device, Device.id == JournalEntry.device)
        .where(Device.role == Role.DISTRICT.value)
        .order_by(JournalEntry.stream, JournalEntry.n, JournalEntry.id)
    )
    found: dict[str, list[tuple[int, str]]] = {}
    for stream, number, change in rows:
        found.setdefault(stream, []).append((number, change))
    return tuple(OwnStream(stream=stream, changes=tuple(changes)) for stream, changes in found.items())


def write_witness(ctx: AppContext, path: Path, *, note: bool = False) -> int:
    """Write the witness file; gives how many heads or changes it swears to. ``note``: put it into the history.

    Raises NotAllowed("handover.no_kit"), StorageTrouble("file.not_writable").
    """
    ctx.stay_inside(path)
    made = make_witness(ctx)
    unfinished = path.with_name(f".{path.stem[:40]}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(msgspec.json.encode(made))
        put_in_place(unfinished, path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise StorageTrouble("file.not_writable") from None
    body = msgspec.json.decode(made.text, type=WitnessBody)
    count = len(body.heads) + sum(len(each.changes) for each in body.streams)
    if note and not ctx.looking:
        note_event(ctx, EventKind.EXPORT, count, "berkas saksi")
    return count


def read_witness(path: Path) -> WitnessBody:
    """Read a witness file and check that its own laptop signed it. Raises WitnessRefused("witness.…")."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise WitnessRefused("witness.unreadable", file=path.name)
        file = msgspec.convert(strict_loads(path.read_bytes().decode(), line_feeds=True), WitnessFile)
        body = msgspec.convert(strict_loads(file.text, line_feeds=True), WitnessBody)
        key = public_key_from_pem(file.public_key)
        signature = signature_from_text(file.signature)
    except FileNotFoundError:
        raise WitnessRefused("witness.not_there", file=path.name) from None
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        raise WitnessRefused("witness.unreadable", file=path.name) from None
    if body.format != FORMAT:
        raise WitnessRefused("witness.unreadable", file=path.name)
    if not _signed(key, file.text, signature):
        raise WitnessRefused("witness.altered", file=path.name)
    return body


def _signed(key: Ed25519PublicKey, text: str, signature: bytes) -> bool:
    return is_signed_by(key, _DOMAIN + text.encode(), signature)
