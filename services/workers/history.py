"""What happened to one worker's record: who, when, what before, what after. Read from the journal, never kept twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from models import desk
from models.journal import JournalEntry
from models.values import ActKind
from services.context import AppContext
from services.journal.change import stored_header
from services.journal.records import load_records
from services.journal.roster import load_roster
from services.rules.fold import OWNER, Entry, Folded, Value, Writer, fold
from services.workers.acts import UNDOABLE, known_kind
from services.workers.groups import GROUP_FIELDS, form_of

STATUS_FIELDS = ("state", "reason", "on")
"""Fields of the group ``status``: ``left`` or empty, the LeftReason, the day as ISO text."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as the form holds it (a date, a Sex, heirs); None or empty where nothing was said.

    ``field``: a field of WorkerForm, or one of STATUS_FIELDS, or ``owner`` (office code).
    """

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One act on the record. ``at``: what the writing laptop's clock said (ISO text); it orders nothing.

    ``kind``: known for acts of this laptop only. ``here``: written on this laptop. ``counted``: False where the writer
    was not entitled to it. ``undoable``: may be handed to ``undo`` by its ``act``.
    """

    act: str
    at: str
    user: str
    office: str
    kind: ActKind | None
    fields: tuple[FieldChange, ...]
    created: bool
    here: bool
    counted: bool
    undoable: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """A change of the record with what its header says."""

    entry: Entry
    at: str
    user: str
    office: str
    act: str
    seq: int


def worker_history(ctx: AppContext, worker_id: str) -> tuple[HistoryEntry, ...]:
    """Every change of one record, the latest first in the order of cause; unknown ids give nothing."""
    with ctx.read() as connection:
        steps = in_order(_steps(connection, worker_id))
        roster = load_roster(connection)
        acts = _acts(connection, {step.act for step in steps})
        entries = {step.entry.id: step.entry for step in steps}
        whole = fold(entries.values(), roster)
        told = [_told(ctx, step, entries, roster, whole, acts.get(step.act)) for step in steps]
    return tuple(reversed(told))


def _steps(connection: Connection, record: str) -> list[_Step]:
    found = load_records(connection, "worker", [record]).get(record, [])
    heads = {
        row.id: (stored_header(row.header), row.seq)
        for row in connection.execute(
            select(JournalEntry.id, JournalEntry.header, JournalEntry.seq).where(
                JournalEntry.record == record, JournalEntry.entity == "worker"
            )
        )
    }
    return [
        _Step(
            written.entry,
            written.when,
            written.user.partition(" ")[2],
            heads[written.entry.id][0].office,
            heads[written.entry.id][0].act,
            heads[written.entry.id][1],
        )
        for written in found
    ]


def in_order(steps: Sequence[_Step]) -> list[_Step]:
    """Causes before effects; what is independent stands as it came in here."""
    waiting = sorted(steps, key=lambda step: step.seq)
    here = {step.entry.id for step in steps}
    placed: dict[str, _Step] = {}
    while waiting:
        ready = (step for step in waiting if not ((_parents(step.entry) & here) - placed.keys()))
        step = next(ready, waiting[0])
        placed[step.entry.id] = step
        waiting.remove(step)
    return list(placed.values())


def _parents(entry: Entry) -> set[str]:
    return {parent for parents in entry.replaces.values() for parent in parents}


def past_of(entry: Entry, entries: Mapping[str, Entry]) -> list[Entry]:
    """What the writer of a change had seen: everything it replaces, directly or not, and who owned the record."""
    seen: set[str] = {each.id for each in entries.values() if OWNER in each.replaces and each.id != entry.id}
    stack = [*_parents(entry), *seen]
    while stack:
        found = entries.get(stack.pop())
        if found is not None:
            seen.add(found.id)
            stack += _parents(found) - seen
    seen.discard(entry.id)
    return [entries[each] for each in seen if each in entries]


def value_before(entry: Entry, group: str, entries: Mapping[str, Entry], roster: Mapping[str, Writer]) -> Value:
    """The value of a group that a change replaced, as its writer saw it; empty when it was the first."""
    replaced = [entries[each] for each in entry.replaces.get(group, ()) if each in entries]
    if len(replaced) == 1:
        return _payload(replaced[0], group)
    if not replaced:
        return {}
    return fold(past_of(entry, entries), roster).value(group)


def _payload(entry: Entry, group: str) -> Value:
    return (entry.payload or {}).get(group) or {}


def _told(
    ctx: AppContext,
    step: _Step,
    entries: Mapping[str, Entry],
    roster: Mapping[str, Writer],
    whole: Folded,
    known: tuple[ActKind, bool] | None,
) -> HistoryEntry:
    entry = step.entry
    changes: list[FieldChange] = []
    for group in entry.replaces:
        if group == OWNER:
            continue
        changes += field_changes(group, value_before(entry, group, entries, roster), _payload(entry, group))
    return HistoryEntry(
        act=step.act,
        at=step.at,
        user=step.user,
        office=step.office,
        kind=known[0] if known else None,
        fields=tuple(changes),
        created=OWNER in entry.replaces and not tuple(entry.replaces[OWNER]),
        here=entry.device == ctx.device_id,
        counted=not all((entry.id, group) in whole.ignored for group in entry.replaces),
        undoable=known is not None and known[1],
    )


def field_changes(group: str, before: Value, after: Value) -> list[FieldChange]:
    """The fields of a group whose values differ, in the order of the form."""
    if group == "status":
        pairs = [(name, before.get(name) or "", after.get(name) or "") for name in STATUS_FIELDS]
    else:
        old, new = form_of({group: before}), form_of({group: after})
        pairs = [(name, getattr(old, name), getattr(new, name)) for name in GROUP_FIELDS.get(group, ())]
    return [FieldChange(name, was, now) for name, was, now in pairs if was != now]


def _acts(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[ActKind, bool]]:
    rows = connection.execute(
        select(desk.Act.id, desk.Act.kind, desk.Act.undone_by, desk.Act.last_seq).where(desk.Act.id.in_(list(ids)))
    )
    return {
        row.id: (kind := known_kind(row.kind), kind in UNDOABLE and row.undone_by is None and row.last_seq > 0)
        for row in rows
    }
