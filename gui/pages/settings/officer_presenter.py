"""Officers and passphrases as the settings show them. Plain Python.

Every act that gives somebody a way in asks for the passphrase of the officer at the keyboard: an unlocked desk is not
enough.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from gui.language import tr
from gui.messages import sentence, sentence_for
from services.changes import Changes
from services.errors import AccessDenied, AppError, Cancelled, Conflict, Invalid
from services.safekeeping.accounts import (
    Officer,
    add_officer,
    change_passphrase,
    list_officers,
    new_code_for,
    new_recovery_code,
    remove_officer,
    require_own,
)
from services.safekeeping.keyfile import STANDARD, KdfPolicy

if TYPE_CHECKING:
    from gui.page import Run, Shell
    from services.context import AppContext
    from services.safekeeping.rekeying import Rekeyed

T = TypeVar("T")
Field = Literal["own", "name", "first", "second"]


@dataclass(frozen=True, slots=True)
class Codes:
    """What is shown once. ``recovery``: the code of the sheet or empty. ``once``: name and code of other officers."""

    recovery: str = ""
    once: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        return "Codes(...)"


class View(Protocol):
    """What the presenter tells the section."""

    def show_officers(self, officers: tuple[Officer, ...]) -> None: ...

    def show_problem(self, field: Field, text: str) -> None: ...

    def show_trouble(self, text: str) -> None: ...

    def show_busy(self, busy: bool) -> None: ...

    def show_done(self) -> None: ...

    def show_codes(self, codes: Codes) -> None: ...


class OfficerPresenter:
    """One act at a time. A new key for the data is the window's act, since it closes the office."""

    def __init__(
        self,
        view: View,
        ctx: AppContext,
        run: Run,
        publish: Callable[[Changes], None],
        shell: Shell,
        kdf: KdfPolicy = STANDARD,
    ) -> None:
        self._view, self._ctx, self._run, self._publish = view, ctx, run, publish
        self._shell, self._kdf = shell, kdf
        self._busy = False

    def load(self) -> None:
        """Read who may sign in."""
        self._run(lambda _: list_officers(self._ctx), self._view.show_officers, self._refused)

    def change(self, own: str, first: str, second: str) -> None:
        """Another passphrase for the officer who is signed in."""
        if self._typed(own, first, second):
            told = tr("Kata sandi sudah diganti. Yang lama tidak berlaku lagi.")
            self._act(lambda: change_passphrase(self._ctx, own, first, kdf=self._kdf), lambda _: self._done(told))

    def add(self, name: str, own: str, first: str, second: str) -> None:
        """Another officer, who typed the passphrase."""
        if not name.strip():
            self._view.show_problem("name", sentence("officer.empty"))
        elif self._typed(own, first, second):
            self._act(
                lambda: add_officer(self._ctx, own, name, first, kdf=self._kdf),
                lambda user: self._done(sentence("officer.added", {"officer": user.name})),
            )

    def remove(self, officer: Officer) -> None:
        """Somebody who works elsewhere now: the way in is taken away."""
        told = sentence("officer.removed", {"officer": officer.name})
        self._act(lambda: remove_officer(self._ctx, officer.id), lambda _: self._done(told))

    def distrust(self, officer: Officer, own: str) -> None:
        """Somebody who is not trusted any more: the passphrase is tried here, the rest is the window's."""
        if self._has(own):
            self._act(lambda: require_own(self._ctx, own), lambda _: self._shell.rekey(officer.id, own))

    def renew_key(self, own: str) -> None:
        """A new key for the data, everybody stays: after a restore from before the last one, or a lost copy."""
        if self._has(own):
            self._act(lambda: require_own(self._ctx, own), lambda _: self._shell.rekey("", own))

    def give_code(self, officer: Officer, own: str) -> None:
        """A code for one sign-in of somebody who forgot the passphrase."""
        if self._has(own):
            self._act(
                lambda: new_code_for(self._ctx, own, officer.id, kdf=self._kdf),
                lambda code: self._show(Codes(once=((officer.name, code),))),
            )

    def renew_recovery(self, own: str) -> None:
        """Another recovery code; the printed one no longer opens."""
        if self._has(own):
            self._act(
                lambda: new_recovery_code(self._ctx, own, kdf=self._kdf), lambda code: self._show(Codes(recovery=code))
            )

    def show_rekeyed(self, done: Rekeyed) -> None:
        """The codes of a new key, after the window made it."""
        self._view.show_codes(Codes(done.recovery_code, tuple((each.user.name, each.code) for each in done.once)))

    def _typed(self, own: str, first: str, second: str) -> bool:
        if not self._has(own):
            return False
        if not first:
            self._view.show_problem("first", sentence("passphrase.empty"))
        elif first != second:
            self._view.show_problem("second", sentence("passphrase.differs"))
        else:
            return True
        return False

    def _has(self, own: str) -> bool:
        if not own:
            self._view.show_problem("own", sentence("passphrase.empty"))
        return bool(own)

    def _act(self, job: Callable[[], T], then: Callable[[T], None]) -> None:
        if self._busy:
            return
        self._set_busy(True)

        def done(result: T) -> None:
            self._set_busy(False)
            then(result)

        self._run(lambda _: job(), done, self._refused, pool="file", cancellable=False)

    def _done(self, told: str) -> None:
        self._view.show_done()
        self._shell.notify(told)
        self._changed()

    def _show(self, codes: Codes) -> None:
        self._view.show_codes(codes)
        self._changed()

    def _changed(self) -> None:
        self._publish(Changes(ids={"account": frozenset({self._ctx.user.id})}))
        self.load()

    def _refused(self, error: AppError) -> None:
        self._set_busy(False)
        if isinstance(error, Invalid):
            problem = error.problems[0]
            field: Field = "name" if problem.field == "officer" else "first"
            self._view.show_problem(field, sentence(problem.code, problem.data))
        elif isinstance(error, AccessDenied):
            self._view.show_problem("own", sentence_for(error))
        elif isinstance(error, Conflict):
            self._view.show_problem("name", sentence_for(error))
        elif not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._view.show_busy(busy)
