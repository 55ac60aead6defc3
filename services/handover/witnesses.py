"""Villages as witnesses: every reply carries the signed head of the district's own stream, and is kept (E)."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import Connection

from models.database import insert_rows
from models.journal import Witness
from services.handover.bundle import OpenedBundle
from services.handover.signing import signature_to_text


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
