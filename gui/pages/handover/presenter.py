"""Four steps from a plugged-in stick to a printed receipt. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gui.language import tr
from gui.messages import sentence, sentence_for
from gui.pages.handover.facts import Fate, ReadResult, Stage, Step, Waiting, count_waiting, fates, read_result
from gui.pages.handover.receipt_desk import ReceiptDesk
from gui.printing.receipt import Receipt
from gui.sticks.around import FindSticks, Place
from gui.sticks.choosing import StickChooser
from gui.sticks.releasing import StickReleaser
from gui.sticks.words import reading_note, stopped_reading
from services.changes import Changes
from services.contact import read_contact
from services.errors import AppError, Cancelled
from services.handover.ejecting import Released
from services.handover.handing_over import PastHandover, hand_over
from services.handover.incoming import Received, receive

if TYPE_CHECKING:
    from gui.page import Handle, Run
    from gui.tasks import Progress
    from services.context import AppContext
    from services.progress import Reporter


class View(Protocol):
    """What the presenter tells the page."""

    def show_step(self, step: Step) -> None: ...

    def show_places(self, places: Sequence[Place], chosen: str) -> None: ...

    def show_waiting(self, waiting: Waiting) -> None: ...

    def show_check(self, place: Place, waiting: Waiting) -> None: ...

    def show_writing(self, place: Place, waiting: Waiting) -> None: ...

    def show_stage(self, stage: Stage, done: int, total: int) -> None: ...

    def show_failure(self, text: str) -> None: ...

    def show_receipt(self, receipt: Receipt, place: Place) -> None: ...

    def show_releasing(self) -> None: ...

    def show_released(self, released: Released) -> None: ...

    def show_not_released(self, text: str) -> None: ...

    def show_past_receipt(self, receipt: Receipt) -> None: ...

    def show_history(self, lines: Sequence[tuple[PastHandover, Fate]]) -> None: ...

    def show_reading(self, busy: bool) -> None: ...

    def show_read(self, result: ReadResult) -> None: ...

    def show_problem(self, text: str) -> None: ...

    def show_news(self, text: str, good: bool) -> None: ...


@dataclass(slots=True)
class _State:
    """What is known and chosen now. ``everything``: «Kirim lengkap» is being written. ``place``: written to last."""

    waiting: Waiting | None = None
    writing: bool = False
    handle: Handle | None = None
    everything: bool = False
    place: Place | None = None


class HandoverPresenter:
    """``write_pdf(path, receipt)``: painting needs Qt, so the page hands it in. ``find``: which sticks are there."""

    def __init__(
        self,
        view: View,
        ctx: AppContext,
        run: Run,
        publish: Callable[[Changes], None],
        write_pdf: Callable[[Path, Receipt], None],
        find: FindSticks | None = None,
    ) -> None:
        self._view, self._ctx, self._run, self._publish = view, ctx, run, publish
        self._state = _State()
        self.step = Step.PLUG
        self.desk = ReceiptDesk(view, ctx, run, write_pdf)
        self.releaser = StickReleaser(view, ctx, run)
        self.sticks = StickChooser(view, ctx, run, self._tell, self._chosen, self._on_looked, find)

    def _chosen(self) -> bool:
        """Whether the choice of stick is over. A stick that was pulled out while writing is looked for again."""
        return self._state.writing or self.step is Step.RECEIPT

    # What is there

    def start(self, *, reading: bool = False) -> None:
        """Each time the page is shown: count what waits and look for sticks; a step that is under way stays.

        ``reading``: a receipt that is still shown makes room for the step where replies are read.
        """
        if reading and self.step is Step.RECEIPT:
            self.desk.receipt, self.step = None, Step.PLUG
        self._view.show_problem("")
        self._view.show_step(self.step)
        self.reload()
        self.sticks.look()

    def reload(self) -> None:
        """Count again, after somebody saved something."""
        ctx = self._ctx
        self._run(lambda _: count_waiting(ctx), self._on_waiting, self._tell)

    def _on_waiting(self, waiting: Waiting) -> None:
        self._state.waiting = waiting
        self._view.show_waiting(waiting)
        place = self.sticks.place()
        if self.step is Step.CHECK and place is not None:
            self._view.show_check(place, waiting)

    def _on_looked(self) -> None:
        if self.step is Step.CHECK and self.sticks.place() is None:
            self._to_plug(tr("USB tercabut. Colok lagi, lalu lanjutkan."))

    def _to_plug(self, problem: str) -> None:
        self._go(Step.PLUG)
        self._view.show_problem(problem)
        self.sticks.look()

    # The steps

    def go_on(self) -> None:
        """Ctrl+Enter: to the next step, or say what is missing."""
        if self.step is Step.PLUG:
            self._to_check()
        elif self.step is Step.CHECK:
            self.write()

    def _to_check(self) -> None:
        place, waiting = self.sticks.place(), self._state.waiting
        if waiting is None:
            return
        problem = self.sticks.problem() if waiting.has_kit else sentence("handover.no_kit")
        self._view.show_problem(problem)
        if place is not None and not problem:
            self._view.show_check(place, waiting)
            self._go(Step.CHECK)

    def back(self) -> bool:
        """Esc: one step back, or stop the writing. False when there is nowhere to go back to."""
        if self.step is Step.CHECK:
            self._go(Step.PLUG)
            return True
        if self.step is Step.WRITE:
            if self._state.writing:
                self.cancel()
            else:
                self._to_plug("")
            return True
        return False

    def again(self) -> None:
        """From the receipt to a new handover."""
        self.desk.receipt = None
        self._go(Step.PLUG)
        self.start()

    def _go(self, step: Step) -> None:
        self.step = step
        self._view.show_step(step)

    # Writing

    def write(self, *, everything: bool = False) -> None:
        """Build, write, read back. Nothing counts as delivered: only the district's reply ends the resending.

        ``everything``: «Kirim lengkap», whatever the district is known to hold.
        """
        self._state.everything = everything
        self.write_again()

    def write_again(self) -> None:
        """After a failure: the same once more."""
        place, waiting = self.sticks.place(), self._state.waiting
        if waiting is None or self._state.writing:
            return
        if place is None:
            self._to_plug(tr("USB tercabut. Colok lagi, lalu lanjutkan."))
            return
        self._go(Step.WRITE)
        self._view.show_writing(place, waiting)
        self._view.show_stage(Stage.BUILD, 0, 0)
        ctx, stick, everything, desk = self._ctx, place.stick, self._state.everything, self.desk

        def job(reporter: Reporter) -> Receipt:
            before, contact = count_waiting(ctx), read_contact(ctx)
            (done,) = hand_over(ctx, stick, reporter, everything=everything)
            return desk.make(done, before, contact)

        self._state.writing = True
        handle = self._run(job, partial(self._on_written, place), self._on_failed, self._on_progress, pool="file")
        self._state.handle = handle if self._state.writing else None

    def cancel(self) -> None:
        """Stop writing; what was on the stick before stays, what was half written goes."""
        if self._state.handle is not None:
            self._state.handle.cancel()

    def _on_progress(self, progress: Progress) -> None:
        if progress.label in (Stage.WRITE, Stage.READ_BACK):
            self._view.show_stage(Stage(progress.label), progress.done, progress.total)

    def _on_written(self, place: Place, receipt: Receipt) -> None:
        self._state.writing, self._state.handle, self._state.place = False, None, place
        self.desk.receipt = receipt
        self._view.show_stage(Stage.DONE, 1, 1)
        self._view.show_receipt(receipt, place)
        self._go(Step.RECEIPT)
        self._publish(Changes("", {"bundle": frozenset({receipt.sha256})}))

    def release(self) -> None:
        """«Cabut dengan aman» for the stick that was just written."""
        if self._state.place is not None:
            self.releaser.release(self._state.place)

    def _on_failed(self, error: AppError) -> None:
        self._state.writing, self._state.handle = False, None
        if isinstance(error, Cancelled):
            self._go(Step.CHECK)
            self._view.show_news(tr("Penulisan dibatalkan. Data di komputer tidak berubah."), True)
            return
        self._view.show_failure(sentence_for(error))

    # What came back

    def read(self, paths: Sequence[Path]) -> None:
        """Take in the replies and kits at these places."""
        ctx = self._ctx
        self._view.show_reading(True)
        self._run(
            lambda reporter: receive(ctx, paths, reporter),
            self._on_read,
            self._on_unread,
            title=tr("Membaca paket"),
            note=reading_note(),
        )

    def stick_paths(self) -> list[Path]:
        """The place that is chosen, or all that are shown."""
        chosen = self.sticks.place()
        places = [chosen] if chosen is not None else list(self.sticks.places)
        return [place.stick.path for place in places]

    def read_from_stick(self) -> None:
        """Everything for this office on the places shown."""
        paths = self.stick_paths()
        if paths:
            self.read(paths)
        else:
            self._view.show_problem(tr("Colok USB dari kabupaten dulu, atau pilih berkasnya."))

    def _on_read(self, received: Received) -> None:
        self._view.show_reading(False)
        self._view.show_read(read_result(received, self._ctx.office.code))
        if received.accepted:
            self._publish(received.changes)
        for code in received.notices:
            self._view.show_news(sentence(code), False)
        self.reload()
        self.sticks.look_again()

    def _on_unread(self, error: AppError) -> None:
        self._view.show_reading(False)
        if isinstance(error, Cancelled):
            self._view.show_news(stopped_reading(), True)
            self.reload()
        else:
            self._tell(error)

    # History

    def show_history(self) -> None:
        """Handovers written here and replies read here, newest first."""
        waiting = self._state.waiting
        if waiting is not None:
            self._view.show_history(fates(waiting))

    def _tell(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._view.show_problem(sentence_for(error))
