"""Sign-in. Plain Python; time comes in as an argument so that turning the clock back does not help a guesser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gui.messages import sentence, sentence_for
from services import startup
from services.context import AppContext, User
from services.errors import AccessDenied, AppError

if TYPE_CHECKING:
    from gui.page import Run

FREE_TRIES = 5
_FIRST_WAIT_S = 15
_LONGEST_WAIT_S = 240


class View(Protocol):
    """What the presenter tells the page."""

    def show_users(self, users: Sequence[User], chosen: str) -> None: ...

    def show_problem(self, text: str) -> None: ...

    def show_trouble(self, text: str) -> None: ...

    def show_busy(self, busy: bool) -> None: ...

    def show_wait(self, seconds: int) -> None: ...

    def finish(self, context: AppContext) -> None: ...


class SignInPresenter:
    """After five misses each further one costs a wait that doubles, up to four minutes.

    The wait is courtesy, not protection: a stolen laptop is protected by the slow key derivation.
    ``clock``: seconds that never run backwards (time.monotonic).
    """

    def __init__(self, view: View, run: Run, data: Path, clock: Callable[[], float], doors: startup.Doors) -> None:
        self._view, self._run, self._data, self._clock, self._doors = view, run, data, clock, doors
        self.user = ""
        self._misses = 0
        self._not_before = 0.0
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
            self._run(lambda _: startup.sign_in(data, passphrase, user, doors=doors), self._opened, self._refused)

    def _opened(self, context: AppContext) -> None:
        self._stop_waiting()
        self._misses = 0
        self._view.finish(context)

    def _refused(self, error: AppError) -> None:
        self._stop_waiting()
        if not isinstance(error, AccessDenied):
            self._view.show_trouble(sentence_for(error))
            return
        self._misses += 1
        if self._misses < FREE_TRIES:
            self._view.show_problem(sentence_for(error))
            return
        wait = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2 ** (self._misses - FREE_TRIES))
        self._not_before = self._clock() + wait
        self._tell_wait()

    def _stop_waiting(self) -> None:
        self._busy = False
        self._view.show_busy(False)

    def _tell_wait(self) -> None:
        seconds = self.wait_left()
        self._view.show_problem(sentence("passphrase.too_many", {"count": self._misses, "seconds": seconds}))
        self._view.show_wait(seconds)
