"""Drafts that wait: which there are, and taking one up again. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from gui.format import clock, date_short, title_case
from gui.language import tr
from gui.messages import sentence_for
from services.errors import AppError, Cancelled
from services.workers.drafts import SavedDraft, get_draft, list_drafts

if TYPE_CHECKING:
    from gui.page import Run
    from services.context import AppContext


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One draft in words: whose it is and when it was kept."""

    id: str
    name: str
    when: str


class WaitingDrafts:
    """``resume``: puts a draft on screen. ``show``: the drafts that wait. ``missed``: why one could not be opened."""

    def __init__(
        self,
        ctx: AppContext,
        run: Run,
        *,
        resume: Callable[[SavedDraft], None],
        show: Callable[[Sequence[DraftLine]], None],
        missed: Callable[[str], None],
    ) -> None:
        self._ctx, self._run = ctx, run
        self._resume, self._show, self._missed = resume, show, missed

    def look(self, mine: Callable[[], str], may_resume: Callable[[], bool]) -> None:
        """List those that wait, without the one on screen (``mine``). The only one is resumed at once if allowed."""
        ctx = self._ctx

        def on_list(drafts: Sequence[SavedDraft]) -> None:
            others = [draft for draft in drafts if draft.id != mine()]
            if len(others) == 1 and may_resume():
                self._show([])
                self._resume(others[0])
            else:
                self._show([draft_line(draft, ctx.now()) for draft in others])

        self._run(lambda _: list_drafts(ctx), on_list, self._on_trouble)

    def open(self, draft_id: str) -> None:
        """Put this one on screen."""
        ctx = self._ctx

        def on_draft(draft: SavedDraft | None) -> None:
            if draft is None:
                self._missed(tr("Draf ini sudah disimpan atau dibuang."))
            else:
                self._resume(draft)

        self._run(lambda _: get_draft(ctx, draft_id), on_draft, self._on_trouble)

    def find(self, worker_id: str, found: Callable[[SavedDraft | None], None]) -> None:
        """The draft of a change to this person, if one waits."""
        ctx = self._ctx

        def on_list(drafts: Sequence[SavedDraft]) -> None:
            found(next((draft for draft in drafts if draft.worker_id == worker_id), None))

        self._run(lambda _: list_drafts(ctx), on_list, self._on_trouble)

    def _on_trouble(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._missed(sentence_for(error))


def draft_line(draft: SavedDraft, now: datetime) -> DraftLine:
    """«Sutini, 09.14»; with the date when it is not of today; what is no time is left out."""
    try:
        at = datetime.fromisoformat(draft.saved_at)
        when = clock(at) if at.date() == now.date() else f"{date_short(at.date())}, {clock(at)}"
    except ValueError:
        when = ""
    name = title_case(draft.title) or tr("belum bernama")
    return DraftLine(draft.id, tr("Ubah data: {name}", name=name) if draft.worker_id else name, when)
