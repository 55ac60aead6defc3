"""Streams in which one number stands for two changes: an older copy or a clone was written in (handover.md B8)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from services.journal.change import Change

_FORKS = """
INSERT OR IGNORE INTO fork (stream, n, device)
SELECT stream, n, device FROM journal
WHERE stream IN (SELECT value FROM json_each(?)) GROUP BY stream, n, device HAVING count(*) > 1 ORDER BY n
"""
"""By laptop: what one signs in the name of another's stream is no second branch of it."""


def find_forks(connection: Connection, fresh: Sequence[Change]) -> None:
    """Look for forks in the streams of changes that have just come in; both branches stay and are folded."""
    streams = sorted({change.head.stream for change in fresh})
    if streams:
        connection.exec_driver_sql(_FORKS, (msgspec.json.encode(streams).decode(),))


def forked_streams(connection: Connection) -> list[str]:
    """All streams known to be forked."""
    return list(connection.exec_driver_sql("SELECT stream FROM fork ORDER BY stream").scalars())
