"""The locked door: layout, requests out, ``show_*`` in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gui import format
from gui.choice_card import ChoiceCard
from gui.hero_page import HeroPage
from gui.labelled_input import LabelledInput
from gui.language import tr
from gui.office_name import office_name
from gui.pages.sign_in.forgotten import ForgottenCard
from gui.pages.sign_in.forgotten_presenter import ForgottenPresenter
from gui.pages.sign_in.own_passphrase import OwnPassphraseCard
from gui.pages.sign_in.presenter import SignInPresenter
from gui.pages.sign_in.repair import RepairCard
from gui.pages.sign_in.repair_presenter import RepairPresenter
from gui.tasks import TaskRunner
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, Canvas, H, Line, V
from gui.widgets.scroll_page import make_scroll
from models.values import Role
from services import startup
from services.context import AppContext, User

_HERO = 470


class SignInPage(HeroPage):
    """``opened(AppContext)``: the passphrase fits. ``missed(str)``, after it: what did not fit before.

    ``practice(Role)``: invented people first. ``repairing()``: the files are about to be repaired, so nobody may have
    the office open. ``clock``: monotonic.
    """

    opened = Signal(object)
    missed = Signal(str)
    practice = Signal(object)
    courier = Signal()
    repairing = Signal()

    def __init__(
        self, tasks: TaskRunner, data: Path, last_user: str, clock: Callable[[], float], doors: startup.Doors
    ) -> None:
        right = Canvas("canvas")
        super().__init__(right, _HERO)
        self._tasks, self._data, self._doors = tasks, data, doors
        self._names: dict[str, str] = {}
        self._cards: list[QWidget] = []
        self.presenter = SignInPresenter(self, partial(tasks.run, self), data, clock, doors)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._count_down)
        self._lay_out(right)
        self.presenter.start(last_user)

    def show_office(self, context: AppContext) -> None:
        """Whose office is behind the door; known only while it is open."""
        self._office.setText(office_name(context, with_subdistrict=True))
        self._office.show()

    # What the presenter tells

    def show_users(self, users: Sequence[User], chosen: str) -> None:
        self._users.clear()
        self._names = {user.id: user.name for user in users}
        cards: list[QWidget] = []
        for user in users:
            card = ChoiceCard(user.name, "", letters=format.initials(user.name))
            card.setChecked(user.id == chosen)
            card.clicked.connect(lambda _=False, user_id=user.id: self._choose(user_id))
            card.entered.connect(self.passphrase.setFocus)
            self._users.add(card, 8)
            cards.append(card)
        self._people.setVisible(bool(users))
        self._cards = cards
        QTimer.singleShot(0, self, self._order_tabs)  # once the cards have come into the window

    def _order_tabs(self) -> None:
        """As it is read: who, the passphrase, the button, what else there is."""
        eye = [self.passphrase.input.eye] if self.passphrase.input.eye is not None else []
        stops = [*self._cards, self.passphrase.edit, *eye, self.open, self._forgot, self.practise, self.carry]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def show_problem(self, text: str) -> None:
        self.passphrase.show_problem(text)
        self.passphrase.edit.selectAll()
        self.passphrase.setFocus()

    def show_trouble(self, text: str) -> None:
        self._trouble_text.setText(text)
        self._trouble.setVisible(bool(text))

    def show_damage(self) -> None:
        """The card of the repair, in the place of the door."""
        self._card.hide()
        self.repair.show()
        self.repair.begin()
        self._repairing.look()

    def show_busy(self, busy: bool) -> None:
        self.open.set_busy(tr("Membuka…") if busy else None)
        self.passphrase.edit.setReadOnly(busy)

    def show_wait(self, seconds: int) -> None:
        self.open.setEnabled(False)
        self._tick.start()

    def show_own(self, context: AppContext, code: str) -> None:
        self.passphrase.edit.clear()
        self._card.hide()
        self.own.show()
        self.own.begin(context, code)

    def finish(self, context: AppContext, missed: str) -> None:
        self.passphrase.edit.clear()
        self.opened.emit(context)
        if missed:
            self.missed.emit(missed)

    # What the person asks

    def try_it(self) -> None:
        """As the button."""
        self.show_trouble("")
        self.passphrase.show_problem("")
        self.presenter.try_passphrase(self.passphrase.text())

    def _choose(self, user_id: str) -> None:
        self.presenter.choose_user(user_id)
        self.passphrase.setFocus()

    def _count_down(self) -> None:
        if not self.presenter.wait_left():
            self._tick.stop()
            self.open.setEnabled(True)
            self.passphrase.show_problem("")

    # A forgotten passphrase

    def show_forgotten(self) -> None:
        """The card with the recovery code, in the place of the door."""
        self._card.hide()
        self.forgotten.show()
        self.forgotten.begin(self._names.get(self.presenter.user, ""))

    def _show_door(self) -> None:
        self.forgotten.hide()
        self.repair.hide()
        self._card.show()
        self.passphrase.setFocus()

    def _on_replaced(self, passphrase: str) -> None:
        self._show_door()
        self.presenter.try_passphrase(passphrase)

    def repair_with(self, user_id: str, passphrase: str) -> None:
        """Repair at once: the passphrase was asked for where the damage was told."""
        self.presenter.choose_user(user_id)
        self.passphrase.edit.setText(passphrase)
        self.show_damage()
        self._repairing.repair(user_id, passphrase)

    def _on_denied(self, text: str) -> None:
        self._show_door()
        self.show_problem(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Caps Lock is read from what arrives: a capital without Shift, or a small letter with it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.text().isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_warning.setVisible(event.text().isupper() != shifted)
        return False

    # Layout

    def _lay_out(self, right: Canvas) -> None:
        self._office = Text("", "body", "text2", wrap=True)
        self._office.hide()
        self._users: Line = V()
        self._people = Box(self._users)
        self.passphrase = LabelledInput(tr("Kata sandi"), "lock-closed", secret=True)
        self.passphrase.edit.returnPressed.connect(self.try_it)
        self.passphrase.edit.installEventFilter(self)
        self.open = Button(tr("Buka"), "primary", size="l", keycap="Enter")
        self.open.setSizePolicy(self._people.sizePolicy().horizontalPolicy(), self.open.sizePolicy().verticalPolicy())
        self.open.clicked.connect(self.try_it)
        self.caps_warning = self._hidden(
            Icon("warning-fill", "warn", 16), Text(tr("Huruf besar (Caps Lock) menyala"), "smallStrong", "warn")
        )
        self._trouble_text = Text("", "smallStrong", "err", wrap=True)
        self._trouble = self._hidden(Icon("warning-octagon-fill", "err", 18), self._trouble_text)
        self._card = Panel(V(*self._rows(), margins=(36, 32, 36, 26)), radius=16)
        self.forgotten = self._forgotten_card()
        note = H(
            None,
            (Icon("clock", "text3", 16), 0, MIDDLE),
            8,
            Text(tr("Terkunci otomatis bila lama tidak dipakai."), "small", "text3"),
            None,
        )
        self.practise = Button(tr("Latihan dengan data contoh"), "link", icon="graduation-cap", size="s")
        self.practise.clicked.connect(lambda *_: self.practice.emit(Role.VILLAGE))
        self.carry = Button(tr("Kecamatan: salin titipan antar stik"), "link", icon="usb", size="s")
        self.carry.clicked.connect(lambda *_: self.courier.emit())
        below = V(note, 8, H(None, self.practise, None), 2, H(None, self.carry, None))
        self.own = OwnPassphraseCard(partial(self._tasks.run, self), self._doors.kdf)
        self.own.chosen.connect(self._on_own)
        self.own.hide()
        self.repair = self._repair_card()
        door = Box(V(self._card, self.forgotten, self.own, self.repair), width=456)
        inside = QWidget()
        inside.setLayout(V(None, H(None, door, None), 20, below, None, margins=(16, 16, 16, 16)))
        right.setLayout(V((make_scroll(inside), 1)))
        self.setFocusProxy(self.passphrase)

    def _on_own(self, context: AppContext) -> None:
        """The officer chose a passphrase."""
        self.presenter.finish(context)

    def _forgotten_card(self) -> ForgottenCard:
        card = ForgottenCard()
        presenter = ForgottenPresenter(card, partial(self._tasks.run, self), self._data, self._doors, self._on_replaced)
        card.wanted.connect(lambda code, first, second: presenter.replace(self.presenter.user, code, first, second))
        card.left.connect(self._show_door)
        card.hide()
        return card

    def _repair_card(self) -> RepairCard:
        card = RepairCard()
        self._repairing = ask = RepairPresenter(
            card,
            partial(self._tasks.run, self),
            self._data,
            self._doors,
            self.repairing.emit,
            self._on_denied,
            self.opened.emit,
        )
        card.wanted.connect(lambda: ask.repair(self.presenter.user, self.passphrase.text()))
        card.added.connect(lambda name: ask.add_place(Path(name)))
        card.opened.connect(ask.open)
        card.left.connect(self._show_door)
        card.hide()
        return card

    def _rows(self) -> list[object]:
        self._forgot = Button(tr("Lupa kata sandi?"), "link", size="s")
        self._forgot.clicked.connect(self.show_forgotten)
        return [
            Text(format.date_full(self._doors.now().date()), "small"),
            2,
            Text(tr("Masuk ke Payung"), "number"),
            2,
            self._office,
            18,
            self._trouble,
            self._people,
            10,
            self.passphrase,
            self.caps_warning,
            18,
            self.open,
            14,
            H(self._forgot, None),
        ]

    @staticmethod
    def _hidden(picture: Icon, text: Text) -> Box:
        box = Box(H((picture, 0, TOP), 7, (text, 1), margins=(0, 8, 0, 8)))
        box.hide()
        return box
