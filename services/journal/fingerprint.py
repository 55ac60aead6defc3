"""One hash over everything that screens read, to compare a rebuilt file with the one it was made from."""

from __future__ import annotations

from hashlib import sha256

import msgspec
from sqlalchemy import Connection

from services.journal.projection import PROJECTIONS

_json = msgspec.json.Encoder().encode


def projection_fingerprint(connection: Connection) -> str:
    """Equal for equal views. Local numbering (``seq``) does not count."""
    digest = sha256()
    for entity, (table, columns, _) in PROJECTIONS.items():
        digest.update(entity.encode())
        for row in connection.exec_driver_sql(f"SELECT {', '.join(columns)} FROM {table.name} ORDER BY id"):
            digest.update(_json(tuple(row)))
    return digest.hexdigest()
