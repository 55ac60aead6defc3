"""The locked door: layout, requests out, ``show_*`` in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
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
from gui.pages.sign_in.presenter import SignInPresenter
from gui.tasks import TaskRunner
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, Canvas, H, Line, V
from gui.widgets.scroll_page import make_scroll
from services import startup
from services.context import AppContext, User

_HERO = 470


class SignInPage(HeroPage):
    """``opened(AppContext)``: the passphrase fits. ``clock``: time.monotonic."""

    opened = Signal(object)

    def __init__(
        self, tasks: TaskRunner, data: Path, last_user: str, clock: Callable[[], float], doors: startup.Doors
    ) -> None:
        right = Canvas("canvas")
        super().__init__(right, _HERO)
        self._doors = doors
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
        for user in users:
            card = ChoiceCard(user.name, "", letters=format.initials(user.name))
            card.setChecked(user.id == chosen)
            card.clicked.connect(lambda _=False, user_id=user.id: self._choose(user_id))
            card.entered.connect(self.passphrase.setFocus)
            self._users.add(card, 8)
        self._people.setVisible(bool(users))

    def show_problem(self, text: str) -> None:
        self.passphrase.show_problem(text)
        self.passphrase.edit.selectAll()
        self.passphrase.setFocus()

    def show_trouble(self, text: str) -> None:
        self._trouble_text.setText(text)
        self._trouble.setVisible(bool(text))

    def show_busy(self, busy: bool) -> None:
        self.open.set_busy(tr("Membuka…") if busy else None)
        self.passphrase.edit.setReadOnly(busy)

    def show_wait(self, seconds: int) -> None:
        self.open.setEnabled(False)
        self._tick.start()

    def finish(self, context: AppContext) -> None:
        self.passphrase.edit.clear()
        self.opened.emit(context)

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

    def _toggle_help(self) -> None:
        self._help.setVisible(not self._help.isVisibleTo(self))

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
        card = Panel(V(*self._rows(), margins=(36, 32, 36, 26)), radius=16)
        note = H(
            None,
            (Icon("clock", "text3", 16), 0, MIDDLE),
            8,
            Text(tr("Terkunci otomatis bila lama tidak dipakai."), "small", "text3"),
            None,
        )
        inside = QWidget()
        inside.setLayout(V(None, H(None, Box(V(card), width=456), None), 20, note, None, margins=(16, 16, 16, 16)))
        right.setLayout(V((make_scroll(inside), 1)))
        self.setFocusProxy(self.passphrase)

    def _rows(self) -> list[object]:
        forgot = Button(tr("Lupa kata sandi?"), "link", size="s")
        forgot.clicked.connect(self._toggle_help)
        self._help = Text(
            tr(
                "Data tetap aman. Bawa komputer ini bersama lembar kode pemulihan ke kabupaten untuk membuat kata "
                "sandi baru."
            ),
            "small",
            wrap=True,
        )
        self._help.hide()
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
            H(forgot, None),
            self._help,
        ]

    @staticmethod
    def _hidden(picture: Icon, text: Text) -> Box:
        box = Box(H((picture, 0, TOP), 7, (text, 1), margins=(0, 8, 0, 8)))
        box.hide()
        return box
