"""Somebody who types five keys a second into the real window, and a watch on how long each key keeps it busy."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from gui.application import make_application
from gui.garbage import GarbageKeeper
from gui.pages.register.page import RegisterPage
from gui.window import MainWindow
from services.context import AppContext
from services.settings import Settings, SettingsFile

KEYS_PER_SECOND = 5
SIZE = (1366, 690)
_NAP_S = 0.001
_PATIENCE_S = 30.0
_HELD = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@dataclass(slots=True)
class Reaction:
    """What one key cost, in seconds.

    ``first``: wall time from the key until the event loop has nothing left to do. ``later``: the longest piece of work
    after that and before the next key: an answer of the database, a timer. ``own``: the processor's time of the longer
    of the two, in which other programs have no part.
    """

    key: str
    place: str
    first: float
    own: float
    later: float = 0.0

    @property
    def slowest(self) -> float:
        """The longest time in which another key would have had to wait."""
        return max(self.first, self.later)


@dataclass(slots=True)
class Typist:
    """Keys go to the window, as from the keyboard: an open list or the focus decides who gets them.

    ``pace``: keys a second; 0 goes on as soon as nothing is under way. ``keys`` counts every key that is pressed,
    those held down (Ctrl, Shift, Alt) too.
    """

    window: MainWindow
    pace: float = KEYS_PER_SECOND
    keys: int = 0
    reactions: list[Reaction] = field(default_factory=list)

    @property
    def page(self) -> RegisterPage:
        """The form."""
        assert self.window.office is not None
        page = self.window.office.navigation.page("register")
        assert isinstance(page, RegisterPage)
        return page

    def press(self, key: Qt.Key | str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, alone or as a chord."""
        name = (key if len(key) == 1 and not key.isdigit() else "digit") if isinstance(key, str) else key.name
        self.keys += 1 + sum(bool(held & each) for each in _HELD)
        start, spent = time.perf_counter(), time.thread_time()
        QTest.keyClick(self.window.windowHandle(), key, held)  # type: ignore[call-overload]
        work_off()
        taken, spent = time.perf_counter() - start, time.thread_time() - spent
        reaction = Reaction(name, self._place(), taken, spent)
        self.reactions.append(reaction)
        self._wait(reaction, start)

    def type(self, text: str) -> None:
        """Letter by letter."""
        for sign in text:
            self.press(sign)

    def line(self, *texts: str) -> None:
        """Each text and Enter."""
        for text in texts:
            self.type(text)
            self.press(Qt.Key.Key_Return)

    def known(self, text: str) -> None:
        """Type until the field shows this text by itself, then Enter."""
        for sign in text:
            if self._shown().casefold() == text.casefold():
                break
            self.press(sign)
        self.press(Qt.Key.Key_Return)

    def _shown(self) -> str:
        widget = QApplication.focusWidget()
        if isinstance(widget, QComboBox):
            return widget.currentText()
        return widget.text() if isinstance(widget, QLineEdit) else ""

    def _place(self) -> str:
        return self.page.autosave.place

    def _wait(self, reaction: Reaction, start: float) -> None:
        """Until the next key is due; what the window does meanwhile is timed."""
        chords = 1 / self.pace if self.pace else 0.0
        patience = start + _PATIENCE_S
        while time.perf_counter() < start + chords or (not self.pace and self._is_at_work()):
            time.sleep(_NAP_S)
            begun, spent = time.perf_counter(), time.thread_time()
            if work_off():
                reaction.later = max(reaction.later, time.perf_counter() - begun)
                reaction.own = max(reaction.own, time.thread_time() - spent)
            if begun > patience:
                raise TimeoutError("the window never came to rest")

    def _is_at_work(self) -> bool:
        return self.window.tasks.busy or self.page._look_up.isActive()


def work_off() -> bool:
    """Let the event loop do everything that is due; whether there was anything."""
    dispatcher = QAbstractEventDispatcher.instance()
    worked = False
    while dispatcher.processEvents(QEventLoop.ProcessEventsFlag.AllEvents):
        worked = True
    return worked


def rest(window: MainWindow) -> None:
    """Until nothing is under way."""
    end = time.perf_counter() + _PATIENCE_S
    while work_off() or window.tasks.busy:
        time.sleep(_NAP_S)
        if time.perf_counter() > end:
            raise TimeoutError("the window never came to rest")


@contextmanager
def at_the_desk(ctx: AppContext, pace: float = KEYS_PER_SECOND) -> Iterator[Typist]:
    """The whole window as in the morning: home and list were looked at, then Ctrl+N. Garbage as in the program."""
    app = make_application(Settings(theme="light"))
    keeper = GarbageKeeper(app)
    with tempfile.TemporaryDirectory(prefix="payung-bench-") as folder:
        window = MainWindow(Path(folder), SettingsFile(Path(folder)))
        window.keep_context = True
        window.resize(*SIZE)
        window.show_office(ctx)
        window.show()
        QTest.qWaitForWindowActive(window)
        rest(window)
        window.open_page("workers")
        rest(window)
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)  # type: ignore[call-overload]
        rest(window)
        try:
            yield Typist(window, pace)
        finally:
            window.close()
            window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            app.removeEventFilter(keeper)
            keeper.stop()
