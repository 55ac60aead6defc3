"""The unit of work: one human act becomes one signed change per touched record, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, insert, select, update

from models.database import insert_rows
from models.desk import Act
from models.journal import JournalEntry, Stream
from models.values import ActKind, EventKind
from services.changes import Changes
from services.errors import NotFound
from services.handover.lines import MAX_REPLACED, ChangeHeader
from services.handover.office_facts import open_stream
from services.journal.change import FORMAT_VERSION, SCHEMA_VERSION, Change, seal_change
from services.journal.erased import erased_ids
from services.journal.projection import project
from services.journal.records import Written, load_records, written
from services.journal.roster import load_roster
from services.rules.fold import OWNER, Folded, fold

if TYPE_CHECKING:
    from services.context import AppContext

Groups = Mapping[str, Mapping[str, Any]]

MAX_NAMED = 400
"""Most heads that one change names in all its groups: about 18 kB of the 32 that a line may have."""
NOTE_LENGTH = 200
AUDIT = "audit"
"""Entity of what happened in an office beside the changes of its records."""

JOURNAL_COLUMNS = (
    "id",
    "stream",
    "n",
    "record",
    "entity",
    "about",
    "own",
    "device",
    "office",
    "header",
    "signature",
    "payload",
    "bundle",
)


def journal_row(change: Change, bundle: str | None = None) -> tuple[Any, ...]:
    """A change as a row of the journal table, in the order of ``JOURNAL_COLUMNS``."""
    head = change.head
    return (
        change.id,
        head.stream,
        head.number,
        head.record,
        head.entity,
        head.about,
        head.owner,
        head.device,
        head.office,
        change.header,
        change.signature,
        change.payload,
        bundle,
    )


class WriteUnit:
    """Collects the changes of one act and writes them with their projections when the block ends.

    Its transaction holds the write lock from the first statement, so numbers in a stream never interleave.
    """

    def __init__(self, ctx: AppContext, connection: Connection, kind: ActKind = ActKind.OTHER, note: str = "") -> None:
        self.connection = connection
        self._kind, self._note = kind, note
        self.act = ctx.new_id()
        self.changes = Changes(self.act)
        self._ctx = ctx
        self._when = ctx.now().isoformat(timespec="seconds")
        self._stream, self._n, self._head = self.position = self._began = self._writing_stream()
        self._pending: list[Change] = []
        self._fresh: dict[str, list[Written]] = {}
        self._touched: dict[str, set[str]] = {}
        self._roster = load_roster(connection)
        self._erased = erased_ids(connection)

    def _writing_stream(self) -> tuple[str, int, str]:
        row = self.connection.execute(select(Stream.id, Stream.n, Stream.head).where(Stream.writing)).one()
        return row.id, row.n, row.head

    def open_stream(self) -> None:
        """Write in a new chain from here on. Call it before anything else is written in this act."""
        open_stream(self._ctx, self.connection)
        self._stream, self._n, self._head = self._writing_stream()

    @property
    def moved(self) -> bool:
        """Whether this act wrote into the chain, or began a new one; a draft or a setting does neither."""
        return self.position != self._began

    def folded(self, entity: str, record: str) -> Folded:
        """The present state of a record."""
        return self.folded_many(entity, [record]).get(record) or Folded()

    def folded_many(self, entity: str, records: Sequence[str]) -> dict[str, Folded]:
        """The present state of many records; those that are not here, or were erased, are left out."""
        loaded = load_records(self.connection, entity, [record for record in records if record not in self._erased])
        return {record: fold([row.entry for row in rows], self._roster) for record, rows in loaded.items()}

    def create(
        self, entity: str, record: str, groups: Groups, *, about: str | None = None, own: str | None = None
    ) -> None:
        """Write the first change of a new record. ``own``: the office that owns it (workers only)."""
        replaces: dict[str, list[str]] = {group: [] for group in groups}
        payload = dict(groups)
        if own is not None:
            replaces[OWNER] = []
            payload[OWNER] = {"office": own}
        change = self._seal(entity, record, payload, replaces, about, own)
        self._fresh[record] = [written(change)]

    def replace(self, entity: str, record: str, groups: Groups, seen: Folded, *, about: str | None = None) -> None:
        """Write new values of some groups of a record, naming the heads that the writer had seen.

        Of several hundred heads (nobody comes by so many honestly) the shown one and as many others as a line has room
        for: the value counts at once, what is left in dispute goes with the next acts.
        """
        if groups:
            room = min(MAX_REPLACED, MAX_NAMED // len(groups))
            replaces = {group: _named(seen, group, room) for group in groups}
            self._seal(entity, record, groups, replaces, about, None)

    def transfer(self, entity: str, record: str, office: str, seen: Folded) -> None:
        """Give a record to another office: a change that holds nothing else (handover.md, «Decisions that stand»)."""
        named = {OWNER: _named(seen, OWNER, MAX_REPLACED)}
        self._seal(entity, record, {OWNER: {"office": office}}, named, None, office)

    def note(self, kind: EventKind, count: int = 0, note: str = "") -> None:
        """Write an event of this office into its chain; ``note`` never holds personal data (handover.md E)."""
        event = {"kind": kind.value, "count": count, "note": note[:NOTE_LENGTH]}
        self.create(AUDIT, self._ctx.new_id(), {"event": event}, own=self._ctx.office.code)

    def touch(self, entity: str, *ids: str) -> None:
        """Tell that something outside the journal changed too."""
        self._touched.setdefault(entity, set()).update(ids)

    def _seal(
        self,
        entity: str,
        record: str,
        groups: Groups,
        replaces: Mapping[str, Sequence[str]],
        about: str | None,
        own: str | None,
    ) -> Change:
        if record in self._touched.get(entity, ()):
            raise ValueError("one act writes one change per record")
        if record in self._erased or about in self._erased:
            raise NotFound("worker.missing")  # nothing is ever written again about somebody who was erased
        change = seal_change(
            lambda payload_hash: self._header(entity, record, replaces, about, own, payload_hash),
            groups,
            salt=self._ctx.random(16),
            sign=self._ctx.sign,
        )
        self._n += 1
        self._head = change.id
        self._pending.append(change)
        self.touch(entity, record)
        return change

    def _header(
        self,
        entity: str,
        record: str,
        replaces: Mapping[str, Sequence[str]],
        about: str | None,
        own: str | None,
        payload_hash: str,
    ) -> ChangeHeader:
        ctx = self._ctx
        return ChangeHeader(
            version=FORMAT_VERSION,
            stream=self._stream,
            number=self._n + 1,
            previous=self._head or None,
            device=ctx.device_id,
            office=ctx.office.code,
            user=ctx.user.mark,
            entity=entity,
            record=record,
            about=about,
            replaces={group: tuple(ids) for group, ids in replaces.items()},
            act=self.act,
            written_at=self._when,
            schema_version=SCHEMA_VERSION,
            payload_hash=payload_hash,
            owner=own,
        )

    def _last_seq(self) -> int:
        return self.connection.execute(select(func.max(JournalEntry.seq))).scalar() or 0

    def log_act(self, count: int, first_seq: int = 0, last_seq: int = 0) -> None:
        """Note the act in the list of acts; the rows of the journal are 0 where it left no change behind."""
        self.connection.execute(
            insert(Act).values(
                id=self.act,
                kind=self._kind.value,
                at=self._when,
                user=self._ctx.user.mark,
                count=count,
                note=self._note[:NOTE_LENGTH],
                first_seq=first_seq,
                last_seq=last_seq,
            )
        )

    def flush(self) -> Changes:
        """Write what was collected: journal, stream, projections. Called once, at the end of the act."""
        if self._pending:
            before = self._last_seq()
            insert_rows(
                self.connection,
                JournalEntry.__table__,  # type: ignore[arg-type]
                JOURNAL_COLUMNS,
                [journal_row(change) for change in self._pending],
            )
            acted = sum(change.head.entity != AUDIT for change in self._pending)
            if acted:
                self.log_act(acted, before + 1, self._last_seq())
            self.connection.execute(update(Stream).where(Stream.id == self._stream).values(n=self._n, head=self._head))
            records: dict[str, set[str]] = {}
            for change in self._pending:
                records.setdefault(change.head.entity, set()).add(change.head.record)
            project(self.connection, records, self._roster, self._fresh)
            self._pending = []
        self.position = self._writing_stream()
        self.changes.ids.update({entity: frozenset(ids) for entity, ids in self._touched.items()})
        return self.changes


def _named(seen: Folded, group: str, room: int) -> list[str]:
    """Heads that a new write of a group replaces, at most so many; the shown one is always among them."""
    heads = seen.heads(group)
    if len(heads) <= room:
        return list(heads)
    shown = seen.groups[group].winner
    return sorted(heads, key=lambda head: head != shown)[:room]
