"""The newest reply a village has read of each district database, and what that tells the district (decision 0022).

A village names it in its next bundle; so the district knows how much of its journal that village holds.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec
from msgspec import UNSET
from sqlalchemy import Connection

from services.handover.manifest import MAX_REPLIES, Manifest
from services.handover.office_facts import NEWEST_REPLIES, get_setting, put_setting

_Newest: TypeAlias = dict[str, tuple[int, str]]
"""District database to number and SHA-256 (hex) of its newest bundle."""


def keep_newest(connection: Connection, manifest: Manifest, sha256: str) -> None:
    """Village: this reply was read. An older one that comes again changes nothing, nor does one of a dead district."""
    if manifest.epoch is UNSET or manifest.epoch in set(
        connection.exec_driver_sql("SELECT id FROM epoch WHERE dead").scalars()
    ):
        return
    newest = _newest(connection)
    if manifest.no > newest.get(manifest.epoch, (0, ""))[0]:
        newest[manifest.epoch] = (manifest.no, sha256)
        put_setting(connection, NEWEST_REPLIES, msgspec.json.encode(newest).decode())


def is_newest(connection: Connection, manifest: Manifest) -> bool:
    """Whether no later reply of the same district database was read here before."""
    return manifest.epoch is not UNSET and manifest.no >= _newest(connection).get(manifest.epoch, (0, ""))[0]


def newest_replies(connection: Connection) -> tuple[str, ...]:
    """Village: SHA-256 (hex) of the newest reply read in the present stream, for each district database not dead."""
    dead = set(connection.exec_driver_sql("SELECT id FROM epoch WHERE dead").scalars())
    living = (sha256 for epoch, (_, sha256) in sorted(_newest(connection).items()) if epoch not in dead)
    return tuple(living)[:MAX_REPLIES]


def _newest(connection: Connection) -> _Newest:
    text = get_setting(connection, NEWEST_REPLIES)
    return {} if text is None else msgspec.json.decode(text, type=_Newest)


def read_upto(connection: Connection, manifest: Manifest) -> int:
    """District: the last row of its journal when it wrote the reply that this village names; 0 where it wrote none."""
    if manifest.replies is UNSET:
        return 0
    sql = "SELECT upto FROM bundle WHERE sha256 = ? AND to_office = ? AND written AND direction = 'down'"
    asked = ((sha256, manifest.from_.office) for sha256 in manifest.replies)
    return max((int(connection.exec_driver_sql(sql, each).scalar() or 0) for each in asked), default=0)
