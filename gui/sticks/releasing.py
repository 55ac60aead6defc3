"""Taking the stick out safely, from a page that has just written to it. Plain Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from gui.messages import sentence_for
from gui.sticks.around import Place
from services.errors import AppError, Cancelled
from services.handover.ejecting import Released
from services.practice.pretend_stick import release_for

if TYPE_CHECKING:
    from gui.page import Run
    from services.context import AppContext


class ReleaseView(Protocol):
    """What a page with such a card shows."""

    def show_releasing(self) -> None: ...

    def show_released(self, released: Released) -> None: ...

    def show_not_released(self, text: str) -> None: ...


class StickReleaser:
    """Asks the system to let the stick go; only when its volume is gone the page says that it may be pulled out."""

    def __init__(self, view: ReleaseView, ctx: AppContext, run: Run) -> None:
        self._view, self._ctx, self._run = view, ctx, run
        self._busy = False

    def release(self, place: Place) -> None:
        """Try once; a worn stick may take a minute."""
        if self._busy:
            return
        self._busy = True
        self._view.show_releasing()
        ctx, stick = self._ctx, place.stick
        self._run(lambda _: release_for(ctx, stick), self._on_released, self._on_failed, pool="file", cancellable=False)

    def _on_released(self, released: Released) -> None:
        self._busy = False
        self._view.show_released(released)

    def _on_failed(self, error: AppError) -> None:
        self._busy = False
        if not isinstance(error, Cancelled):
            self._view.show_not_released(sentence_for(error))
