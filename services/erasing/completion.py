"""Where an erasure is done: which laptops have said since that they hold its order (handover.md B9, UU 27/2022).

Proof is what a laptop itself says: its bundle names the newest reply it has read, and every reply that was written
after the order carries it and was obeyed in the act that read it. Positions in the district's journal decide, no clock.
``orders_upto`` of the manifest is no proof: it counts orders of all kinds, of which a village holds fewer than the
district, so a count does not say which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from models.values import EventKind, Role
from services.context import AppContext
from services.errors import NotAllowed
from services.handover.laptops import laptop_words, office_name

_ORDERS = "SELECT id, text FROM orders WHERE kind = 'erase' ORDER BY rowid"
_PLACES = """
SELECT json_extract(payload, '$.event.note') AS record, min(seq) AS seq FROM journal
WHERE own = ? AND entity = 'audit' AND bundle IS NULL AND json_extract(payload, '$.event.kind') = ? GROUP BY 1
"""
"""Where in this journal each person was erased: the event is written in the act that issues the order."""
_OFFICES = """
SELECT office, own FROM journal WHERE record = ? UNION SELECT office, own FROM journal WHERE about = ?
"""
_CHANGES = "SELECT count(*) FROM journal WHERE (record = ? OR about = ?) AND payload IS NULL"
_LAPTOPS = "SELECT id, office, public_key, revoked FROM device WHERE role = 'village' ORDER BY office, id"
_BUNDLES = """
SELECT from_device, at, upto FROM bundle WHERE NOT written AND direction = 'up' ORDER BY rowid
"""


@dataclass(frozen=True, slots=True)
class ErasureLaptop:
    """A laptop that may hold the person. ``words``: of its key. ``since``: when a bundle came here by which it says
    that it has obeyed (ISO text), empty while that is waited for."""

    device: str
    office: str
    office_name: str
    words: tuple[str, ...]
    since: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """One erased record and where that is done; nothing about the person.

    ``laptops``: those on the roster, not revoked, of every office that ever owned or wrote the record. ``revoked``:
    laptops of these offices that were revoked; they get no reply and will never tell. ``known``: whether the place of
    the order in this journal is known; it is not where a restored district heard of its order from a village, and then
    nothing can be proved. ``officers``: display names, empty for an account that is gone. ``kept``: records of which
    the accounts keep something.
    """

    record: str
    order: str
    at: str
    reason: str
    officers: tuple[str, str]
    changes: int
    kept: int
    laptops: tuple[ErasureLaptop, ...]
    revoked: int
    known: bool

    @property
    def done(self) -> int:
        """How many laptops have told."""
        return sum(1 for laptop in self.laptops if laptop.since)

    @property
    def complete(self) -> bool:
        """Whether every laptop that can tell has told."""
        return self.known and self.done == len(self.laptops)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Names of the offices that are waited for, each once."""
        return tuple(dict.fromkeys(laptop.office_name for laptop in self.laptops if not laptop.since))


class _Said(msgspec.Struct):
    """What is read of an order of erasure; it was checked when it came."""

    record: str
    at: str
    officers: tuple[str, str]
    kept: dict[str, msgspec.Raw]
    reason: str = ""


_decode = msgspec.json.Decoder(_Said).decode


def erasures(ctx: AppContext, record: str | None = None) -> tuple[Erasure, ...]:
    """Every erased record, newest order first, or that one alone. Raises NotAllowed("district.only"), StorageTrouble.

    Where two orders name one record, the first speaks for both.
    """
    if ctx.office.role is not Role.DISTRICT:
        raise NotAllowed("district.only")
    with ctx.read() as connection:
        orders = connection.exec_driver_sql(_ORDERS).all()
        if not orders:
            return ()
        facts = _Facts(ctx, connection)
        found: dict[str, Erasure] = {}
        for order_id, text in orders:
            said = _decode(text)
            if said.record not in found and record in (None, said.record):
                found[said.record] = facts.erasure(order_id, said)
    return tuple(reversed(found.values()))


class _Facts:
    """What all erasures are told from, read once."""

    def __init__(self, ctx: AppContext, connection: Connection) -> None:
        self._ctx, self._connection = ctx, connection
        self._places: Mapping[str, int] = {
            row.record: row.seq for row in connection.exec_driver_sql(_PLACES, (ctx.office.code, EventKind.ERASE.value))
        }
        self._names = {row.id: row.name for row in connection.exec_driver_sql("SELECT id, name FROM account")}
        self._laptops = connection.exec_driver_sql(_LAPTOPS).all()
        self._bundles: dict[str, list[tuple[str, int]]] = {}
        for row in connection.exec_driver_sql(_BUNDLES):
            self._bundles.setdefault(row.from_device, []).append((row.at, row.upto))

    def erasure(self, order_id: str, said: _Said) -> Erasure:
        """One order with all that is known of it."""
        record, place = said.record, self._places.get(said.record)
        offices = self._offices(record)
        here = [laptop for laptop in self._laptops if laptop.office in offices]
        first, second = (self._names.get(officer, "") for officer in said.officers)
        return Erasure(
            record=record,
            order=order_id,
            at=said.at,
            reason=said.reason,
            officers=(first, second),
            changes=self._connection.exec_driver_sql(_CHANGES, (record, record)).scalar_one(),
            kept=len(said.kept),
            laptops=tuple(
                ErasureLaptop(
                    laptop.id,
                    laptop.office,
                    office_name(self._ctx, laptop.office),
                    laptop_words(laptop.public_key),
                    _since(self._bundles.get(laptop.id, ()), place),
                )
                for laptop in here
                if not laptop.revoked
            ),
            revoked=sum(1 for laptop in here if laptop.revoked),
            known=place is not None,
        )

    def _offices(self, record: str) -> frozenset[str]:
        rows: Iterable[Sequence[str | None]] = self._connection.exec_driver_sql(_OFFICES, (record, record)).all()
        return frozenset(office for row in rows for office in row if office)


def _since(bundles: Sequence[tuple[str, int]], place: int | None) -> str:
    """When the laptop first said so and never took it back: one that was put back to an older state has to say it anew.

    ``bundles``: (when it came, how far the journal went in the newest reply that it had read), in the order they came.
    """
    since = ""
    for at, upto in bundles:
        proved = place is not None and upto >= place
        since = (since or at) if proved else ""
    return since
