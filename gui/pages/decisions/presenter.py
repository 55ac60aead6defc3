"""Decisions per batch, and one person's standing. Opening the page is what counts as having looked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from gui.messages import sentence_for
from gui.pages.decisions.message import message_for
from gui.pages.decisions.words import Group, group_of
from services.context import AppContext
from services.errors import AppError, Cancelled
from services.programmes.changed_since import ChangedSince, changed_since
from services.programmes.disputed import Dispute, find_dispute
from services.programmes.facts import standing_in_batch
from services.programmes.news import batch_read_at, mark_decisions_seen
from services.programmes.queries import DecisionRow, decisions, programmes
from services.programmes.records import ProgrammeView
from services.rules.standing import Standing
from services.workers.told import ToldMark, mark_told, told_marks, unmark_told

if TYPE_CHECKING:
    from gui.page import Handle, Run
    from services.changes import Changes

_SHOWN_IN = ("worker", "decision", "batch", "programme", "participation", "contribution", "told")


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch with the decisions about people of this village. ``read_at``: ISO text, empty if unknown."""

    view: ProgrammeView
    rows: tuple[DecisionRow, ...]
    read_at: str
    told: Mapping[str, ToldMark] = field(default_factory=dict)
    changed: ChangedSince = ChangedSince()
    dispute: Dispute | None = None

    @property
    def decreed(self) -> bool:
        """Whether the decree has a number: only then are those chosen recipients."""
        return bool(self.view.decree_no)

    @property
    def counts(self) -> Mapping[Group, int]:
        """People per card."""
        return Counter(group_of(row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Person:
    """One person's decision, where they stand, and the message to send (empty: nothing may be told yet)."""

    row: DecisionRow
    view: ProgrammeView
    standing: Standing
    message: str
    told: ToldMark | None = None


class View(Protocol):
    """What the presenter tells the page."""

    def show_batches(self, batches: Sequence[Batch], current: Batch) -> None: ...

    def show_nothing(self) -> None: ...

    def show_rows(self, rows: Sequence[DecisionRow], group: Group) -> None: ...

    def show_person(self, person: Person | None) -> None: ...

    def show_told(self, done: int, all_: int) -> None: ...

    def show_marked(self, worker_ids: Sequence[str], *, told: bool) -> None: ...

    def show_trouble(self, text: str) -> None: ...


class DecisionsPresenter:
    """Loads all batches at once: a village has a few, with some hundred people each."""

    def __init__(self, view: View, ctx: AppContext, run: Run, publish: Callable[[Changes], None]) -> None:
        self._view, self._ctx, self._run, self._publish = view, ctx, run, publish
        self._batches: tuple[Batch, ...] = ()
        self._wanted_group: Group | None = None
        self._group = Group.CHOSEN
        self._text = ""
        self._untold_only = self._changed_only = False
        self._reading: Handle | None = None
        self.batch: Batch | None = None

    def start(self, group: Group | None = None) -> None:
        """Load anew; ``group``: the card to open."""
        self._wanted_group = group
        self._run(lambda _: load_batches(self._ctx), self._on_batches, self._on_trouble)

    def refresh(self, changes: Changes) -> None:
        """After a command that touched what is shown here."""
        if changes.touches(*_SHOWN_IN):
            self.start(self._group)

    def choose_batch(self, batch_id: str) -> None:
        """Another batch."""
        found = next((batch for batch in self._batches if batch.view.batch_id == batch_id), None)
        if found is not None:
            self._show(found, None)

    def choose_group(self, group: Group) -> None:
        """Another card."""
        self._group = group
        self._show_rows()

    def choose_untold(self, untold_only: bool) -> None:
        """Only people who were not told yet, or everybody."""
        self._untold_only = untold_only
        self._show_rows()

    def choose_changed(self, changed_only: bool) -> None:
        """Only people whose data changed after the decision, or everybody."""
        self._changed_only = changed_only
        self._show_rows()

    def mark(self, worker_ids: Sequence[str]) -> None:
        """These people were told; where all of them were already, the marks are taken back."""
        if self.batch is not None and worker_ids:
            untold = [worker_id for worker_id in worker_ids if worker_id not in self.batch.told]
            self.set_told(untold or worker_ids, told=bool(untold))

    def set_told(self, worker_ids: Sequence[str], *, told: bool, say: bool = True) -> None:
        """Put or take back the marks of this batch."""
        if self.batch is None:
            return
        batch_id, ids = self.batch.view.batch_id, tuple(worker_ids)
        act = mark_told if told else unmark_told

        def done(changes: Changes) -> None:
            self._publish(changes)
            if say and changes.touches("told"):
                self._view.show_marked(sorted(changes.ids["told"]), told=told)

        self._run(lambda _: act(self._ctx, ids, batch_id), done, self._on_trouble)

    def search(self, text: str) -> None:
        """Only rows whose name, phone or RT/RW contains every word."""
        self._text = text
        self._show_rows()

    def select(self, worker_id: str | None) -> None:
        """Read where this person stands; an earlier reading is forgotten."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        batch = self.batch
        row = None if batch is None else next((row for row in batch.rows if row.worker_id == worker_id), None)
        if batch is None or row is None:
            self._view.show_person(None)
            return
        self._reading = self._run(
            lambda _: load_person(self._ctx, batch, row),
            self._view.show_person,
            self._on_trouble,
        )

    def _on_batches(self, batches: tuple[Batch, ...]) -> None:
        self._batches = batches
        if not batches:
            self.batch = None
            self._view.show_nothing()
            return
        shown = self.batch.view.batch_id if self.batch is not None else ""
        self._show(next((batch for batch in batches if batch.view.batch_id == shown), batches[0]), self._wanted_group)
        self._run(lambda _: mark_decisions_seen(self._ctx), self._on_seen, self._on_trouble)

    def _on_seen(self, changes: Changes) -> None:
        if changes.ids:
            self._publish(changes)

    def _show(self, batch: Batch, group: Group | None) -> None:
        self.batch = batch
        self._group = group or next((each for each in Group if batch.counts[each]), Group.CHOSEN)
        self._view.show_batches(self._batches, batch)
        self._show_rows()

    def _show_rows(self) -> None:
        if self.batch is None:
            return
        words = self._text.lower().split()
        rows = [row for row in self.batch.rows if group_of(row) is self._group]
        rows = [row for row in rows if all(word in _haystack(row) for word in words)]
        told = self.batch.told
        if self._changed_only:
            changed = {person.worker_id for person in self.batch.changed.people}
            rows = [row for row in rows if row.worker_id in changed]
        self._view.show_told(sum(1 for row in rows if row.worker_id in told), len(rows))
        if self._untold_only:
            rows = [row for row in rows if row.worker_id not in told]
        if self._group is Group.WAITING:
            rows.sort(key=lambda row: row.reserve_no or 0)
        self._view.show_rows(rows, self._group)

    def _on_trouble(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error))


def _haystack(row: DecisionRow) -> str:
    return f"{row.full_name} {row.phone} {row.rt}/{row.rw} {row.hamlet}".lower()


def load_batches(ctx: AppContext) -> tuple[Batch, ...]:
    """Every batch with decisions about people here, newest first."""
    found = [
        Batch(
            view,
            tuple(decisions(ctx, view.batch_id)),
            batch_read_at(ctx, view.batch_id),
            told_marks(ctx, view.batch_id),
            changed_since(ctx, view.batch_id),
            find_dispute(ctx, view.batch_id),
        )
        for view in programmes(ctx)
        if view.decided_on is not None
    ]
    return tuple(batch for batch in found if batch.rows)


def load_person(ctx: AppContext, batch: Batch, row: DecisionRow) -> Person:
    """Everything beside the table about one person. No message while two versions of the decision stand."""
    view, told = batch.view, batch.told.get(row.worker_id)
    standing = standing_in_batch(ctx, row.worker_id, view)
    village = ctx.reference.villages[ctx.office.code]
    district = ctx.reference.district_name.removeprefix("Kabupaten ")
    message = "" if batch.dispute else message_for(row, view, standing, village, district)
    return Person(row, view, standing, message, told)
