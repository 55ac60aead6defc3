"""Batches that were decided twice: a district that went back in time decided again before the villages' sticks came.

Each (batch, worker) decision then has two first changes of equal rank, and the higher hash would win, person by person:
a mixed list that nobody decided. So the acts that decided are told apart here, and a person chooses one of them whole
(``settling``). Which act a value belongs to stands in its header, or in ``version`` where it was written again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from models.values import Outcome
from services.context import AppContext
from services.errors import Conflict
from services.journal.change import stored_header
from services.journal.records import Written, load_records
from services.journal.roster import load_roster
from services.journal.rows import optional_text, text
from services.rules.fold import Entry, Folded, Value, Writer, fold

VERSION = "version"
"""Field of a value that was written again when a dispute was settled: the act whose version it is."""
_CHUNK = 500
_Values = Mapping[str, Any]

_ABOUT = """
FROM decision d JOIN worker w ON w.id = d.worker_id JOIN journal j ON j.record = d.id AND j.entity = 'decision'
WHERE d.batch_id = ? AND j.payload IS NOT NULL
"""
_MORE_THAN_ONE = f"SELECT count(DISTINCT json_extract(j.header, '$.x')) > 1 {_ABOUT}"
_ACTS = f"SELECT j.id, json_extract(j.header, '$.x') {_ABOUT}"
_PEOPLE = (
    "SELECT d.id, d.worker_id FROM decision d JOIN worker w ON w.id = d.worker_id WHERE d.batch_id = ? ORDER BY d.id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One act that decided the batch. ``at``: ISO text, what the clock said; ``user``: display name. Counts: people."""

    id: str
    at: str
    user: str
    decided_on: str
    decree_no: str
    decree_on: str | None
    funded: int
    reserve: int
    refused: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """A batch of which several versions stand. ``people``: whose decisions differ; ``outcomes``: in what was decided.

    In a village they count its own people alone. Both are 0 where only the decree is in dispute: ``decrees`` holds its
    numbers, empty text for a version without one; recording the decree again settles that.
    """

    versions: tuple[Version, ...]
    people: int
    outcomes: int
    decrees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """One person's decision. ``live``: value by version, as far as nothing replaced it; ``ever``: of every version."""

    worker_id: str
    folded: Folded
    live: Mapping[str, _Values]
    ever: Mapping[str, _Values]


@dataclass(frozen=True, slots=True)
class DecidedBatch:
    """Everything that was ever decided in a batch, by decision; who decided it, by act; and the batch's own changes."""

    decisions: Mapping[str, Decided]
    acts: Mapping[str, Written]
    batch: Folded = field(default_factory=Folded)
    changes: tuple[Written, ...] = ()
    wrote: Mapping[str, str] = field(default_factory=dict)

    @property
    def standing(self) -> frozenset[str]:
        """Versions of which something stands."""
        return frozenset(version for each in self.decisions.values() for version in each.live)

    def decree_of(self, version: str) -> Value:
        """What that version said of the batch last: when it was decided, with what, its decree; empty for nothing."""
        entries = {change.entry.id: change.entry for change in self.changes}
        mine = [change_id for change_id in entries if version in self._behind(change_id, entries)]
        followed = {old for change_id in mine for old in entries[change_id].replaces.get("decree", ())}
        said = [
            (entries[change_id].payload or {}).get("decree") or {} for change_id in mine if change_id not in followed
        ]
        return max(said, key=lambda value: VERSION in value, default={})

    def _behind(self, change_id: str, entries: Mapping[str, Entry]) -> set[str]:
        """Versions that a change of the decree rests on; one that settled a dispute rests on the one it says alone."""
        versions, left = set[str](), [change_id]
        while left:
            change = entries.get(left.pop())
            if change is None or "decree" not in change.replaces:
                continue
            value = (change.payload or {}).get("decree") or {}
            versions.add(_version(value, self.wrote.get(change.id, "")))
            if VERSION not in value:
                left += change.replaces["decree"]
        return versions


def find_dispute(ctx: AppContext, batch_id: str) -> Dispute | None:
    """None where one version stands, or all say the same. Reads ten thousand decisions: not for the window's thread."""
    with ctx.read() as connection:
        return dispute_in(connection, batch_id)


def require_settled(ctx: AppContext, batch_id: str) -> None:
    """Nothing may be printed or told about a list that nobody decided.

    Raises Conflict("programme.disputed"), and Conflict("programme.decree_disputed") where only the decree is.
    """
    dispute = find_dispute(ctx, batch_id)
    if dispute is not None and dispute.people:
        raise Conflict("programme.disputed", people=dispute.people)
    if dispute is not None:
        raise Conflict("programme.decree_disputed")


