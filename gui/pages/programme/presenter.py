"""The planner: numbers in the fields, the ranking they give, and the one act that cannot be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from gui.format import number
from gui.language import tr
from gui.messages import sentence, sentence_for
from gui.pages.programme.facts import (
    Draft,
    PlanFacts,
    RankedList,
    Tariff,
    as_view,
    decided,
    drafted_plan,
    law,
    plan_facts,
    proposal,
)
from gui.pages.programme.weights import Balancer
from services.changes import Changes
from services.context import AppContext
from services.errors import AppError, Cancelled, Invalid
from services.programmes.answers import require_answers
from services.programmes.changed_since import ChangedSince, changed_since
from services.programmes.commands import change_terms, create_programme, decide, record_decree
from services.programmes.disputed import Dispute, Version, find_dispute
from services.programmes.queries import programmes
from services.programmes.ranking import Pool, load_pool
from services.programmes.records import ProgrammeTerms, ProgrammeView
from services.programmes.settling import batch_versions, settle
from services.progress import Reporter

if TYPE_CHECKING:
    from gui.page import Run

_SHOWN_IN = ("worker", "programme", "batch", "decision")


class View(Protocol):
    """What the presenter tells the page."""

    def show_none(self) -> None: ...

    def show_programme(self, view: ProgrammeView, tariff: Tariff, all_of_them: Sequence[ProgrammeView]) -> None: ...

    def show_draft(self, draft: Draft) -> None: ...

    def show_plan(self, plan: PlanFacts | None, problem: str) -> None: ...

    def show_ranking(self, ranking: RankedList | None) -> None: ...

    def show_changed(self, changed: ChangedSince) -> None: ...

    def show_dispute(self, dispute: Dispute | None) -> None: ...

    def show_versions(self, versions: Sequence[Version], per_person: int) -> None: ...

    def show_settled(self) -> None: ...

    def show_unanswered(self, text: str) -> None: ...

    def show_trouble(self, text: str) -> None: ...

    def show_form_problems(self, problems: dict[str, str]) -> None: ...

    def show_decree_problem(self, text: str) -> None: ...


@dataclass(slots=True)
class _Open:
    """The programme on screen. ``pool``: everyone, loaded once. ``ranking``: the newest answer."""

    view: ProgrammeView
    tariff: Tariff
    draft: Draft
    balancer: Balancer
    pool: Pool | None = None
    ranking: RankedList | None = None


class ProgrammePresenter:
    """Holds one programme at a time. All ranking runs off the window's thread; only the newest answer counts."""

    def __init__(self, view: View, ctx: AppContext, run: Run, publish: Callable[[Changes], None]) -> None:
        self._view, self._ctx, self._run, self._publish = view, ctx, run, publish
        self._open: _Open | None = None
        self._all: tuple[ProgrammeView, ...] = ()
        self._number = 0
        self._ranking = False
        self._again = False

    # which programme

    def start(self, programme_id: str = "") -> None:
        """Load the programmes; show that one, else the one on screen, else the newest that is not decided."""
        wanted = programme_id or (self._open.view.id if self._open else "")
        self._run(lambda _: programmes(self._ctx), lambda found: self._on_programmes(found, wanted), self._on_trouble)

    def refresh(self, changes: Changes) -> None:
        """After a command: who may be chosen may have changed."""
        if changes.touches(*_SHOWN_IN):
            self.start()

    def choose(self, programme_id: str) -> None:
        """Another programme; numbers that were only tried out are forgotten."""
        self._open = None
        self.start(programme_id)

    def create(self, terms: ProgrammeTerms) -> None:
        """Make a programme and show it."""

        def job(_: Reporter) -> Changes:
            law(self._ctx, as_view(terms))  # a first month before the tariff, a base that no bracket has
            return create_programme(self._ctx, terms)

        def done(changes: Changes) -> None:
            self._open = None
            self._publish(changes)
            self.start(changes.first("programme"))

        self._run(job, done, self._on_form_error)

    def _on_programmes(self, found: Sequence[ProgrammeView], wanted: str) -> None:
        self._all = tuple(found)
        if not found:
            self._open = None
            self._view.show_none()
            return
        undecided = [view for view in found if view.decided_on is None]
        view = next((view for view in found if view.id == wanted), (undecided or list(found))[0])
        self._show(view)

    def _show(self, view: ProgrammeView) -> None:
        before = self._open
        try:
            tariff = law(self._ctx, view)
        except AppError as error:
            self._on_trouble(error)
            return
        draft = Draft(ceiling=view.ceiling, monthly=tariff.monthly, months=view.months, weights=view.weights)
        if before is not None and before.view.id == view.id and view.decided_on is None:
            draft = before.draft  # somebody is typing: a merge in the background must not take it away
        self._open = _Open(view, tariff, draft, Balancer(draft.weights))
        self._view.show_programme(view, tariff, self._all)
        self._view.show_draft(draft)
        self._tell_plan()
        self._load()

    # numbers

    def type_numbers(self, ceiling: int | None, monthly: int | None, months: int | None) -> None:
        """What stands in the fields now; the sum follows at once, the ranking when ``rank`` is called."""
        if self._open is not None and self._open.view.decided_on is None:
            self._open.draft = replace(self._open.draft, ceiling=ceiling, monthly=monthly, months=months)
            self._tell_plan()

    def move_weight(self, component: str, value: int) -> None:
        """Move one weight; the others make room."""
        if self._open is not None and self._open.view.decided_on is None:
            weights = self._open.balancer.move(component, value)
            self._open.draft = replace(self._open.draft, weights=weights)
            self._view.show_draft(self._open.draft)

    def use_law(self) -> None:
        """Back from tried numbers to the law's contribution and the programme's months."""
        if self._open is not None:
            opened = self._open
            opened.draft = replace(opened.draft, monthly=opened.tariff.monthly, months=opened.view.months)
            self._view.show_draft(opened.draft)
            self._tell_plan()
            self.rank()

    @property
    def draft(self) -> Draft | None:
        """The numbers shown; None without a programme."""
        return self._open.draft if self._open else None

    @property
    def is_dirty(self) -> bool:
        """Whether ceiling or weights differ from what is kept."""
        if self._open is None or self._open.view.decided_on is not None:
            return False
        view, draft = self._open.view, self._open.draft
        return (draft.ceiling, draft.weights) != (view.ceiling, view.weights)

    def forget_draft(self) -> None:
        """Back to what is kept."""
        if self._open is not None:
            kept = self._open.view
            self._open = None
            self.start(kept.id)

    @property
    def proposed(self) -> int:
        """How many would be proposed: at the law's tariff, and never more than may be chosen."""
        opened = self._open
        if opened is None or opened.ranking is None or opened.draft.ceiling is None:
            return 0
        return min(opened.draft.ceiling // opened.tariff.whole, opened.ranking.candidates)

    def _tell_plan(self) -> None:
        assert self._open is not None
        try:
            facts = plan_facts(self._open.view, self._open.tariff, self._open.draft)
        except Invalid as invalid:
            problem = invalid.problems[0]
            self._view.show_plan(None, sentence(problem.code, problem.data))
        else:
            self._view.show_plan(facts, "" if facts else tr("Isi pagu, iuran dan lama untuk menghitung."))

    # ranking

    def _load(self) -> None:
        """Read everyone once, then rank; a decided programme shows what was decided."""
        assert self._open is not None
        view = self._open.view
        self._number += 1
        mine = self._number
        if view.decided_on is not None:
            self._run(
                lambda _: decided(self._ctx, view), lambda ranked: self._on_ranked(ranked, mine), self._on_trouble
            )
            self._run(
                lambda _: changed_since(self._ctx, view.batch_id),
                lambda changed: self._on_changed(changed, mine),
                self._on_trouble,
            )
            self._run(
                lambda _: find_dispute(self._ctx, view.batch_id),
                lambda dispute: self._on_dispute(dispute, mine),
                self._on_trouble,
            )
            return
        self._view.show_changed(ChangedSince())
        self._view.show_dispute(None)
        self._run(lambda _: load_pool(self._ctx, view), lambda pool: self._on_pool(pool, mine), self._on_trouble)

    def _on_changed(self, changed: ChangedSince, mine: int) -> None:
        if mine == self._number:
            self._view.show_changed(changed)

    def _on_dispute(self, dispute: Dispute | None, mine: int) -> None:
        if mine == self._number:
            self._view.show_dispute(dispute)

    def _on_pool(self, pool: Pool, mine: int) -> None:
        if self._open is not None and mine == self._number:
            self._open.pool = pool
            self.rank()

    def rank(self) -> None:
        """Rank anew for the numbers shown. While a ranking runs, only the newest wish is kept."""
        opened = self._open
        if opened is None or opened.pool is None:
            return
        if self._ranking:
            self._again = True
            return
        try:
            made = drafted_plan(opened.view, opened.tariff, opened.draft)
        except Invalid:
            return
        if made is None:
            return
        self._number += 1
        mine, pool, weights = self._number, opened.pool, opened.draft.weights
        self._ranking, self._again = True, False
        self._run(
            lambda _: proposal(self._ctx, opened.view, pool, made, weights),
            lambda ranked: self._on_ranked(ranked, mine),
            self._on_trouble,
            pool="file",
        )

    def _on_ranked(self, ranked: RankedList, mine: int) -> None:
        self._ranking = False
        if self._open is not None and mine == self._number:
            self._open.ranking = ranked
            self._view.show_ranking(ranked)
        if self._again:
            self.rank()

    # acts

    def keep_draft(self) -> None:
        """Keep ceiling and weights; nothing is decided."""
        opened = self._open
        if opened is None or not self.is_dirty:
            return
        draft = opened.draft
        self._run(
            lambda _: change_terms(self._ctx, opened.view.id, ceiling=draft.ceiling, weights=draft.weights),
            self._publish,
            self._on_trouble,
        )

    def propose(self, *, anyway: bool = False) -> None:
        """Decide: one signed decision for every worker. It cannot be undone; the page has asked.

        ``anyway``: also before the villages have handed over again to a district whose data went back.
        """
        opened = self._open
        if opened is None or opened.view.decided_on is not None:
            return
        view, draft = opened.view, opened.draft

        def job(reporter: Reporter) -> Changes:
            if not anyway:
                require_answers(self._ctx)  # before the terms are kept: a refusal leaves everything as it was
            change_terms(self._ctx, view.id, ceiling=draft.ceiling, weights=draft.weights)
            ranking = decide(self._ctx, view.id, reporter, anyway=anyway)
            touched = frozenset(worker.worker_id for worker in ranking.workers)
            return Changes(
                ids={"programme": frozenset({view.id}), "batch": frozenset({view.batch_id})}
                | ({"decision": touched} if touched else {})
            )

        title = tr("Mengajukan {count} calon penerima", count=number(self.proposed))
        self._run(job, self._publish, self._on_refusal, title=title)

    def _on_refusal(self, error: AppError) -> None:
        if error.code == "programme.after_restore":
            self._view.show_unanswered(sentence_for(error))
        else:
            self._on_trouble(error)

    def load_versions(self) -> None:
        """Read what the batch's versions come to, for a person to choose one."""
        opened = self._open
        if opened is not None:
            self._run(
                lambda _: batch_versions(self._ctx, opened.view.id),
                lambda versions: self._view.show_versions(versions, opened.tariff.whole),
                self._on_trouble,
            )

    def settle(self, version_id: str) -> None:
        """Write that version of the decision again, whole."""
        opened = self._open
        if opened is None:
            return

        def done(changes: Changes) -> None:
            self._publish(changes)
            self._view.show_settled()

        self._run(
            lambda reporter: settle(self._ctx, opened.view.id, version_id, reporter),
            done,
            self._on_trouble,
            title=tr("Memakai satu versi putusan"),
        )

    def record_decree(self, decree_no: str, decree_on: date | None) -> None:
        """Note the regent's decree of the programme shown."""
        opened = self._open
        if opened is None:
            return
        if decree_on is None:
            self._view.show_decree_problem(tr("Tanggal keputusan belum terbaca. Tulis seperti 12-03-2026."))
            return

        def failed(error: AppError) -> None:
            self._view.show_decree_problem(_words(error))

        self._run(lambda _: record_decree(self._ctx, opened.view.id, decree_no, decree_on), self._publish, failed)

    def _on_form_error(self, error: AppError) -> None:
        if isinstance(error, Invalid):
            self._view.show_form_problems({each.field: sentence(each.code, each.data) for each in error.problems})
        else:
            self._on_trouble(error)

    def _on_trouble(self, error: AppError) -> None:
        self._ranking = False
        if not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error))


def _words(error: AppError) -> str:
    if isinstance(error, Invalid):
        return sentence(error.problems[0].code, error.problems[0].data)
    return sentence_for(error)
