"""Letting laptops in, taking their say away, replacing them, and the keys of the safe. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from gui.format import number
from gui.language import tr
from gui.messages import sentence, sentence_for
from gui.pages.laptops.facts import Facts, LaptopRow, find, load_facts
from gui.sticks.around import FindSticks, Place
from gui.sticks.releasing import StickReleaser
from gui.sticks.words import reading_note, stopped_reading
from services.changes import Changes
from services.errors import AppError, Cancelled, StorageTrouble
from services.handover.admitting import admit, turn_away
from services.handover.ejecting import Released
from services.handover.incoming import Received
from services.handover.passphrase_file import WORK
from services.handover.recovering import receive_with_recovery
from services.handover.replacing_laptop import ReplacementKit, make_replacement_kit
from services.handover.revoking import extend_cut, revoke
from services.handover.rotating import rotate
from services.handover.stick_places import place_of
from services.practice.pretend_stick import sticks_for
from services.progress import Reporter

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

    def show_replacement(self, kit: ReplacementKit, revoked: bool, place: Place | None) -> None: ...

    def show_releasing(self) -> None: ...

    def show_released(self, released: Released) -> None: ...

    def show_not_released(self, text: str) -> None: ...


@dataclass(slots=True)
class _State:
    facts: Facts | None = None
    text: str = ""
    busy: bool = False
    written: Place | None = None


@dataclass(frozen=True, slots=True)
class _Made:
    """A kit that lies on the stick. ``place``: where; None when that cannot be told any more. ``trouble``: with taking
    away the old laptop's say, after the kit was written."""

    kit: ReplacementKit
    place: Place | None
    trouble: AppError | None = None


@dataclass(frozen=True, slots=True)
class _Stop:
    """What stopping an act leaves behind (empty: everything as before), and what is said after it."""

    note: str
    done: str


class LaptopsPresenter:
    """``work``: of the words of a replacement kit; tests hand in less. ``find``: which sticks are plugged in."""

    def __init__(
        self,
        view: View,
        ctx: AppContext,
        run: Run,
        publish: Callable[[Changes], None],
        work: int = WORK,
        find: FindSticks | None = None,
    ) -> None:
        self._view, self._ctx, self._run, self._publish, self._work = view, ctx, run, publish, work
        self._find = find or (lambda: sticks_for(ctx))
        self._releaser = StickReleaser(view, ctx, run)
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
            title = tr("Mengizinkan {count} laptop", count=number(len(chosen)))
            stop = _Stop(reading_note(), stopped_reading())
            self._act(lambda reporter: admit(ctx, chosen, reporter), self._on_admitted, title, stop)

    def admit_all(self) -> None:
        """As ``admit``, for everyone at the door."""
        if self._state.facts is not None:
            self.admit([row.device for row in self._state.facts.waiting])

    def turn_away(self, device: str) -> None:
        """Do not let it in; the code of its kit is void."""
        ctx = self._ctx
        text = tr("Ditolak. Kode kitnya tidak berlaku lagi, buatkan kit baru bila laptop itu memang milik desa.")
        self._act(lambda _: turn_away(ctx, device), lambda _: self._done(text, "waiting", device))

    def revoke(self, device: str) -> None:
        """Take its say away; what is here counts."""
        ctx = self._ctx

        def done(count: int) -> None:
            text = tr("Laptop dicabut. {count} perubahan yang sudah diterima tetap berlaku.", count=number(count))
            self._done(text, "laptop", device)

        self._act(lambda _: revoke(ctx, device), done)

    def extend(self, device: str) -> None:
        """Let also count what came since."""
        ctx = self._ctx

        def done(count: int) -> None:
            self._done(tr("{count} perubahan susulan sekarang berlaku.", count=number(count)), "laptop", device)

        self._act(lambda _: extend_cut(ctx, device), done)

    def replace(self, village: str, folder: Path, stolen: str = "") -> None:
        """A kit that brings a village's work back. ``stolen``: the laptop whose say is taken away in the same act."""
        ctx, work, find = self._ctx, self._work, self._find

        def job(reporter: Reporter) -> _Made:
            kit = make_replacement_kit(ctx, village, folder, reporter, work=work)
            place = _place(folder, find)
            try:
                if stolen:
                    revoke(ctx, stolen)
            except AppError as trouble:  # the words are told once, and only now
                return _Made(kit, place, trouble)
            return _Made(kit, place)

        stop = _Stop("", tr("Kit pengganti tidak jadi dibuat."))
        self._act(job, lambda made: self._on_replaced(made, stolen), tr("Membuat kit pengganti"), stop)

    def _on_replaced(self, made: _Made, stolen: str) -> None:
        self._state.written = made.place
        self._view.show_replacement(made.kit, bool(stolen) and made.trouble is None, made.place)
        if made.trouble is not None:
            text = tr("Kit pengganti sudah ditulis, tetapi laptop lama belum dicabut.")
            self._view.show_trouble(f"{text} {sentence_for(made.trouble)}")
        self._publish(Changes("", {"laptop": frozenset({stolen}), "bundle": frozenset({made.kit.office})}))

    def release(self) -> None:
        """«Cabut dengan aman» for the stick the kit was written to."""
        if self._state.written is not None:
            self._releaser.release(self._state.written)

    def rotate(self, root_pem: str, leave_out: Sequence[str], recovery: str | None) -> None:
        """Sign the next version of the root document."""
        ctx, gone = self._ctx, tuple(leave_out)

        def done(_: object) -> None:
            text = tr("Daftar kunci baru berlaku. Desa menerimanya bersama balasan berikutnya.")
            self._done(text, "root", "root")

        title = tr("Mengganti daftar kunci")
        self._act(lambda _: rotate(ctx, root_pem, leave_out=gone, recovery=recovery), done, title)

    def read_with_recovery(self, recovery: str, folder: Path) -> None:
        """Take in sticks that were sealed for an earlier computer of the district."""
        ctx = self._ctx
        self._act(
            lambda reporter: receive_with_recovery(ctx, recovery, [folder], reporter),
            self._on_received,
            tr("Membaca USB dengan kunci pemulihan"),
            _Stop(reading_note(), stopped_reading()),
        )

    # Inside

    def _act(
        self,
        job: Callable[[Reporter], T],
        done: Callable[[T], None],
        title: str = "",
        stop: _Stop | None = None,
    ) -> None:
        """One act at a time. ``title``: over its progress. ``stop``: what stopping it says; None: it cannot be."""
        if self._state.busy:
            return
        self._state.busy = True
        self._view.show_busy(True)

        def finish(result: T) -> None:
            self._rest()
            done(result)

        def fail(error: AppError) -> None:
            self._rest()
            if isinstance(error, Cancelled) and stop is not None:
                self._view.show_done(stop.done, "info")
            self._tell(error)
            self.load()

        note = stop.note if stop is not None else ""
        self._run(job, finish, fail, pool="file", title=title, note=note, cancellable=stop is not None)

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


def _place(folder: Path, find: FindSticks) -> Place | None:
    """Where the kit lies; a stick that was pulled out meanwhile must not keep its words from being told."""
    with suppress(StorageTrouble):
        return Place(place_of(folder, find())[0])
    return None
