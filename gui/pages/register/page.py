"""The registration form: layout, requests out, ``show_*`` in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from gui.format import title_case
from gui.forms.enter import enter_moves_on, focus_field
from gui.language import tr
from gui.page import PageTools
from gui.pages.register.cards import FormCard
from gui.pages.register.draft import SECTION_OF, Section
from gui.pages.register.identity_card import IdentityCard
from gui.pages.register.showing import RegisterShowing
from services.changes import Changes
from services.rules.worker_fields import is_full_kk


class RegisterPage(RegisterShowing):
    """One form for a new person and for changing one. ``arrive(worker=…)`` opens somebody, ``draft=…`` a draft."""

    def __init__(self, tools: PageTools) -> None:
        super().__init__(tools)
        self._arrived = False
        self._mover = enter_moves_on(self.scroll.widget(), at_end=self._past_the_end)
        self._adopt(self.identity)
        self._connect()
        self._make_shortcuts()
        self.presenter.start()

    def _connect(self) -> None:
        ask = self.presenter
        self.identity.same_wanted.connect(self._on_same)
        self.identity.person_wanted.connect(lambda worker_id: self._tools.open_page("person", worker=worker_id))
        self.identity.nik.editor.installEventFilter(self)
        self._look_up.timeout.connect(ask.look_up)
        self.rail.chosen.connect(lambda number: self.take_number(number + 1))
        self.errors.chosen.connect(self.go_to)
        self.trouble.action_clicked.connect(ask.reload)
        self.cancel_button.clicked.connect(self._tools.go_up)
        self.drop_button.clicked.connect(self._on_drop)
        self.later_button.clicked.connect(lambda: self.save(whole=False))
        self.next_button.clicked.connect(lambda: self.save(whole=True))
        QApplication.instance().focusChanged.connect(self._on_focus)

    def _make_shortcuts(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "Ctrl+S": lambda: self.save(whole=False),
            "Ctrl+Return": lambda: self.save(whole=True),
            "Ctrl+Enter": lambda: self.save(whole=True),
            "Ctrl+Shift+Return": self._on_family,
            "Ctrl+Shift+Enter": self._on_family,
            "F3": self.presenter.drop_carried,
            "F7": lambda: self.notice.given.toggle(),
            "F8": lambda: self._next_problem(1),
            "Shift+F8": lambda: self._next_problem(-1),
            "Ctrl+F": lambda: self._tools.open_page("workers", to_search=True),
            "Ctrl+P": self.print_notice,
            "Ctrl+Z": self._on_undo,
        }
        for keys, act in acts.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _adopt(self, card: FormCard) -> None:
        self._catch_up(card)
        card.changed.connect(self._on_changed)
        card.left.connect(self._on_left)
        card.full.connect(self._on_full)
        acts = {
            "is_monthly": self.presenter.income_is_monthly,
            "is_daily": self.presenter.income_is_daily,
            "family_wanted": self.presenter.take_family,
            "print_wanted": self.print_notice,
        }
        for name, act in acts.items():
            if hasattr(card, name):
                getattr(card, name).connect(act)

    def _listen(self, panel: QWidget) -> None:
        acts: dict[str, Callable[..., object]] = {
            "opened": self._on_draft_wanted,
            "dropped": self.presenter.forget_draft,
            "chosen": self.presenter.choose_carried,
            "emptied": self.presenter.drop_carried,
            "family_wanted": self._on_family,
        }
        for name, act in acts.items():
            if hasattr(panel, name):
                getattr(panel, name).connect(act)

    # What the window asks and tells

    def arrive(self, worker_id: str = "", worker: str = "", draft: str = "", back: str = "workers", **_: Any) -> None:
        """Shown: by Ctrl+N, for the person with that id, or for a draft. What is being typed is kept as a draft.

        ``back``: the page to go to when a change is saved. Ctrl+N while typing begins with somebody else.
        """
        first, self._arrived = not self._arrived, True
        wanted = worker or worker_id
        typed = self.has_typed()
        if self.is_dirty():
            self._tools.notify(tr("Isian ini belum bisa disimpan. Simpan dulu, atau buang isiannya."), "warn")
        elif draft and draft != self.presenter.drafts.id:
            self._part()
            self.presenter.open_draft(draft)
        elif wanted and not (typed and wanted == self.presenter.editing):
            self._part()
            self._back = back
            self.presenter.open(wanted)
        elif not (wanted or draft) and (self._typed_here if typed else self.presenter.editing):
            self._part()
            self.presenter.start()
        self.presenter.arrive(first=first and not (wanted or draft))
        self.builder.start()
        self._focus_where_it_was() if self.has_typed() else self._focus_first()

    def is_dirty(self) -> bool:
        """Whether leaving would lose something: a photo that was chosen, or typing that no draft could keep."""
        unkept_photo = self.photo is not None and self.photo.is_changed()
        return unkept_photo or (self.presenter.drafts.failed and self.has_typed())

    def discard(self) -> None:
        """Back to an empty form, and no draft of it."""
        self.autosave.forget()
        self.presenter.drafts.drop()
        self.presenter.start()

    def put_by(self) -> None:
        """Going out of sight: keep at once what is typed."""
        self.autosave.now()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._typed_here = False
        self.put_by()
        above = self.parentWidget()
        if self.has_typed() and above is not None and above.isVisible():  # another page, neither the door nor the end
            self._tell_parted()

    def refresh(self, changes: Changes) -> None:
        """Somebody else's bundle may have changed the person shown."""
        if self.presenter.editing in changes.ids.get("worker", ()) and not self.has_typed():
            self.presenter.reload()

    def take_number(self, number: int) -> bool:
        """Alt+1 to 5, or 6."""
        if not 1 <= number <= len(self.builder.sections):
            return False
        card = self.builder.card(self.builder.sections[number - 1])
        self.scroll_to(card)
        focus_field(card.first())
        self.scroll_to(card)
        return True

    # What the buttons and keys do

    def save(self, *, whole: bool, family: bool = False) -> None:
        """As the two buttons: ``whole`` asks for every required field first."""
        for _, card in self.builder.built():
            card.settle()
        self.presenter.save(self.draft(), whole=whole, family=family)

    def go_to(self, name: str) -> None:
        """Focus a field and bring it into view."""
        card = self.builder.card(SECTION_OF.get(name, Section.IDENTITY))
        target = card.focus_field(name if name in SECTION_OF else "nik")
        self.reveal(target)

    def print_notice(self) -> None:
        """The notice on paper, with this person's name."""
        from gui.pages.register.notice_print import print_notice  # the print dialog is slow to load

        print_notice(self, self._tools, self.draft().form)

    # Inside

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Z in a NIK with nothing to take back is for the last save, not for the field."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            editor = self.identity.nik.editor
            if event.matches(QKeySequence.StandardKey.Undo) and not editor.isUndoAvailable():  # type: ignore[attr-defined]
                event.ignore()
                return True
        return False

    def _on_changed(self, name: str) -> None:
        self._typed_here = True
        self.presenter.change(self.draft(), name)
        if name in ("birth_date", "sex") and isinstance(self.sender(), IdentityCard):
            self.identity.pass_by(frozenset())
        if name in self._carried.values:
            self.show_carried(self._carried)
        self.drop_button.setEnabled(True)
        self.autosave.touch()

    def _on_left(self, name: str) -> None:
        self.presenter.leave(self.draft(), name)

    def _on_full(self, editor: QWidget) -> None:
        """A field that is full and right is left by itself."""
        wrong = (editor is self.identity.nik.editor and not self.identity.nik_is_full()) or (
            self.builder.has(Section.ADDRESS) and editor is self.address.kk and not is_full_kk(self.address.kk.kept())
        )
        if not wrong:
            self._mover.advance(editor)

    def _on_same(self, name: str) -> None:
        self.presenter.same_as_nik(name)
        self.go_to(name)

    def _on_undo(self) -> None:
        if not self.has_typed():
            self.presenter.undo_last()

    def _on_family(self) -> None:
        """With something typed: save it, then the next of the family; on an empty form: of the one saved last."""
        if self.has_typed():
            self.save(whole=True, family=True)
        elif self.presenter.next_of_family():
            self._focus_first()

    def _on_draft_wanted(self, draft_id: str) -> None:
        self._part()
        self.presenter.open_draft(draft_id)

    def _on_drop(self) -> None:
        """Throw the form away; one click brings it back."""
        typed, editing = self.typed(), self.presenter.editing
        if editing:
            self.presenter.reload()
        else:
            self.discard()
            self._tools.notify(tr("Isian dibuang."), "info", tr("Urungkan"), lambda: self._bring_back(typed))

    def _bring_back(self, typed: Mapping[str, Any]) -> None:
        if not self.has_typed() and not self.presenter.editing:
            self.show_typed(typed, "")
            self.autosave.touch()

    def _part(self) -> None:
        """Leave the form on screen for another one: it stays as a draft."""
        if self.has_typed():
            self.autosave.touch()
            self.put_by()
            self._tell_parted()

    def _tell_parted(self) -> None:
        name = title_case(self.draft().form.full_name) or tr("belum bernama")
        self._tools.notify(tr("Isian {name} disimpan sebagai draf.", name=name), "info")

    def _past_the_end(self) -> None:
        """Enter in the last field there is: the cards below may still be coming."""
        before = len(self.builder.built())
        if before < len(self.builder.sections):
            focus_field(self.cards[before].first())
        else:
            self.next_button.setFocus()

    def _next_problem(self, step: int) -> None:
        names = self.presenter.problems_shown()
        if not names:
            return
        here = QApplication.focusWidget()
        at = next((place for place, name in enumerate(names) if self._holds(name, here)), -1 if step > 0 else 0)
        self.go_to(names[(at + step) % len(names)])

    def _holds(self, name: str, widget: QWidget | None) -> bool:
        card = self.builder.card(SECTION_OF[name])
        return widget is not None and card.place_of(widget).partition(".")[0] == name

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None or not shiboken6.isValid(self):
            return
        found = self.card_around(now)
        if found is None:
            return
        section, card = found
        self.autosave.move_to(card.place_of(now), kept=bool(self.presenter.drafts.id))
        if section is not self._section:
            self._section = section
            self._tell_rail()
