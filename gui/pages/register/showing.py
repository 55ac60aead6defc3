"""What the form shows: everything the presenter tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer

from gui.format import clock
from gui.forms.suggesting import SuggestInput
from gui.forms.type_ahead import TypeAhead
from gui.language import tr
from gui.page import PageTools
from gui.pages.register.age_words import AgeLine
from gui.pages.register.autosave import AutoSave
from gui.pages.register.cards import FormCard
from gui.pages.register.checking import Standing
from gui.pages.register.draft import SECTION_OF, Draft, Note, Section
from gui.pages.register.estimate import Estimate
from gui.pages.register.frame import RegisterFrame
from gui.pages.register.neighbours import FamilyOffer, SameOffer
from gui.pages.register.next_person import Carried
from gui.pages.register.nik_reading import NikReading
from gui.pages.register.presenter import Errors, RegisterPresenter
from gui.pages.register.waiting import DraftLine
from services.reference import Village
from services.workers.records import WorkerForm

LOOK_UP_AFTER_MS = 120


class RegisterShowing(RegisterFrame):
    """Keeps what cards that are not built yet will have to show. ``RegisterPage`` adds what the officer does."""

    def __init__(self, tools: PageTools) -> None:
        self._base = WorkerForm(village_code=tools.context.office.code)
        self._baseline = Draft(self._base)
        self._notes: Mapping[str, Note] = {}
        self._carried = Carried()
        self._known: dict[str, Sequence[str]] = {}
        self._sum_words, self._back = "", "workers"
        self._estimate: Estimate | None = None
        self._barred = False
        self._typed_here = False
        super().__init__(tools)
        self._look_up = QTimer(self, singleShot=True, interval=LOOK_UP_AFTER_MS)
        self.autosave = AutoSave(self, self.keep_draft)
        self._ahead = TypeAhead(self)
        self.presenter = RegisterPresenter(self, tools.context, tools.run_for(self), tools.publish)

    # The form as it stands

    def has_typed(self) -> bool:
        """Whether something was typed since the form was filled."""
        return self.draft() != self._baseline

    def draft(self) -> Draft:
        """The form as it stands now; cards that are not built yet hold what they were given."""
        values: dict[str, Any] = {}
        unreadable: dict[str, str] = {}
        for _, card in self.builder.built():
            values |= card.values()
            unreadable |= card.unreadable()
        return Draft(replace(self._base, **values), unreadable)

    def typed(self) -> dict[str, Any]:
        """The form word for word."""
        texts: dict[str, Any] = {}
        for card in self.cards:
            texts |= card.typed()
        return texts

    def keep_draft(self) -> None:
        """Keep what is typed; when nothing is any more, the draft goes."""
        if self.has_typed():
            self.presenter.keep_draft(self.typed(), self.autosave.place)
        else:
            self.presenter.drafts.drop()
            self._tell_kept("")

    def type_in(self, form: WorkerForm) -> None:
        """Put values in as if an officer had typed them: for pictures, and for a person who was taken back."""
        for card in self.cards:
            names = card.values()
            card.fill({name: getattr(form, name) for name in names})
            for name in names:
                self.presenter.change(self.draft(), name)
        self.drop_button.setEnabled(True)
        self.presenter.look_up()

    def _catch_up(self, card: FormCard) -> None:
        """A card was made later than the others: what it would have been told."""
        card.fill({each: getattr(self._base, each) for each in self._base.__dataclass_fields__})
        form = replace(self._baseline.form, **card.values())  # type: ignore[arg-type]
        self._baseline = Draft(form, self._baseline.unreadable)
        card.show_notes(self._notes)
        card.show_carried(frozenset(self._carried.values))
        self._teach(card)
        self._say_sum(card)
        opened = getattr(card, "open", None)
        if opened is not None and self.presenter.editing:
            opened(self.presenter.editing)

    # What the presenter tells

    def show_form(self, form: WorkerForm, village: Village | None, name: str) -> None:
        self._base = form
        values = {each: getattr(form, each) for each in form.__dataclass_fields__}
        for _, card in self.builder.built():
            card.fill(values)
        if self.builder.has(Section.ADDRESS):
            self.address.show_village(village)
        if self.photo is not None:
            self._show_photo_of(self.presenter.editing)
        self.identity.pass_by(frozenset())
        self.autosave.forget()
        self._typed_here = False
        self._baseline = self.draft()
        self.set_title(tr("Ubah data: {name}", name=name) if name else tr("Daftarkan pekerja"))
        self._label_buttons(bool(name))
        self._tell_kept("")
        self.drop_button.setEnabled(False)
        self._focus_first()

    def show_values(self, values: Mapping[str, object]) -> None:
        for section in sorted({SECTION_OF[name] for name in values}):
            self.builder.card(section).fill(values)
        told = frozenset(values) & {"birth_date", "sex"}
        if told and not self.presenter.editing:
            self.identity.pass_by(told)
        self.show_carried(self._carried)

    def show_typed(self, typed: Mapping[str, Any], focus: str) -> None:
        for card in self.cards:
            card.retype(typed)
        self.presenter.retake(self.draft())
        self.drop_button.setEnabled(True)
        self.autosave.place = focus
        self._focus_where_it_was()

    def show_again(self, form: WorkerForm) -> None:
        self.type_in(form)
        self._focus_first()

    def show_known(self, known: Mapping[str, Sequence[str]]) -> None:
        self._known = dict(known)
        for _, card in self.builder.built():
            self._teach(card)

    def show_nik(self, reading: NikReading) -> None:
        self.identity.show_reading(reading)
        if reading.looking:
            self._look_up.start()
        else:
            self._look_up.stop()

    def show_notes(self, notes: Mapping[str, Note]) -> None:
        self._notes = notes
        for _, card in self.builder.built():
            card.show_notes(notes)

    def show_errors(self, errors: Errors) -> None:
        self.errors.show_errors(errors)
        if errors:
            self._ahead.drop()
            self.scroll.verticalScrollBar().setValue(0)
            self.errors.take_focus()

    def show_estimate(self, estimate: Estimate) -> None:
        self._estimate = estimate
        self._tell_aside()
        self._sum_words = estimate.sum_words()
        self._sum.setText(estimate.words())
        for _, card in self.builder.built():
            self._say_sum(card)

    def show_age(self, line: AgeLine | None) -> None:
        self.identity.show_age(line)
        self._barred = line is not None and line.barred
        self._tell_aside()

    def _tell_aside(self) -> None:
        """The sums are made after the first cards: not before there is time."""
        if "aside" in self.__dict__ and self._estimate is not None:
            self.aside.estimate.show_estimate(self._estimate)
            self.aside.estimate.show_barred(self._barred)

    def show_standing(self, standing: Standing) -> None:
        self._standing = standing
        self._tell_rail()

    def show_carried(self, carried: Carried) -> None:
        self._carried = carried
        form = self.draft().form
        names = frozenset(name for name, value in carried.values.items() if getattr(form, name) == value)
        if carried.name or "carried" in self.__dict__:
            self.carried.show_carried(carried)
        for _, card in self.builder.built():
            card.show_carried(names)

    def show_family(self, offer: FamilyOffer) -> None:
        if offer.text or self.builder.has(Section.ADDRESS):
            self.address.show_family(offer)

    def show_same(self, offer: SameOffer) -> None:
        self.identity.show_same(offer)

    def show_drafts(self, drafts: Sequence[DraftLine]) -> None:
        if drafts or "waiting" in self.__dict__:
            self.waiting.show_drafts(drafts)

    def show_draft(self, trouble: str | None) -> None:
        if trouble is None:
            time = clock(self._tools.context.now())
            self._tell_kept(tr("Draf tersimpan otomatis, {time}", time=time))
        else:
            self._tell_kept(tr("Draf belum tersimpan. {why}", why=trouble), trouble=True)

    def show_resumed(self, line: DraftLine) -> None:
        self._tools.notify(tr("Draf {name} dilanjutkan.", name=line.name), "info")
        self._tell_kept(tr("Draf tersimpan otomatis, {time}", time=line.when) if line.when else "")

    def keep_photo(self, worker_id: str) -> None:
        if self.photo is not None:
            self.photo.keep(worker_id)

    def show_saving(self, saving: bool) -> None:
        """The form stays as it is, and what is typed meanwhile goes to the next one: saving takes a blink."""
        if saving:
            self._ahead.hold()
        else:
            self._ahead.give()
            self.autosave.touch()  # a form that could not be saved is a draft still

    def show_trouble(self, text: str, reload: bool) -> None:
        self.trouble.setVisible(bool(text))
        if text:
            self._ahead.drop()
            title = tr("Data berubah sejak dibuka") if reload else tr("Belum tersimpan")
            self.trouble.set_news("warn" if reload else "err", title, text, tr("Muat ulang") if reload else "")
            self.scroll.verticalScrollBar().setValue(0)

    def show_kept(self, text: str, complete: bool, act: str) -> None:
        self._tools.notify(text, "ok" if complete else "warn", tr("Urungkan"), lambda: self.presenter.undo_last())
        self._tell_kept(tr("Tersimpan {time}", time=clock(self._tools.context.now())))

    def show_taken_back(self, text: str) -> None:
        self._tools.notify(text, "info")
        self._tell_kept("")

    def finish(self, worker_id: str) -> None:
        self._ahead.drop()
        back, self._back = self._back, "workers"
        self._tools.open_page(back, worker_id=worker_id, worker=worker_id)

    # Inside

    def _fill_aside(self) -> None:
        assert self.aside is not None
        self._tell_aside()

    def _show_photo_of(self, worker_id: str) -> None:
        if self.photo is None:
            return
        if worker_id:
            self.photo.open(worker_id)
        else:
            self.photo.start()

    def _teach(self, card: FormCard) -> None:
        for name, field in card.fields.items():
            if name in self._known and isinstance(field.editor, SuggestInput):
                field.editor.suggest(self._known[name])

    def _say_sum(self, card: FormCard) -> None:
        show_sum = getattr(card, "show_sum", None)
        if show_sum is not None:
            show_sum(self._sum_words)

    def _focus_first(self) -> None:
        self.scroll.verticalScrollBar().setValue(0)
        self.identity.nik.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_where_it_was(self) -> None:
        for card in self.cards:
            target = card.focus_place(self.autosave.place)
            if target is not None:
                QTimer.singleShot(0, target, partial(self.reveal, target))  # when the cards above have their height
                return
        self._focus_first()
