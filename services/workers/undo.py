"""Taking an act back, minutes or weeks later, as a new act: the journal forgets nothing.

An entry that is undone leaves the register as «withdrawn»; a change that is undone gets its earlier values back.
What somebody changed since is left alone unless asked for, and told beforehand (issue 3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, update

from models import desk
from models.journal import JournalEntry
from models.values import ActKind, LeftReason, WorkerStatus
from models.worker import Worker
from services.bulk import bulk_act
from services.changes import Changes
from services.context import AppContext
from services.errors import Conflict, NotFound
from services.journal.change import stored_header
from services.journal.erased import erased_ids
from services.journal.records import load_records
from services.journal.roster import load_roster
from services.journal.unit import WriteUnit
from services.progress import SILENT, Reporter
from services.rules.fold import OWNER, Entry, Folded, Writer, fold
from services.workers.acts import UNDOABLE, Act, get_act, known_kind
from services.workers.history import value_before
from services.workers.queries import nik_holders, received_ids
from services.workers.records import WorkerRef

_STEP = 250
_CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoPreview:
    """What undoing an act would do. ``workers``: people it would put back or withdraw without loss.

    ``changed_since``: people whose data somebody changed after the act, or whose NIK another record holds by now; they
    stay as they are unless asked for. ``sent``: people of this act that the district is known to hold already; it is
    told with the next handover.
    """

    act: Act
    workers: int
    changed_since: tuple[WorkerRef, ...]
    sent: int
    is_undone: bool


@dataclass(frozen=True, slots=True)
class _Reversal:
    """What one record gets back. ``lost``: undoing would throw away later work."""

    record: str
    groups: dict[str, dict[str, Any]]
    folded: Folded
    lost: bool


def preview_undo(ctx: AppContext, act_id: str) -> UndoPreview:
    """Show first what undoing would do; nothing is written. Raises NotFound("act.missing")."""
    act = get_act(ctx, act_id)
    with ctx.read() as connection, bulk_act():
        reversals = [each for each in _reversals(connection, act_id, ctx) if each.groups]
        blocked = _blocked(connection, reversals)
        sent = received_ids(connection, [each.record for each in reversals])
        changed = tuple(_refs(connection, [each.record for each in reversals if each.lost or each.record in blocked]))
    return UndoPreview(
        act=act,
        workers=len(reversals) - len(changed),
        changed_since=changed,
        sent=len(sent),
        is_undone=act.undone,
    )


def undo(ctx: AppContext, act_id: str, reporter: Reporter = SILENT, *, also_changed: bool = False) -> Changes:
    """Take an act back in one act of its own, which can itself be undone.

    ``also_changed``: also where somebody changed the record since; never where another record holds the NIK by now.
    Raises NotFound("act.missing"), Conflict("undo.nothing_left") when there is nothing (more) to take back,
    Cancelled through the reporter; then everything is as before.
    """
    with bulk_act(), ctx.write(ActKind.UNDO, _note(get_act(ctx, act_id))) as unit:
        _require_undoable(unit.connection, act_id)
        reversals = [each for each in _reversals(unit.connection, act_id, ctx) if each.groups]
        blocked = _blocked(unit.connection, reversals)
        wanted = [each for each in reversals if each.record not in blocked and (also_changed or not each.lost)]
        if not wanted:
            raise Conflict("undo.nothing_left")
        for index, each in enumerate(wanted):
            if index % _STEP == 0:
                reporter.step(index, len(wanted), "workers.saving")
            unit.replace("worker", each.record, each.groups, each.folded)
        unit.connection.execute(update(desk.Act).where(desk.Act.id == act_id).values(undone_by=unit.act))
        _give_back(unit, act_id)
        reporter.step(len(wanted), len(wanted), "workers.saving")
    return unit.changes


def _note(act: Act) -> str:
    return act.note


def _require_undoable(connection: Connection, act_id: str) -> None:
    row = connection.execute(select(desk.Act).where(desk.Act.id == act_id)).one_or_none()
    if row is None:
        raise NotFound("act.missing")
    if row.undone_by is not None or known_kind(row.kind) not in UNDOABLE:
        raise Conflict("undo.nothing_left")


def _give_back(unit: WriteUnit, act_id: str) -> None:
    """Undoing an undo makes the act it had undone undoable again."""
    unit.connection.execute(update(desk.Act).where(desk.Act.undone_by == act_id).values(undone_by=None))


def _reversals(connection: Connection, act_id: str, ctx: AppContext) -> Iterator[_Reversal]:
    changes = dict(_changes_of(connection, act_id))
    roster = load_roster(connection)
    today = ctx.today().isoformat()
    erased = erased_ids(connection)
    ids = [record for record in changes if record not in erased]
    for start in range(0, len(ids), _CHUNK):
        loaded = load_records(connection, "worker", ids[start : start + _CHUNK])
        for record in ids[start : start + _CHUNK]:
            entries = {each.entry.id: each.entry for each in loaded.get(record, [])}
            yield _reversal(record, entries[changes[record]], entries, roster, today)


def _changes_of(connection: Connection, act_id: str) -> Iterator[tuple[str, str]]:
    """Record and change id of everything an act wrote about workers. The act's span in the journal finds them fast."""
    act = connection.execute(select(desk.Act.first_seq, desk.Act.last_seq).where(desk.Act.id == act_id)).one()
    rows = connection.execute(
        select(JournalEntry.id, JournalEntry.record, JournalEntry.header)
        .where(JournalEntry.seq.between(act.first_seq, act.last_seq), JournalEntry.entity == "worker")
        .order_by(JournalEntry.seq)
    )
    for change_id, record, header in rows:
        if stored_header(header).act == act_id:
            yield record, change_id


