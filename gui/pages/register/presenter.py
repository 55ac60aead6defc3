"""Registering one person after the other, or changing one. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from gui.format import title_case
from gui.language import tr
from gui.messages import sentence_for
from gui.pages.register.checking import Checking, Standing, kept_words
from gui.pages.register.draft import SECTION_OF, Draft, Note
from gui.pages.register.estimate import Estimate, estimate
from gui.pages.register.nik_reading import NikReading
from models.values import Month
from services.changes import Changes
from services.errors import AppError, Cancelled, Conflict, Invalid
from services.reference import Village
from services.workers.commands import register_worker, update_worker
from services.workers.queries import WorkerDetail, find_by_nik, get_worker
from services.workers.records import WorkerForm, WorkerRef

if TYPE_CHECKING:
    from gui.page import Run
    from services.context import AppContext

Errors = Sequence[tuple[str, str]]


class View(Protocol):
    """What the presenter tells the page."""

    def show_form(self, form: WorkerForm, village: Village | None, name: str) -> None:
        """Fill every field anew. ``name``: of the person being changed, empty for a new one."""

    def show_values(self, values: Mapping[str, object]) -> None:
        """Put values into some fields, as if they had been typed."""

    def show_nik(self, reading: NikReading) -> None: ...

    def show_notes(self, notes: Mapping[str, Note]) -> None:
        """What is said at the fields; a field that is not named has nothing to say."""

    def show_errors(self, errors: Errors) -> None:
        """The summary of a save that was refused; empty takes it away."""

    def show_estimate(self, estimate: Estimate) -> None: ...

    def show_standing(self, standing: Standing) -> None: ...

    def show_saving(self, saving: bool) -> None: ...

    def show_trouble(self, text: str, reload: bool) -> None:
        """Something outside the form; empty takes it away. ``reload``: the record can be loaded anew."""

    def show_kept(self, text: str, complete: bool) -> None:
        """A person was saved."""

    def finish(self, worker_id: str) -> None:
        """A change was saved: leave the form."""


class RegisterPresenter:
    """The page hands in its ``Draft`` at every change; what to say about it comes back through ``show_*``."""

    def __init__(self, view: View, ctx: AppContext, run: Run, publish: Callable[[Changes], None]) -> None:
        self._view, self._ctx, self._run, self._publish = view, ctx, run, publish
        self._now = Checking(ctx)
        self._saving = False
        self._asked = ""

    # Which form is on screen

    @property
    def editing(self) -> str:
        """Id of the person being changed; empty while a new one is registered."""
        return self._now.editing.id if self._now.editing else ""

    def start(self) -> None:
        """An empty form for a new person."""
        self._asked = ""
        self._show(None, WorkerForm(village_code=self._ctx.office.code))

    def open(self, worker_id: str) -> None:
        """Load a person to change."""
        ctx, self._asked = self._ctx, worker_id
        self._run(lambda _: get_worker(ctx, worker_id), self._on_opened, self._on_not_opened)

    def reload(self) -> None:
        """Load the person anew, as somebody else left it."""
        if self.editing:
            self.open(self.editing)

    def _on_opened(self, detail: WorkerDetail) -> None:
        if detail.id == self._asked:
            self._show(detail, detail.form)

    def _on_not_opened(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self.start()
            self._view.show_trouble(sentence_for(error), False)

    def _show(self, detail: WorkerDetail | None, form: WorkerForm) -> None:
        self._now = Checking(self._ctx, Draft(form), detail)
        name = "" if detail is None else title_case(form.full_name) or tr("orang tanpa nama")
        self._view.show_trouble("", False)
        self._view.show_errors([])
        self._view.show_form(form, self._ctx.reference.villages.get(form.village_code), name)
        if detail is not None:
            # Whoever opens a record to correct it sees at once what is wrong in it.
            self._now.seen.update(SECTION_OF)
            self._now.looked_up = form.nik
        self._view.show_nik(self._now.reading())
        self._tell()

    # What the person does

    def change(self, draft: Draft, name: str) -> None:
        """A field has another value."""
        now = self._now
        before, now.draft = now.draft.form.nik, draft
        now.filled.pop(name, None)
        if draft.form.nik != before:
            self._fill(now.take_nik())
            self._view.show_nik(now.reading())
        self._tell()

    def leave(self, draft: Draft, name: str) -> None:
        """The focus left a field: from now on what is wrong there is said."""
        self._now.draft = draft
        if self._now.is_filled(name):
            self._now.seen.add(name)
        self._tell()

    def same_as_nik(self, name: str) -> None:
        """Take birth date or sex over from the NIK."""
        value = self._now.told_by_nik(name)
        if value is not None:
            self._fill({name: value})
            self._tell()

    def look_up(self) -> None:
        """Ask the register who has this NIK. The page calls this when typing has paused."""
        if self._now.may_look_up():
            ctx, nik = self._ctx, self._now.draft.form.nik
            self._run(lambda _: find_by_nik(ctx, nik), partial(self._on_holder, nik), self._on_blind)

    def problems_shown(self) -> list[str]:
        """Fields with something to say, errors first, in the order of the form (F8)."""
        return self._now.problems_shown()

    def save(self, draft: Draft, *, whole: bool) -> None:
        """Keep the form. ``whole``: only when nothing required is missing; else as far as it goes."""
        if self._saving:
            return
        self._now.draft = draft
        self._view.show_trouble("", False)
        errors = self._now.refusals(whole)
        self._view.show_errors(errors)
        if errors:
            self._tell()
            return
        self._set_saving(True)
        ctx, detail, form = self._ctx, self._now.editing, draft.form
        done, refused = partial(self._on_saved, form), self._on_refused
        words = tr("Menyimpan…")
        if detail is None:
            self._run(lambda _: register_worker(ctx, form), done, refused, title=words, cancellable=False)
        else:
            worker_id, heads = detail.id, detail.heads
            job = lambda _: update_worker(ctx, worker_id, form, heads)  # noqa: E731
            self._run(job, done, refused, title=words, cancellable=False)

    # Answers

    def _on_holder(self, nik: str, holder: WorkerRef | None) -> None:
        if self._now.found(nik, holder):
            self._view.show_nik(self._now.reading())
            self._tell()

    def _on_blind(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error), False)

    def _on_saved(self, form: WorkerForm, changes: Changes) -> None:
        editing = self.editing
        self._set_saving(False)
        self.start()
        self._view.show_kept(*kept_words(form))
        self._publish(changes)
        if editing:
            self._view.finish(editing)

    def _on_refused(self, error: AppError) -> None:
        self._set_saving(False)
        if isinstance(error, Invalid):
            now = self._now
            now.seen.update(problem.field for problem in error.problems)
            self._view.show_errors([(problem.field, now.words(problem)) for problem in error.problems])
            self._tell()
            now.looked_up = ""  # the NIK may have come in meanwhile: ask again, with the name
            self.look_up()
        elif not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error), isinstance(error, Conflict))

    # Saying

    def _fill(self, values: Mapping[str, object]) -> None:
        if values:
            self._now.fill(values)
            self._view.show_values(values)

    def _tell(self) -> None:
        self._view.show_notes(self._now.notes())
        today, reference = self._ctx.today(), self._ctx.reference
        month = Month(today.year, today.month)
        form = self._now.draft.form
        self._view.show_estimate(estimate(form, month, reference.tariff, reference.occupations))
        self._view.show_standing(self._now.standing())

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self._view.show_saving(saving)
