"""A forgotten passphrase: code from the sheet, a new passphrase twice. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from gui.messages import sentence, sentence_for
from services import startup
from services.errors import AccessDenied, AppError, Invalid
from services.safekeeping.accounts import replace_with_recovery_code

if TYPE_CHECKING:
    from gui.page import Run

Field = Literal["code", "first", "second"]


class View(Protocol):
    """What the presenter tells the card."""

    def show_problem(self, field: Field, text: str) -> None: ...

    def show_trouble(self, text: str) -> None: ...

    def show_busy(self, busy: bool) -> None: ...


class ForgottenPresenter:
    """``done``: called with the new passphrase once it opens the office."""

    def __init__(self, view: View, run: Run, data: Path, doors: startup.Doors, done: Callable[[str], None]) -> None:
        self._view, self._run, self._data, self._doors, self._done = view, run, data, doors, done
        self._busy = False

    def replace(self, user_id: str, code: str, first: str, second: str) -> None:
        """Choose the new passphrase, or say what is the case at the field it concerns."""
        if self._busy:
            return
        self._view.show_trouble("")
        if not code.strip():
            self._view.show_problem("code", sentence("recovery_code.empty"))
        elif not first:
            self._view.show_problem("first", sentence("passphrase.empty"))
        elif first != second:
            self._view.show_problem("second", sentence("passphrase.differs"))
        else:
            self._busy = True
            self._view.show_busy(True)
            data, doors = self._data, self._doors
            self._run(
                lambda _: replace_with_recovery_code(data, code, user_id, first, doors=doors),
                lambda _: self._replaced(first),
                self._refused,
            )

    def _replaced(self, passphrase: str) -> None:
        self._rest()
        self._done(passphrase)

    def _refused(self, error: AppError) -> None:
        self._rest()
        if isinstance(error, Invalid):
            problem = error.problems[0]
            self._view.show_problem("first", sentence(problem.code, problem.data))
        elif isinstance(error, AccessDenied):
            self._view.show_problem("code", sentence_for(error))
        else:
            self._view.show_trouble(sentence_for(error))

    def _rest(self) -> None:
        self._busy = False
        self._view.show_busy(False)
