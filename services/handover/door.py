"""Who may come in: a known device, one that the root document names, or one that proves a kit's code (C6).

The last waits at the door until a person at the district has compared its check words and let it in.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, delete

from models.database import upsert_by
from models.office import Waiting
from models.values import Role
from services.context import AppContext
from services.errors import BundleRejected
from services.handover.age_file import MAX_RECIPIENTS
from services.handover.bundle import OpenedBundle
from services.handover.enrolling import matching_code
from services.handover.manifest import Direction, Enrolment, Manifest, ManifestFrom, SignedRoot
from services.handover.office_facts import readers, signed_root, trusted_device, trusted_root
from services.handover.root import verify_root
from services.handover.signing import public_key_from_pem

MOST_LAPTOPS = MAX_RECIPIENTS - 11
"""Of one office, without revoked ones. A bundle is sealed for all of them, up to ten computers of the district and its
recovery key; one more, and nothing could be sealed for that office any more."""


class Door:
    """Decides for one bundle whose key its sender must have signed with."""

    def __init__(self, ctx: AppContext, connection: Connection) -> None:
        self._ctx, self._connection = ctx, connection
        self.code: str | None = None
        """The code of a kit that an unknown sender proved to know."""
        self.newer_root: SignedRoot | None = None
        """A newer root document, signed by the root key we trust, that names the sender."""

    def trust(self, sender: ManifestFrom, manifest: Manifest) -> Ed25519PublicKey | None:
        """The key that must fit, or None for a stranger. Raises BundleRejected("bundle.unknown_laptop").

        A village takes replies only from a computer that stands in the present root document: a stolen one was left out
        of it. What such a computer wrote before came with an honest reply, or is read at the district.
        Raises BundleRejected("bundle.left_out") for its replies, and ("bundle.too_many_laptops") for one laptop more
        than bundles of its office can be sealed for.
        """
        newer = self._newer_root_key(sender, manifest)
        if newer is not None:
            return newer
        known = trusted_device(self._connection, sender.device)
        if known is not None:
            if self._is_left_out(sender, manifest):
                raise BundleRejected("bundle.left_out")
            return public_key_from_pem(known[1]) if known[0] == sender.office else None
        if self._ctx.office.role is Role.VILLAGE and sender.office == self._ctx.office.code:
            raise BundleRejected("bundle.unknown_laptop")
        if self._ctx.office.role is Role.DISTRICT:
            self.code = matching_code(self._connection, sender, manifest)
            if self.code is not None and len(readers(self._connection, sender.office)) >= MOST_LAPTOPS:
                raise BundleRejected("bundle.too_many_laptops", count=MOST_LAPTOPS)
        return public_key_from_pem(sender.public_key) if self.code is not None else None

    def _is_left_out(self, sender: ManifestFrom, manifest: Manifest) -> bool:
        down = manifest.direction is Direction.DOWN and self._ctx.office.role is Role.VILLAGE
        return down and trusted_root(self._connection).signing_key(sender.device) is None

    @property
    def is_new(self) -> bool:
        """Whether the sender is unknown and proved the code of a kit."""
        return self.code is not None

    def _newer_root_key(self, sender: ManifestFrom, manifest: Manifest) -> Ed25519PublicKey | None:
        """The sender's key where the bundle carries a newer root document that names it (rotation, C6)."""
        pinned = signed_root(self._connection)
        if not isinstance(manifest.root, SignedRoot) or pinned is None:
            return None
        if manifest.root == pinned:
            return None
        root = verify_root(manifest.root, pinned_key_pem=pinned.root_key_pem)
        pem = root.signing_key(sender.device)
        if pem is None or root.district != sender.office or root.version <= verify_root(pinned).version:
            return None
        self.newer_root = manifest.root
        return public_key_from_pem(pem)


def keep_waiting(ctx: AppContext, connection: Connection, file: str, opened: OpenedBundle, code: str) -> None:
    """Note a laptop that asks to be let in. Its sealed file is kept in the archive by the caller.

    The same file read again, from another stick or under another name, brings its row up to date: the caller puts a
    file that was lost back into the archive.
    """
    manifest, request = opened.manifest, opened.manifest.enrolment
    if not isinstance(request, Enrolment):
        raise BundleRejected("bundle.unknown_sender")
    row = {
        "sha256": opened.sha256,
        "device": manifest.from_.device,
        "office": manifest.from_.office,
        "file": file,
        "no": manifest.no,
        "at": ctx.now().isoformat(timespec="seconds"),
        "public_key": manifest.from_.public_key,
        "age_recipient": request.age_recipient,
        "code": code,
        "people": manifest.counts.get("register", 0),
    }
    upsert_by(connection, Waiting.__table__, ("sha256",), row)  # type: ignore[arg-type]


def let_in(connection: Connection, device: str) -> list[str]:
    """Nobody waits any more under this device."""
    connection.execute(delete(Waiting).where(Waiting.device == device))
    return [device]
