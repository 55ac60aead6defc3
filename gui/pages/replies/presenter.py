"""Choosing which villages get a reply, and writing them one after the other. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from gui.language import tr
from gui.messages import sentence_for
from gui.pages.replies.facts import FailedReply, News, ReplyRow, Written, reply_rows
from gui.sticks.around import FindSticks, Place
from gui.sticks.choosing import StickChooser
from gui.sticks.releasing import StickReleaser
from services.changes import Changes
from services.errors import AppError, Cancelled, NotAllowed
from services.handover.ejecting import Released
from services.handover.handing_over import HandedOver, hand_over
from services.handover.stick_places import Stick
from services.progress import SILENT

if TYPE_CHECKING:
    from gui.page import Handle, Run
    from gui.tasks import Progress
    from services.context import AppContext
    from services.progress import Reporter


class View(Protocol):
    """What the presenter tells the page."""

    def show_places(self, places: Sequence[Place], chosen: str) -> None: ...

    def show_rows(self, rows: Sequence[ReplyRow], with_news: int, whole: int, only_news: bool) -> None: ...

    def show_problem(self, text: str) -> None: ...

    def show_writing(self, place: Place, count: int) -> None: ...

    def show_progress(self, done: int, total: int) -> None: ...

    def show_written(self, written: Written, place: Place) -> None: ...

    def show_choosing(self) -> None: ...

    def show_releasing(self) -> None: ...

    def show_released(self, released: Released) -> None: ...

    def show_not_released(self, text: str) -> None: ...


@dataclass(slots=True)
class _State:
    """What is known and chosen now. ``told``: villages written to since the newest decision seen here.

    ``place``: what was written to last.
    """

    rows: tuple[ReplyRow, ...] = ()
    only_news: bool = True
    told: set[str] = field(default_factory=set)
    writing: bool = False
    done: bool = False
    handle: Handle | None = None
    place: Place | None = None


class RepliesPresenter:
    """``find``: which sticks are plugged in."""

    def __init__(
        self,
        view: View,
        ctx: AppContext,
        run: Run,
        publish: Callable[[Changes], None],
        find: FindSticks | None = None,
    ) -> None:
        self._view, self._ctx, self._run, self._publish = view, ctx, run, publish
        self._state = _State()
        self.releaser = StickReleaser(view, ctx, run)
        self.sticks = StickChooser(
            view, ctx, run, self._tell, lambda: self._state.writing or self._state.done, find=find
        )

    def start(self) -> None:
        """Each time the page is shown."""
        self.reload()
        self.sticks.look()

    def reload(self) -> None:
        """Look again who is due."""
        ctx, told = self._ctx, frozenset(self._state.told)
        self._run(lambda _: reply_rows(ctx, told), self._on_rows, self._tell)

    def refresh(self, changes: Changes) -> None:
        """Something was decided or received."""
        if changes.touches("programme", "batch", "decision"):
            self._state.told.clear()
        if changes.touches("programme", "batch", "decision", "bundle", "worker"):
            self.reload()

    def _on_rows(self, rows: tuple[ReplyRow, ...]) -> None:
        self._state.rows = rows
        self._show_rows()

    def show_only_news(self, only: bool) -> None:
        """Villages that have something new, or all."""
        self._state.only_news = only
        self._show_rows()

    def chosen_rows(self) -> tuple[ReplyRow, ...]:
        """The villages that would be written to now."""
        return tuple(row for row in self._state.rows if not self._state.only_news or row.news is not News.NONE)

    def _show_rows(self) -> None:
        rows = self._state.rows
        with_news = sum(1 for row in rows if row.news is not News.NONE)
        self._view.show_rows(self.chosen_rows(), with_news, len(rows), self._state.only_news)

    # Writing

    def write(self) -> None:
        """Ctrl+Enter: write a reply for each village shown, or say what is missing."""
        place, rows, state = self.sticks.place(), self.chosen_rows(), self._state
        if state.writing or state.done:
            return
        problem = self.sticks.problem()
        if not rows:
            problem = tr("Tidak ada desa yang perlu dibalas. Pilih «Semua desa» bila tetap ingin menulis.")
        self._view.show_problem(problem)
        if problem or place is None:
            return
        state.writing = True
        self._view.show_writing(place, len(rows))
        ctx, stick, codes = self._ctx, place.stick, tuple(row.code for row in rows)

        def finish(written: Written) -> None:
            self._on_written(written, place)

        def failed(error: AppError) -> None:
            cancelled = isinstance(error, Cancelled)
            self._on_written(Written((), (), "" if cancelled else sentence_for(error), cancelled, len(codes)), place)

        handle = self._run(
            lambda reporter: write_replies(ctx, stick, codes, reporter), finish, failed, self._on_progress, pool="file"
        )
        state.handle = handle if state.writing else None

    def _on_progress(self, progress: Progress) -> None:
        self._view.show_progress(progress.done, progress.total)

    def cancel(self) -> bool:
        """Stop between two villages; what is written stays whole. False when nothing is being written."""
        if self._state.handle is not None:
            self._state.handle.cancel()
        return self._state.writing

    def _on_written(self, written: Written, place: Place) -> None:
        state = self._state
        state.writing, state.handle, state.done, state.place = False, None, True, place
        state.told |= {item.to_office for item in written.done}
        self._view.show_written(written, place)
        if written.done:
            self._publish(Changes("", {"bundle": frozenset(item.sha256 for item in written.done)}))
        self.reload()

    def release(self) -> None:
        """«Cabut dengan aman» for the stick that was just written."""
        if self._state.place is not None:
            self.releaser.release(self._state.place)

    def again(self) -> bool:
        """Back to the choice. False when it is shown already."""
        if not self._state.done:
            return False
        self._state.done = False
        self._view.show_choosing()
        self.start()
        return True

    def _tell(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._view.show_problem(sentence_for(error))


def write_replies(ctx: AppContext, stick: Stick, codes: Sequence[str], reporter: Reporter) -> Written:
    """One village after the other, so that stopping in between keeps what is written.

    A village that cannot be written to is told and the others go on; trouble with the stick ends it.
    """
    done: list[HandedOver] = []
    failed: list[FailedReply] = []
    for number, code in enumerate(codes):
        try:
            reporter.step(number, len(codes), "replies.writing")
            done += hand_over(ctx, stick, SILENT, [code])
        except Cancelled:
            return Written(tuple(done), tuple(failed), "", True, len(codes))
        except NotAllowed as refusal:
            failed.append(FailedReply(ctx.reference.villages[code].name, sentence_for(refusal)))
        except AppError as trouble:
            return Written(tuple(done), tuple(failed), sentence_for(trouble), False, len(codes))
    reporter.step(len(codes), len(codes), "replies.writing")
    return Written(tuple(done), tuple(failed), "", False, len(codes))
