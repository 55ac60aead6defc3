"""Restoring at the first start: layout, requests out, ``show_*`` in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from gui import format
from gui.choice_card import ChoiceCard
from gui.hero_page import HeroPage
from gui.language import tr
from gui.pages.restoring.presenter import Picked, RestoringPresenter
from gui.tasks import TaskRunner
from gui.way_in import WayIn
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, Box, Canvas, H, V
from gui.widgets.scroll_page import make_scroll
from services import startup
from services.safekeeping.restoring import Restored

_HERO = 430


class RestoringPage(HeroPage):
    """``done(Restored)``: the office is here and open. ``left()``: back to the first question."""

    done = Signal(object)
    left = Signal()

    def __init__(self, tasks: TaskRunner, data: Path, doors: startup.Doors) -> None:
        right = Canvas("canvas")
        super().__init__(right, _HERO)
        self.pick = self._wide(Button(tr("Pilih berkas cadangan"), "primary", size="l", icon="folder"))
        self.act = self._wide(Button(tr("Pulihkan"), "primary", size="l", icon="history"))
        self.back = Button(tr("Kembali"), "link", size="s")
        self.other = Button(tr("Pilih berkas lain"), "link", icon="folder", size="s")
        self.way = WayIn()
        self._trouble = Text("", "smallStrong", "err", wrap=True)
        self._trouble.hide()
        self._office, self._told = Text("", "lead", wrap=True), Text("", "small", wrap=True)
        self._people = V(spacing=8)
        self._lay_out(right)
        self.presenter = RestoringPresenter(self, partial(tasks.run, self), data, doors)
        for button in (self.pick, self.other):
            button.clicked.connect(self._choose)
        self.act.clicked.connect(self.try_it)
        self.way.entered.connect(self.try_it)
        self.back.clicked.connect(self.left)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self.left)
        self._show_parts(picked=False)

    # What the presenter tells

    def show_picked(self, picked: Picked) -> None:
        self._office.setText(picked.office)
        self._told.setText(picked.told)
        self._people.clear()
        if len(picked.officers) > 1:
            for position, (user_id, name) in enumerate(picked.officers):
                card = ChoiceCard(name, "", letters=format.initials(name))
                card.setChecked(position == 0)
                card.clicked.connect(lambda _=False, user_id=user_id: self.presenter.choose_user(user_id))
                card.entered.connect(self.way.setFocus)
                self._people.add(card)
        self.way.begin()
        self._show_parts(picked=True)
        self.way.setFocus()

    def show_trouble(self, text: str) -> None:
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))

    def show_refused(self, text: str) -> None:
        self.way.show_refused(text)

    def show_weak(self, text: str) -> None:
        self.way.show_weak(text)

    def show_busy(self, busy: bool) -> None:
        self.act.set_busy(tr("Memulihkan…") if busy else None)
        for each in (self.back, self.other):
            each.setEnabled(not busy)

    def finish(self, restored: Restored) -> None:
        self.done.emit(restored)

    # What the person asks

    def try_it(self) -> None:
        """As the button."""
        opening = self.way.opening()
        if opening is not None:
            self.presenter.restore(opening.passphrase, opening.recovery_code)

    def _choose(self) -> None:
        kinds = tr("Cadangan Payung (*.payung-cadangan)")
        name, _ = QFileDialog.getOpenFileName(self, tr("Pilih berkas cadangan"), "", kinds)
        if name:
            self.presenter.pick(Path(name))

    # Layout

    def _lay_out(self, right: Canvas) -> None:
        self._chosen = Panel(
            H((Icon("backup", "primaryText", 26), 0, MIDDLE), 14, (V(self._office, 2, self._told), 1), margins=16),
            fill="subtle",
            raised=False,
        )
        self._opening = Box(V(self._chosen, 12, Box(self._people), 12, self.way, 18, self.act))
        card = Panel(
            V(
                Text(tr("Pulihkan dari cadangan"), "number", wrap=True),
                4,
                Text(
                    tr(
                        "Untuk komputer baru. Berkas cadangan ada di disk kedua atau USB, di folder yang namanya "
                        "dimulai dengan payung."
                    ),
                    "body",
                    "text2",
                    wrap=True,
                ),
                16,
                self._trouble,
                self.pick,
                self._opening,
                14,
                H(self.back, 16, self.other, None),
                margins=(36, 28, 36, 24),
            ),
            radius=16,
        )
        inside = QWidget()
        inside.setLayout(V(None, H(None, Box(V(card), width=496), None), None, margins=(16, 16, 16, 16)))
        right.setLayout(V((make_scroll(inside), 1)))
        self.setFocusProxy(self.pick)

    def _show_parts(self, *, picked: bool) -> None:
        self.pick.setVisible(not picked)
        for each in (self._opening, self.other):
            each.setVisible(picked)

    @staticmethod
    def _wide(button: Button) -> Button:
        button.setSizePolicy(QSizePolicy.Policy.Expanding, button.sizePolicy().verticalPolicy())
        return button
