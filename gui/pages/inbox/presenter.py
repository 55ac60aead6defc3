"""The district's inbox: the board of villages, the stick that lies in the port, and what merging it brought."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gui.format import number
from gui.language import tr
from gui.messages import sentence, sentence_for
from gui.pages.inbox.facts import Facts, VillageCell, figures, load_cells
from gui.pages.inbox.outcome_facts import Outcome, read_outcome
from gui.pages.inbox.stick_facts import StickContent, read_stick
from gui.sticks.words import reading_note
from models.values import ActKind
from services.context import AppContext
from services.errors import AppError, Cancelled
from services.handover.board_workbook import BoardLine, write_board
from services.handover.incoming import Received, receive
from services.handover.kits import make_kits
from services.handover.newer import note_newer
from services.handover.stick_places import Stick
from services.practice.pretend_stick import sticks_for
from services.progress import Reporter
from services.safekeeping.waking import sentence_code
from services.workers.acts import log_act

if TYPE_CHECKING:
    from gui.page import Run
    from services.changes import Changes

FindSticks = Callable[[], tuple[Stick, ...]]
_WORKBOOK = ".xlsx"
"""What the history says of a file that was saved. Never its name: somebody typed that, and the history stays."""
_SHOWN_IN = ("bundle", "worker", "waiting")


class View(Protocol):
    """What the presenter tells the page."""

    def show_board(self, cells: Sequence[VillageCell], facts: Facts) -> None: ...

    def show_stick(self, stick: StickContent | None) -> None: ...

    def show_outcome(self, outcome: Outcome) -> None: ...

    def show_trouble(self, text: str) -> None: ...

    def show_kits(self, count: int, folder: Path) -> None: ...

    def show_busy(self, busy: bool) -> None: ...

    def show_saved(self, name: str) -> None: ...


@dataclass(slots=True)
class _State:
    """What is known now. ``opened``: a folder somebody chose; it stays until it is put away. ``wanted``: of several
    sticks the one somebody chose."""

    cells: tuple[VillageCell, ...] = ()
    stick: StickContent | None = None
    opened: Path | None = None
    wanted: Path | None = None
    looking: bool = False
    merging: bool = False


class InboxPresenter:
    """Polls the sticks, merges what lies on them, makes kits. ``find``: tests hand in their own sticks."""

    def __init__(
        self,
        view: View,
        ctx: AppContext,
        run: Run,
        publish: Callable[[Changes], None],
        find: FindSticks | None = None,
    ) -> None:
        self._view, self._ctx, self._run, self._publish = view, ctx, run, publish
        self._find = find or partial(sticks_for, ctx)
        self._state = _State()

    def start(self) -> None:
        """Load the board and look for a stick."""
        self.load()
        self.look()

    def load(self) -> None:
        """The board anew, off the window's thread."""
        self._run(lambda _: load_cells(self._ctx), self._on_cells, self._on_trouble)

    def refresh(self, changes: Changes) -> None:
        """After a command: only when it touched what is shown here."""
        if changes.touches(*_SHOWN_IN):
            self.load()

    def look(self) -> None:
        """See whether a stick is there and what lies on it. Does nothing while an earlier look is under way."""
        if self._state.looking or self._state.merging:
            return
        self._state.looking = True
        folder, wanted = self._state.opened, self._state.wanted

        def job(_: Reporter) -> StickContent | None:
            return read_stick(self._ctx, self._find, folder, wanted)

        self._run(job, self._on_stick, self._on_no_stick, pool="file")

    def choose_stick(self, path: Path) -> None:
        """Among several sticks, this one."""
        self._state.wanted = path
        self._state.looking = False
        self.look()

    def open_folder(self, folder: Path) -> None:
        """Bundles from a folder somebody chose instead of a stick."""
        self._state.opened = folder
        self._state.looking = False
        self.look()

    def put_away(self) -> None:
        """Back from the chosen folder to the sticks."""
        self._state.opened = None
        self.look()

    def merge(self, files: Sequence[Path]) -> None:
        """Take these bundles in, whatever numbers are missing; a bad one never blocks the others."""
        if self._state.merging or not files:
            return
        self._state.merging = True
        self._view.show_busy(True)
        where = self._state.stick.label if self._state.stick is not None else ""
        started = self._ctx.now()

        def job(reporter: Reporter) -> tuple[Outcome, Received]:
            received = receive(self._ctx, list(files), reporter)
            note_newer(self._ctx, received)
            return read_outcome(self._ctx, received, where, started), received

        title = tr("Menggabungkan {count} paket", count=number(len(files)))
        self._run(job, self._on_merged, self._on_merge_failed, title=title, note=reading_note())

    def make_kits(self, villages: Sequence[str], folder: Path) -> None:
        """Write a kit for each of these villages into ``folder``; each works for one laptop."""
        title = tr("Membuat {count} kit", count=number(len(villages)))

        def job(reporter: Reporter) -> int:
            return len(make_kits(self._ctx, list(villages), folder, reporter))

        def done(count: int) -> None:
            self._view.show_kits(count, folder)

        self._run(job, done, self._on_trouble, title=title)

    def save_counts(self, path: Path, lines: Sequence[BoardLine]) -> None:
        """The villages shown as a workbook."""

        def job(_: Reporter) -> None:
            self._ctx.require_writable()
            write_board(path, lines)
            log_act(self._ctx, ActKind.EXPORT, 0, _WORKBOOK)

        self._run(job, lambda _: self._view.show_saved(path.name), self._on_trouble, pool="file")

    @property
    def opened(self) -> Path | None:
        """The folder somebody chose; None while sticks are looked for."""
        return self._state.opened

    def _on_cells(self, cells: tuple[VillageCell, ...]) -> None:
        self._state.cells = cells
        self._show_board()

    def _on_stick(self, stick: StickContent | None) -> None:
        self._state.looking = False
        if stick != self._state.stick:
            self._state.stick = stick
            self._show_board()
        self._view.show_stick(stick)

    def _on_no_stick(self, error: AppError) -> None:
        """A stick pulled out while it was read is no news; a chosen folder that is gone is."""
        self._state.looking = False
        if self._state.opened is not None and not isinstance(error, Cancelled):
            self._state.opened = None
            self._view.show_trouble(sentence_for(error))
        self._state.stick = None
        self._show_board()
        self._view.show_stick(None)

    def _show_board(self) -> None:
        if not self._state.cells:
            return
        waiting = self._state.stick.waiting_offices if self._state.stick is not None else {}
        cells = tuple(cell.with_stick(waiting.get(cell.code, 0)) for cell in self._state.cells)
        self._view.show_board(cells, figures(cells, self._ctx.today()))

    def _on_merged(self, result: tuple[Outcome, Received]) -> None:
        outcome, received = result
        self._state.merging = False
        self._view.show_busy(False)
        self._view.show_outcome(outcome)
        for code in received.notices:
            self._view.show_trouble(sentence(sentence_code(code, self._ctx.office.role)))
        self._publish(received.changes)
        self.start()

    def _on_merge_failed(self, error: AppError) -> None:
        self._state.merging = False
        self._view.show_busy(False)
        if isinstance(error, Cancelled):
            text = tr("Penggabungan dihentikan. Paket yang sudah masuk tetap tersimpan, sisanya masih di USB.")
        else:
            text = sentence_for(error)
        self._view.show_trouble(text)
        self.start()

    def _on_trouble(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error))


def refusal(code: str, data: dict[str, str | int]) -> str:
    """Why a file was not taken in, as a sentence."""
    return sentence(code, data)
