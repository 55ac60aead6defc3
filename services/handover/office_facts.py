"""Small facts about this office kept in the database: the trusted root, the enrolment code, bundle numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import msgspec
from sqlalchemy import Connection, insert, select, update

from models.journal import Bundle, Stream
from models.office import Device
from models.values import Role
from services.context import AppContext
from services.errors import NotAllowed
from services.handover.root import Root, SignedRoot, verify_root
from services.journal.change import b64

NEWEST_REPLIES = "newest_replies"
"""Key of a setting: what ``newest_reply`` remembers."""


def get_setting(connection: Connection, key: str) -> str | None:
    """A fact about this office, or None."""
    return _value(connection, "SELECT value FROM setting WHERE key = ?", key)


def _value(connection: Connection, sql: str, key: str) -> str | None:
    """Asked several times for every bundle, so without building a statement each time."""
    found: str | None = connection.exec_driver_sql(sql, (key,)).scalar()
    return found


def put_setting(connection: Connection, key: str, value: str) -> None:
    """Remember a fact about this office."""
    connection.exec_driver_sql(
        "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def get_secret(connection: Connection, key: str) -> str | None:
    """A secret of this office, or None."""
    return _value(connection, "SELECT value FROM secret WHERE key = ?", key)


def put_secret(connection: Connection, key: str, value: str) -> None:
    """Keep a secret of this office."""
    connection.exec_driver_sql(
        "INSERT INTO secret (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def signed_root(connection: Connection) -> SignedRoot | None:
    """The root document that this office trusts; None before the first kit."""
    text = get_setting(connection, "root")
    return None if text is None else _decoded_root(text)


@lru_cache(maxsize=8)
def _decoded_root(text: str) -> SignedRoot:
    return msgspec.json.decode(text, type=SignedRoot)


def trusted_root(connection: Connection) -> Root:
    """As ``signed_root``, read and checked. Raises NotAllowed("handover.no_kit")."""
    signed = signed_root(connection)
    if signed is None:
        raise NotAllowed("handover.no_kit")
    return _verified_root(signed)


@lru_cache(maxsize=8)
def _verified_root(signed: SignedRoot) -> Root:
    return verify_root(signed)


def has_kit(ctx: AppContext) -> bool:
    """Whether this office knows its district, and so may hand over."""
    with ctx.read() as connection:
        return signed_root(connection) is not None


def identity(connection: Connection) -> str:
    """The age secret that opens bundles for this device."""
    return get_secret(connection, "age_identity") or ""


def identities(connection: Connection) -> list[str]:
    """All age secrets of this office, the present one first: late sticks may be sealed to an earlier one (C6)."""
    rows = connection.exec_driver_sql("SELECT value FROM secret WHERE key LIKE 'age_identity%' ORDER BY key")
    return list(rows.scalars())


def writing_stream(connection: Connection) -> str:
    """The chain of changes that this database writes now."""
    return connection.execute(select(Stream.id).where(Stream.writing)).scalar_one()


def open_stream(ctx: AppContext, connection: Connection) -> None:
    """Write in a new chain from now on; what stands in the old one stays (handover.md B2).

    A district's stream is its epoch: the old one is dead, and villages send again what the new one may lack (B8). What
    was read in earlier replies proves nothing about a journal that may have lost some of it.
    """
    before = writing_stream(connection)
    connection.execute(update(Stream).where(Stream.writing).values(writing=False))
    stream = b64(ctx.random(16))
    connection.execute(insert(Stream).values(id=stream, device=ctx.device_id, n=0, head="", writing=True))
    if ctx.office.role is Role.DISTRICT:
        connection.exec_driver_sql("INSERT OR IGNORE INTO epoch (id, dead) VALUES (?, 0)", (stream,))
        connection.exec_driver_sql("UPDATE epoch SET dead = 1 WHERE id = ?", (before,))
        connection.exec_driver_sql("UPDATE bundle SET upto = 0 WHERE written = (direction = 'down')")
    connection.exec_driver_sql("DELETE FROM setting WHERE key = ?", (NEWEST_REPLIES,))


def next_number(connection: Connection, device: str) -> int:
    """Number of the next bundle of this device, from 1."""
    numbers = connection.execute(select(Bundle.no).where(Bundle.from_device == device, Bundle.written))
    return max(numbers.scalars(), default=0) + 1


@dataclass(frozen=True, slots=True)
class RosteredDevice:
    """A machine on the roster. ``revoked``: it has no say any more, and nothing is sealed to it."""

    id: str
    office: str
    role: Role
    public_key: str
    age_recipient: str
    revoked: bool = False


def devices(connection: Connection, office: str | None = None) -> list[RosteredDevice]:
    """Machines on the roster, of one office or all."""
    columns = (Device.id, Device.office, Device.role, Device.public_key, Device.age_recipient, Device.revoked)
    query = select(*columns).order_by(Device.id)
    if office is not None:
        query = query.where(Device.office == office)
    return [
        RosteredDevice(row.id, row.office, Role(row.role), row.public_key, row.age_recipient, bool(row.revoked))
        for row in connection.execute(query)
    ]


def readers(connection: Connection, office: str) -> list[RosteredDevice]:
    """Machines of an office that bundles may be sealed to: a stolen one reads nothing that is written later (C6)."""
    return [found for found in devices(connection, office) if not found.revoked]


def other_laptops(connection: Connection, ctx: AppContext) -> list[RosteredDevice]:
    """The office's other machines, as far as signed orders have told of them (handover.md B7, C6)."""
    return [found for found in readers(connection, ctx.office.code) if found.id != ctx.device_id]


def count_other_laptops(ctx: AppContext) -> int:
    """With how many laptops of this office bundles can be exchanged."""
    with ctx.read() as connection:
        return len(other_laptops(connection, ctx))


def device(connection: Connection, device_id: str) -> RosteredDevice | None:
    """One machine of the roster, or None."""
    row = connection.exec_driver_sql(
        "SELECT id, office, role, public_key, age_recipient FROM device WHERE id = ?", (device_id,)
    ).first()
    return None if row is None else RosteredDevice(row[0], row[1], Role(row[2]), row[3], row[4])


def trusted_device(connection: Connection, device_id: str) -> tuple[str, str] | None:
    """Office and public key (PEM) of a machine on the roster or named by the root document; None if unknown."""
    found = device(connection, device_id)
    if found is not None:
        return found.office, found.public_key
    if signed_root(connection) is None:
        return None
    root = trusted_root(connection)
    pem = root.signing_key(device_id)
    return None if pem is None else (root.district, pem)


def put_device(connection: Connection, device: RosteredDevice) -> None:
    """Enter a machine into the roster, replacing what was known of it."""
    connection.exec_driver_sql(
        "INSERT INTO device (id, office, role, public_key, age_recipient) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET office = excluded.office, role = excluded.role, "
        "public_key = excluded.public_key, age_recipient = excluded.age_recipient",
        (device.id, device.office, device.role.value, device.public_key, device.age_recipient),
    )
