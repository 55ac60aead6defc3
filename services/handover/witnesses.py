"""Villages as witnesses of the district: they keep what it signed and bring the newest of it back (handover.md B8, E).

So a district that was put back to an older state learns it from the first stick, even where nothing on its own computer
tells it. It believes its own signature, not what a village says: who could make it start anew by naming numbers could
keep 295 villages busy for ever (decision 0027).
"""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import Connection

from models.database import insert_rows
from models.journal import Witness
from models.values import Role
from services.context import AppContext
from services.errors import BundleRejected
from services.handover.bundle import OpenedBundle
from services.handover.due import epochs, learn_epochs
from services.handover.file_names import parse_name
from services.handover.manifest import (
    MAX_WITNESS,
    MAX_WITNESS_TEXT,
    Direction,
    Manifest,
    SignedManifest,
    decode_manifest,
)
from services.handover.office_facts import device, trusted_root, writing_stream
from services.handover.signing import is_signed_by, public_key_from_pem, signature_from_text, signature_to_text

_NEWEST = """
SELECT w.manifest, w.signature, max(json_extract(w.manifest, '$.no')) FROM witness w
JOIN epoch e ON e.id = w.stream AND NOT e.dead WHERE length(w.manifest) <= ? GROUP BY w.stream ORDER BY w.stream LIMIT ?
"""
"""A bare column beside max() is that of the row which has the maximum (SQLite's documented rule)."""

_WRITTEN_HERE = "SELECT 1 FROM bundle WHERE written AND direction = 'down' AND no = ? AND to_office = ? AND made_at = ?"


def keep_witness(connection: Connection, opened: OpenedBundle) -> None:
    """Keep what the district signed about its own stream at the time of this reply."""
    manifest = opened.manifest
    data, signature = opened.signed
    n, head = manifest.heads.get(manifest.from_.stream, (0, ""))
    row = {
        "sha256": sha256(data).hexdigest(),  # of what is signed: the same sealed once more is no second witness
        "district_device": manifest.from_.device,
        "stream": manifest.from_.stream,
        "n": n,
        "head": head,
        "made_at": manifest.created,
        "manifest": data.decode("utf-8"),
        "signature": signature_to_text(signature),
    }
    insert_rows(connection, Witness.__table__, tuple(row), [tuple(row.values())], prefix="OR IGNORE")  # type: ignore[arg-type]


def newest_witness(connection: Connection) -> tuple[SignedManifest, ...]:
    """Village: the newest that each district database signed which is not known to be dead.

    It stays what it was when this office goes back itself: what counts as received there was received by these.
    """
    rows = connection.exec_driver_sql(_NEWEST, (MAX_WITNESS_TEXT, MAX_WITNESS))
    return tuple(SignedManifest(text=row[0], signature=row[1]) for row in rows)


def hear_witness(ctx: AppContext, connection: Connection, manifest: Manifest) -> bool:
    """District: learn of other districts from what a village brought back; whether this database is an older copy.

    It is one when it signed a reply that it does not know, or when a later state of the office, unknown here, has said
    that this one is gone. What is dead stays dead in the villages: they would never again count as received what only
    this epoch holds. A computer that was left out of the root calls nobody gone, but its own database is heard of: a
    new computer has to tell the villages that it is gone, or they never send again what only that one had received.
    """
    own = writing_stream(connection)
    went_back = False
    for said in _proven(ctx, connection, manifest):
        if said.epoch == own:
            went_back |= not _wrote(ctx, connection, said, manifest)
        elif isinstance(said.epoch, str) and said.epoch not in _heard_of(connection):
            speaks = trusted_root(connection).signing_key(said.from_.device) is not None
            went_back |= speaks and isinstance(said.epochs_dead, tuple) and own in said.epochs_dead
            learn_epochs(connection, [said.epoch], [])
    return went_back


def _heard_of(connection: Connection) -> set[str]:
    return {*epochs(connection, dead=False), *epochs(connection, dead=True)}


def _proven(ctx: AppContext, connection: Connection, manifest: Manifest) -> list[Manifest]:
    """Manifests of replies that a computer of this district signed; anything else a village may put there is passed."""
    found = []
    for each in manifest.witness if isinstance(manifest.witness, tuple) else ():
        try:
            said, signature = decode_manifest(each.text.encode("utf-8")), signature_from_text(each.signature)
        except (BundleRejected, ValueError):
            continue
        key = _key_of(ctx, connection, said) if said.direction is Direction.DOWN else ""
        if key and is_signed_by(public_key_from_pem(key), each.text.encode("utf-8"), signature):
            found.append(said)
    return found


def _key_of(ctx: AppContext, connection: Connection, said: Manifest) -> str:
    """PEM of the key that must have signed, empty where nobody is believed: a computer that never was the district's,
    and about this database any but its own."""
    if said.from_.device != ctx.device_id and said.epoch == writing_stream(connection):
        return ""
    signer = device(connection, said.from_.device)
    if signer is None or signer.role is not Role.DISTRICT or signer.office != ctx.office.code:
        return ""
    return signer.public_key


def _wrote(ctx: AppContext, connection: Connection, said: Manifest, brought: Manifest) -> bool:
    """Whether this database knows the reply: logged, or kept before it went onto a stick and cut off before the log.

    The latter is told by the hash that the village names; a village that lies about it only hides what it might as well
    not have brought.
    """
    asked = (said.no, said.to[0], said.created)
    if connection.exec_driver_sql(_WRITTEN_HERE, asked).first() is not None:
        return True
    named = {sha256[:8] for sha256 in brought.replies} if isinstance(brought.replies, tuple) else set()
    for path in ctx.paths.outgoing.glob("*.payung"):
        try:
            name = parse_name(path.name)
        except BundleRejected:
            continue
        if (name.office, name.direction, name.no) == (said.to[0], Direction.DOWN, said.no) and name.hash8 in named:
            return True
    return False