def _reversal(
    record: str, change: Entry, entries: Mapping[str, Entry], roster: Mapping[str, Writer], today: str
) -> _Reversal:
    folded = fold(entries.values(), roster)
    untouched = all(folded.heads(group) == (change.id,) for group in change.replaces)
    if OWNER in change.replaces and not tuple(change.replaces[OWNER]):
        said = {group for group in folded.groups if folded.value(group)}
        return _withdrawal(record, folded, untouched and said <= change.replaces.keys(), today)
    groups = {}
    for group in change.replaces:
        before = dict(value_before(change, group, entries, roster))
        if group != OWNER and before != dict(folded.value(group)):
            groups[group] = before
    return _Reversal(record, groups, folded, lost=not untouched)


def _withdrawal(record: str, folded: Folded, untouched: bool, today: str) -> _Reversal:
    """An entry is taken back by leaving the register; nothing to do where it has left already."""
    gone = folded.value("status").get("state") == WorkerStatus.LEFT.value
    left = {"state": WorkerStatus.LEFT.value, "reason": LeftReason.WITHDRAWN.value, "on": today}
    return _Reversal(record, {} if gone else {"status": left}, folded, lost=not untouched)


def _blocked(connection: Connection, reversals: Sequence[_Reversal]) -> set[str]:
    """Records that would come to hold a NIK which another record holds by now."""
    taking = {each.record: nik for each in reversals if (nik := _nik_taken(each))}
    holders = nik_holders(connection, set(taking.values()))
    blocked = {record for record, nik in taking.items() if nik in holders and holders[nik].id != record}
    seen: set[str] = set()
    for record, nik in taking.items():
        if nik in seen:
            blocked.add(record)
        seen.add(nik)
    return blocked


def _nik_taken(reversal: _Reversal) -> str:
    """The NIK this record would hold and does not hold now; empty where that does not change."""
    now, then = reversal.folded, reversal.groups
    was_in = now.value("status").get("reason") not in (LeftReason.WITHDRAWN.value, LeftReason.DOUBLE.value)
    will_be_in = "status" not in then and was_in or "status" in then and not then["status"].get("reason")
    old = str(now.value("identity").get("nik", ""))
    new = str(then["identity"].get("nik", "")) if "identity" in then else old
    return new if will_be_in and (new != old or not was_in) else ""


def _refs(connection: Connection, ids: Sequence[str]) -> Iterator[WorkerRef]:
    for start in range(0, len(ids), _CHUNK):
        rows = connection.execute(
            select(Worker.id, Worker.full_name, Worker.village_code, Worker.status)
            .where(Worker.id.in_(ids[start : start + _CHUNK]))
            .order_by(Worker.name_key, Worker.id)
        )
        for worker_id, name, village, status in rows:
            yield WorkerRef(id=worker_id, full_name=name, village_code=village, status=WorkerStatus(status))
