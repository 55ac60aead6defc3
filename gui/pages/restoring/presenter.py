"""Restoring onto a computer without an office. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gui.format import date_long, number
from gui.language import tr
from gui.messages import sentence, sentence_for
from services import startup
from services.errors import AccessDenied, AppError, Cancelled, Invalid
from services.reference import load_reference
from services.safekeeping.backup_file import BackupFacts
from services.safekeeping.restoring import Restored, look_at, officers_of, restore_backup

if TYPE_CHECKING:
    from gui.page import Run


@dataclass(frozen=True, slots=True)
class Picked:
    """A backup that somebody picked: what it says of itself and who could sign in then."""

    path: Path
    facts: BackupFacts
    officers: tuple[tuple[str, str], ...]

    @property
    def office(self) -> str:
        """Whose it is."""
        reference = load_reference()
        village = reference.villages.get(self.facts.office)
        if village is None:
            return reference.district_name
        urban = village.kind == "kelurahan"
        name = tr("Kelurahan {name}", name=village.name) if urban else tr("Desa {name}", name=village.name)
        return tr("{village}, Kecamatan {subdistrict}", village=name, subdistrict=village.subdistrict)

    @property
    def told(self) -> str:
        """Number, day and people."""
        return tr(
            "Cadangan ke-{number}, {date}, {count} pekerja",
            number=number(self.facts.sequence),
            date=date_long(datetime.fromisoformat(self.facts.made_at).date()),
            count=number(self.facts.workers),
        )


class View(Protocol):
    """What the presenter tells the page."""

    def show_picked(self, picked: Picked) -> None: ...

    def show_trouble(self, text: str) -> None: ...

    def show_refused(self, text: str) -> None: ...

    def show_weak(self, text: str) -> None: ...

    def show_busy(self, busy: bool) -> None: ...

    def finish(self, restored: Restored) -> None: ...


class RestoringPresenter:
    """Pick, open, restore. ``data``: the empty folder of this computer."""

    def __init__(self, view: View, run: Run, data: Path, doors: startup.Doors) -> None:
        self._view, self._run, self._data, self._doors = view, run, data, doors
        self.picked: Picked | None = None
        self.user = ""
        self._busy = False

    def pick(self, path: Path) -> None:
        """A file was chosen."""
        data = self._data

        def job(_: object) -> Picked:
            facts = look_at(data, path)
            return Picked(path, facts, officers_of(data / "sementara", path))

        self._run(job, self._on_picked, self._failed, pool="file")

    def choose_user(self, user_id: str) -> None:
        """Who is at the keyboard."""
        self.user = user_id

    def restore(self, passphrase: str, recovery_code: str = "") -> None:
        """Put it back here."""
        if self._busy or self.picked is None:
            return
        self._busy = True
        self._view.show_trouble("")
        self._view.show_busy(True)
        data, path, user, doors = self._data, self.picked.path, self.user or None, self._doors
        self._run(
            lambda reporter: restore_backup(
                data, path, passphrase, user, recovery_code=recovery_code, doors=doors, reporter=reporter
            ),
            self._on_restored,
            self._failed,
            pool="file",
            title=tr("Memulihkan cadangan"),
        )

    def _on_picked(self, picked: Picked) -> None:
        self.picked = picked
        self.user = picked.officers[0][0] if picked.officers else ""
        self._view.show_trouble("")
        self._view.show_picked(picked)

    def _on_restored(self, restored: Restored) -> None:
        self._rest()
        self._view.finish(restored)

    def _failed(self, error: AppError) -> None:
        self._rest()
        if isinstance(error, AccessDenied):
            self._view.show_refused(sentence_for(error))
        elif isinstance(error, Invalid):
            self._view.show_weak(sentence(error.problems[0].code, error.problems[0].data))
        elif not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error))

    def _rest(self) -> None:
        self._busy = False
        self._view.show_busy(False)
