"""Letting laptops in, taking their say away, replacing them, and the keys of the safe. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from gui.format import number
from gui.language import tr
from gui.messages import sentence, sentence_for
from gui.pages.laptops.facts import Facts, LaptopRow, find, load_facts
from services.changes import Changes
from services.errors import AppError, Cancelled
from services.handover.admitting import admit, turn_away
from services.handover.incoming import Received
from services.handover.passphrase_file import WORK
from services.handover.recovering import receive_with_recovery
from services.handover.replacing_laptop import ReplacementKit, make_replacement_kit
from services.handover.revoking import extend_cut, revoke
from services.handover.rotating import rotate

if TYPE_CHECKING:
    from gui.page import Run, Tone
    from services.context import AppContext

T = TypeVar("T")
_SHOWN = ("waiting", "laptop", "bundle", "root", "kit")


class View(Protocol):
    """What the presenter tells the page."""

    def show_facts(self, facts: Facts) -> None: ...

    def show_rows(self, rows: Sequence[LaptopRow], text: str) -> None: ...

    def show_done(self, text: str, tone: Tone = "ok") -> None: ...

    def show_trouble(self, text: str) -> None: ...

    def show_busy(self, busy: bool) -> None: ...

    def show_replacement(self, kit: ReplacementKit, revoked: bool) -> None: ...


@dataclass(slots=True)
class _State:
    facts: Facts | None = None
    text: str = ""
    busy: bool = False


class LaptopsPresenter:
    """``work``: of the words of a replacement kit; tests hand in less."""

    def __init__(
        self, view: View, ctx: AppContext, run: Run, publish: Callable[[Changes], None], work: int = WORK
    ) -> None:
        self._view, self._ctx, self._run, self._publish, self._work = view, ctx, run, publish, work
        self._state = _State()

    def load(self) -> None:
        """Read everything anew, off the window's thread."""
        ctx = self._ctx
        self._run(lambda _: load_facts(ctx), self._on_facts, self._tell)

    def refresh(self, changes: Changes) -> None:
        """After a command: only when it touched what is shown here."""
        if changes.touches(*_SHOWN):
            self.load()

    def search(self, text: str) -> None:
        """Laptops whose village, subdistrict or words fit."""
        self._state.text = text
        self._show_rows()

    def admit(self, devices: Sequence[str]) -> None:
        """Let these in; what they brought is taken in at once."""
        ctx, chosen = self._ctx, tuple(devices)
        if chosen:
            self._act(lambda: admit(ctx, chosen), self._on_admitted)

    def admit_all(self) -> None:
        """As ``admit``, for everyone at the door."""
        if self._state.facts is not None:
            self.admit([row.device for row in self._state.facts.waiting])

    def turn_away(self, device: str) -> None:
        """Do not let it in; the code of its kit is void."""
        ctx = self._ctx
        text = tr("Ditolak. Kode kitnya tidak berlaku lagi, buatkan kit baru bila laptop itu memang milik desa.")
        self._act(lambda: turn_away(ctx, device), lambda _: self._done(text, "waiting", device))

    def revoke(self, device: str) -> None:
        """Take its say away; what is here counts."""
        ctx = self._ctx

        def done(count: int) -> None:
            text = tr("Laptop dicabut. {count} perubahan yang sudah diterima tetap berlaku.", count=number(count))
            self._done(text, "laptop", device)

        self._act(lambda: revoke(ctx, device), done)

    def extend(self, device: str) -> None:
        """Let also count what came since."""
        ctx = self._ctx

        def done(count: int) -> None:
            self._done(tr("{count} perubahan susulan sekarang berlaku.", count=number(count)), "laptop", device)

        self._act(lambda: extend_cut(ctx, device), done)

    def replace(self, village: str, folder: Path, stolen: str = "") -> None:
        """A kit that brings a village's work back. ``stolen``: the laptop whose say is taken away in the same act."""
        ctx, work = self._ctx, self._work

        def job() -> ReplacementKit:
            kit = make_replacement_kit(ctx, village, folder, work=work)
            if stolen:
                revoke(ctx, stolen)
            return kit

        def done(kit: ReplacementKit) -> None:
            self._view.show_replacement(kit, bool(stolen))
            self._publish(Changes("", {"laptop": frozenset({stolen}), "bundle": frozenset({village})}))

        self._act(job, done)

    def rotate(self, root_pem: str, leave_out: Sequence[str], recovery: str | None) -> None:
        """Sign the next version of the root document."""
        ctx, gone = self._ctx, tuple(leave_out)

        def done(_: object) -> None:
            text = tr("Daftar kunci baru berlaku. Desa menerimanya bersama balasan berikutnya.")
            self._done(text, "root", "root")

        self._act(lambda: rotate(ctx, root_pem, leave_out=gone, recovery=recovery), done)

    def read_with_recovery(self, recovery: str, folder: Path) -> None:
        """Take in sticks that were sealed for an earlier computer of the district."""
        ctx = self._ctx
        self._act(lambda: receive_with_recovery(ctx, recovery, [folder]), self._on_received)

    # Inside

    def _act(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        """One act at a time."""
        if self._state.busy:
            return
        self._state.busy = True
        self._view.show_busy(True)

        def finish(result: T) -> None:
            self._rest()
            done(result)

        def fail(error: AppError) -> None:
            self._rest()
            self._tell(error)
            self.load()

        self._run(lambda _: job(), finish, fail, pool="file")

    def _rest(self) -> None:
        self._state.busy = False
        self._view.show_busy(False)

    def _done(self, text: str, entity: str, record: str) -> None:
        self._view.show_done(text)
        self._publish(Changes("", {entity: frozenset({record})}))
        self.load()

    def _on_admitted(self, received: Received) -> None:
        people = sum(item.workers for item in received.accepted)
        count = len({item.office for item in received.accepted})
        if received.refused:
            first = received.refused[0]
            self._view.show_trouble(sentence(first.code, first.data))
        if received.accepted:
            text = tr("{count} desa diizinkan, {people} pekerja masuk.", count=number(count), people=number(people))
            self._view.show_done(text)
        self._publish(received.changes)
        self.load()

    def _on_received(self, received: Received) -> None:
        count = number(len(received.accepted))
        if received.refused:
            first = received.refused[0]
            text = tr("{count} paket masuk, {left} ditolak.", count=count, left=number(len(received.refused)))
            self._view.show_trouble(f"{text} {sentence(first.code, first.data)}")
        else:
            self._view.show_done(tr("{count} paket masuk dengan kunci pemulihan.", count=count))
        self._publish(received.changes)
        self.load()

    def _on_facts(self, facts: Facts) -> None:
        self._state.facts = facts
        self._view.show_facts(facts)
        self._show_rows()

    def _show_rows(self) -> None:
        if self._state.facts is not None:
            self._view.show_rows(find(self._state.facts.laptops, self._state.text), self._state.text)

    def _tell(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error))
