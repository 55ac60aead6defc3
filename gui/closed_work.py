"""Work for which the office has to be closed: restoring, a new key, a repair. The door stands open meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer

from gui.language import tr
from gui.messages import sentence, sentence_for
from gui.pages.sign_in.page import SignInPage
from gui.standing_news import News
from services import startup
from services.errors import AppError
from services.progress import Reporter
from services.safekeeping.rekeying import Rekeyed, rekey
from services.safekeeping.restoring import Restored, restore_backup

if TYPE_CHECKING:
    from gui.window import MainWindow

T = TypeVar("T")
_SOON_MS = 50


class ClosedWork:
    """Closes the office of a window, works on its files, and opens it again as it then is."""

    def __init__(self, window: MainWindow, data: Path, doors: startup.Doors) -> None:
        self._window, self._data, self._doors = window, data, doors

    def restore(self, backup: Path, passphrase: str, recovery_code: str) -> None:
        """Put a backup of this office back."""
        data, doors = self._data, self._doors

        def job(user: str, reporter: Reporter) -> Restored:
            return restore_backup(
                data, backup, passphrase, user, recovery_code=recovery_code, doors=doors, reporter=reporter
            )

        def done(restored: Restored) -> None:
            self._window.show_office(restored.context)
            self._window.show_restored(restored)

        self._while_closed(tr("Memulihkan cadangan"), job, done)

    def rekey(self, remove: str, passphrase: str) -> None:
        """Give the data a new key without that officer."""

        def job(user: str, reporter: Reporter) -> Rekeyed:
            return rekey(self._data, passphrase, user, remove=remove, doors=self._doors, reporter=reporter)

        def done(rekeyed: Rekeyed) -> None:
            self._window.show_office(rekeyed.context)
            self._window.open_page("settings", section="officers", codes=rekeyed)
            if not rekeyed.backup:
                self._window.notify(sentence("officer.rekeyed_no_backup"), "warn")
            if rekeyed.old_copies and self._window.office is not None:
                self._window.office.news.post(old_copies_news(rekeyed.old_copies))

        self._while_closed(tr("Mengganti kunci data"), job, done)

    def repair(self, passphrase: str) -> None:
        """Mend what the weekly check found; the card at the door tells what was saved."""
        user = self._may_close()
        if user is None:
            return
        if self._window.tasks.busy:
            QTimer.singleShot(_SOON_MS, self._window, lambda: self.repair(passphrase))
            return
        self._window.drop_office()
        door = self._window.show_sign_in()
        door.repair_with(user, passphrase)

    def _may_close(self) -> str | None:
        """Whose office it is, unless it is practice or somebody has not saved."""
        office = self._window.office
        if office is None or office.context.practice is not None or not office.navigation.can_leave():
            return None
        office.stop_background()
        return office.context.user.id

    def _while_closed(self, title: str, job: Callable[[str, Reporter], T], done: Callable[[T], None]) -> None:
        """Run ``job(user id, reporter)`` while nobody has the office open; what goes wrong is told at the door."""
        user = self._may_close()
        if user is None:
            return
        if self._window.tasks.busy:
            QTimer.singleShot(_SOON_MS, self._window, lambda: self._while_closed(title, job, done))
            return
        self._window.drop_office()
        door: SignInPage = self._window.show_sign_in()

        def failed(error: AppError) -> None:
            door.show_trouble(sentence_for(error))

        self._window.tasks.run(
            self._window, lambda reporter: job(user, reporter), done, failed, title=title, cancellable=False
        )


def restored_news(restored: Restored) -> News:
    """What a restore brought back, what lies where, and what to do next."""
    first, *rest = restored.told()
    return News(
        "warn" if restored.lacking or restored.left_out or restored.older_key else "info",
        lambda: (sentence(*first), " ".join(sentence(code, data) for code, data in rest)),
    )


def old_copies_news(names: Sequence[str]) -> News:
    """Copies that did not get the new key: whoever kept the old one opens them."""
    folders = ", ".join(names)
    return News("warn", lambda: (tr("Salinan dengan kunci lama"), sentence("officer.rekey_left", {"folders": folders})))
