"""Who wins and what conflicts: the whole merge as one pure function of a set of changes (handover.md B5, B6).

Authority, burial, generation, heads and conflict work on the pair (change, group). No clock, counter or arrival
order decides anything, so equal sets of changes always give equal views.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from models.values import Role

OWNER = "owner"
DISTRICT_ENTITIES = frozenset({"programme", "batch", "decision", "participation", "contribution"})

CUT_SIGNS = 22
"""How much of a change's id a revocation names: 132 bits, more than anyone can make two texts share."""

Value = Mapping[str, Any]


class Writer(NamedTuple):
    """What the roster says of a device: for which office it writes, and with what standing."""

    office: str
    role: Role
    cut: frozenset[str] | None = None
    """Of a revoked device: the changes that still count, by the first ``CUT_SIGNS`` signs of their ids (C6)."""

    def counts(self, change_id: str) -> bool:
        """Whether a change of this device has a say: revocation cuts by content, never by number or date."""
        return self.cut is None or change_id[:CUT_SIGNS] in self.cut


class Entry(NamedTuple):
    """One change as the fold sees it. ``payload`` is None where only the header is held."""

    id: str
    device: str
    entity: str
    replaces: Mapping[str, Iterable[str]]
    payload: Mapping[str, Value] | None
    own: str | None = None


class GroupState(NamedTuple):
    """The shown value of a group, the heads a new write must name, and the values that disagree."""

    value: Value | None
    winner: str
    heads: tuple[str, ...]
    disputed: tuple[Value | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Folded:
    """The state of one record."""

    groups: Mapping[str, GroupState] = field(default_factory=dict)
    owner: str | None = None
    owners_ever: frozenset[str] = frozenset()
    claimed_by: frozenset[str] = frozenset()
    """Offices that an unburied owner change names: one, or several while it is disputed."""
    ignored: frozenset[tuple[str, str]] = frozenset()

    def heads(self, group: str) -> tuple[str, ...]:
        """Ids a new write of this group replaces."""
        state = self.groups.get(group)
        return state.heads if state else ()

    def value(self, group: str) -> Value:
        """The shown value, empty where nothing is known."""
        state = self.groups.get(group)
        return (state.value if state else None) or {}

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Groups with more than one distinct head value, sorted."""
        return tuple(sorted(name for name, state in self.groups.items() if state.disputed))


def fold(
    entries: Iterable[Entry], roster: Mapping[str, Writer], *, owners_of_about: frozenset[str] = frozenset()
) -> Folded:
    """The state of one record from all its changes.

    ``owners_of_about``: for a record about a worker (a claim), the offices that ever owned that worker.
    """
    changes = list(entries)
    if len(changes) == 1 and not any(changes[0].replaces.values()):
        return _fold_first(changes[0], roster, owners_of_about)
    written = [
        (change, group, writer)
        for change in changes
        if (writer := roster.get(change.device)) is not None and writer.counts(change.id)
        for group in change.replaces
    ]
    owners = frozenset(
        change.own for change, group, writer in written if group == OWNER and change.own and _may_own(change, writer)
    )
    allowed = {
        (change.id, group): (change, writer)
        for change, group, writer in written
        if _may_write(change, group, writer, owners | owners_of_about)
    }
    everything = {(change.id, group) for change in changes for group in change.replaces}
    return _resolve(allowed, owners, frozenset(everything - allowed.keys()))


def _fold_first(change: Entry, roster: Mapping[str, Writer], owners_of_about: frozenset[str]) -> Folded:
    """The common case of a record with a single first change, without building the graph."""
    writer = roster.get(change.device)
    everything = frozenset((change.id, group) for group in change.replaces)
    if writer is None or not writer.counts(change.id):
        return Folded(ignored=everything)
    owners = (
        frozenset({change.own}) if change.own and OWNER in change.replaces and _may_own(change, writer) else frozenset()
    )
    groups: dict[str, GroupState] = {}
    payload = change.payload
    for group in change.replaces:
        if _may_write(change, group, writer, owners | owners_of_about):
            groups[group] = GroupState(_value(change, group, payload), change.id, (change.id,))
    owner = change.own if OWNER in groups else None
    claimed = frozenset({owner} if owner else ())
    return Folded(groups, owner, owners, claimed, frozenset(pair for pair in everything if pair[1] not in groups))


def _value(change: Entry, group: str, payload: Mapping[str, Value] | None) -> Value | None:
    if group == OWNER:
        return {"office": change.own}
    return None if payload is None else payload.get(group)


def _may_own(change: Entry, writer: Writer) -> bool:
    """The district transfers; a village may only claim a record it creates, for itself."""
    if writer.role is Role.DISTRICT:
        return True
    return not tuple(change.replaces.get(OWNER, ())) and change.own == writer.office


def _may_write(change: Entry, group: str, writer: Writer, owners: frozenset[str]) -> bool:
    if group == OWNER and not _may_own(change, writer):
        return False
    if writer.role is Role.DISTRICT:
        return True
    return change.entity not in DISTRICT_ENTITIES and writer.office in owners


_Pair = tuple[str, str]


def _resolve(
    allowed: Mapping[_Pair, tuple[Entry, Writer]], owners: frozenset[str], ignored: frozenset[_Pair]
) -> Folded:
    buried = {
        (replaced, group)
        for (_, group), (change, writer) in allowed.items()
        for replaced in change.replaces[group]
        if (target := allowed.get((replaced, group))) is not None and writer.role.rank >= target[1].role.rank
    }
    heads: dict[str, list[_Pair]] = {}
    for pair in allowed:
        if pair not in buried:
            heads.setdefault(pair[1], []).append(pair)
    generation = _generations(allowed)
    groups = {}
    for group, pairs in sorted(heads.items()):
        pairs.sort(key=lambda pair: (allowed[pair][1].role.rank, generation[pair], pair[0]))
        values = [_value(allowed[pair][0], group, allowed[pair][0].payload) for pair in pairs]
        distinct = _distinct(values)
        groups[group] = GroupState(
            value=values[-1],
            winner=pairs[-1][0],
            heads=tuple(sorted(pair[0] for pair in pairs)),
            disputed=tuple(distinct) if len(distinct) > 1 else (),
        )
    owner_state = groups.get(OWNER)
    owner = (owner_state.value or {}).get("office") if owner_state else None
    claims = (owner_state.disputed or (owner_state.value,)) if owner_state else ()
    return Folded(groups, owner, owners, frozenset(claim["office"] for claim in claims if claim), ignored)


def _generations(allowed: Mapping[_Pair, tuple[Entry, Writer]]) -> dict[_Pair, int]:
    """Length of the longest chain of replacements behind each pair; from the graph, not from a clock."""
    generation: dict[_Pair, int] = {}
    for start in allowed:
        stack = [start]
        while stack:
            pair = stack[-1]
            if pair in generation:
                stack.pop()
                continue
            behind = [
                (replaced, pair[1]) for replaced in allowed[pair][0].replaces[pair[1]] if (replaced, pair[1]) in allowed
            ]
            waiting = [other for other in behind if other not in generation]
            if waiting:
                stack.extend(waiting)
            else:
                generation[pair] = 1 + max((generation[other] for other in behind), default=-1)
                stack.pop()
    return generation


def _distinct(values: Iterable[Value | None]) -> list[Value | None]:
    seen: list[Value | None] = []
    for value in values:
        if value not in seen:
            seen.append(value)
    return seen
