"""Opening a bundle; sealing one is in ``sealing.py`` and re-exported here (handover.md C4)."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from models.values import Role
from services.errors import BundleRejected, StorageTrouble
from services.handover import archive, lines
from services.handover.age_file import check_age_header, decrypt_to
from services.handover.archive import Archive
from services.handover.file_names import BundleName, parse_name
from services.handover.lines import ChangeLine, OrderLine, ReceiptLine
from services.handover.manifest import MAX_MANIFEST_BYTES, Direction, Manifest, ManifestFrom, decode_manifest
from services.handover.regular_file import open_regular, private_copy, sha256_hex, size_of
from services.handover.sealing import Line, Outgoing, SealedBundle, named_office, seal
from services.handover.signing import SIGNATURE_BYTES, is_signed_by, public_key_bytes, public_key_from_pem

Trust: TypeAlias = Callable[[ManifestFrom, Manifest], Ed25519PublicKey | None]
"""Which key the sender must have signed with; None when this device is unknown."""


@dataclass(frozen=True, slots=True)
class Me:
    """Who opens the bundle: the office, the device in it, and what the office does."""

    office: str
    device: str
    role: Role


@dataclass(frozen=True, slots=True)
class Inspection:
    """What anyone can tell about a bundle without a key. ``size`` in bytes; ``hash_ok``: the name fits the content."""

    name: str
    office: str
    direction: Direction
    no: int
    size: int
    hash_ok: bool
    recipients: int


class OpenedBundle:
    """A bundle that passed every check but the journal's. Lines stream from it while it is open."""

    def __init__(
        self, manifest: Manifest, signed: tuple[bytes, bytes], content: Archive, sha256: str, size: int
    ) -> None:
        """``signed``: the manifest's exact bytes and the sender's signature over them."""
        self.manifest = manifest
        self.signed = signed
        self.sha256 = sha256
        self.size = size
        self.content = content

    def changes(self) -> Iterator[ChangeLine]:
        """Change lines in the order written. Raises BundleRejected ``bundle.line``."""
        return lines.read_changes(self._chunks(archive.CHANGES))

    def orders(self) -> Iterator[OrderLine]:
        """Order lines in the order written. Raises BundleRejected ``bundle.line``."""
        return lines.read_orders(self._chunks(archive.ORDERS))

    def receipts(self) -> Iterator[ReceiptLine]:
        """Receipts, only coming down. Raises BundleRejected ``bundle.line``."""
        return lines.read_receipts(self._chunks(archive.RECEIPTS))

    def _chunks(self, name: str) -> Iterator[bytes]:
        return self.content.chunks(name) if name in self.content.entries else iter(())


@contextmanager
def open_sealed(
    path: Path, identities: Sequence[str], *, scratch_dir: Path, me: Me, trust: Trust
) -> Iterator[OpenedBundle]:
    """Open a bundle in the order of handover.md C4; every step is bounded, nothing is changed anywhere.

    ``scratch_dir`` is the app's private folder. Raises BundleRejected with a code ``bundle.*`` that says which
    check failed; StorageTrouble ``stick.gone`` when the stick cannot be read any more, ``scratch.not_writable`` when
    the private folder is full or missing.
    """
    name = parse_name(path.name)
    with ExitStack() as stack:
        with _scratch_told():
            sealed = stack.enter_context(private_copy(path, scratch_dir))
            digest = sha256_hex(sealed)
            if not digest.startswith(name.hash8):
                raise BundleRejected("bundle.name_hash")
            opened = _open(sealed, digest, identities, scratch_dir, trust, stack)
        check_addressed(opened.manifest, me)
        _check_name(opened.manifest, name)
        _check_files(opened.manifest, opened.content)
        yield opened


def verify_sealed(sealed: SealedBundle, identities: Sequence[str], *, scratch_dir: Path) -> Manifest:
    """Open our own bundle once before it goes on a stick: everything but name and addressee is checked.

    Lines too, headers and payloads: what the other office would refuse is better found at home.

    ``identities`` must hold a key that the bundle is encrypted to.
    Raises BundleRejected, StorageTrouble ``scratch.not_writable``.
    """

    def own_key(sender: ManifestFrom, _manifest: Manifest) -> Ed25519PublicKey:
        return public_key_from_pem(sender.public_key)

    with ExitStack() as stack:
        with _scratch_told():
            opened = _open(io.BytesIO(sealed.data), sealed.sha256, identities, scratch_dir, own_key, stack)
        _check_files(opened.manifest, opened.content)
        _check_lines(opened)
        if opened.manifest != sealed.manifest or sha256_hex(io.BytesIO(sealed.data)) != sealed.sha256:
            raise BundleRejected("bundle.damaged")
        return opened.manifest


def _check_lines(opened: OpenedBundle) -> None:
    for line in opened.changes():
        lines.decode_header(line.header)
        if line.payload is not None:
            lines.decode_payload(line.payload)
    for _line in (*opened.orders(), *opened.receipts()):
        pass


