"""Everything about one worker, read in one go off the window's thread, and the acts on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from gui.messages import sentence, sentence_for
from models.values import ActKind, LeftReason, Month
from services.context import AppContext
from services.errors import AppError, Cancelled, Invalid
from services.programmes.facts import is_fixable
from services.progress import Reporter
from services.rules.eligibility import Eligibility, eligibility
from services.rules.standing import Standing
from services.workers.acts import log_act
from services.workers.disputes import Disputed, disputed_fields
from services.workers.doubts import planned_month
from services.workers.family import FamilyMember, family_members, likely_same
from services.workers.history import HistoryEntry, worker_history
from services.workers.leaving import Departure, departure_of, leave_register, return_to_register
from services.workers.queries import WorkerDetail, get_worker, rows
from services.workers.records import WorkerRef
from services.workers.search import find_workers
from services.workers.standings import (
    BatchDecision,
    MonthPaid,
    beside_in_list,
    decisions_about,
    months_about,
    standing_of,
)
from services.workers.undo import UndoPreview, preview_undo, undo

if TYPE_CHECKING:
    from gui.page import Handle, Run
    from services.changes import Changes

_SHOWN_IN = ("worker", "decision", "batch", "programme", "participation", "contribution", "bundle", "photo", "told")
_MOST_OTHERS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """All that is known about one worker. ``family``: others on the card; ``before``, ``after``: ids in the list."""

    detail: WorkerDetail
    standing: Standing
    decisions: tuple[BatchDecision, ...]
    months: tuple[MonthPaid, ...]
    history: tuple[HistoryEntry, ...]
    family: tuple[FamilyMember, ...]
    disputed: tuple[Disputed, ...]
    departure: Departure | None
    eligibility: Eligibility
    first_month: Month
    before: str | None
    after: str | None

    @property
    def is_fixable(self) -> bool:
        """Whether the newest decision refused and better data would help."""
        return bool(self.decisions) and is_fixable(self.decisions[0].reasons)


class View(Protocol):
    """What the presenter tells the page."""

    def show_person(self, person: Person) -> None: ...

    def show_nik(self) -> None: ...

    def show_others(self, others: Sequence[WorkerRef]) -> None: ...

    def show_leaving_problem(self, field: str, text: str) -> None: ...

    def show_left(self, changes: Changes, reason: LeftReason) -> None: ...

    def show_returned(self, changes: Changes) -> None: ...

    def show_undo(self, preview: UndoPreview) -> None: ...

    def show_undone(self, changes: Changes) -> None: ...

    def show_undo_trouble(self, act: str, text: str) -> None: ...

    def show_trouble(self, text: str) -> None: ...

    def show_refusal(self, text: str, other: str) -> None: ...


class PersonPresenter:
    """Shows one worker at a time; an earlier reading is forgotten when another is asked for."""

    def __init__(self, view: View, ctx: AppContext, run: Run, publish: Callable[[Changes], None]) -> None:
        self._view, self._ctx, self._run, self._publish = view, ctx, run, publish
        self._reading: Handle | None = None
        self._searching: Handle | None = None
        self.worker_id = ""
        self.person: Person | None = None

    def open(self, worker_id: str) -> None:
        """Show this worker."""
        self.worker_id = worker_id
        self.person = None
        self.load()

    def load(self) -> None:
        """Read anew."""
        if self._reading is not None:
            self._reading.cancel()
        wanted = self.worker_id
        self._reading = self._run(lambda _: load_person(self._ctx, wanted), self._on_person, self._on_trouble)

    def refresh(self, changes: Changes) -> None:
        """After a command that touched what is shown here."""
        if self.worker_id and changes.touches(*_SHOWN_IN):
            self.load()

    def _on_person(self, person: Person) -> None:
        if person.detail.id == self.worker_id:
            self.person = person
            self._view.show_person(person)

    def _on_trouble(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error))

    def reveal(self) -> None:
        """The whole NIK is wanted; that is noted before it is shown."""
        self._run(lambda _: log_act(self._ctx, ActKind.REVEAL, 1), lambda _: self._view.show_nik(), self._on_trouble)

    # leaving and coming back

    def find_others(self, text: str = "") -> None:
        """Who else may be this person: those alike, or whoever the words find."""
        person = self.person
        if person is None:
            return
        if self._searching is not None:
            self._searching.cancel()
        self._searching = self._run(
            lambda _: find_others(self._ctx, person.detail, text), self._view.show_others, self._on_trouble
        )

    def leave(self, reason: LeftReason, on: date, same_as: str = "") -> None:
        """Out of the register; nobody is deleted."""
        worker_id = self.worker_id

        def job(reporter: Reporter) -> Changes:
            return leave_register(self._ctx, [worker_id], reason, on, reporter, same_as=same_as)

        def done(changes: Changes) -> None:
            self._publish(changes)
            self._view.show_left(changes, reason)

        self._run(job, done, self._on_leaving_trouble)

    def _on_leaving_trouble(self, error: AppError) -> None:
        if isinstance(error, Invalid):
            for problem in error.problems:
                self._view.show_leaving_problem(problem.field, sentence(problem.code, problem.data))
        elif not isinstance(error, Cancelled):
            self._view.show_leaving_problem("", sentence_for(error))

    def come_back(self) -> None:
        """Into the register again."""
        worker_id = self.worker_id

        def done(changes: Changes) -> None:
            self._publish(changes)
            self._view.show_returned(changes)

        self._run(lambda _: return_to_register(self._ctx, [worker_id]), done, self._on_return_trouble)

    def _on_return_trouble(self, error: AppError) -> None:
        if isinstance(error, Invalid):
            (problem, *_) = error.problems
            other = problem.data.get("worker_id", "")
            self._view.show_refusal(sentence(problem.code, problem.data), str(other))
        elif not isinstance(error, Cancelled):
            self._view.show_refusal(sentence_for(error), "")

    # undo

    def preview(self, act: str) -> None:
        """What taking an act back would do; nothing is written."""
        self._run(lambda _: preview_undo(self._ctx, act), self._view.show_undo, lambda error: self._failed(act, error))

    def undo(self, act: str, *, also_changed: bool = False) -> None:
        """Take an act back, as a new act."""

        def done(changes: Changes) -> None:
            self._publish(changes)
            self._view.show_undone(changes)

        self._run(
            lambda reporter: undo(self._ctx, act, reporter, also_changed=also_changed),
            done,
            lambda error: self._failed(act, error),
        )

    def _failed(self, act: str, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._view.show_undo_trouble(act, sentence_for(error))


def load_person(ctx: AppContext, worker_id: str) -> Person:
    """One reading of everything. Raises NotFound("worker.missing")."""
    detail = get_worker(ctx, worker_id)
    standing = standing_of(ctx, worker_id)
    decisions = decisions_about(ctx, worker_id)
    first_month = planned_month(ctx)
    before, after = beside_in_list(ctx, worker_id)
    enrolled = standing.enrolled_on is not None
    return Person(
        detail=detail,
        standing=standing,
        decisions=decisions,
        months=months_about(ctx, worker_id, decisions),
        history=worker_history(ctx, worker_id),
        family=family_members(ctx, detail.form.kk_number, but=worker_id),
        disputed=disputed_fields(ctx, worker_id) if detail.conflicts else (),
        departure=departure_of(ctx, worker_id),
        eligibility=eligibility(detail.form.birth_date, first_month, enrolled=enrolled, status=detail.status),
        first_month=first_month,
        before=before,
        after=after,
    )


def find_others(ctx: AppContext, detail: WorkerDetail, text: str) -> tuple[WorkerRef, ...]:
    """At most six other records: those alike where no words are given, else whoever the words find."""
    form = detail.form
    if not text.strip():
        return likely_same(ctx, form.full_name, form.birth_date, form.mother_name, but=detail.id)[:_MOST_OTHERS]
    seqs = list(find_workers(ctx, text).seqs[: _MOST_OTHERS + 1])
    found = (row for row in rows(ctx, seqs) if row.id != detail.id)
    refs = (
        WorkerRef(id=row.id, full_name=row.full_name, village_code=row.village_code, status=row.status) for row in found
    )
    return tuple(refs)[:_MOST_OTHERS]