def dispute_in(connection: Connection, batch_id: str) -> Dispute | None:
    """As ``find_dispute``, within a transaction. A batch that was decided once is known by one query."""
    if not connection.exec_driver_sql(_MORE_THAN_ONE, (batch_id,)).scalar_one():
        decrees = _decrees(_fold_batch(connection, batch_id)[0])
        return Dispute((), 0, 0, decrees) if decrees else None
    return _judge(read_batch(connection, batch_id))


def _judge(found: DecidedBatch) -> Dispute | None:
    standing = found.standing
    people = outcomes = 0
    for each in found.decisions.values():
        if not each.live:
            continue
        values = [each.live.get(version) for version in sorted(standing)]
        if _is_one(each, standing):
            continue
        people += 1
        outcomes += len({None if value is None else text(value, "outcome") for value in values}) > 1
    decrees = _decrees(found.batch)
    if not people and not decrees:
        return None
    return Dispute(versions_of(found, standing), people, outcomes, decrees)


def _decrees(batch: Folded) -> tuple[str, ...]:
    """Numbers of the decrees in dispute; empty where none is."""
    state = batch.groups.get("decree")
    return tuple(sorted(text(value or {}, "decree_no") for value in state.disputed)) if state else ()


def _is_one(decided: Decided, standing: frozenset[str]) -> bool:
    """Whether every version that stands says the same of this person."""
    values = list(decided.live.values())
    return decided.live.keys() == standing and all(value == values[0] for value in values)


def versions_of(found: DecidedBatch, wanted: frozenset[str] | None = None) -> tuple[Version, ...]:
    """Every version, or those wanted, in the order their clocks tell; what was replaced since counts as it was."""
    known = {version for each in found.decisions.values() for version in each.ever}
    made = [_version_facts(found, version) for version in known if wanted is None or version in wanted]
    return tuple(sorted(made, key=lambda version: (version.at, version.id)))


def _version_facts(found: DecidedBatch, version: str) -> Version:
    values = [each.ever[version] for each in found.decisions.values() if version in each.ever]
    counts = Counter(text(value, "outcome") for value in values)
    act, decree = found.acts.get(version), found.decree_of(version)
    return Version(
        id=version,
        at=act.when if act else "",
        user=act.user.partition(" ")[2] if act else "",
        decided_on=max((text(value, "decided_on") for value in values), default=""),
        decree_no=text(decree, "decree_no"),
        decree_on=optional_text(decree, "decree_on"),
        funded=counts[Outcome.FUNDED],
        reserve=counts[Outcome.RESERVE],
        refused=counts[Outcome.REFUSED],
    )


def read_batch(connection: Connection, batch_id: str) -> DecidedBatch:
    """Every decision of a batch about people whose record is here, with all that was ever decided about them."""
    wrote: dict[str, str] = {row[0]: row[1] for row in connection.exec_driver_sql(_ACTS, (batch_id,))}
    people: dict[str, str] = {row[0]: row[1] for row in connection.exec_driver_sql(_PEOPLE, (batch_id,))}
    roster = load_roster(connection)
    decisions: dict[str, Decided] = {}
    acts: dict[str, Written] = {}
    for record, changes in _records(connection, list(people)):
        counted = [change for change in changes if change.entry.id in wrote]
        decisions[record] = _decided(people[record], counted, wrote, roster)
        for change in counted:
            acts.setdefault(wrote[change.entry.id], change)
    batch, own = _fold_batch(connection, batch_id)
    headers = "SELECT id, header FROM journal WHERE record = ? AND entity = 'batch'"
    of_batch = {row.id: stored_header(row.header).act for row in connection.exec_driver_sql(headers, (batch_id,))}
    return DecidedBatch(decisions, acts, batch, own, wrote | of_batch)


def _records(connection: Connection, ids: list[str]) -> Iterator[tuple[str, list[Written]]]:
    for start in range(0, len(ids), _CHUNK):
        yield from load_records(connection, "decision", ids[start : start + _CHUNK]).items()


def _decided(worker_id: str, changes: list[Written], wrote: Mapping[str, str], roster: Mapping[str, Writer]) -> Decided:
    folded = fold([change.entry for change in changes], roster)
    heads = set(folded.heads("decision"))
    live: dict[str, _Values] = {}
    ever: dict[str, _Values] = {}
    for change in sorted(changes, key=lambda change: change.entry.id):
        value = (change.entry.payload or {}).get("decision")
        if value is None or (change.entry.id, "decision") in folded.ignored:
            continue
        act = wrote[change.entry.id]
        version, said = _version(value, act), {key: item for key, item in value.items() if key != VERSION}
        if act == version or version not in ever:
            ever[version] = said
        if change.entry.id in heads:
            live[version] = said
    return Decided(worker_id, folded, live, ever)


def _version(value: Value, act: str) -> str:
    return text(value, VERSION) or act


def _fold_batch(connection: Connection, batch_id: str) -> tuple[Folded, tuple[Written, ...]]:
    changes = load_records(connection, "batch", [batch_id]).get(batch_id, [])
    return fold([change.entry for change in changes], load_roster(connection)), tuple(changes)
