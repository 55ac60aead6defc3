"""Registering one person after the other, or changing one. Plain Python."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from gui.format import title_case
from gui.language import tr
from gui.messages import sentence_for
from gui.pages.register.checking import WORKING_DAYS, kept_words
from gui.pages.register.desk import FormDesk
from gui.pages.register.draft import Draft
from gui.pages.register.view import Errors, View
from services.changes import Changes
from services.errors import AppError, Cancelled, Conflict, Invalid
from services.workers.commands import register_worker, update_worker
from services.workers.queries import find_by_nik
from services.workers.records import WorkerForm, WorkerRef

__all__ = ["Errors", "RegisterPresenter", "View"]


class RegisterPresenter(FormDesk):
    """What the officer does with the form; the page hands in the whole form with every event."""

    # What the person does

    def change(self, draft: Draft, name: str) -> None:
        """A field has another value."""
        now = self._now
        self._touched = True
        before, now.draft = now.draft.form.nik, draft
        now.filled.pop(name, None)
        if draft.form.nik != before:
            self._fill(now.take_nik())
            self._view.show_nik(now.reading())
        if name in ("kk_number", "nik"):
            self._near.look(now.draft.form)
        self._fill(self.succession.heirs_follow(now.draft.form, name))
        self._tell()

    def leave(self, draft: Draft, name: str) -> None:
        """The focus left a field: from now on what is wrong there is said."""
        self._now.draft = draft
        if self._now.is_filled(name):
            self._now.seen.add(name)
        if name in ("full_name", "birth_date", "mother_name"):
            self._near.look(draft.form)
        self._tell()

    def same_as_nik(self, name: str) -> None:
        """Take birth date or sex over from the NIK."""
        value = self._now.told_by_nik(name)
        if value is not None:
            self._fill({name: value})
            self._tell()

    def income_is_monthly(self) -> None:
        """It looked like a day's and is a month's."""
        self._now.monthly = self._now.draft.form.monthly_income
        self._tell()

    def income_is_daily(self) -> None:
        """Make a month of it: 25 days of work."""
        income = self._now.draft.form.monthly_income
        if income is not None:
            self._fill({"monthly_income": income * WORKING_DAYS})
            self._tell()

    def take_family(self) -> None:
        """Fill the blanks with what people on the same family card have."""
        values = dict(self._near.family(self._now.draft.form).values)
        self._touched = True
        self._fill(values)
        self._tell()
        self._tell_near()

    def next_of_family(self) -> bool:
        """Fill the form for the next one of the family saved last; False when nobody was saved yet."""
        values = self.succession.family()
        if not values:
            return False
        self._fill(values)
        self._say_known(self.succession.mothers())
        self._near.look(self._now.draft.form)
        self._view.show_carried(self.succession.carried(self._now.draft.form))
        self._tell()
        return True

    def choose_carried(self, group: str, on: bool) -> None:
        """Carry a group of fields over from now on, or no longer; the form on screen follows."""
        self._fill(self.succession.choose(group, on, self._now.draft.form))
        self._view.show_carried(self.succession.carried(self._now.draft.form))
        self._tell()

    def drop_carried(self) -> None:
        """Empty everything that was taken over and not typed anew."""
        self._fill(self.succession.blanks(self._now.draft.form))
        self._view.show_carried(self.succession.carried(self._now.draft.form))
        self._tell()

    def look_up(self) -> None:
        """Ask the register who has this NIK. The page calls this when typing has paused."""
        if self._now.may_look_up():
            ctx, nik = self._ctx, self._now.draft.form.nik
            self._run(lambda _: find_by_nik(ctx, nik), partial(self._on_holder, nik), self._on_blind)

    def problems_shown(self) -> list[str]:
        """Fields with something to say, errors first, in the order of the form (F8)."""
        return self._now.problems_shown()

    # Saving and taking back

    def save(self, draft: Draft, *, whole: bool, family: bool = False) -> None:
        """Keep the form. ``whole``: only when nothing required is missing; else as far as it goes.

        ``family``: the next form is for the next one of this family.
        """
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
        ctx, detail, draft_id = self._ctx, self._now.editing, self.drafts.id or None
        form = draft.form if draft.form.monthly_income is not None else replace(draft.form, income_source="")
        done, refused = partial(self._on_saved, form, family), self._on_refused
        words = tr("Menyimpan…")
        if detail is None:
            self._run(lambda _: register_worker(ctx, form, draft_id), done, refused, title=words, cancellable=False)
        else:
            worker_id, heads = detail.id, detail.heads
            job = lambda _: update_worker(ctx, worker_id, form, heads, draft_id)  # noqa: E731
            self._run(job, done, refused, title=words, cancellable=False)

    def undo_last(self) -> bool:
        """Take the last save back; False when there is none."""
        if self._last_saved is None or self._saving:
            return False
        (act, form), self._last_saved = self._last_saved, None
        from services.workers.undo import undo  # rarely wanted, and the form opens sooner without

        ctx = self._ctx
        self._run(lambda report: undo(ctx, act, report), partial(self._on_undone, form), self._on_blind)
        return True

    # Answers

    def _on_holder(self, nik: str, holder: WorkerRef | None) -> None:
        if self._now.found(nik, holder):
            self._view.show_nik(self._now.reading())
            self._tell()

    def _on_saved(self, form: WorkerForm, family: bool, changes: Changes) -> None:
        editing, age = self.editing, self._now.age()
        self._set_saving(False)
        self._view.keep_photo(changes.first("worker"))
        self.drafts.begin()
        if not editing:
            self.succession.saved(form)
        self._learn(form)
        self.start()
        if family and not editing:
            self.next_of_family()
        self._last_saved = (changes.act, form if not editing else WorkerForm())
        self._view.show_kept(*kept_words(form, age), changes.act)
        self._publish(changes)
        if editing:
            self._view.finish(editing)

    def _on_undone(self, form: WorkerForm, changes: Changes) -> None:
        name = title_case(form.full_name)
        if form.full_name and not self._touched and not self.editing:
            self.succession.saved(None)
            self.start()
            self._view.show_again(form)
            self._view.show_taken_back(tr("Diurungkan. Isian {name} kembali ke formulir.", name=name))
        else:
            self._view.show_taken_back(tr("Diurungkan."))
        self._publish(changes)

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

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self._view.show_saving(saving)
