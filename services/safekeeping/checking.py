"""Is everything whole: the file, every change's id, signature and payload, the chains (handover.md D4, I10)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection

from services.context import AppContext
from services.handover.office_facts import devices
from services.handover.signing import content_id, public_key_from_pem
from services.journal.change import DOMAIN, payload_hash, stored_header, unb64
from services.progress import SILENT, Reporter
from services.safekeeping.start_up_checks import find_damage

_BROKEN_CHAIN = """
SELECT 1 FROM stream s WHERE s.writing AND s.n > 0 AND NOT EXISTS (
    SELECT 1 FROM journal WHERE id = s.head AND stream = s.id AND n = s.n)
UNION ALL
SELECT 1 FROM journal j JOIN stream s ON s.id = j.stream AND s.writing WHERE j.n > s.n OR (j.n > 1 AND NOT EXISTS (
    SELECT 1 FROM journal p WHERE p.stream = j.stream AND p.n = j.n - 1
    AND p.id = CASE WHEN json_valid(j.header) THEN json_extract(j.header, '$.p') END))
LIMIT 1
"""
"""Our own stream must link without a gap; of others only parts may be held (handover.md I10)."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check found. ``database`` and ``journal``: whole or not. ``problems``: codes, each once."""

    database: bool
    journal: bool
    changes: int
    workers: int
    problems: tuple[str, ...]


def check_office(ctx: AppContext, reporter: Reporter = SILENT) -> Checked:
    """Check the file's pages, then every change of the journal. Changes nothing."""
    file_problems = _check_file(ctx)
    with ctx.read() as connection:
        changes, journal_problems = _check_journal(connection, reporter)
        workers = connection.exec_driver_sql("SELECT count(*) FROM worker").scalar_one()
    problems = tuple(dict.fromkeys(file_problems + journal_problems))
    return Checked(not file_problems, not journal_problems, changes, workers, problems)


def _check_file(ctx: AppContext) -> list[str]:
    """On a connection of its own: one in use may remember an older search index and call what is whole damaged."""
    return ["check.database_damaged"] if find_damage(ctx.database.path, ctx.database.key) else []


def _check_journal(connection: Connection, reporter: Reporter) -> tuple[int, list[str]]:
    keys = _keys(connection)
    total = connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one()
    rows = connection.exec_driver_sql("SELECT id, header, signature, payload FROM journal ORDER BY seq")
    problems: list[str] = []
    for number, (change_id, header, signature, payload) in enumerate(rows):
        if number % 1000 == 0:
            reporter.step(number, total, "check.journal")
        problems += _check_change(change_id, header, signature, payload, keys)
    if connection.exec_driver_sql(_BROKEN_CHAIN).first() is not None:
        problems.append("check.chain_broken")
    reporter.step(total, total, "check.journal")
    return total, list(dict.fromkeys(problems))


def _keys(connection: Connection) -> dict[str, Ed25519PublicKey]:
    """Keys of the roster that can be read; a device without one counts as unknown."""
    keys = {}
    for device in devices(connection):
        with suppress(ValueError):
            keys[device.id] = public_key_from_pem(device.public_key)
    return keys


def _check_change(
    change_id: str, header: str, signature: str, payload: str | None, keys: dict[str, Ed25519PublicKey]
) -> list[str]:
    try:
        head = stored_header(header)
    except msgspec.MsgspecError:
        return ["check.change_altered"]
    problems = []
    if content_id(header) != change_id or (payload is not None and payload_hash(payload) != head.payload_hash):
        problems.append("check.change_altered")
    key = keys.get(head.device)
    if key is None:
        problems.append("check.device_unknown")
    else:
        try:
            key.verify(unb64(signature), DOMAIN + header.encode())
        except (InvalidSignature, ValueError):
            problems.append("check.signature_wrong")
    return problems
