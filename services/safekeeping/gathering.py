"""What a repair gathers into a new file: from the damaged one, the backups, the sealed bundles (handover.md D4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Table

from models.tables import Base, JournalEntry, Order
from models.values import Role
from services.errors import AppError, StorageTrouble
from services.handover.age_file import recipient_of
from services.handover.lines import OrderLine
from services.handover.office_facts import (
    RosteredDevice,
    device,
    get_secret,
    get_setting,
    put_device,
    put_secret,
    put_setting,
)
from services.handover.signing import public_key_to_pem
from services.journal.change import b64, unb64
from services.journal.projection import PROJECTIONS
from services.progress import Reporter
from services.reference import load_reference
from services.safekeeping.backup_file import SUFFIX, read_facts, unpack
from services.safekeeping.damaged_pages import DamagedFile
from services.safekeeping.device_keys import new_device_keys
from services.safekeeping.filling import Filling
from services.safekeeping.key_slots import Random
from services.safekeeping.salvage import Salvage

Kind = Literal["file", "backup", "bundle"]
_ROWS_PER_PAGE = 3
_MADE_AGAIN = {*PROJECTIONS, JournalEntry.__tablename__, Order.__tablename__}
"""Rows of the screens follow from the journal; orders are obeyed anew once everything is in."""


@dataclass(frozen=True, slots=True)
class Source:
    """Something that still gave records. ``new``: changes that no earlier source had. ``name``: of its file."""

    kind: Kind
    name: str
    new: int


@dataclass(slots=True)
class Gathered:
    """``people``: ids of workers that some source still showed. ``new_keys``: the laptop's own keys were lost."""

    sources: list[Source] = field(default_factory=list)
    orders: dict[str, OrderLine] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    identities: list[str] = field(default_factory=list)
    new_keys: bool = False


def gather_files(
    connection: Connection, files: Sequence[Path], key: bytes, gathered: Gathered, reporter: Reporter
) -> None:
    """Take in what database files still hold, the newest first. ``key``: 48 bytes."""
    for path in files:
        with DamagedFile(path, key) as file:
            gather_rows(connection, Salvage(file), "file", path.name, gathered, reporter)


def gather_backup(
    connection: Connection,
    backups: Sequence[Path],
    keys_of: Callable[[Path], Iterable[bytes]],
    work: Path,
    gathered: Gathered,
    reporter: Reporter,
) -> bool:
    """Take in the first of these backups that opens. ``keys_of``: the keys to try, given the backup's key file.

    ``work``: a private folder.
    """
    copy, slots = work / "cadangan.db", work / "cadangan.json"
    for backup in backups:
        try:
            facts = unpack(backup, copy, slots)
        except StorageTrouble:
            continue
        for key in keys_of(slots):
            with DamagedFile(copy, key) as file:
                if (first := file.page(1)) is not None and first.whole:
                    gather_rows(connection, Salvage(file), "backup", str(facts.sequence), gathered, reporter)
                    return True
    return False


def gather_rows(
    connection: Connection, salvage: Salvage, kind: Kind, name: str, gathered: Gathered, reporter: Reporter
) -> None:
    """Everything of one database: rows of this laptop first, for they tell whose signatures count."""
    filling = Filling(connection)
    for table in _own_tables():
        filling.rows(table, salvage.rows(table))
    for row in salvage.rows(Base.metadata.tables[Order.__tablename__]):
        gathered.orders.setdefault(str(row["id"]), OrderLine(str(row["text"]), str(row["signature"])))
    gathered.people |= salvage.people()
    new = filling.changes(salvage.changes(), reporter, salvage.pages * _ROWS_PER_PAGE)
    gathered.sources.append(Source(kind, name, new))
    if (identity := get_secret(connection, "age_identity")) and identity not in gathered.identities:
        gathered.identities.append(identity)


def _own_tables() -> list[Table]:
    return [table for name, table in Base.metadata.tables.items() if name not in _MADE_AGAIN]


