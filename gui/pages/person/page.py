"""Everything about one worker on one screen: who, where they stand, what was decided, and what happened when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from gui.language import tr
from gui.page import PageTools
from gui.pages.person import words
from gui.pages.person.body import PersonBody
from gui.pages.person.photo import Picture, load_picture
from gui.pages.person.presenter import Person, PersonPresenter
from gui.theme import px
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.empty_state import EmptyState
from gui.widgets.scroll_page import ScrollPage
from models.values import LeftReason, Role, WorkerStatus
from services.changes import Changes
from services.workers.records import WorkerRef
from services.workers.undo import UndoPreview

_TIGHT = 900  # narrower, buttons in the head lose words


class PersonPage(ScrollPage):
    """``arrive(worker=ID)`` shows that worker; without one it stays where it was."""

    def __init__(self, tools: PageTools) -> None:
        self._tools = tools
        self._may_write = tools.context.office.role is Role.VILLAGE
        super().__init__(tr("Data pekerja"), actions=self._make_actions(), spacing=12)
        self._crumb = tr("Semua Pekerja") if not self._may_write else tr("Pekerja")
        self._fresh = False
        self._last_act = ""
        self._refused_for = ""
        self.presenter = PersonPresenter(self, tools.context, tools.run_for(self), tools.publish)
        self.trouble = Banner("err", tr("Data tidak terbaca"))
        self.parts = PersonBody(tools.context)
        self.leaving, self.history = self.parts.leaving, self.parts.history
        self.nobody = EmptyState(
            tr("Belum ada pekerja yang dipilih"),
            tr("Buka seorang pekerja dari daftar."),
            [Button(tr("Buka daftar"), "primary", icon="users", on_click=lambda: tools.open_page("workers"))],
        )
        for part in (self.trouble, self.parts):
            part.hide()
        self.body.add(self.trouble, self.parts, (self.nobody, 1), None)
        self._connect()

    def _make_actions(self) -> list[QWidget]:
        self.leave = Button(tr("Keluar dari daftar"), "ghost", icon="logout", on_click=self._leave_or_return)
        self.print = Button(tr("Cetak bukti"), icon="printer", keycap="Ctrl+P", name=tr("Cetak bukti"))
        self.edit = Button(tr("Ubah"), "primary", icon="pencil", keycap="F2", on_click=self._edit)
        self.erase = Button(tr("Hapus data"), "ghost", icon="trash", name=tr("Hapus data menurut UU PDP"))
        self.erase.clicked.connect(lambda *_: self._tools.open_page("erasing", worker=self.presenter.worker_id))
        actions: list[QWidget] = [self.erase, self.leave, self.print, self.edit]
        for action in actions:
            action.hide()
        return actions

    def _connect(self) -> None:
        ask = self.presenter
        self.went_up.connect(self._tools.go_up)
        self.parts.band.reveal_asked.connect(ask.reveal)
        self.parts.family.opened.connect(self._open)
        self.parts.gone.action_clicked.connect(self._open_same)
        self.parts.decisions.card_asked.connect(self._print_card)
        self.parts.built.connect(self._read_photo)
        self.trouble.action_clicked.connect(lambda: self._open(self._refused_for))
        self.leaving.agreed.connect(ask.leave)
        self.leaving.closed.connect(self._close_leaving)
        self.print.clicked.connect(lambda *_: self._print())
        self.leaving.other.searched.connect(ask.find_others)
        self.leaving.other.opened.connect(self._open)
        self.history.preview_asked.connect(ask.preview)
        self.history.undo_asked.connect(lambda act, also: ask.undo(act, also_changed=also))
        # Shortcuts of their own: a button's would wait 100 ms to show itself pressed.
        keys: dict[str, Callable[[], object]] = {
            "F2": self._edit,
            "Ctrl+P": self._print,
            "Alt+Left": lambda: self._beside("before"),
            "Alt+Right": lambda: self._beside("after"),
            "Ctrl+Z": self._undo_last,
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # from the shell

    def arrive(self, worker: str = "", worker_id: str = "", **_: Any) -> None:
        """Show that worker; the NIK is masked again."""
        wanted = worker or worker_id or self.presenter.worker_id
        self._fresh = True
        if wanted != self.presenter.worker_id:
            self.leaving.hide()
            self._last_act = ""
        if wanted:
            self.presenter.open(wanted)
        else:
            self._show_parts(somebody=False)

    def refresh(self, changes: Changes) -> None:
        """What commands touched; it loads anyway when it is shown again."""
        if self.isVisible():
            self.presenter.refresh(changes)

    def step_back(self) -> bool:
        """Esc: the open question first."""
        if self.leaving.isVisibleTo(self):
            self._close_leaving()
            return True
        return self.history.close_preview()

    # from the presenter

    def show_person(self, person: Person) -> None:
        context, form = self._tools.context, person.detail.form
        self.set_breadcrumb([(tr("Pekerja") if self._may_write else tr("Semua Pekerja"), None)])
        self.set_title(words.name_of(form.full_name), words.subtitle(form, context.reference, context.today()))
        self._show_parts(somebody=True)
        self._fit_actions()
        self.parts.show_person(person, shown=False)
        if self._fresh:
            self._fresh = False
            self.scroll.verticalScrollBar().setValue(0)
            (self.edit if self._may_write else self.print).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_nik(self) -> None:
        self.parts.show_numbers()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_others(self, others: Sequence[WorkerRef]) -> None:
        self.leaving.other.show_others(others)

    def show_leaving_problem(self, field: str, text: str) -> None:
        self.leaving.show_problem(field, text)

    def show_left(self, changes: Changes, reason: LeftReason) -> None:
        self._close_leaving()
        name = self.title()
        self._offer_undo(changes, tr("{name} keluar dari daftar: {why}.", name=name, why=words.reason_words(reason)))

    def show_returned(self, changes: Changes) -> None:
        self._offer_undo(changes, tr("{name} kembali ke daftar.", name=self.title()))

    def show_undo(self, preview: UndoPreview) -> None:
        panel = self.history.show_preview(preview)
        if panel is not None:
            QTimer.singleShot(0, panel, lambda: self.reveal(panel))

    def show_undone(self, changes: Changes) -> None:
        self._offer_undo(changes, tr("Diurungkan."))
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_undo_trouble(self, act: str, text: str) -> None:
        self.history.show_trouble(act, text)
        if self.presenter.person is None or act == self._last_act:
            self._tools.notify(text, "warn")

    def show_trouble(self, text: str) -> None:
        self.trouble.set_news("err", tr("Data tidak terbaca"), text)
        self._show_parts(somebody=False)
        self.nobody.hide()
        self.trouble.show()

    def show_refusal(self, text: str, other: str) -> None:
        self._refused_for = other
        self.trouble.set_news("warn", tr("Belum bisa kembali ke daftar"), text, tr("Buka data itu") if other else "")
        self.trouble.show()
        self.reveal(self.trouble)

    def is_built(self) -> bool:
        """Whether everything known about the person asked for is on the page."""
        return self.presenter.person is not None and self.parts.is_built()

    def _read_photo(self) -> None:
        context, worker_id = self._tools.context, self.presenter.worker_id
        run = self._tools.run_for(self)
        run(lambda _: load_picture(context, worker_id), lambda found: self._show_photo(worker_id, found))

    def _show_photo(self, worker_id: str, found: Picture) -> None:
        if worker_id == self.presenter.worker_id:
            picture = None if found.image is None else QPixmap.fromImage(found.image)
            self.parts.band.show_photo(picture, found.trouble)

    def _show_parts(self, *, somebody: bool) -> None:
        self.trouble.hide()
        self.parts.setVisible(somebody)
        self.nobody.setVisible(not somebody)
        self.print.setVisible(somebody)
        for action in (self.edit, self.leave):
            action.setVisible(somebody and self._may_write)
        self.erase.setVisible(somebody and not self._may_write)
        if not somebody:
            self.set_title(tr("Data pekerja"), "")

    # from the person

    def _open(self, worker_id: str) -> None:
        self._tools.open_page("person", worker=worker_id)

    def _open_same(self) -> None:
        person = self.presenter.person
        if person is not None and person.departure is not None and person.departure.same_as is not None:
            self._open(person.departure.same_as.id)

    def _beside(self, side: str) -> None:
        person = self.presenter.person
        found = getattr(person, side, None)
        if found is not None:
            self._open(found)

    def _print(self) -> None:
        from gui.printing.showing import show_proofs  # papers are painted seldom and bring much along

        if self.presenter.person is not None:
            show_proofs(self._tools, self, [self.presenter.worker_id])

    def _print_card(self, batch_id: str) -> None:
        from gui.printing.showing import show_cards

        show_cards(self._tools, self, batch_id, [self.presenter.worker_id])

    def _edit(self) -> None:
        if self._may_write and self.presenter.person is not None:
            self._tools.open_page("register", worker=self.presenter.worker_id, back="person")

    def _leave_or_return(self) -> None:
        person = self.presenter.person
        if person is None:
            return
        if person.detail.status is WorkerStatus.LEFT:
            self.presenter.come_back()
        else:
            self.start_leaving()

    def start_leaving(self) -> None:
        """Ask why and since when, above everything else; the district does not write here."""
        if not self._may_write:
            return
        self.leaving.start(self.title())
        self.scroll.verticalScrollBar().setValue(0)

    def _close_leaving(self) -> None:
        had_focus = self.leaving.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.leaving.hide()
        if had_focus:
            self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_undo(self, changes: Changes, text: str) -> None:
        self._last_act = changes.act if changes.ids.get("worker") else ""
        if self._last_act:
            self._tools.notify(text, "ok", tr("Urungkan"), self._undo_last)
        else:
            self._tools.notify(text)

    def _undo_last(self) -> None:
        if self._last_act:
            self.presenter.undo(self._last_act)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys scroll, wherever the focus is."""
        bar = self.scroll.verticalScrollBar()
        page = bar.pageStep() - px(40)
        moves = {Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page}
        if event.key() in moves:
            bar.setValue(bar.value() + moves[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    # sizes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_width()

    def restyle(self) -> None:
        """Follow a change of zoom."""
        self._fit_width()

    def _fit_width(self) -> None:
        self.parts.fit(self.width(), px)
        self._fit_actions()

    def _fit_actions(self) -> None:
        tight = self.width() < px(_TIGHT)
        person = self.presenter.person if hasattr(self, "presenter") else None
        back = person is not None and person.detail.status is WorkerStatus.LEFT
        text = tr("Kembali ke daftar") if back else tr("Keluar dari daftar")
        self.leave.set_icon("login" if back else "logout")
        self.leave.set_text("" if tight else text)
        self.print.set_text("" if tight else tr("Cetak bukti"))
        self.erase.set_text("" if tight else tr("Hapus data"))
        self.leave.setAccessibleName(text)
        self.leave.setToolTip(text if tight else "")
