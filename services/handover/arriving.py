"""Verifying the changes of a bundle before anything is written (handover.md B3, B7, I10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection

from services.errors import BundleRejected
from services.handover.lines import ChangeHeader, ChangeLine, decode_header, decode_payload
from services.handover.office_facts import trusted_device
from services.handover.signing import public_key_from_pem
from services.journal.change import DOMAIN, Change, b64, payload_hash, unb64
from services.journal.records import Written
from services.rules.fold import OWNER, Entry


@dataclass(frozen=True, slots=True)
class Arrived:
    """Verified changes of one bundle.

    ``known``: ids that are already in the journal. ``known_records``: records of which something is already there.
    ``records``: record ids per entity. ``written``: the changes of each record as the fold sees them.
    """

    changes: tuple[Change, ...]
    known: frozenset[str]
    known_records: frozenset[str]
    records: Mapping[str, frozenset[str]]
    written: Mapping[str, list[Written]]


def verify_changes(connection: Connection, lines: Iterable[ChangeLine]) -> Arrived:
    """Check every change: its id follows from its text, its device is known, signature and payload fit the header.

    A change that is already here was checked when it came, so only its payload is looked at.
    Raises BundleRejected: one bad line refuses the whole bundle.
    """
    raw = _once(lines)
    known = existing_ids(connection, [change_id for change_id, _ in raw])
    keys = _Keys(connection)
    changes: list[Change] = []
    written: dict[str, list[Written]] = {}
    records: dict[str, set[str]] = {}
    for change_id, line in raw:
        head = decode_header(line.header)
        if change_id not in known:
            keys.check(head, line)
        payload = None if line.payload is None else _checked_payload(head, line.payload)
        changes.append(Change(change_id, head, line.header, line.signature, line.payload))
        entry = Entry(change_id, head.device, head.entity, head.replaces, payload, head.owner)
        written.setdefault(head.record, []).append(Written(entry, head.written_at, head.user, head.about))
        records.setdefault(head.entity, set()).add(head.record)
    return Arrived(
        changes=tuple(changes),
        known=known,
        known_records=_known_records(connection, written),
        records={entity: frozenset(ids) for entity, ids in records.items()},
        written=written,
    )


def _once(lines: Iterable[ChangeLine]) -> list[tuple[str, ChangeLine]]:
    """Each change with its id, once; where a line stands twice, the one with its payload."""
    found: dict[str, ChangeLine] = {}
    for line in lines:
        change_id = b64(sha256(line.header.encode()).digest())
        if line.payload is not None or change_id not in found:
            found[change_id] = line
    return list(found.items())


def _checked_payload(head: ChangeHeader, text: str) -> dict[str, dict[str, object]]:
    if payload_hash(text) != head.payload_hash:
        raise BundleRejected("bundle.line")
    payload = decode_payload(text)
    if payload.keys() != head.replaces.keys() | {"_g"}:
        raise BundleRejected("bundle.line")
    if OWNER in payload and payload[OWNER] != {"office": head.owner}:
        raise BundleRejected("bundle.line")
    del payload["_g"]
    return payload


class _Keys:
    """Public keys of the devices that wrote the changes, each looked up once for a bundle."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._found: dict[str, tuple[str, Ed25519PublicKey]] = {}

    def check(self, head: ChangeHeader, line: ChangeLine) -> None:
        """Raises BundleRejected("bundle.unknown_device" | "bundle.forged")."""
        office, key = self._found.get(head.device) or self._look_up(head.device)
        if office != head.office:
            raise BundleRejected("bundle.forged")
        try:
            key.verify(unb64(line.signature), DOMAIN + line.header.encode())
        except (InvalidSignature, ValueError):
            raise BundleRejected("bundle.forged") from None

    def _look_up(self, device_id: str) -> tuple[str, Ed25519PublicKey]:
        known = trusted_device(self._connection, device_id)
        if known is None:
            raise BundleRejected("bundle.unknown_device")
        self._found[device_id] = found = (known[0], public_key_from_pem(known[1]))
        return found


def existing_ids(connection: Connection, ids: Iterable[str]) -> frozenset[str]:
    """Which of these changes are in the journal."""
    return _existing(connection, "id", list(ids))


def _known_records(connection: Connection, records: Iterable[str]) -> frozenset[str]:
    return _existing(connection, "record", list(records))


def _existing(connection: Connection, column: str, values: list[str]) -> frozenset[str]:
    found: set[str] = set()
    for start in range(0, len(values), 10_000):
        part = values[start : start + 10_000]
        array = '["' + '","'.join(part) + '"]'
        sql = f"SELECT DISTINCT {column} FROM journal WHERE {column} IN (SELECT value FROM json_each(?))"
        found.update(row[0] for row in connection.exec_driver_sql(sql, (array,)))
    return frozenset(found)
