"""Which form is on screen, and its drafts. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from gui.format import title_case
from gui.language import tr
from gui.messages import sentence_for
from gui.pages.register.age_words import FIRST_MONTH, first_month
from gui.pages.register.checking import Checking
from gui.pages.register.draft import SECTION_OF, Draft
from gui.pages.register.estimate import estimate
from gui.pages.register.keeping import DraftKeeper
from gui.pages.register.neighbours import Neighbours
from gui.pages.register.succession import Succession
from gui.pages.register.view import View
from gui.pages.register.waiting import WaitingDrafts, draft_line
from services.changes import Changes
from services.errors import AppError, Cancelled
from services.preferences import read_preference
from services.workers.drafts import SavedDraft
from services.workers.known_texts import FIELDS, known_texts
from services.workers.queries import WorkerDetail, get_worker
from services.workers.records import WorkerForm

if TYPE_CHECKING:
    from gui.page import Run
    from services.context import AppContext

_SEEN = "seen"
"""Where a draft of a change keeps the heads that the form was opened with."""
_FROM_NIK = "from_nik"
"""Where a draft keeps which of birth date and sex nobody typed: they go on following the NIK."""


class FormDesk:
    """Holds one form at a time: of a new person, of one being changed, or a draft taken up again."""

    def __init__(self, view: View, ctx: AppContext, run: Run, publish: Callable[[Changes], None]) -> None:
        self._view, self._ctx, self._run, self._publish = view, ctx, run, publish
        self._now = Checking(ctx)
        self._month = first_month("", ctx.today())
        self._saving = False
        self._asked = ""
        self._touched = False
        self._known: Mapping[str, tuple[str, ...]] = {}
        self._last_saved: tuple[str, WorkerForm] | None = None
        self.drafts = DraftKeeper(ctx, run, view.show_draft, publish)
        self.succession = Succession(ctx, run)
        self._near = Neighbours(ctx, run, self._tell_near)
        self._waiting = WaitingDrafts(
            ctx,
            run,
            resume=self._resume,
            show=view.show_drafts,
            missed=lambda text: view.show_trouble(text, False),
        )

    # Which form is on screen

    @property
    def editing(self) -> str:
        """Id of the person being changed; empty while a new one is registered."""
        return self._now.editing.id if self._now.editing else ""

    def start(self) -> None:
        """A form for a new person, with what is taken over from the one before."""
        self._asked = ""
        carried = self.succession.next_values()
        self._show(None, replace(WorkerForm(village_code=self._ctx.office.code), **carried))  # type: ignore[arg-type]

    def open(self, worker_id: str, draft: SavedDraft | None = None) -> None:
        """Load a person to change, with the half-done change that waits."""
        ctx, self._asked = self._ctx, worker_id
        self._run(lambda _: get_worker(ctx, worker_id), partial(self._on_opened, draft), self._on_not_opened)

    def reload(self) -> None:
        """Load the person anew, as somebody else left it; what was half done is forgotten."""
        if self.editing:
            self.drafts.drop()
            self._asked, ctx, worker_id = self.editing, self._ctx, self.editing
            self._run(lambda _: get_worker(ctx, worker_id), self._on_reloaded, self._on_not_opened)

    def _on_reloaded(self, detail: WorkerDetail) -> None:
        if detail.id == self._asked:
            self._show(detail, detail.form)

    def _on_opened(self, draft: SavedDraft | None, detail: WorkerDetail) -> None:
        if detail.id != self._asked:
            return
        self._show(detail, detail.form)
        if draft is not None:
            self._retype(draft)
        else:
            self._waiting.find(detail.id, partial(self._on_found, detail.id))

    def _on_found(self, worker_id: str, draft: SavedDraft | None) -> None:
        if draft is not None and self.editing == worker_id and not self._touched:
            self._retype(draft)

    def _on_not_opened(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self.start()
            self._view.show_trouble(sentence_for(error), False)

    def _show(self, detail: WorkerDetail | None, form: WorkerForm) -> None:
        self._now = Checking(self._ctx, Draft(form), detail, month=self._month)
        self._touched = False
        name = "" if detail is None else title_case(form.full_name) or tr("orang tanpa nama")
        self.drafts.begin()
        self._near.begin(self.editing)
        self._say_known()
        self._view.show_trouble("", False)
        self._view.show_errors([])
        self._view.show_form(form, self._ctx.reference.villages.get(form.village_code), name)
        self._view.show_carried(self.succession.carried(form if detail is None else None))
        if detail is not None:
            # Whoever opens a record to correct it sees at once what is wrong in it.
            self._now.seen.update(SECTION_OF)
            self._now.looked_up = form.nik
        self._view.show_nik(self._now.reading())
        self._tell()
        self._tell_near()

    # Drafts

    def arrive(self, *, first: bool = False) -> None:
        """The page is on screen: read what the office chose, and which drafts wait.

        ``first``: since the program started. The only draft that waits is taken up at once then: after a crash or a
        power cut one goes on where one was.
        """
        from services.workers.photos import PREFERENCE as PHOTO  # brings cryptography along

        ctx = self._ctx
        self._run(lambda _: read_preference(ctx, FIRST_MONTH, str, ""), self._on_month, self._on_blind)
        self._run(lambda _: read_preference(ctx, PHOTO, bool, False), self._view.show_photo, self._on_blind)
        self.succession.load(self._on_carried)
        if first:
            self._run(lambda _: known_texts(ctx), self._on_known, self._on_blind)
        fresh = self.drafts.id
        self._waiting.look(lambda: self.drafts.id, lambda: first and not self._touched and self.drafts.id == fresh)

    def keep_draft(self, typed: Mapping[str, Any], focus: str) -> None:
        """Keep the form as it stands, word for word; a change of somebody with the heads it was opened with."""
        if self._saving:
            return
        now = self._now
        told = [name for name in ("birth_date", "sex") if name in now.filled and now.is_filled(name)]
        values = {**typed, _FROM_NIK: told}
        if now.editing:
            values[_SEEN] = {group: list(heads) for group, heads in now.editing.heads.items()}
        self.drafts.keep(values, focus=focus, title=now.draft.form.full_name, worker_id=self.editing)

    def open_draft(self, draft_id: str) -> None:
        """Take up a draft that waits."""
        self._waiting.open(draft_id)

    def forget_draft(self, draft_id: str) -> None:
        """Drop a draft that waits, unread."""
        self.drafts.forget(draft_id)
        self._waiting.look(lambda: self.drafts.id, lambda: False)

    def _resume(self, draft: SavedDraft) -> None:
        if draft.worker_id:
            self.open(draft.worker_id, draft)
        else:
            self._asked = ""
            self._show(None, WorkerForm(village_code=self._ctx.office.code))
            self._retype(draft)

    def _retype(self, draft: SavedDraft) -> None:
        seen = draft.values.get(_SEEN)
        if self._now.editing is not None and isinstance(seen, dict):
            heads = {str(group): tuple(ids) for group, ids in seen.items()}
            self._now.editing = replace(self._now.editing, heads=heads)
        self._touched = True
        self.drafts.begin(draft.id)
        self._view.show_typed(draft.values, draft.focus)
        told = draft.values.get(_FROM_NIK)
        self._fill(self._now.told_again(told if isinstance(told, list) else []))
        self._view.show_resumed(draft_line(draft, self._ctx.now()))

    def retake(self, draft: Draft) -> None:
        """The whole form was filled at once."""
        self._now.draft = draft
        now = self._now
        now.take_nik()
        now.seen.update(name for name in SECTION_OF if name != "nik" and now.is_filled(name))
        self._view.show_nik(now.reading())
        self._near.look(draft.form)
        self._tell()

    # Answers

    def _on_month(self, kept: str) -> None:
        self._month = self._now.month = first_month(kept, self._ctx.today())
        self._tell()

    def _on_carried(self) -> None:
        if not self.editing:
            self._view.show_carried(self.succession.carried(self._now.draft.form))

    def _on_known(self, known: Mapping[str, tuple[str, ...]]) -> None:
        own = {"birth_place": (self._ctx.reference.district_name.split()[-1].upper(),)}
        self._known = {name: (*known.get(name, ()), *own.get(name, ())) for name in FIELDS}
        self._say_known()

    def _learn(self, form: WorkerForm) -> None:
        self._known = {name: (str(getattr(form, name)), *known) for name, known in self._known.items()}

    def _on_blind(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error), False)

    # Saying

    def _fill(self, values: Mapping[str, object]) -> None:
        if values:
            self._now.fill(values)
            self._view.show_values(values)

    def _say_known(self, mothers: tuple[str, ...] = ()) -> None:
        self._view.show_known({**self._known, "mother_name": mothers})

    def _tell(self) -> None:
        now, reference = self._now, self._ctx.reference
        self._view.show_notes(now.notes())
        self._view.show_estimate(estimate(now.draft.form, self._month, reference.tariff, reference.occupations))
        self._view.show_age(now.age())
        self._view.show_standing(now.standing())

    def _tell_near(self) -> None:
        self._view.show_family(self._near.family(self._now.draft.form))
        self._view.show_same(self._near.same())