def list_backups(places: Iterable[Path], database: str) -> list[Path]:
    """Backups of one database at these places (folders or files), the newest number first."""
    found: list[tuple[int, Path]] = []
    for place in places:
        with suppress(OSError):
            files = [place] if place.is_file() else list(place.rglob(f"*{SUFFIX}"))
            for path in files:
                with suppress(AppError):
                    facts = read_facts(path)
                    if facts.database == database:
                        found.append((facts.sequence, path))
    return [path for _, path in sorted(found, key=lambda each: each[0], reverse=True)]


def complete_facts(connection: Connection, gathered: Gathered, random: Random) -> None:
    """Whose office this is and which keys it signs with, where the pages that said so are gone.

    A village gets new keys when its own are lost: it needs a new kit then. Raises StorageTrouble("repair.nothing").
    """
    office = get_setting(connection, "office_code") or _office_of_journal(connection)
    if office is None:
        raise StorageTrouble("repair.nothing")
    reference = load_reference()
    village = reference.villages.get(office)
    put_setting(connection, "office_code", office)
    put_setting(connection, "role", (Role.VILLAGE if village else Role.DISTRICT).value)
    put_setting(connection, "office_name", village.name if village else reference.district_name)
    if get_secret(connection, "signing_key") is None or get_secret(connection, "age_identity") is None:
        if village is None:
            raise StorageTrouble("repair.district_keys")
        _make_keys(connection, office, random)
        gathered.new_keys = True
    _enter_device(connection, office)
    _one_stream(connection, random)


def _one_stream(connection: Connection, random: Random) -> None:
    """Exactly one chain counts as being written, so that a new one can be opened after it."""
    own = get_setting(connection, "device")
    sql = "SELECT id FROM stream WHERE writing ORDER BY n DESC LIMIT 1"
    last = connection.exec_driver_sql(sql).scalar()
    if last is None:
        last = connection.exec_driver_sql(
            "SELECT stream FROM journal WHERE device = ? GROUP BY stream ORDER BY max(seq) DESC LIMIT 1", (own,)
        ).scalar() or b64(random(16))
        connection.exec_driver_sql("DELETE FROM stream WHERE id = ?", (last,))
        connection.exec_driver_sql(
            "INSERT INTO stream (id, device, n, head, writing) "
            "SELECT ?, ?, coalesce(max(n), 0), '', 1 FROM journal WHERE stream = ?",
            (last, own, last),
        )
    connection.exec_driver_sql("UPDATE stream SET writing = (id = ?)", (last,))


def _office_of_journal(connection: Connection) -> str | None:
    """Of most changes, the office that wrote them: a laptop without its settings still has its work."""
    sql = "SELECT office FROM journal GROUP BY office ORDER BY count(*) DESC LIMIT 1"
    return connection.exec_driver_sql(sql).scalar()


def _make_keys(connection: Connection, office: str, random: Random) -> None:
    made = new_device_keys(random)
    put_secret(connection, "signing_key", b64(made.signing_key))
    put_secret(connection, "age_identity", made.age_identity)
    put_setting(connection, "device", made.id)
    connection.exec_driver_sql("DELETE FROM setting WHERE key = 'enrolled'")
    connection.exec_driver_sql("DELETE FROM secret WHERE key = 'enrolment_code'")
    entry = RosteredDevice(made.id, office, Role.VILLAGE, made.public_key_pem, made.age_recipient)
    put_device(connection, entry)


def _enter_device(connection: Connection, office: str) -> None:
    """This laptop on its own roster: its entry follows from its keys."""
    secret, identity = get_secret(connection, "signing_key"), get_secret(connection, "age_identity")
    assert secret is not None and identity is not None
    pem = public_key_to_pem(Ed25519PrivateKey.from_private_bytes(unb64(secret)).public_key())
    own = get_setting(connection, "device") or _device_with(connection, pem)
    if own is None:
        raise StorageTrouble("repair.nothing")
    put_setting(connection, "device", own)
    if device(connection, own) is None:
        role = Role(get_setting(connection, "role") or Role.VILLAGE)
        put_device(connection, RosteredDevice(own, office, role, pem, recipient_of(identity)))


def _device_with(connection: Connection, pem: str) -> str | None:
    return connection.exec_driver_sql("SELECT id FROM device WHERE public_key = ?", (pem,)).scalar()
