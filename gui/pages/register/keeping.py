"""The form on screen as a draft in the database: kept while one types, dropped when nothing is left. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from gui.messages import sentence_for
from services.changes import Changes
from services.errors import AppError, Cancelled
from services.workers.drafts import drop_draft, save_draft

if TYPE_CHECKING:
    from gui.page import Run
    from services.context import AppContext


class DraftKeeper:
    """One draft at a time. ``tell``: hears None each time it was kept, and once the sentence why it could not be."""

    def __init__(
        self, ctx: AppContext, run: Run, tell: Callable[[str | None], None], publish: Callable[[Changes], None]
    ) -> None:
        self._ctx, self._run, self._tell, self._publish = ctx, run, tell, publish
        self.id = ""
        self.failed = False
        """The last attempt failed: what is on screen is nowhere else."""

    def begin(self, draft_id: str = "") -> None:
        """Another form is on screen: a new one, or one whose draft has that id."""
        self.id, self.failed = draft_id, False

    def keep(self, typed: Mapping[str, Any], *, focus: str, title: str, worker_id: str = "") -> None:
        """Keep the form as it stands."""
        ctx, draft_id = self._ctx, self.id or self._ctx.new_id()
        self.id = draft_id

        def job(_: object) -> Changes:
            return save_draft(ctx, draft_id, typed, focus=focus, title=title, worker_id=worker_id or None)

        self._run(job, lambda changes: self._on_kept(draft_id, changes), self._on_failed, cancellable=False)

    def drop(self) -> None:
        """Nothing is typed any more: forget the draft, if there was one."""
        if self.id:
            self.forget(self.id)
            self.begin()

    def forget(self, draft_id: str) -> None:
        """Forget a draft, whether it is on screen or not."""
        ctx = self._ctx
        self._run(lambda _: drop_draft(ctx, draft_id), self._publish, self._on_failed, cancellable=False)

    def _on_kept(self, draft_id: str, changes: Changes) -> None:
        if draft_id == self.id:
            self.failed = False
            self._tell(None)
        self._publish(changes)

    def _on_failed(self, error: AppError) -> None:
        if isinstance(error, Cancelled):
            return
        if not self.failed:
            self._tell(sentence_for(error))
        self.failed = True
