"""«Data berubah setelah putusan»: whose facts are no longer those that a decision rested on (handover.md B9).

A decision names the heads that the district held when it decided (``basis``). Whatever these replaced was known too;
everything else that counts is newer. So neither a clock nor the order in which sticks came has a say.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from models.values import Relationship
from services.context import AppContext
from services.journal.records import Written, load_records
from services.journal.roster import load_roster
from services.journal.worker_row import COLUMNS, worker_row
from services.rules.fold import Folded, Writer, fold
from services.workers.groups import GROUP_FIELDS, heirs_of

FACTS = ("nik", "full_name", "birth_date", "occupation_code", "monthly_income", "dependants", "village", "status")
"""What a decision rests on, in the order it is told: the ranking's facts, and whom the decree names."""

_DEPENDANTS = frozenset({Relationship.SPOUSE, Relationship.CHILD, Relationship.PARENT})
_CHUNK = 500

_FUNDED = """
SELECT d.id, d.worker_id, w.full_name, w.village_code FROM decision d JOIN worker w ON w.id = d.worker_id
WHERE d.batch_id = ? AND d.outcome = 'funded'
    AND EXISTS (
        SELECT 1 FROM journal c WHERE c.record = d.worker_id AND c.entity = 'worker' AND c.id NOT IN (
            SELECT h.value FROM journal j, json_each(
                CASE WHEN json_type(j.payload, '$.decision.basis') = 'array' THEN j.payload ELSE '{}' END,
                '$.decision.basis'
            ) h WHERE j.record = d.id AND j.entity = 'decision' AND h.type = 'text'
                AND j.device IN (SELECT id FROM device WHERE role = 'district')
        )
    )
ORDER BY w.name_key, d.id
"""
"""Only people of whom a change is here that their decision does not name; all others need no look."""


@dataclass(frozen=True, slots=True)
class ChangedPerson:
    """Somebody chosen whose facts differ now. ``facts``: which of ``FACTS``."""

    worker_id: str
    full_name: str
    village_code: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """Of one batch: ``people`` by name. ``unknown``: chosen people whose decision does not say what it rested on."""

    people: tuple[ChangedPerson, ...] = ()
    unknown: int = 0


def changed_since(ctx: AppContext, batch_id: str) -> ChangedSince:
    """Chosen people of a batch of whom a fact changed, or is disputed anew, after the decision. Raises StorageTrouble.

    Reads some thousands of records: not for the window's thread.
    """
    with ctx.read() as connection:
        rows = connection.exec_driver_sql(_FUNDED, (batch_id,)).all()
        roster = load_roster(connection) if rows else {}
        people: list[ChangedPerson] = []
        unknown = 0
        for start in range(0, len(rows), _CHUNK):
            part = rows[start : start + _CHUNK]
            bases = _bases(connection, [row.id for row in part], roster)
            stored = load_records(connection, "worker", [row.worker_id for row in part])
            for row in part:
                basis, changes = bases.get(row.id), stored.get(row.worker_id, [])
                facts = None if basis is None else changed_facts(row.worker_id, changes, basis, roster)
                if facts is None:
                    unknown += 1
                elif facts:
                    people.append(ChangedPerson(row.worker_id, row.full_name, row.village_code, facts))
    return ChangedSince(tuple(people), unknown)


def _bases(
    connection: Connection, decisions: Sequence[str], roster: Mapping[str, Writer]
) -> dict[str, tuple[str, ...] | None]:
    """By decision: the heads it rests on; None where it does not say."""
    found: dict[str, tuple[str, ...] | None] = {}
    for record, changes in load_records(connection, "decision", decisions).items():
        basis = fold([change.entry for change in changes], roster).value("decision").get("basis")
        heads = tuple(head for head in basis if isinstance(head, str)) if isinstance(basis, list) else ()
        found[record] = heads or None
    return found


def changed_facts(
    worker_id: str, changes: Sequence[Written], basis: Collection[str], roster: Mapping[str, Writer]
) -> tuple[str, ...] | None:
    """Facts that differ between what ``basis`` names and all that is here; None where some of the basis is missing."""
    known = _known(changes, basis)
    if known is None:
        return None
    before = [change for change in changes if change.entry.id in known]
    if len(before) == len(changes):
        return ()
    then, now = (fold([change.entry for change in each], roster) for each in (before, changes))
    if not (then.groups and now.groups):
        return None
    old, new = _facts(worker_id, then, before), _facts(worker_id, now, changes)
    disputed = _disputed(now) - _disputed(then)
    return tuple(fact for fact in FACTS if old[fact] != new[fact] or fact in disputed)


def _known(changes: Sequence[Written], basis: Collection[str]) -> frozenset[str] | None:
    """The basis and everything behind it."""
    here = {change.entry.id: change.entry for change in changes}
    known: set[str] = set()
    left = list(basis)
    while left:
        change_id = left.pop()
        if change_id in known:
            continue
        if change_id not in here:
            return None
        known.add(change_id)
        left += [old for olds in here[change_id].replaces.values() for old in olds if old in here]
    return frozenset(known)


def _facts(worker_id: str, folded: Folded, changes: Sequence[Written]) -> dict[str, Any]:
    """As the ranking reads them of the projected row."""
    row = dict(zip(COLUMNS, worker_row(worker_id, folded, changes), strict=True))
    heirs = heirs_of(msgspec.json.decode(row["heirs"]))
    return {
        **{fact: row[fact] for fact in FACTS if fact in row},
        "dependants": sum(1 for heir in heirs if heir.relationship in _DEPENDANTS),
        "village": (row["village_code"], row["owner"]),
        "status": (row["status"], row["left_reason"]),
    }


def _disputed(folded: Folded) -> frozenset[str]:
    """Facts about which two heads say different things, so that a person has to look."""
    found: set[str] = set()
    for group in folded.conflicts:
        values = [value or {} for value in folded.groups[group].disputed]
        names = GROUP_FIELDS.get(group, ())
        differing = {name for name in names if any(value.get(name) != values[0].get(name) for value in values)}
        found |= differing & set(FACTS)
        found |= {"dependants"} if "heirs" in differing else set()
        found |= {"village"} if group == "owner" or "village_code" in differing else set()
        found |= {"status"} if group == "status" else set()
    return frozenset(found)
