"""The registration form: layout, requests out, ``show_*`` in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from gui.format import clock
from gui.forms.enter import enter_moves_on, focus_field
from gui.language import tr
from gui.page import PageTools
from gui.pages.register.checking import Standing
from gui.pages.register.draft import SECTION_OF, Draft, Note, Section
from gui.pages.register.estimate import Estimate
from gui.pages.register.frame import RegisterFrame
from gui.pages.register.nik_reading import NikReading
from gui.pages.register.presenter import Errors, RegisterPresenter
from services.changes import Changes
from services.reference import Village
from services.workers.records import WorkerForm

LOOK_UP_AFTER_MS = 120
_RAIL_FROM, _ASIDE_FROM = 760, 1040
_RAIL, _ASIDE = 162, 258


class RegisterPage(RegisterFrame):
    """One form for a new person and for changing one. ``arrive(worker_id=…)`` opens somebody."""

    def __init__(self, tools: PageTools) -> None:
        super().__init__(tools)
        ctx = tools.context
        self._base = WorkerForm(village_code=ctx.office.code)
        self._baseline = Draft(self._base)
        self._had_focus: QWidget | None = None
        self._look_up = QTimer(self, singleShot=True, interval=LOOK_UP_AFTER_MS)
        self.presenter = RegisterPresenter(self, ctx, tools.run_for(self), tools.publish)
        self._connect()
        self.presenter.start()

    def _connect(self) -> None:
        ask = self.presenter
        for card in self.cards:
            card.changed.connect(self._on_changed)
            card.left.connect(self._on_left)
        self.identity.same_wanted.connect(self._on_same)
        self.identity.holder_wanted.connect(lambda worker_id: self._tools.open_page("workers", worker_id=worker_id))
        self._look_up.timeout.connect(ask.look_up)
        self.rail.chosen.connect(lambda number: self.take_number(number + 1))
        self.errors.chosen.connect(self.go_to)
        self.trouble.action_clicked.connect(ask.reload)
        self.cancel_button.clicked.connect(self._tools.go_up)
        self.later_button.clicked.connect(lambda: self.save(whole=False))
        self.next_button.clicked.connect(lambda: self.save(whole=True))
        self._shortcut("Ctrl+S", lambda: self.save(whole=False))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._shortcut(keys, lambda: self.save(whole=True))
        self._shortcut("F8", lambda: self._next_problem(1))
        self._shortcut("Shift+F8", lambda: self._next_problem(-1))
        enter_moves_on(self.scroll.widget(), at_end=self.next_button.setFocus)
        QApplication.instance().focusChanged.connect(self._on_focus)

    def _shortcut(self, keys: str, act: Any) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    # What the window asks and tells

    def arrive(self, worker_id: str = "", **arguments: Any) -> None:
        """Shown: by Ctrl+N, or for the person with that id. What is being typed stays."""
        if self.is_dirty():
            self._tools.notify(tr("Isian ini belum disimpan. Simpan dulu, atau tekan Esc."), "warn")
        elif worker_id:
            self.presenter.open(worker_id)
        elif self.presenter.editing:
            self.presenter.start()
        self._focus_first()

    def is_dirty(self) -> bool:
        """Whether something was typed since the form was filled."""
        return self.draft() != self._baseline

    def discard(self) -> None:
        """Back to an empty form."""
        self.presenter.start()

    def refresh(self, changes: Changes) -> None:
        """Somebody else's bundle may have changed the person shown."""
        if self.presenter.editing in changes.ids.get("worker", ()) and not self.is_dirty():
            self.presenter.reload()

    def take_number(self, number: int) -> bool:
        """Alt+1 to 5."""
        if not 1 <= number <= len(self.cards):
            return False
        card = self.cards[number - 1]
        self.scroll_to(card)
        focus_field(card.first())
        self.scroll_to(card)
        return True

    # The draft

    def draft(self) -> Draft:
        """The form as it stands now."""
        values: dict[str, Any] = {}
        unreadable: dict[str, str] = {}
        for card in self.cards:
            values |= card.values()
            unreadable |= card.unreadable()
        return Draft(replace(self._base, **values), unreadable)

    def type_in(self, form: WorkerForm) -> None:
        """Put values in as if an officer had typed them: for pictures and for the tour."""
        for card in self.cards:
            names = card.values()
            card.fill({name: getattr(form, name) for name in names})
            for name in names:
                self.presenter.change(self.draft(), name)
        self.presenter.look_up()

    def save(self, *, whole: bool) -> None:
        """As the two buttons: ``whole`` asks for every required field first."""
        for card in self.cards:
            card.settle()
        self.presenter.save(self.draft(), whole=whole)

    def go_to(self, name: str) -> None:
        """Focus a field and bring it into view."""
        card = self.cards[SECTION_OF.get(name, Section.IDENTITY)]
        target = card.focus_field(name if name in SECTION_OF else "nik")
        self.reveal(target)

    # What the presenter tells

    def show_form(self, form: WorkerForm, village: Village | None, name: str) -> None:
        self._base = form
        values = {each: getattr(form, each) for each in form.__dataclass_fields__}
        for card in self.cards:
            card.fill(values)
        self.address.show_village(village)
        self._baseline = self.draft()
        self.set_title(tr("Ubah data: {name}", name=name) if name else tr("Daftarkan pekerja"))
        self._label_buttons(bool(name))
        self._focus_first()

    def show_values(self, values: Mapping[str, object]) -> None:
        self.identity.fill(values)

    def show_nik(self, reading: NikReading) -> None:
        self.identity.show_reading(reading)
        if reading.looking:
            self._look_up.start()
        else:
            self._look_up.stop()

    def show_notes(self, notes: Mapping[str, Note]) -> None:
        for card in self.cards:
            card.show_notes(notes)

    def show_errors(self, errors: Errors) -> None:
        self.errors.show_errors(errors)
        if errors:
            self.scroll.verticalScrollBar().setValue(0)
            self.errors.take_focus()

    def show_estimate(self, estimate: Estimate) -> None:
        self.aside.estimate.show_estimate(estimate)
        self.work.show_sum(estimate.sum_words())
        self._sum.setText(estimate.words())

    def show_standing(self, standing: Standing) -> None:
        self._standing = standing
        self._tell_rail()

    def show_saving(self, saving: bool) -> None:
        if saving:
            self._had_focus = QApplication.focusWidget()
        for part in (self.next_button, self.later_button, self.scroll.widget()):
            part.setEnabled(not saving)
        if not saving and self._had_focus is not None and self.isAncestorOf(self._had_focus):
            self._had_focus.setFocus()

    def show_trouble(self, text: str, reload: bool) -> None:
        self.trouble.setVisible(bool(text))
        if text:
            title = tr("Data berubah sejak dibuka") if reload else tr("Belum tersimpan")
            self.trouble.set_news("warn" if reload else "err", title, text, tr("Muat ulang") if reload else "")
            self.scroll.verticalScrollBar().setValue(0)

    def show_kept(self, text: str, complete: bool) -> None:
        self._tools.notify(text, "ok" if complete else "warn")
        self._kept.setText(tr("Tersimpan {time}", time=clock(self._tools.context.now())))
        self._kept_box.show()

    def finish(self, worker_id: str) -> None:
        self._tools.open_page("workers", worker_id=worker_id)

    # Inside

    def _on_changed(self, name: str) -> None:
        self.presenter.change(self.draft(), name)

    def _on_left(self, name: str) -> None:
        self.presenter.leave(self.draft(), name)

    def _on_same(self, name: str) -> None:
        self.presenter.same_as_nik(name)
        self.go_to(name)

    def _focus_first(self) -> None:
        self.scroll.verticalScrollBar().setValue(0)
        self.identity.nik.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next_problem(self, step: int) -> None:
        names = self.presenter.problems_shown()
        if not names:
            return
        here = QApplication.focusWidget()
        at = next((place for place, name in enumerate(names) if self._holds(name, here)), -1 if step > 0 else 0)
        self.go_to(names[(at + step) % len(names)])

    def _holds(self, name: str, widget: QWidget | None) -> bool:
        card = self.cards[SECTION_OF[name]]
        field: QWidget | None = card.fields.get(name)
        if widget is None or field is None:
            return widget is not None and field is None and card.isAncestorOf(widget)
        return field.isAncestorOf(widget)

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None or not shiboken6.isValid(self):
            return
        for section, card in zip(Section, self.cards, strict=True):
            if card.isAncestorOf(now) and section is not self._section:
                self._section = section
                self._tell_rail()
