"""Sealing a bundle: lines into a ZIP, a signed manifest, an age file (handover.md C1)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from msgspec import UNSET

from services.errors import BundleRejected
from services.handover import archive, lines
from services.handover.age_file import MAX_PLAIN_BYTES, encrypt
from services.handover.archive import build_archive
from services.handover.file_names import build_name
from services.handover.lines import ChangeLine, OrderLine, ReceiptLine
from services.handover.manifest import (
    MAX_MANIFEST_BYTES,
    Direction,
    Enrolment,
    Manifest,
    ManifestFrom,
    SignedManifest,
    SignedRoot,
    encode_manifest,
)
from services.handover.readme import README_TEXT
from services.handover.regular_file import MAX_BYTES
from services.handover.signing import is_signed_by, public_key_from_pem

Line: TypeAlias = ChangeLine | OrderLine | ReceiptLine | bytes | str
"""A line as a value, or as its finished JSON text without the line feed."""
Sign: TypeAlias = Callable[[bytes], bytes]


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """What goes into a bundle. ``created`` is the device's claimed time; ids and numbers as in ``Manifest``.

    ``witness``, ``enrolment``, ``replies`` and ``register`` (people in the sender's register) travel up; ``epoch``,
    ``epochs_dead``, ``forks``, ``last_no_received`` and receipts travel down.
    """

    direction: Direction
    from_: ManifestFrom
    to: tuple[str, ...]
    no: int
    app: str
    sv: int
    created: str
    heads: Mapping[str, tuple[int, str]]
    orders_upto: int = 0
    witness: tuple[SignedManifest, ...] = ()
    enrolment: Enrolment | None = None
    replies: tuple[str, ...] = ()
    epoch: str = ""
    epochs_dead: tuple[str, ...] = ()
    forks: tuple[str, ...] = ()
    last_no_received: int = 0
    register: int | None = None
    root: SignedRoot | None = None
    change_lines: Sequence[Line] = ()
    order_lines: Sequence[Line] = ()
    receipt_lines: Sequence[Line] = ()


@dataclass(frozen=True, slots=True)
class SealedBundle:
    """A finished bundle. ``sha256`` (hex) and ``size`` (bytes) are of ``data``, the file as it lies on the stick."""

    data: bytes
    sha256: str
    size: int
    manifest: Manifest

    @property
    def no(self) -> int:
        """Number of this device's bundle."""
        return self.manifest.no

    def file_name(self, office_name: str) -> str:
        """Name on the stick; ``office_name`` is the sender's going up, the addressee's coming down."""
        return build_name(named_office(self.manifest), office_name, self.manifest.direction, self.no, self.sha256)


def named_office(manifest: Manifest) -> str:
    """The office whose code the file name shows: the sender going up, the first addressee coming down."""
    return manifest.from_.office if manifest.direction is Direction.UP else manifest.to[0]


def seal(outgoing: Outgoing, sign: Sign, recipients: Sequence[str]) -> SealedBundle:
    """Pack, sign and encrypt. ``sign`` gets the manifest's exact bytes and gives 64 bytes of Ed25519.

    Raises BundleRejected ``bundle.too_big`` when no reader would take it, ValueError when a part breaks the format.
    """
    parts = {
        archive.README: [README_TEXT.encode("utf-8")],
        archive.CHANGES: _encode_lines(outgoing.change_lines),
        archive.ORDERS: _encode_lines(outgoing.order_lines),
    }
    if outgoing.direction is Direction.DOWN:
        parts[archive.RECEIPTS] = _encode_lines(outgoing.receipt_lines)
    elif outgoing.receipt_lines:
        raise ValueError("receipts travel down only")
    files = {name: b"".join(pieces) for name, pieces in parts.items()}
    manifest = _manifest_of(outgoing, files, {n: len(p) for n, p in parts.items() if n != archive.README})
    if outgoing.register is not None:
        manifest.counts["register"] = outgoing.register
    data = encode_manifest(manifest)
    signature = sign(data)
    if not is_signed_by(public_key_from_pem(manifest.from_.public_key), data, signature):
        raise ValueError("manifest is not signed with the sender's key")
    sealed = encrypt(build_archive({archive.MANIFEST: data, archive.SIGNATURE: signature, **files}), recipients)
    if len(sealed) > MAX_BYTES or manifest.total_plain > MAX_PLAIN_BYTES - MAX_MANIFEST_BYTES:
        raise BundleRejected("bundle.too_big")
    return SealedBundle(sealed, hashlib.sha256(sealed).hexdigest(), len(sealed), manifest)


def _encode_lines(source: Sequence[Line]) -> list[bytes]:
    if len(source) > lines.MAX_LINES:
        raise BundleRejected("bundle.too_big")
    return [_encode_line(line) + b"\n" for line in source]


def _encode_line(line: Line) -> bytes:
    if isinstance(line, (bytes, str)):
        data = line.encode("utf-8") if isinstance(line, str) else line
        if not 0 < len(data) < lines.MAX_LINE_BYTES or b"\n" in data:
            raise ValueError("a line is empty, broken or longer than 32 KiB")
        return data
    return lines.encode_line(line)


def _manifest_of(outgoing: Outgoing, files: Mapping[str, bytes], counts: dict[str, int]) -> Manifest:
    up = outgoing.direction is Direction.UP
    return Manifest(
        direction=outgoing.direction,
        from_=outgoing.from_,
        to=outgoing.to,
        no=outgoing.no,
        app=outgoing.app,
        sv=outgoing.sv,
        created=outgoing.created,
        files={name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in files.items()},
        counts=counts,
        total_plain=sum(len(data) for data in files.values()),
        heads=dict(outgoing.heads),
        orders_upto=outgoing.orders_upto,
        witness=outgoing.witness if up else UNSET,
        enrolment=outgoing.enrolment if up else UNSET,
        replies=outgoing.replies if up else UNSET,
        epoch=UNSET if up else outgoing.epoch,
        epochs_dead=UNSET if up else outgoing.epochs_dead,
        forks=UNSET if up else outgoing.forks,
        last_no_received=UNSET if up else outgoing.last_no_received,
        root=UNSET if outgoing.root is None else outgoing.root,
    )
