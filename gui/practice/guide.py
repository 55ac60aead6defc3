"""The guide through the practice: what is done, what comes next, and where that is. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from gui.format import nik
from gui.language import tr
from gui.messages import sentence_for
from services.changes import Changes
from services.errors import AppError, Cancelled
from services.practice.answering import Answered, answer
from services.practice.pretend_stick import LABEL
from services.practice.rehearsal import EXAMPLE_NIK, LIST_NAME
from services.practice.steps import Progress, Step, practice_progress

if TYPE_CHECKING:
    from gui.page import Run
    from services.context import AppContext

PRACTICE = "practice"
"""What a change of the practice is called among ``Changes``."""
_SHOWN_IN = (PRACTICE, "worker", "bundle", "kit", "decision", "setting")


@dataclass(frozen=True, slots=True)
class Guided:
    """One step in words. ``page``: where it is done, empty where the guide does it itself."""

    step: Step
    title: str
    text: str
    button: str
    page: str = ""
    arguments: dict[str, Any] = field(default_factory=dict)


class View(Protocol):
    """What the guide tells."""

    def show_progress(self, progress: Progress) -> None: ...

    def show_busy(self, busy: bool) -> None: ...

    def show_told(self, text: str, good: bool) -> None: ...


class PracticeGuide:
    """Reads how far the person has come; makes the practice district answer."""

    def __init__(
        self,
        view: View,
        ctx: AppContext,
        run: Run,
        open_page: Callable[..., None],
        publish: Callable[[Changes], None],
    ) -> None:
        self._view, self._ctx, self._run = view, ctx, run
        self._open, self._publish = open_page, publish

    def start(self) -> None:
        """Look anew."""
        self._run(lambda _: practice_progress(self._ctx), self._view.show_progress, self._on_trouble)

    def refresh(self, changes: Changes) -> None:
        """After a command that may have been a step."""
        if changes.touches(*_SHOWN_IN):
            self.start()

    def go_on(self, step: Step) -> None:
        """Do it, or go where it is done."""
        guided = steps(self._ctx)[step]
        if guided.page:
            self._open(guided.page, **guided.arguments)
            return
        self._view.show_busy(True)
        self._run(lambda reporter: answer(self._ctx, reporter), self._on_answered, self._on_trouble)

    def _on_answered(self, answered: Answered) -> None:
        self._view.show_busy(False)
        self._view.show_told(tr("Kabupaten menjawab. Balasannya ada di {stick}.", stick=LABEL), True)
        self._publish(Changes("", {PRACTICE: frozenset({Step.ANSWER.value})}))

    def _on_trouble(self, error: AppError) -> None:
        self._view.show_busy(False)
        if not isinstance(error, Cancelled):
            self._view.show_told(sentence_for(error), False)


def steps(ctx: AppContext) -> dict[Step, Guided]:
    """The round in words, in order."""
    return {guided.step: guided for guided in (_register(), _import(ctx), _hand_over(), _answer(), _read(), _see())}


def _register() -> Guided:
    text = tr("Ketik NIK contoh {nik}, lalu nama dan isian lain sesuka hati.", nik=nik(EXAMPLE_NIK))
    return Guided(Step.REGISTER, tr("Daftarkan satu orang"), text, tr("Daftarkan"), "register")


def _import(ctx: AppContext) -> Guided:
    path = ctx.practice / LIST_NAME if ctx.practice is not None else None
    text = tr("Daftar Excel contoh sudah disiapkan, beberapa barisnya sengaja salah.")
    arguments = {"path": str(path)} if path is not None and path.exists() else {}
    return Guided(Step.IMPORT, tr("Impor sebuah daftar"), text, tr("Impor"), "importing", arguments)


def _hand_over() -> Guided:
    text = tr("Tulis paket ke USB latihan. USB sungguhan tidak disentuh.")
    return Guided(Step.HAND_OVER, tr("Serahkan ke kabupaten"), text, tr("Serah terima"), "handover")


def _answer() -> Guided:
    text = tr("Di kenyataan ini berhari-hari. Di sini kabupaten rekaan langsung membaca, memilih, dan membalas.")
    return Guided(Step.ANSWER, tr("Tunggu jawaban kabupaten"), text, tr("Kabupaten menjawab"))


def _read() -> Guided:
    text = tr("Pilih «Baca balasan dari USB». Itu juga tanda bahwa data sudah sampai.")
    return Guided(Step.READ, tr("Baca jawabannya"), text, tr("Baca jawaban"), "handover", {"reading": True})


def _see() -> Guided:
    text = tr("Lihat siapa yang dipilih dan siapa yang menunggu, lalu beri tahu orangnya.")
    return Guided(Step.SEE, tr("Lihat keputusan"), text, tr("Lihat keputusan"), "decisions")
