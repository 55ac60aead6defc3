"""What is done to many workers at once. One act each, and each can be undone. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gui.format import number
from gui.language import tr
from gui.messages import sentence, sentence_for
from models.values import ActKind, LeftReason
from services.changes import Changes
from services.context import AppContext
from services.errors import AppError, Cancelled, Invalid
from services.handover.transferring import transfer_workers
from services.progress import Reporter
from services.spreadsheets.export import export_list
from services.workers.acts import log_act
from services.workers.bulk import BulkChange, change_workers
from services.workers.leaving import leave_register, return_to_register
from services.workers.records_read import WorkerRecord, read_records
from services.workers.search import ids_of
from services.workers.undo import undo

if TYPE_CHECKING:
    from gui.page import Run

WritePaper = Callable[[Path, Sequence[WorkerRecord], Reporter], None]


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, for the toast. ``act``: can be undone by it; ``file``: was written and can be opened."""

    text: str
    act: str = ""
    file: Path | None = None


class View(Protocol):
    """What the page is told."""

    def show_done(self, done: Done) -> None: ...

    def show_act_trouble(self, text: str) -> None: ...


class Acting:
    """``seqs``: the rows acted on, as the list numbers them."""

    def __init__(self, view: View, ctx: AppContext, run: Run, publish: Callable[[Changes], None]) -> None:
        self._view, self._ctx, self._run, self._publish = view, ctx, run, publish
        self._acts: list[str] = []

    # the register

    def leave(self, seqs: Sequence[int], reason: LeftReason, on: date) -> None:
        """They left the register: nobody is deleted."""

        def job(ctx: AppContext, ids: Sequence[str], reporter: Reporter) -> Changes:
            return leave_register(ctx, ids, reason, on, reporter)

        self._act(seqs, job, lambda count: tr("{count} pekerja keluar dari daftar.", count=number(count)))

    def take_back(self, seqs: Sequence[int]) -> None:
        """They are in the register again."""
        self._act(seqs, return_to_register, lambda count: tr("{count} pekerja kembali ke daftar.", count=number(count)))

    def change(self, seqs: Sequence[int], change: BulkChange) -> None:
        """The same new values for all of them."""

        def job(ctx: AppContext, ids: Sequence[str], reporter: Reporter) -> Changes:
            return change_workers(ctx, ids, change, reporter)

        self._act(seqs, job, lambda count: tr("{count} pekerja diubah.", count=number(count)))

    def transfer(self, seqs: Sequence[int], village: str) -> None:
        """District: they belong to another village from now on. Taken back by giving them to the old one."""
        ctx = self._ctx
        name = ctx.reference.villages[village].name

        def done(changes: Changes) -> None:
            count = len(changes.ids.get("worker", ()))
            self._publish(changes)
            text = tr("{count} pekerja dipindah ke {village}.", count=number(count), village=name)
            self._view.show_done(Done(text if count else tr("Tidak ada yang berubah: isinya sudah begitu.")))

        title = tr("Memindahkan {count} pekerja", count=number(len(seqs)))
        self._run(
            lambda reporter: transfer_workers(ctx, ids_of(ctx, seqs), village, reporter),
            done,
            self._failed,
            title=title,
        )

    def _act(
        self,
        seqs: Sequence[int],
        work: Callable[[AppContext, Sequence[str], Reporter], Changes],
        said: Callable[[int], str],
    ) -> None:
        ctx = self._ctx

        def done(changes: Changes) -> None:
            count = len(changes.ids.get("worker", ()))
            if not count:
                self._view.show_done(Done(tr("Tidak ada yang berubah: isinya sudah begitu.")))
                return
            self._acts.append(changes.act)
            self._publish(changes)
            self._view.show_done(Done(said(count), changes.act))

        title = tr("Mengubah {count} pekerja", count=number(len(seqs)))
        self._run(lambda reporter: work(ctx, ids_of(ctx, seqs), reporter), done, self._failed, title=title)

    # undo

    def undo(self, act: str) -> None:
        """Take an act back: what somebody changed since stays as it is."""
        ctx = self._ctx

        def done(changes: Changes) -> None:
            self._forget(act)
            self._publish(changes)
            count = number(len(changes.ids.get("worker", ())))
            self._view.show_done(Done(tr("Diurungkan. {count} pekerja kembali seperti semula.", count=count)))

        def failed(error: AppError) -> None:
            if not isinstance(error, Cancelled):
                self._forget(act)
            self._failed(error)

        self._run(lambda reporter: undo(ctx, act, reporter), done, failed, title=tr("Mengurungkan"))

    def undo_last(self) -> None:
        """Ctrl+Z: the latest act on this page that was not undone yet."""
        if self._acts:
            self.undo(self._acts[-1])
        else:
            self._view.show_done(Done(tr("Di halaman ini belum ada yang bisa diurungkan.")))

    def _forget(self, act: str) -> None:
        if act in self._acts:
            self._acts.remove(act)

    # what leaves the program

    def export(self, seqs: Sequence[int], keys: Sequence[str] | None, path: Path) -> None:
        """Write a workbook with these columns of the list; None: every field."""
        ctx = self._ctx

        def job(reporter: Reporter) -> int:
            ctx.require_writable()
            ctx.stay_inside(path)
            count = export_list(path, read_records(ctx, seqs), keys, ctx.reference, len(seqs), reporter)
            log_act(ctx, ActKind.EXPORT, count, path.suffix)
            return count

        def done(count: int) -> None:
            self._view.show_done(Done(tr("{count} pekerja diekspor.", count=number(count)), file=path))

        title = tr("Mengekspor {count} pekerja", count=number(len(seqs)))
        self._run(job, done, self._failed, pool="file", title=title)

    def print_list(self, seqs: Sequence[int], path: Path, write: WritePaper) -> None:
        """Write the list as a PDF; ``write`` lays it out."""
        ctx = self._ctx

        def job(reporter: Reporter) -> int:
            ctx.require_writable()
            ctx.stay_inside(path)
            records = list(read_records(ctx, seqs))
            write(path, records, reporter)
            log_act(ctx, ActKind.PRINT, len(records), path.suffix)
            return len(records)

        def done(count: int) -> None:
            text = tr("Daftar {count} pekerja tersimpan sebagai PDF.", count=number(count))
            self._view.show_done(Done(text, file=path))

        title = tr("Menyusun daftar {count} pekerja", count=number(len(seqs)))
        self._run(job, done, self._failed, pool="file", title=title)

    def reveal(self, count: int) -> None:
        """Somebody made whole NIKs visible: noted, with how many people were in the list."""
        ctx = self._ctx
        self._run(lambda _: log_act(ctx, ActKind.REVEAL, count), lambda _: None, self._failed)

    def _failed(self, error: AppError) -> None:
        if isinstance(error, Invalid):
            problem = error.problems[0]
            self._view.show_act_trouble(sentence(problem.code, problem.data))
        elif not isinstance(error, Cancelled):
            self._view.show_act_trouble(sentence_for(error))
