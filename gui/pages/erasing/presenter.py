"""Preview, the second officer, the erasure itself. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from gui.language import tr
from gui.messages import sentence_for
from services import startup
from services.changes import Changes
from services.context import User
from services.erasing.commands import Erased, ErasePreview, erase_worker, preview_erase
from services.erasing.completion import Erasure, erasures
from services.errors import AccessDenied, AppError, Cancelled, NotAllowed, NotFound
from services.workers.queries import get_worker

if TYPE_CHECKING:
    from gui.page import Run
    from services.context import AppContext

_AT_PASSPHRASE = frozenset({"passphrase.wrong", "passphrase.empty", "passphrase.too_many"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whose data it is: name and the code of the village, shown on this page and nowhere else."""

    id: str
    name: str
    village_code: str
    nik: str


class View(Protocol):
    """What the presenter tells the page."""

    def show_candidate(self, candidate: Candidate | None, preview: ErasePreview | None) -> None: ...

    def show_officers(self, officers: Sequence[User]) -> None: ...

    def show_problem(self, field: str, text: str) -> None: ...

    def show_busy(self, busy: bool) -> None: ...

    def show_erased(self, erased: Erased, at: datetime, officers: tuple[str, str]) -> None: ...

    def show_erasures(self, erasures: Sequence[Erasure]) -> None: ...


class ErasingPresenter:
    """``officers``: who may agree besides the one who is signed in."""

    def __init__(self, view: View, ctx: AppContext, run: Run, publish: Callable[[Changes], None]) -> None:
        self._view, self._ctx, self._run, self._publish = view, ctx, run, publish
        self.worker_id = ""
        self.officers: tuple[User, ...] = ()
        self._busy = False

    def open(self, worker_id: str) -> None:
        """Whose data, what would go, and who may agree."""
        self.worker_id = worker_id
        self._view.show_candidate(None, None)
        if not worker_id:
            return
        ctx = self._ctx

        def job(_: object) -> tuple[Candidate, ErasePreview, tuple[User, ...]]:
            form = get_worker(ctx, worker_id).form
            others = tuple(user for user in startup.users(ctx.paths.data) if user.id != ctx.user.id)
            found = Candidate(worker_id, form.full_name, form.village_code, form.nik)
            return found, preview_erase(ctx, worker_id), others

        self._run(job, self._on_opened, self._failed)

    def _on_opened(self, found: tuple[Candidate, ErasePreview, tuple[User, ...]]) -> None:
        candidate, preview, others = found
        if candidate.id == self.worker_id:
            self.officers = others
            self._view.show_candidate(candidate, preview)
            self._view.show_officers(others)

    def load_erasures(self) -> None:
        """Earlier erasures and where each is done."""
        ctx = self._ctx
        self._run(lambda _: erasures(ctx), self._view.show_erasures, self._failed)

    def erase(self, reason: str, second: str | None, passphrase: str) -> bool:
        """Check what is missing, then erase in a worker. ``second``: id of the other officer. True when it began."""
        for field, missing, text in (
            ("reason", not reason, tr("Alasan belum dipilih. Pilih salah satu.")),
            ("second", not second, tr("Petugas kedua belum dipilih. Pilih namanya.")),
            ("passphrase", not passphrase, tr("Kata sandi petugas kedua belum diisi.")),
        ):
            self._view.show_problem(field, text if missing else "")
        if not (reason and second and passphrase) or self._busy or not self.worker_id:
            return False
        ctx, worker_id = self._ctx, self.worker_id
        names = (ctx.user.name, next((user.name for user in self.officers if user.id == second), ""))
        self._set_busy(True)

        def done(erased: Erased) -> None:
            self._set_busy(False)
            self.worker_id = ""
            self._view.show_erased(erased, ctx.now(), names)
            self.load_erasures()
            touched = frozenset({erased.record})
            self._publish(Changes("", {"worker": touched, "decision": touched, "photo": touched}))

        def failed(error: AppError) -> None:
            self._set_busy(False)
            self._failed(error)

        self._run(
            lambda _: erase_worker(ctx, worker_id, second, passphrase, reason),
            done,
            failed,
            title=tr("Menghapus data"),
            cancellable=False,
        )
        return True

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._view.show_busy(busy)

    def _failed(self, error: AppError) -> None:
        if isinstance(error, Cancelled):
            return
        at_second = isinstance(error, AccessDenied) and error.code in _AT_PASSPHRASE
        same = isinstance(error, NotAllowed) and error.code in ("erase.same_person", "erase.second_once")
        unknown = isinstance(error, NotFound) and error.code == "account.unknown"
        field = "passphrase" if at_second else "second" if same or unknown else ""
        self._view.show_problem(field, sentence_for(error))
