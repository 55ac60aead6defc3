"""Sign-in. Plain Python; time comes in as an argument so that turning the clock back does not help a guesser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gui.format import date_time
from gui.messages import sentence, sentence_for
from gui.pages.sign_in.repair_presenter import REPAIRABLE
from services import startup
from services.context import AppContext, User
from services.errors import AccessDenied, AppError
from services.safekeeping.keyfile import is_once
from services.safekeeping.tries import Entered, Tries, enter, read_tries, wait_after

if TYPE_CHECKING:
    from gui.page import Run


class View(Protocol):
    """What the presenter tells the page."""

    def show_users(self, users: Sequence[User], chosen: str) -> None: ...

    def show_problem(self, text: str) -> None: ...

    def show_trouble(self, text: str) -> None: ...

    def show_damage(self) -> None: ...

    def show_busy(self, busy: bool) -> None: ...

    def show_wait(self, seconds: int) -> None: ...

    def show_own(self, context: AppContext, code: str) -> None: ...

    def finish(self, context: AppContext, missed: str) -> None: ...


class SignInPresenter:
    """After five misses each further one costs a wait that doubles, up to five minutes (``services…tries``).

    The wait is courtesy, not protection: a stolen laptop is protected by the slow key derivation. Closing the program
    does not shorten it: the misses are kept in a file, and the wait begins anew. ``clock``: seconds that never run
    backwards (time.monotonic).
    """

    def __init__(self, view: View, run: Run, data: Path, clock: Callable[[], float], doors: startup.Doors) -> None:
        self._view, self._run, self._data, self._clock, self._doors = view, run, data, clock, doors
        self.user = self._missed = ""
        self._misses = read_tries(data).misses
        self._not_before = clock() + wait_after(self._misses)
        self._busy = False

    def start(self, last_user: str = "") -> None:
        """Show who may sign in, the last one chosen."""
        try:
            users = startup.users(self._data)
        except AppError as error:
            self._view.show_users((), "")
            self._view.show_trouble(sentence_for(error))
            return
        ids = [user.id for user in users]
        self.user = last_user if last_user in ids else (ids[0] if ids else "")
        self._view.show_users(users, self.user)
        if self.wait_left():
            self._tell_wait()

    def choose_user(self, user_id: str) -> None:
        """Somebody else is at the keyboard."""
        self.user = user_id

    def wait_left(self) -> int:
        """Seconds until the next try is taken, rounded up; 0 when it may be tried."""
        return max(0, -int(-(self._not_before - self._clock()) // 1))

    def try_passphrase(self, passphrase: str) -> None:
        """Open the office, or say what is the case."""
        if self._busy:
            return
        if self.wait_left():
            self._tell_wait()
        elif not passphrase:
            self._view.show_problem(sentence("passphrase.empty"))
        else:
            self._busy = True
            self._view.show_busy(True)
            data, user, doors = self._data, self.user or None, self._doors
            self._run(
                lambda _: enter(data, passphrase, user, doors=doors),
                lambda entered: self._opened(entered, passphrase),
                self._refused,
            )

    def _opened(self, entered: Entered, passphrase: str) -> None:
        self._stop_waiting()
        self._misses = 0
        self._missed = missed_words(entered.missed)
        if is_once(entered.context.paths.keyfile, entered.context.user.id):
            self._view.show_own(entered.context, passphrase)
        else:
            self.finish(entered.context)

    def finish(self, context: AppContext) -> None:
        """The office is open and the passphrase is the officer's own."""
        self._view.finish(context, self._missed)

    def _refused(self, error: AppError) -> None:
        self._stop_waiting()
        if not isinstance(error, AccessDenied):
            self._view.show_trouble(sentence_for(error))
            if error.code in REPAIRABLE:
                self._view.show_damage()
            return
        # A disk that is full keeps no count; then this window counts by itself.
        self._misses = max(self._misses + 1, int(error.data.get("misses", 0)))
        wait = wait_after(self._misses)
        if not wait:
            self._view.show_problem(sentence_for(error))
            return
        self._not_before = self._clock() + wait
        self._tell_wait()

    def _stop_waiting(self) -> None:
        self._busy = False
        self._view.show_busy(False)

    def _tell_wait(self) -> None:
        seconds = self.wait_left()
        self._view.show_problem(sentence("passphrase.too_many", {"count": self._misses, "seconds": seconds}))
        self._view.show_wait(seconds)


def missed_words(tries: Tries) -> str:
    """What did not fit before somebody got in, in a sentence; empty when nothing."""
    if not tries.misses:
        return ""
    try:
        since = date_time(datetime.fromisoformat(tries.since))
    except ValueError:
        since = "…"
    return sentence("passphrase.missed", {"count": tries.misses, "since": since})
