"""Taking an import back, right after it or weeks later: first what it would do, then the act. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from gui.language import tr
from gui.messages import sentence_for
from models.values import ActKind
from services.context import AppContext
from services.errors import AppError, Cancelled
from services.workers.acts import Act, recent_acts
from services.workers.undo import UndoPreview, preview_undo, undo

if TYPE_CHECKING:
    from gui.page import Run
    from services.changes import Changes
    from services.progress import Reporter

RECENT = 5


class View(Protocol):
    """What it tells the page."""

    def show_recent(self, acts: Sequence[Act]) -> None: ...

    def show_undo(self, preview: UndoPreview) -> None: ...

    def show_undone(self, act: str, workers: int) -> None: ...

    def show_trouble(self, text: str) -> None: ...

    def show_note(self, text: str) -> None: ...

    def show_busy(self, busy: bool) -> None: ...


class Undoing:
    """The imports of this laptop and how to take one back. ``undone`` hears of the act that was."""

    def __init__(
        self,
        view: View,
        ctx: AppContext,
        run: Run,
        publish: Callable[[Changes], None],
        undone: Callable[[str], None],
    ) -> None:
        self._view, self._ctx, self._run, self._publish, self._undone = view, ctx, run, publish, undone

    def load(self) -> None:
        """The newest imports."""
        ctx = self._ctx
        self._run(lambda _: recent_acts(ctx, RECENT, [ActKind.IMPORT]), self._view.show_recent, self._failed)

    def preview(self, act: str) -> None:
        """Say first what taking it back would do."""
        ctx = self._ctx
        self._run(lambda _: preview_undo(ctx, act), self._view.show_undo, self._failed, title=tr("Melihat isi impor"))

    def undo(self, act: str, *, also_changed: bool) -> None:
        """Take it back; people who were changed since only when asked."""
        ctx = self._ctx

        def job(reporter: Reporter) -> Changes:
            return undo(ctx, act, reporter, also_changed=also_changed)

        def done(changes: Changes) -> None:
            self._view.show_busy(False)
            self._publish(changes)
            self._view.show_undone(act, len(changes.ids.get("worker", ())))
            self._undone(act)
            self.load()

        self._view.show_busy(True)
        self._run(job, done, self._failed, title=tr("Membatalkan impor"))

    def _failed(self, error: AppError) -> None:
        self._view.show_busy(False)
        if isinstance(error, Cancelled):
            self._view.show_note(tr("Dibatalkan. Tidak ada data yang berubah."))
        else:
            self._view.show_trouble(sentence_for(error))
