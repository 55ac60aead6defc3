"""Above the table: the bar of ticked rows and the line that asks what an act still has to be told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.language import tr
from gui.page import PageTools
from gui.pages.workers.act_cards import (
    ActCard,
    ExportCard,
    LeaveCard,
    NameCard,
    OccupationCard,
    PlaceCard,
    TransferCard,
)
from gui.pages.workers.acting import Acting, Done
from gui.pages.workers.bulk_bar import BulkBar
from gui.printing.worker_list import file_name, list_for, write_worker_list
from gui.tables.view import DataTable
from gui.widgets.layouts import Box, V
from models.values import Role
from services.context import AppContext
from services.progress import Reporter
from services.workers.records_read import WorkerRecord

_CHANGING = frozenset({"leave", "return", "occupation", "place"})
"""A village's people are changed by their village: what the district wrote would stand over it ever after."""


class BulkArea(Box):
    """``left``: nothing is asked any more, the list takes the keys. ``named(name)``: for the filter that is shown.
    ``opened(card)``: something is asked.

    ``refused(text)``: an act without fields was refused; with fields it is said beside them. ``done``: it was not.
    """

    left = Signal()
    named = Signal(str)
    opened = Signal(QWidget)
    refused = Signal(str)
    done = Signal()

    def __init__(
        self,
        table: DataTable,
        tools: PageTools,
        told: Callable[[], str],
        columns: Callable[[], list[str]],
    ) -> None:
        """``told``: what the list shows, in a few words; ``columns``: the keys of the columns it shows."""
        ctx = tools.context
        self._may_change = ctx.office.role is Role.VILLAGE
        self._table, self._ctx, self._tools = table, ctx, tools
        self._told, self._columns = told, columns
        self.card: ActCard | None = None
        self._seqs: list[int] = []
        self.bar = BulkBar(may_change=self._may_change)
        self.bar.hide()
        self._line = V(spacing=8)
        super().__init__(V(self.bar, self._line, spacing=8, margins=(0, 0, 0, 0)))
        self.acting = Acting(self, ctx, tools.run_for(self), tools.publish)
        self.bar.asked.connect(self.ask)
        self.bar.all_chosen.connect(partial(table.rows.tick_all, True))
        self.bar.none_chosen.connect(self.untick)
        table.ticks_changed.connect(self._on_ticks)
        self.hide()

    # which rows

    def targets(self) -> list[int]:
        """The ticked rows in the order of the list; without ticks the row one is at."""
        ticked = self._table.ticked()
        if ticked:
            return [seq for seq in self._table.rows.ids() if seq in ticked]
        here = self._table.current_id()
        return [] if here is None else [here]

    def leaving_targets(self) -> list[int]:
        """What goes onto paper or into a workbook: the ticked rows, else all that the list shows."""
        return self.targets() if self._table.ticked() else list(self._table.rows.ids())

    def untick(self) -> None:
        """No row is ticked."""
        self._table.rows.tick_all(False)
        self.left.emit()

    def _on_ticks(self, count: int) -> None:
        had_focus = self.isAncestorOf(self.window().focusWidget())
        self.bar.setVisible(count > 0)
        if count:
            self.bar.show_ticks(count, self._table.rows.rowCount())
        if self.card is not None and not isinstance(self.card, NameCard):
            self.close_card()
        self._show()
        if had_focus and not count:
            self.left.emit()

    # acts

    def ask(self, act: str) -> None:
        """Begin an act: leave, return, occupation, place, transfer, print, export, name."""
        self._seqs = self.leaving_targets() if act in ("print", "export") else self.targets()
        if not (self._seqs or act == "name") or (act in _CHANGING and not self._may_change):
            return
        count, ctx = len(self._seqs), self._ctx
        if act == "return":
            self.acting.take_back(self._seqs)
        elif act == "print":
            self._print()
        elif act == "leave":
            self._open(LeaveCard(count, ctx.today), self._leave)
        elif act == "occupation":
            self._open(OccupationCard(count, ctx.reference), self._change)
        elif act == "place":
            self._open(PlaceCard(count), self._change)
        elif act == "transfer" and not self._may_change:
            self._open(TransferCard(count, ctx.reference), self._transfer)
        elif act == "export":
            self._open(ExportCard(count), self._export)
        elif act == "name":
            self._open(NameCard(self._told()), self._name)

    # from the presenter

    def show_done(self, done: Done) -> None:
        self.done.emit()
        if done.act:
            self.finish()
            self._tools.notify(done.text, "ok", tr("Urungkan"), lambda: self.acting.undo(done.act))
            return
        self.close_card()
        if done.file is not None:
            file, is_paper = done.file, done.file.suffix == ".pdf"
            label = tr("Buka PDF") if is_paper else tr("Buka folder")
            self._tools.notify(done.text, "ok", label, lambda: open_path(file if is_paper else file.parent))
        else:
            self._tools.notify(done.text, "info")

    def show_act_trouble(self, text: str) -> None:
        if self.card is None:
            self.refused.emit(text)
        else:
            self.card.say(text)
            self.card.begin()

    # the card

    def close_card(self) -> bool:
        """Ask no more. False when nothing was asked."""
        if self.card is None:
            return False
        self.card = None
        self._line.clear()
        self._show()
        self.left.emit()
        return True

    def finish(self) -> None:
        """The act is done: its fields go, and the ticks."""
        self.close_card()
        if self._table.ticked():
            self._table.rows.tick_all(False)

    def _open(self, card: ActCard, act: Callable[..., None]) -> None:
        self._line.clear()
        self.card = card
        self._line.add(card)
        card.submitted.connect(act)
        card.cancelled.connect(self.close_card)
        self._show()
        card.begin()
        self.opened.emit(card)

    def _show(self) -> None:
        self.setVisible(self.bar.isVisibleTo(self) or self.card is not None)

    def _leave(self, answer: tuple[object, object]) -> None:
        self.acting.leave(self._seqs, *answer)  # type: ignore[arg-type]  # a signal carries objects

    def _change(self, change: object) -> None:
        self.acting.change(self._seqs, change)  # type: ignore[arg-type]

    def _transfer(self, village: object) -> None:
        self.acting.transfer(self._seqs, str(village))

    def _name(self, name: str) -> None:
        self.close_card()
        self.named.emit(name)

    # files

    def _export(self, kind: str) -> None:
        name = f"daftar-pekerja-{self._ctx.today():%Y-%m-%d}.xlsx"
        path = ask_target(self, tr("Ekspor ke Excel"), name, "Excel (*.xlsx)")
        if path is not None:
            self.acting.export(self._seqs, self._columns() if kind == "shown" else None, path)

    def _print(self) -> None:
        path = ask_target(self, tr("Simpan daftar"), file_name(self._ctx.now()), "PDF (*.pdf)")
        if path is not None:
            what = self._told()
            self.acting.print_list(self._seqs, path, partial(_write, self._ctx, what))


def _write(ctx: AppContext, what: str, path: Path, records: Sequence[WorkerRecord], reporter: Reporter) -> None:
    write_worker_list(path, list_for(ctx, records, what), reporter)


def ask_target(parent: QWidget, title: str, name: str, kind: str) -> Path | None:
    """Where a file goes; None: not after all. The ending is ours."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, kind)
    if not chosen:
        return None
    ending = Path(name).suffix
    return Path(chosen if chosen.lower().endswith(ending) else f"{chosen}{ending}")


def open_path(path: Path) -> None:
    """In the program or the file manager that the officer uses."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