@contextmanager
def open_kept(path: Path, identities: Sequence[str], *, scratch_dir: Path) -> Iterator[OpenedBundle]:
    """Open a sealed file of our own archive, whoever it was addressed to: to get lost records back (handover.md D4).

    Its seal only shows that it is whole; who wrote what is checked line by line. Raises as ``open_sealed``.
    """

    def own_key(sender: ManifestFrom, _manifest: Manifest) -> Ed25519PublicKey:
        return public_key_from_pem(sender.public_key)

    with ExitStack() as stack:
        with _scratch_told():
            sealed = stack.enter_context(private_copy(path, scratch_dir))
            opened = _open(sealed, sha256_hex(sealed), identities, scratch_dir, own_key, stack)
        _check_files(opened.manifest, opened.content)
        yield opened


@contextmanager
def _scratch_told() -> Iterator[None]:
    """What is left as an OSError here comes from our own disk: the stick's are told where it is read."""
    try:
        yield
    except OSError:
        raise StorageTrouble("scratch.not_writable") from None


def inspect(path: Path) -> Inspection:
    """What can be told without a key. Raises BundleRejected for a name, file or header that is not a bundle's."""
    name = parse_name(path.name)
    with open_regular(path) as stream:
        digest = sha256_hex(stream)
        size = size_of(stream)
    recipients = check_age_header(path).recipients
    hash_ok = digest.startswith(name.hash8)
    return Inspection(path.name, name.office, name.direction, name.no, size, hash_ok, recipients)


def check_addressed(manifest: Manifest, me: Me) -> None:
    """Up goes to the district (or between laptops of one village), down from a village's own district.

    Raises BundleRejected ``bundle.other_office``, ``bundle.wrong_direction``.
    """
    if me.office not in manifest.to and me.device not in manifest.to:
        raise BundleRejected("bundle.other_office")
    sender = manifest.from_.office
    if manifest.direction is Direction.UP:
        fits = sender == me.office or (me.role is Role.DISTRICT and sender.startswith(me.office + "."))
    else:
        fits = me.role is Role.VILLAGE and me.office.startswith(sender + ".")
    if not fits:
        raise BundleRejected("bundle.wrong_direction")


def _open(
    sealed: IO[bytes], digest: str, identities: Sequence[str], scratch_dir: Path, trust: Trust, stack: ExitStack
) -> OpenedBundle:
    """From the age header to the sender's signature."""
    size = size_of(sealed)
    plain = stack.enter_context(decrypt_to(sealed, identities, scratch_dir))
    content = Archive(plain)
    data = content.read(archive.MANIFEST, MAX_MANIFEST_BYTES)
    signature = content.read(archive.SIGNATURE, SIGNATURE_BYTES)
    manifest = decode_manifest(data)
    key = trust(manifest.from_, manifest)
    if key is None:
        raise BundleRejected("bundle.unknown_sender")
    if len(signature) != SIGNATURE_BYTES or not is_signed_by(key, data, signature):
        raise BundleRejected("bundle.signature")
    try:
        claimed = public_key_bytes(manifest.from_.public_key)
    except ValueError:
        raise BundleRejected("bundle.manifest") from None
    if claimed != key.public_bytes_raw():
        raise BundleRejected("bundle.signature")
    return OpenedBundle(manifest, (data, signature), content, digest, size)


def _check_name(manifest: Manifest, name: BundleName) -> None:
    if (named_office(manifest), manifest.direction, manifest.no) != (name.office, name.direction, name.no):
        raise BundleRejected("bundle.name")


def _check_files(manifest: Manifest, content: Archive) -> None:
    """Sizes, hashes and numbers of lines as signed; no file that the manifest does not list."""
    found = set(content.entries) - {archive.MANIFEST, archive.SIGNATURE}
    receipts_going_up = manifest.direction is Direction.UP and archive.RECEIPTS in found
    if found - set(manifest.files) or receipts_going_up:
        raise BundleRejected("bundle.unlisted_file")
    if set(manifest.files) - found or sum(size for size, _ in manifest.files.values()) != manifest.total_plain:
        raise BundleRejected("bundle.content_hash")
    for name, promised in manifest.files.items():
        digest, size, count = hashlib.sha256(), 0, 0
        for chunk in content.chunks(name):
            digest.update(chunk)
            size += len(chunk)
            count += chunk.count(b"\n")
        if (size, digest.hexdigest()) != promised:
            raise BundleRejected("bundle.content_hash")
        if name != archive.README and manifest.counts.get(name) != count:
            raise BundleRejected("bundle.content_hash")


__all__ = [
    "BundleName",
    "Inspection",
    "Line",
    "Me",
    "OpenedBundle",
    "Outgoing",
    "SealedBundle",
    "check_addressed",
    "inspect",
    "open_kept",
    "open_sealed",
    "seal",
    "verify_sealed",
]
