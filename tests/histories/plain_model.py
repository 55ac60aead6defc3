"""The merge rules once more, written from handover.md B5 and B6 and from nothing else: simple, slow, independent.

Imports nothing of the program. It reads header and payload texts with ``json`` and answers what every record shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

OWNER = "owner"
ONLY_DISTRICT = ("programme", "batch", "decision", "participation", "contribution")
CUT = 22
"""How many signs of a change's id a revocation names."""


class Line(NamedTuple):
    """One stored change: its id and its texts."""

    id: str
    header: str
    payload: str | None


class Device(NamedTuple):
    """What the roster says of one. ``accepted``: None unless revoked; then the starts of the ids that still count."""

    office: str
    district: bool
    accepted: frozenset[str] | None = None


class Shown(NamedTuple):
    """One group: what is shown, by which change, what a new write must name, and the values in dispute."""

    value: str
    winner: str
    heads: tuple[str, ...]
    disputed: tuple[str, ...]


class View(NamedTuple):
    """One record. ``ignored``: pairs (change, group) that nobody was entitled to write."""

    groups: dict[str, Shown]
    owner: str | None
    owners_ever: frozenset[str]
    ignored: frozenset[tuple[str, str]]


class _Pair(NamedTuple):
    id: str
    group: str
    replaces: tuple[str, ...]
    rank: int
    office: str
    own: str | None
    value: str


EMPTY = View({}, None, frozenset(), frozenset())


def text(value: Any) -> str:
    """A value as one canonical text, so that values can be compared and put in order."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def views(
    lines: Iterable[Line], roster: Mapping[str, Device], erased: Iterable[str] = ()
) -> dict[tuple[str, str], View]:
    """Every record (entity, id) that these changes make."""
    gone = set(erased)
    records: dict[tuple[str, str], list[tuple[Line, dict[str, Any]]]] = {}
    for line in lines:
        header = json.loads(line.header)
        records.setdefault((header["e"], header["r"]), []).append((line, header))
    return {
        key: EMPTY if _is_gone(changes, key[1], gone) else view(changes, roster) for key, changes in records.items()
    }


def _is_gone(changes: list[tuple[Line, dict[str, Any]]], record: str, gone: set[str]) -> bool:
    return record in gone or any(header.get("a") in gone for _, header in changes)


def view(
    changes: Iterable[tuple[Line, dict[str, Any]]],
    roster: Mapping[str, Device],
    owners_of_about: frozenset[str] = frozenset(),
) -> View:
    """One record from all its changes."""
    pairs, everything = _pairs(changes, roster)
    may_own = [pair for pair in pairs if pair.group != OWNER or _may_own(pair)]
    owners = frozenset(pair.own for pair in may_own if pair.group == OWNER and pair.own)
    entitled = [pair for pair in may_own if _entitled(pair, changes, owners | owners_of_about)]
    groups = {
        group: _shown(entitled, group)
        for group in {pair.group for pair in entitled}
        if any(pair.group == group for pair in entitled)
    }
    owner = json.loads(groups[OWNER].value)["office"] if OWNER in groups else None
    return View(groups, owner, owners, frozenset(everything - {(pair.id, pair.group) for pair in entitled}))


def _pairs(
    changes: Iterable[tuple[Line, dict[str, Any]]], roster: Mapping[str, Device]
) -> tuple[list[_Pair], set[tuple[str, str]]]:
    pairs, everything = [], set()
    for line, header in changes:
        device = roster.get(header["d"])
        for group, replaces in header["k"].items():
            everything.add((line.id, group))
            if device is None or (device.accepted is not None and line.id[:CUT] not in device.accepted):
                continue
            value = {"office": header.get("own")} if group == OWNER else _payload(line, group)
            rank = 2 if device.district else 1
            pairs.append(_Pair(line.id, group, tuple(replaces), rank, device.office, header.get("own"), text(value)))
    return pairs, everything


def _payload(line: Line, group: str) -> Any:
    return None if line.payload is None else json.loads(line.payload).get(group)


def _may_own(pair: _Pair) -> bool:
    return pair.rank == 2 or (not pair.replaces and pair.own == pair.office)


def _entitled(pair: _Pair, changes: Iterable[tuple[Line, dict[str, Any]]], owners: frozenset[str]) -> bool:
    entity = next(header["e"] for line, header in changes if line.id == pair.id)
    return pair.rank == 2 or (entity not in ONLY_DISTRICT and pair.office in owners)


def _shown(entitled: list[_Pair], group: str) -> Shown:
    mine = {pair.id: pair for pair in entitled if pair.group == group}
    heads = [pair for pair in mine.values() if not _is_buried(pair, mine)]
    winner = max(heads, key=lambda pair: (pair.rank, _generation(pair, mine), pair.id))
    values = sorted({pair.value for pair in heads})
    return Shown(
        winner.value,
        winner.id,
        tuple(sorted(pair.id for pair in heads)),
        tuple(values) if len(values) > 1 else (),
    )


def _is_buried(pair: _Pair, mine: Mapping[str, _Pair]) -> bool:
    return any(pair.id in other.replaces and other.rank >= pair.rank for other in mine.values())


def _generation(pair: _Pair, mine: Mapping[str, _Pair]) -> int:
    return max((1 + _generation(mine[each], mine) for each in pair.replaces if each in mine), default=0)
