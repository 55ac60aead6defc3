"""The paper of a handover: the one just written and those of the history. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gui.language import tr
from gui.messages import sentence_for
from gui.pages.handover.facts import Waiting
from gui.printing.receipt import UNKNOWN_COUNTS, Receipt, file_name, receipt_for
from services.contact import OfficeContact, read_contact
from services.errors import AppError
from services.handover.handing_over import HandedOver, PastHandover
from services.handover.receipts_kept import KeptReceipt, keep_receipt, kept_receipts

if TYPE_CHECKING:
    from gui.page import Run
    from services.context import AppContext


class DeskView(Protocol):
    """What the page shows of it."""

    def show_past_receipt(self, receipt: Receipt) -> None: ...

    def show_news(self, text: str, good: bool) -> None: ...


class ReceiptDesk:
    """``write_pdf(path, receipt)``: painting needs Qt, so the page hands it in."""

    def __init__(self, view: DeskView, ctx: AppContext, run: Run, write_pdf: Callable[[Path, Receipt], None]) -> None:
        self._view, self._ctx, self._run, self._write_pdf = view, ctx, run, write_pdf
        self.receipt: Receipt | None = None

    def make(self, done: HandedOver, before: Waiting, contact: OfficeContact) -> Receipt:
        """The receipt of what was just written, and remember what it says. Off the window's thread."""
        people = before.pending
        receipt = receipt_for(
            self._ctx.reference,
            self._ctx.office.code,
            officer=self._ctx.user.name,
            no=done.no,
            at=done.at,
            counts=(people.new, people.changed, people.left),
            size=done.size,
            sha256=done.sha256,
            words=done.words,
            previous=before.previous,
            contact=contact,
        )
        keep_receipt(self._ctx, _kept(receipt))
        return receipt

    def set_letter_no(self, text: str) -> Receipt | None:
        """The office's own number of the letter; gives the receipt as it is now."""
        if self.receipt is not None:
            self.receipt = replace(self.receipt, letter_no=text.strip())
        return self.receipt

    def keep(self) -> None:
        """Remember the letter's number too, once the paper was printed or saved."""
        ctx, receipt = self._ctx, self.receipt
        if receipt is not None:
            self._run(lambda _: keep_receipt(ctx, _kept(receipt)), _nothing, self._on_trouble, pool="database")

    def suggested_file(self) -> str:
        """Name of the PDF; nothing personal."""
        return "" if self.receipt is None else file_name(self.receipt)

    def save_pdf(self, path: Path) -> None:
        """Both copies as a PDF."""
        receipt, write_pdf = self.receipt, self._write_pdf
        if receipt is None:
            return

        def saved(_: None) -> None:
            self._view.show_news(tr("Tanda terima disimpan sebagai {name}", name=path.name), True)
            self.keep()

        self._run(lambda _: write_pdf(path, receipt), saved, self._on_trouble, pool="file")

    def show_past(self, past: PastHandover) -> None:
        """The receipt of an earlier handover, as it was printed then."""
        ctx = self._ctx
        self._run(lambda _: past_receipt(ctx, past), self._view.show_past_receipt, self._on_trouble)

    def _on_trouble(self, error: AppError) -> None:
        self._view.show_news(sentence_for(error), False)


def past_receipt(ctx: AppContext, past: PastHandover) -> Receipt:
    """What is not known any more (a handover written without the window) stays open: officer, and who was new."""
    kept = kept_receipts(ctx).get(past.sha256)
    previous = None
    if kept is not None and kept.previous_no:
        previous = (kept.previous_no, date.fromisoformat(kept.previous_day))
    made = receipt_for(
        ctx.reference,
        ctx.office.code,
        officer=kept.officer if kept else "",
        no=past.no,
        at=past.at,
        counts=(kept.new, kept.changed, kept.left) if kept else UNKNOWN_COUNTS,
        size=past.size,
        sha256=past.sha256,
        words=past.words,
        previous=previous,
        letter_no=kept.letter_no if kept else "",
        contact=read_contact(ctx),
    )
    return replace(made, touched=past.workers)


def _kept(receipt: Receipt) -> KeptReceipt:
    number, day = receipt.previous or (0, None)
    return KeptReceipt(
        sha256=receipt.sha256,
        officer=receipt.officer,
        new=receipt.new,
        changed=receipt.changed,
        left=receipt.left,
        previous_no=number,
        previous_day=day.isoformat() if day else "",
        letter_no=receipt.letter_no,
    )


def _nothing(_: object) -> None:
    """Nothing on screen shows it."""
