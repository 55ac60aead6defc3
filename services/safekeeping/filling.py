"""A new, empty database takes in whatever proves itself, from one source after the other (handover.md D4).

The journal is a set: the order of the sources decides nothing about it. Of everything else the first source that has a
row wins, so the newest comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Table

from models.journal import Epoch
from models.office import Device
from services.erasing.forgetting import look_in_files
from services.handover.office_facts import trusted_device
from services.handover.signing import public_key_from_pem
from services.journal.change import DOMAIN, Change, payload_hash, stored_header, unb64
from services.journal.erased import erased_ids
from services.journal.unit import JOURNAL_COLUMNS, journal_row
from services.progress import SILENT, Reporter
from services.safekeeping.salvage import SavedChange
from services.safekeeping.sqlite_records import Value

_BATCH = 1000
_HASH_LENGTH = 64


class Filling:
    """Writes into an open transaction of the new database. ``refused``: changes that did not prove themselves."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._keys: dict[str, tuple[str, Ed25519PublicKey] | None] = {}
        self._met: set[str] = set()
        self.refused = 0

    def rows(self, table: Table, rows: Iterable[Mapping[str, Value]]) -> int:
        """Take in rows of a table that are not there yet; how many are there then."""
        known = {column.name for column in table.columns}
        for row in rows:
            fitting = {name: value for name, value in row.items() if name in known}
            self._insert(table.name, tuple(fitting), [tuple(fitting.values())])
            if table.name == Epoch.__tablename__ and row.get("dead"):
                self._connection.exec_driver_sql("UPDATE epoch SET dead = 1 WHERE id = ?", (row["id"],))
            if table.name == Device.__tablename__ and row.get("revoked"):
                self._connection.exec_driver_sql("UPDATE device SET revoked = 1 WHERE id = ?", (row["id"],))
        return self.count(table.name)

    def changes(self, changes: Iterable[SavedChange], reporter: Reporter = SILENT, total: int = 0) -> int:
        """Take in changes whose hash, signature and payload fit; how many of them were not here before.

        Content of or about somebody who was erased does not come in again, wherever it lay (handover.md B9).
        """
        before = self.count("journal")
        self._keys.clear()  # devices may have become known since the last source
        erased = erased_ids(self._connection)
        done = 0
        left = iter(changes)
        while part := list(islice(left, _BATCH)):
            done += len(part)
            reporter.step(min(done, total) if total else done, max(total, done), "repair.journal")
            self._take([found for change in part if (found := self._checked(change, erased)) is not None])
        if self._met:
            look_in_files(self._connection, self._met)  # what brought it may be a file of this office
        return self.count("journal") - before

    def count(self, table: str) -> int:
        """Rows of a table now."""
        return int(self._connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())

    def _checked(self, saved: SavedChange, erased: frozenset[str]) -> tuple[int | None, Change, str | None] | None:
        try:
            head = stored_header(saved.header)
        except msgspec.MsgspecError:
            self.refused += 1
            return None
        if not self._is_signed(saved, head.device, head.office):
            self.refused += 1
            return None
        payload = saved.payload
        if payload is not None and (whose := erased & {head.record, head.about}):
            self._met |= whose
            payload = None
        elif payload is not None and payload_hash(payload) != head.payload_hash:
            payload = None
        bundle = saved.bundle if saved.bundle and len(saved.bundle) == _HASH_LENGTH else None
        return saved.seq, Change(saved.id, head, saved.header, saved.signature, payload), bundle

    def _is_signed(self, saved: SavedChange, device: str, office: str) -> bool:
        """Where nobody is left who knows the device, a page that is exactly as it was written vouches for its rows."""
        if device not in self._keys:
            self._keys[device] = self._look_up(device)
        known = self._keys[device]
        if known is None:
            return saved.whole
        try:
            known[1].verify(unb64(saved.signature), DOMAIN + saved.header.encode())
        except (InvalidSignature, ValueError):
            return False
        return known[0] == office

    def _look_up(self, device: str) -> tuple[str, Ed25519PublicKey] | None:
        found = trusted_device(self._connection, device)
        return None if found is None else (found[0], public_key_from_pem(found[1]))

    def _take(self, found: list[tuple[int | None, Change, str | None]]) -> None:
        """With its old place where that is free, else at the end; a payload that was missing is filled in."""
        placed = [(seq, *journal_row(change, bundle)) for seq, change, bundle in found if seq is not None]
        self._insert("journal", ("seq", *JOURNAL_COLUMNS), placed)
        self._insert("journal", JOURNAL_COLUMNS, [journal_row(change, bundle) for _, change, bundle in found])
        filled = [(change.payload, change.id) for _, change, _ in found if change.payload is not None]
        if filled:
            self._connection.exec_driver_sql("UPDATE journal SET payload = ? WHERE id = ? AND payload IS NULL", filled)

    def _insert(self, table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
        if rows and columns:
            marks = ", ".join("?" * len(columns))
            self._connection.exec_driver_sql(
                f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows
            )
