"""Fields on which two offices disagree («isian berbeda»): every value that still stands, and who wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.context import AppContext
from services.journal.records import Written, load_records
from services.journal.roster import load_roster
from services.rules.fold import OWNER, Folded, Value, Writer, fold
from services.workers.groups import GROUP_FIELDS, form_of


@dataclass(frozen=True, slots=True)
class Version:
    """One value of a field, as the form holds it. ``shown``: it is the one in use. ``at``: ISO text."""

    value: Any
    user: str
    office: str
    at: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Disputed:
    """A field of WorkerForm (or ``status``) with the versions that disagree, the one in use first."""

    field: str
    versions: tuple[Version, ...]


def disputed_fields(ctx: AppContext, worker_id: str) -> tuple[Disputed, ...]:
    """Every field whose value is in dispute, in the order of the form; an unknown id gives nothing."""
    with ctx.read() as connection:
        changes = load_records(connection, "worker", [worker_id]).get(worker_id, [])
        roster = load_roster(connection)
        folded = fold([change.entry for change in changes], roster)
        by_id = {change.entry.id: change for change in changes}
        groups = [group for group in (*GROUP_FIELDS, "status") if folded.groups.get(group) and group != OWNER]
        return tuple(
            found
            for group in groups
            if folded.groups[group].disputed
            for found in _in_group(group, folded, by_id, roster)
        )


def _in_group(group: str, folded: Folded, by_id: Mapping[str, Written], roster: Mapping[str, Writer]) -> list[Disputed]:
    state = folded.groups[group]
    heads = [state.winner, *(head for head in state.heads if head != state.winner)]
    found = []
    for name in GROUP_FIELDS.get(group, ("status",)):
        versions: list[Version] = []
        for head in heads:
            change = by_id[head]
            value = _value((change.entry.payload or {}).get(group) or {}, group, name)
            if all(value != version.value for version in versions):
                writer = roster.get(change.entry.device)
                office = writer.office if writer else ""
                user = change.user.partition(" ")[2]
                versions.append(Version(value, user, office, change.when, head == state.winner))
        if len(versions) > 1:
            found.append(Disputed(name, tuple(versions)))
    return found


def _value(stored: Value, group: str, name: str) -> Any:
    return stored.get("state") or "" if name == "status" else getattr(form_of({group: stored}), name)
